/** Adoption of networks by state: how accounts joined to a registry become rows, for every kind of organisation. */

import { displayCount } from './rounding.ts';
import { adoption, type AdoptionCounts } from './statistics/adoption.ts';
import type { FigureRow } from '../records.ts';
import type { Query } from './figure.ts';

/** One registry, state and network: what is known of its facilities. `unknown` follows from the rest. */
export interface AdoptionRow {
  readonly registry: string;
  readonly state: string;
  readonly network: string;
  readonly facilities: number;
  readonly present: number;
  readonly absent: number;
  readonly stale: number;
  /** Facilities whose only account is that of the system they belong to. */
  readonly system: number;
  readonly seen_on: string;
}

/**
 * Facilities with an account of their own, by registry, state and network. A link seen or missed more than 365 days
 * before the reporting day is stale; with no reporting day the list speaks for its own day and nothing is stale.
 * @param state counts this state alone; null counts all
 */
export function adoptionByState(kind: string, asOf: string | null, state: string | null = null): Query {
  const inPlace = state === null ? 'state IS NOT NULL' : 'state = {state:String}';
  return {
    sql: `WITH registries AS (
  SELECT registry, state, count() AS facilities FROM current_organisations
  WHERE kind = {kind:String} AND ${inPlace} GROUP BY registry, state
), facility_networks AS (
  SELECT a.registry AS registry, o.state AS state, a.network AS network, a.organisation_id AS facility,
    max(a.seen_on) AS seen_on,
    countIf(a.link = 'own' AND a.status = 'present' AND (a.seen_on >= fresh_from)) > 0 AS present,
    countIf(a.link = 'own' AND a.status = 'absent' AND (a.seen_on >= fresh_from)) > 0 AS absent,
    countIf(a.link = 'own' AND a.status != 'unknown' AND a.seen_on < fresh_from) > 0 AS stale,
    countIf(a.link = 'system' AND a.status = 'present' AND (a.seen_on >= fresh_from)) > 0 AS system
  FROM current_accounts AS a
  INNER JOIN current_organisations AS o ON o.registry = a.registry AND o.id = a.organisation_id
  WHERE o.kind = {kind:String} AND o.${inPlace}
  GROUP BY registry, state, network, facility
)
SELECT f.registry AS registry, assumeNotNull(f.state) AS state, f.network AS network, any(r.facilities) AS facilities,
  countIf(f.present) AS present, countIf(f.absent AND NOT f.present) AS absent,
  countIf(f.stale AND NOT f.present AND NOT f.absent) AS stale,
  countIf(f.system AND NOT f.present) AS system, toString(max(f.seen_on)) AS seen_on
FROM facility_networks AS f INNER JOIN registries AS r ON r.registry = f.registry AND r.state = f.state
GROUP BY registry, state, network ORDER BY registry, state, network`.replaceAll(
      'fresh_from',
      asOf === null ? "toDate('1970-01-01')" : 'subtractDays(toDate({asOf:String}), 365)',
    ),
    params: { kind, ...(asOf !== null && { asOf }), ...(state !== null && { state }) },
  };
}

/** Counts as `adoption` wants them. */
export function adoptionCounts(
  row: Omit<AdoptionRow, 'registry' | 'state' | 'network' | 'seen_on' | 'system'>,
): AdoptionCounts {
  const { facilities, present, absent, stale } = row;
  return {
    facilities,
    present,
    confirmedAbsent: absent,
    stale,
    unknown: facilities - present - absent - stale,
  };
}

/** A row with its display: a rate with its interval, "at least", or counts alone. Values in percent. */
export function adoptionRow(id: string, label: string, row: AdoptionRow, source: string): FigureRow {
  const counts = adoptionCounts(row);
  const figure = adoption(counts);
  const isRate = figure.display === 'rate';
  const percent = (fraction: number | null) => (fraction === null ? null : fraction * 100);
  return {
    id,
    label,
    value: percent(isRate ? figure.rateAmongKnown : figure.lowerBound),
    lower: percent(isRate ? (figure.interval?.lower ?? null) : figure.lowerBound),
    upper: percent(isRate ? (figure.interval?.upper ?? null) : figure.upperBound),
    n: row.facilities,
    decision: isRate ? 'shown' : 'flagged',
    reason: isRate ? '' : reasonFor(figure.display, counts),
    source,
    state: row.state,
    network: row.network,
    display: figure.display,
    text: figure.text,
    facilities: row.facilities,
    present: row.present,
    absent: row.absent,
    stale: row.stale,
    unknown: counts.unknown,
    system: row.system,
    coverage: figure.coverage,
    date: row.seen_on,
  };
}

function reasonFor(display: string, counts: AdoptionCounts): string {
  if (display === 'counts_only') return 'fewer than 10 facilities: counts only';
  if (display === 'no_denominator') return 'no facilities of this kind';
  return `${displayCount(counts.unknown + counts.stale)} of ${displayCount(counts.facilities)} not checked in the last year`;
}

/** Sums the states of one registry and network into one row for the whole of a place. */
export function nation(rows: readonly AdoptionRow[], facilities: number, place = 'US'): AdoptionRow {
  const sum = (pick: (row: AdoptionRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    ...rows[0],
    state: place,
    facilities,
    present: sum((row) => row.present),
    absent: sum((row) => row.absent),
    stale: sum((row) => row.stale),
    system: sum((row) => row.system),
    seen_on:
      rows
        .map((row) => row.seen_on)
        .sort()
        .at(-1) ?? '',
  };
}

/** The registry with the most facilities known to have an account, so that two registries are never mixed. */
export function bestKnownRegistry(rows: readonly AdoptionRow[]): readonly AdoptionRow[] {
  const present = new Map<string, number>();
  for (const row of rows) present.set(row.registry, (present.get(row.registry) ?? 0) + row.present);
  const [best] = [...present].sort(([a, x], [b, y]) => y - x || a.localeCompare(b, 'en'));
  return best ? rows.filter((row) => row.registry === best[0]) : [];
}

export const COUNTED = 'a link is counted when it was seen in the last 365 days';

/** What the figures of hospitals' accounts have in common. */
export const HOSPITAL_ACCOUNTS = {
  base: `hospitals of the registry; ${COUNTED}`,
  unit: 'percent',
  counts: 'organisations',
  method: 'b, adoption',
  statistic: 'a rate where 80 % of the facilities were looked at, otherwise "at least"; 95 % Wilson interval',
  inputs: [
    'cms-hospitals',
    'hifld-hospitals',
    'accounts-csv',
    'places-parquet',
    'wikidata-sparql',
    'websites',
  ],
} as const;
