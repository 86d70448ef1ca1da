/** Growth of the share of sampled authors who write about health, network by network. */

import { NETWORKS, type FigureRow } from '../../records.ts';
import { defineFigure, type FigureScope, type Query } from '../figure.ts';
import {
  aboutPosts,
  coverage,
  networkTitle,
  NOT_A_SAMPLE,
  postsOfScope,
  sourceId,
  type CoverageRow,
} from '../posts.ts';
import { displayPercent } from '../rounding.ts';
import { isSmall } from '../statistics/suppression.ts';
import {
  endpointRate,
  FEWEST_MONTHS,
  FEWEST_MONTHS_SEASONAL,
  growthTrend,
  growthWording,
  yearOverYear,
  type Month,
} from '../statistics/growth.ts';

/** A month of which more than this share of minutes was not gathered is left out of the trend. */
const LARGEST_GAP = 0.05;
const MINUTE_MS = 60_000;
/** As few who wrote about health, or as few who did not. */
const SMALL = 'fewer than 11 persons on one side; left out of the trend';

interface HealthRow {
  readonly network: string;
  readonly source: string;
  readonly month: string;
  readonly authors: number;
}
interface AllRow extends HealthRow {
  readonly posts: number;
}
interface GapRow {
  readonly source: string;
  readonly from_ms: number;
  readonly to_ms: number;
}

export const growth = defineFigure<{ coverage: CoverageRow; health: HealthRow; all: AllRow; gaps: GapRow }>({
  id: 'growth',
  title: 'Growth of the share of authors who write about health',
  question: 'Do more of the authors on a network write about health?',
  base: 'authors seen on the networks that were gathered',
  unit: 'percent-per-month',
  counts: 'persons',
  method: 'g. Growth',
  statistic:
    'distinct authors a month; quasi-Poisson with offset log(all authors seen), calendar months from 24 months on, Newey-West where residuals move together',
  inputs: [],
  whenEmpty: 'Gather posts of at least six complete months to see growth.',
  queries: (scope) => ({
    coverage: coverage(scope),
    health: healthQuery(scope),
    all: allQuery(scope),
    gaps: gapsQuery(),
  }),
  derive: ({ coverage: covered, health, all, gaps }, scope) => {
    if (covered.length === 0) return { rows: [], sources: [] };
    const series = covered.map(({ network, source, first, last }) => {
      const at = (row: HealthRow) => row.network === network && row.source === source;
      return seriesOf(
        { network, source, first, last },
        health.filter(at),
        all.filter(at),
        gaps.filter((gap) => gap.source === source),
        scope,
      );
    });
    return {
      rows: series.flatMap(({ rows }) => rows),
      ...aboutPosts(covered),
      notes: [
        NOT_A_SAMPLE,
        'The share is of all authors of whom any post was seen in the month, so a network that grows is not taken for talk that grows. Months that were not gathered whole are drawn but left out of the trend. Authors of several networks are never added up.',
        ...series.flatMap(({ notes }) => notes),
      ],
    };
  },
});

function healthQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT network, source, formatDateTime(month, '%Y-%m') AS month, uniqExact(author) AS authors
FROM current_facts WHERE ${where} GROUP BY network, source, month ORDER BY network, source, month`,
    ofFacts: true,
    params,
  };
}

/** From mergeable states of every month: their union, never their sum. How many authors of one place were seen nobody knows. */
function allQuery({ state, from, to, asOf }: FigureScope): Query {
  return {
    sql: `SELECT network, source, formatDateTime(first_day, '%Y-%m') AS month, sum(posts) AS posts, uniqCombined64Merge(authors) AS authors
FROM (SELECT network, source, month AS first_day, posts, authors FROM current_totals)
WHERE ${state === null ? '' : 'false AND '}first_day >= toStartOfMonth(toDate({from:String})) AND first_day <= toDate({to:String})
GROUP BY network, source, month ORDER BY network, source, month`,
    ofFacts: true,
    params: { from: from ?? '1970-01-01', to: to ?? asOf },
  };
}

function gapsQuery(): Query {
  return {
    sql: `SELECT source, toUnixTimestamp64Milli(from) AS from_ms, toUnixTimestamp64Milli(to) AS to_ms
