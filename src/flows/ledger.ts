/** `auscult ledger`: what was read, what became of it, and when a stream was out of reach. */

import { counted } from '../counted.ts';
import type { Store } from '../keep/store.ts';
import type { Post } from '../records.ts';

export interface LedgerLine {
  readonly run: string;
  readonly source: string;
  readonly origin: string;
  readonly read: number;
  readonly kept: number;
  readonly duplicate: number;
  readonly quarantined: number;
  /** By rule. */
  readonly filtered: Readonly<Record<string, number>>;
  /** Whether the outcomes add up to what was read. */
  readonly balanced: boolean;
  readonly at: string;
}

export interface Interruption {
  readonly source: string;
  readonly kind: 'gap' | 'disconnected';
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

export interface UnknownFieldCount {
  readonly source: string;
  readonly field: string;
  readonly count: number;
}

/** Posts in the store that are filed under the time they were seen, because their own cannot be believed. */
export interface FlaggedTimes {
  readonly source: string;
  readonly flag: NonNullable<Post['timeFlag']>;
  readonly count: number;
}

export interface Ledger {
  readonly lines: readonly LedgerLine[];
  readonly interruptions: readonly Interruption[];
  readonly flaggedTimes: readonly FlaggedTimes[];
  readonly unknownFields: readonly UnknownFieldCount[];
}

interface OutcomeRow {
  readonly run: string;
  readonly source: string;
  readonly origin: string;
  readonly outcome: string;
  readonly rule: string;
  readonly count: number;
  readonly at: string;
}

/** The whole ledger, newest run last; of one source when `source` is given. */
export async function readLedger(store: Store, source = ''): Promise<Ledger> {
  const params = { source };
  const mine = `({source:String} = '' OR source = {source:String})`;
  const outcomes = await store.query<OutcomeRow>(
    `SELECT run, source, origin, outcome, rule, sum(count) AS count, max(at) AS at FROM (
       SELECT run, source, origin, outcome, rule, count, at FROM ledger
       UNION ALL SELECT run, source, origin, outcome, rule, count, last_at AS at FROM posts_ledger
     ) WHERE ${mine} GROUP BY run, source, origin, outcome, rule ORDER BY at, source, origin`,
    params,
  );
  const interruptions = await store.query<Interruption>(
    `SELECT source, kind, \`from\`, \`to\`, reason FROM interruptions WHERE ${mine} ORDER BY \`from\``,
    params,
  );
  const flaggedTimes = await store.query<FlaggedTimes>(
    `SELECT source, time_flag AS flag, count() AS count FROM posts
     WHERE time_flag != '' AND ${mine} GROUP BY source, flag ORDER BY source, count DESC, flag`,
    params,
  );
  const unknownFields = await store.query<UnknownFieldCount>(
    `SELECT source, field, sum(count) AS count FROM (
       SELECT source, arrayJoin(mapKeys(unknown_fields)) AS field, unknown_fields[field] AS count FROM batches
     ) WHERE ${mine} GROUP BY source, field ORDER BY source, count DESC, field`,
    params,
  );
  const lines = [...Map.groupBy(outcomes, (row) => `${row.run}\n${row.source}\n${row.origin}`).values()].map(
    lineOf,
  );
  return { lines, interruptions, flaggedTimes, unknownFields };
}

/** Breaks shown to people; a year of a stream has thousands, and `--json` gives all of them. */
const MOST_BREAKS = 20;

/** An archive may hold thousands of files: beyond this many the sum of the source stands for them. */
const LISTED_FILES = 5;

/**
 * The ledger in lines for people: each source with its sum, then its inputs, then what it missed.
 * @param everyFile lists each file of an archive however many there are
 */
export function ledgerLines(
  { lines, interruptions, flaggedTimes, unknownFields }: Ledger,
  everyFile = false,
): string[] {
  const sources = new Set([...lines, ...interruptions, ...unknownFields].map(({ source }) => source));
  if (sources.size === 0)
    return ['Nothing has been read yet: "auscult gather" reads the sources of the study.'];
  return [...sources].flatMap((source) => [
    ...accountLines(
      lines.filter((line) => line.source === source),
      everyFile,
    ),
    ...missedLines(interruptions.filter((each) => each.source === source)),
    ...timeLines(flaggedTimes.filter((each) => each.source === source)),
    ...unknownFields
      .filter((each) => each.source === source)
      .map(({ field, count }) => `  unknown field ${field}: ${counted(count, 'time')}`),
  ]);
}

function accountLines(lines: readonly LedgerLine[], everyFile: boolean): string[] {
  if (lines.length === 0) return [];
  const total = (of: (line: LedgerLine) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  const filtered = new Map<string, number>();
  for (const line of lines)
    for (const [rule, count] of Object.entries(line.filtered))
      filtered.set(rule, (filtered.get(rule) ?? 0) + count);
  const sum = {
    read: total(({ read }) => read),
    kept: total(({ kept }) => kept),
    duplicate: total(({ duplicate }) => duplicate),
    quarantined: total(({ quarantined }) => quarantined),
    filtered: Object.fromEntries(filtered),
    balanced: lines.every(({ balanced }) => balanced),
  };
  const rules = [...filtered].toSorted(([, one], [, other]) => other - one);
  return [
    `${lines[0].source}: ${equation(sum)}`,
    ...rules.map(([rule, count]) => `  filtered: ${whole(count)} ${rule || 'without a rule'}`),
    ...(everyFile || lines.length <= LISTED_FILES
      ? lines.map(
          (line) => `  ${moment(line.at)}  ${line.origin}${lines.length === 1 ? '' : `: ${equation(line)}`}`,
        )
      : [`  from ${counted(lines.length, 'input')}: --files lists each by itself`]),
  ];
}

function equation(line: Omit<LedgerLine, 'run' | 'source' | 'origin' | 'at'>): string {
  const filtered = Object.values(line.filtered).reduce((sum, count) => sum + count, 0);
  const verdict = line.balanced ? '' : '; THE ACCOUNTS DO NOT ADD UP';
  return `${whole(line.read)} read = ${whole(line.kept)} kept + ${whole(line.duplicate)} duplicate + ${whole(line.quarantined)} in quarantine + ${whole(filtered)} filtered${verdict}`;
}

/** Gaps first and whole, because what lies in them is lost; of the breaks that were made good the latest. */
function missedLines(interruptions: readonly Interruption[]): string[] {
  const gaps = interruptions.filter(({ kind }) => kind === 'gap');
  const breaks = interruptions.filter(({ kind }) => kind === 'disconnected');
  const earlier = breaks.length - MOST_BREAKS;
  return [
    ...gaps.map((gap) => `  GAP ${interval(gap)}: ${gap.reason}`),
    ...(earlier > 0
      ? [`  out of reach ${counted(earlier, 'time')} before these (all of them with --json)`]
      : []),
    ...breaks.slice(-MOST_BREAKS).map((each) => `  out of reach ${interval(each)}: ${each.reason}`),
  ];
}

const TIME_FLAGS = {
  impossible: 'impossible (before 2003, or none that can be read)',
  future: 'in the future',
  late: 'more than a day before they came over the stream',
} as const;

function timeLines(flagged: readonly FlaggedTimes[]): string[] {
  if (flagged.length === 0) return [];
  const all = flagged.reduce((sum, { count }) => sum + count, 0);
  const reasons = flagged.map(({ flag, count }) => `${whole(count)} ${TIME_FLAGS[flag]}`);
  return [
    `  times not believed: ${counted(all, 'kept post')}, filed under when they were seen; ${reasons.join(', ')}`,
  ];
}

function interval({ from, to }: Interruption): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  const hours = Math.floor(seconds / 3600);
  const length = hours > 0 ? `${whole(hours)} h ${Math.round((seconds % 3600) / 60)} min` : minutes(seconds);
  return `${moment(from)} to ${moment(to)} (${length})`;
}

function minutes(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** `2026-11-25 22:09:01`, UTC. */
function moment(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ');
}

const whole = (count: number): string => count.toLocaleString('en-US');

function lineOf(rows: readonly OutcomeRow[]): LedgerLine {
  const [{ run, source, origin }] = rows;
  const of = (outcome: string) =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + row.count, 0);
  const filtered = Object.fromEntries(
    rows.filter((row) => row.outcome === 'filtered' && row.count > 0).map((row) => [row.rule, row.count]),
  );
  const [read, kept, duplicate, quarantined] = ['read', 'kept', 'duplicate', 'quarantined'].map(of);
  const balanced = read === kept + duplicate + quarantined + of('filtered');
  const at = rows.reduce((last, row) => (row.at > last ? row.at : last), '');
  return { run, source, origin, read, kept, duplicate, quarantined, filtered, balanced, at };
}
