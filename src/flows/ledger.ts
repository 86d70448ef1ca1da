/** `auscult ledger`: what was read, what became of it, and when a stream was out of reach. */

import type { Store } from '../keep/store.ts';

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

export interface Ledger {
  readonly lines: readonly LedgerLine[];
  readonly interruptions: readonly Interruption[];
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
  const unknownFields = await store.query<UnknownFieldCount>(
    `SELECT source, field, sum(count) AS count FROM (
       SELECT source, arrayJoin(mapKeys(unknown_fields)) AS field, unknown_fields[field] AS count FROM batches
     ) WHERE ${mine} GROUP BY source, field ORDER BY source, count DESC, field`,
    params,
  );
  const lines = [...Map.groupBy(outcomes, (row) => `${row.run}\n${row.source}\n${row.origin}`).values()].map(
    lineOf,
  );
  return { lines, interruptions, unknownFields };
}

/** An archive may hold thousands of files: beyond this many a run's are added up. */
const LISTED_FILES = 5;

/** The ledger in lines for people; with `everyFile`, each file of a run by itself however many there are. */
export function ledgerLines({ lines, interruptions, unknownFields }: Ledger, everyFile = false): string[] {
  const runs = [...Map.groupBy(lines, ({ run, source }) => `${run}\n${source}`).values()];
  const shown = everyFile ? lines : runs.flatMap((run) => (run.length > LISTED_FILES ? [addedUp(run)] : run));
  const nothing = lines.length + interruptions.length + unknownFields.length === 0;
  return [
    ...(nothing ? ['Nothing has been read yet: "auscult gather" reads the sources of the study.'] : []),
    ...shown.map(({ source, origin, read, kept, duplicate, quarantined, filtered, balanced, at }) => {
      const rules = Object.entries(filtered).map(([rule, count]) => `${count} ${rule || 'without a rule'}`);
      const out = rules.length > 0 ? rules.join(', ') : '0';
      const verdict = balanced ? '' : '; THE ACCOUNTS DO NOT ADD UP';
      return `${at}  ${source}  ${origin}: ${read} read = ${kept} kept + ${duplicate} duplicate + ${quarantined} in quarantine + filtered (${out})${verdict}`;
    }),
    ...(shown.length < lines.length ? ['--files lists each file by itself.'] : []),
    ...interruptions.map(
      ({ source, kind, from, to, reason }) => `${from} to ${to}  ${source}  ${kind}: ${reason}`,
    ),
    ...unknownFields.map(({ source, field, count }) => `${source}  unknown field ${field}: ${count} times`),
  ];
}

/** One line for all files of one run; its accounts add up only where those of every file do. */
function addedUp(lines: readonly LedgerLine[]): LedgerLine {
  const sum = (pick: (line: LedgerLine) => number) => lines.reduce((total, line) => total + pick(line), 0);
  const filtered: Record<string, number> = {};
  for (const line of lines) {
    for (const [rule, count] of Object.entries(line.filtered)) filtered[rule] = (filtered[rule] ?? 0) + count;
  }
  return {
    ...lines[0],
    origin: `${lines.length} files`,
    read: sum((line) => line.read),
    kept: sum((line) => line.kept),
    duplicate: sum((line) => line.duplicate),
    quarantined: sum((line) => line.quarantined),
    filtered,
    balanced: lines.every((line) => line.balanced),
    at: lines.reduce((last, line) => (line.at > last ? line.at : last), ''),
  };
}

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