FROM interruptions WHERE kind = 'gap' ORDER BY source, from_ms`,
  };
}

interface Place {
  readonly network: string;
  readonly source: string;
  /** First and last day with posts. */
  readonly first: string;
  readonly last: string;
}

function seriesOf(
  { network, source, first, last }: Place,
  health: readonly HealthRow[],
  all: readonly AllRow[],
  gaps: readonly GapRow[],
  scope: FigureScope,
): { readonly rows: FigureRow[]; readonly notes: readonly string[] } {
  const id = sourceId(network, source);
  const seen = new Map(all.map((row) => [row.month, row.authors]));
  // Numerators of one state have no denominator: then counts of authors, not shares.
  const share =
    scope.state === null && health.every(({ month, authors }) => (seen.get(month) ?? 0) >= authors);
  const months = health.map(({ month, authors }) => {
    const gap = gapShare(month, gaps);
    const partial = isPartial(month, first, last);
    const authorsAll = seen.get(month) ?? 0;
    const small = isSmall(authors) || (share && isSmall(authorsAll - authors));
    return { month, authorsHealth: authors, authorsAll, gap, partial, small };
  });
  // A trend through a hidden month would let its count be worked out from the months that are shown.
  const used: Month[] = months.filter(({ partial, gap, small }) => !partial && gap <= LARGEST_GAP && !small);
  const monthRows = months.map((month): FigureRow => {
    const reason = month.small ? SMALL : monthReason(month.partial, month.gap);
    return {
      id: `${id}.${month.month}`,
      label: networkTitle(network),
      value: share ? (100 * month.authorsHealth) / month.authorsAll : month.authorsHealth,
      lower: null,
      upper: null,
      n: share ? month.authorsAll : month.authorsHealth,
      decision: decisionOf(month.small, reason),
      reason,
      source: id,
      kind: 'month',
      network: NETWORKS.find((known) => known === network) ?? null,
      date: month.month,
      unit: share ? 'percent' : 'count',
      persons: month.authorsHealth,
      gap: 100 * month.gap,
    };
  });
  const hidden = months.filter(({ small }) => small).length;
  const smallNotes =
    hidden > 0
      ? [`${networkTitle(network)}: months with too few authors to show, left out of the trend: ${hidden}.`]
      : [];
  const seasonal = used.length >= FEWEST_MONTHS_SEASONAL;
  const trend = growthTrend(used, { share, seasonal, guardAutocorrelation: true });
  if (!trend)
    return {
      rows: monthRows,
      notes: [
        ...smallNotes,
        `${networkTitle(network)}: ${used.length} complete months; growth takes ${FEWEST_MONTHS}.`,
      ],
    };
  const endpoint = endpointRate(used);
  const year = yearOverYear(used);
  return {
    rows: [
      {
        id: `${id}.trend`,
        label: `${networkTitle(network)}, ${share ? 'share of authors' : 'authors'}, percent a month`,
        value: 100 * trend.monthlyRate,
        lower: 100 * trend.interval.lower,
        upper: 100 * trend.interval.upper,
        n: used.length,
        decision: 'shown',
        reason: '',
        source: id,
        kind: 'trend',
        network: NETWORKS.find((known) => known === network) ?? null,
        date: used.at(-1)?.month ?? '',
        unit: 'percent-per-month',
        persons: Math.min(...used.map(({ authorsHealth }) => authorsHealth)),
        wording: growthWording(trend),
        months: used.length,
        endpoint: endpoint === null ? null : 100 * endpoint,
        yearOverYear: year ? year.ratio : null,
        yearOverYearMonths: year ? year.months : null,
        yearOverYearLower: year ? year.interval.lower : null,
        yearOverYearUpper: year ? year.interval.upper : null,
      },
      ...monthRows,
    ],
    notes: smallNotes,
  };
}

function decisionOf(small: boolean, reason: string): FigureRow['decision'] {
  if (small) return 'hidden';
  return reason === '' ? 'shown' : 'flagged';
}

function monthReason(partial: boolean, gap: number): string {
  if (partial) return 'not gathered from its first to its last day';
  return gap > LARGEST_GAP ? `${displayPercent(gap)} of its minutes were not gathered` : '';
}

/** The month in which gathering began or ended, unless on its first or last day. */
function isPartial(month: string, first: string, last: string): boolean {
  const [start, end] = [`${month}-01`, lastDayOf(month)];
  return (first.startsWith(month) && first !== start) || (last.startsWith(month) && last !== end);
}

function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** Share of the month's minutes within gaps; gaps that overlap count once. */
function gapShare(month: string, gaps: readonly GapRow[]): number {
  const [year, number] = month.split('-').map(Number);
  const [start, end] = [Date.UTC(year, number - 1, 1), Date.UTC(year, number, 1)];
  let reached = start;
  let missing = 0;
  for (const gap of gaps) {
    const from = Math.max(reached, gap.from_ms);
    const to = Math.min(end, gap.to_ms);
    if (to > from) missing += to - from;
    reached = Math.max(reached, to);
  }
  return Math.round(missing / MINUTE_MS) / ((end - start) / MINUTE_MS);
}
