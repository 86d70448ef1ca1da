/**
 * Gathers what stands still: each source of the study is read to its end, every record is kept, filtered, found a duplicate or
 * quarantined, and the ledger's counts add up to what was read. Afterwards the store holds what the study's sources give now,
 * neither more nor less; gathering the same inputs again changes nothing that can be seen.
 */

import { hash } from 'node:crypto';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import { findSource, STILL_SOURCES } from '../gather/index.ts';
import type { GatherEffects, StillItem, StillSource } from '../gather/source.ts';
import { keyOf, tableRows } from '../keep/still-rows.ts';
import { STILL_TABLES } from '../keep/tables/still.ts';
import type { Store } from '../keep/store.ts';
import type { ReceiptInput } from '../records.ts';
import type { Study } from '../study.ts';
import { noCounts, OUTCOMES, watchInputs, type Counts, type WatchedInput } from './gather/watched-inputs.ts';
import { createWriter, type Writer } from './gather/batched-writer.ts';

/** What became of one source's records: `read = kept + filtered + duplicate + quarantined`. */
export interface GatherSummary extends Counts {
  readonly source: string;
  readonly inputs: readonly ReceiptInput[];
}

/** One run over a study. */
interface Run {
  readonly id: string;
  readonly at: Date;
  readonly study: Study;
  readonly store: Store;
  readonly effects: Partial<GatherEffects>;
  /** Content of each record so far, by its key, with the place where it was first seen. */
  readonly seen: Map<string, { readonly content: string; readonly place: string }>;
  /** How many rows of each source have been said to be in quarantine. */
  readonly told: Map<string, number>;
}

/** A file of the wrong kind would fill the screen with one mistake. */
const TOLD_A_SOURCE = 5;

interface Entry {
  readonly source: StillSource;
  readonly options: unknown;
}

/**
 * @param only gathers this source alone and leaves what the others gave as it is
 * @returns a summary for each still source of the study, in the study's order
 * @throws CliError (usage) when the study names an unknown source or wrong options; CliError (failed) when a source could not
 * be read, after all others have been
 */
export async function gatherStill(
  study: Study,
  store: Store,
  effects: Partial<GatherEffects> = {},
  only: string | null = null,
): Promise<GatherSummary[]> {
  const entries = stillEntries(study).filter(({ source }) => only === null || source.id === only);
  const at = effects.now?.() ?? new Date();
  const run: Run = { id: at.toISOString(), at, study, store, effects, seen: new Map(), told: new Map() };
  const summaries: GatherSummary[] = [];
  const failures = new Map<string, string>();
  for (const { source, options } of entries) {
    effects.say?.(`Reading ${source.id}`);
    const { summary, failure } = await gatherSource(source, options, run);
    summaries.push(summary);
    if (failure) failures.set(source.id, failure);
  }
  const unread = STILL_SOURCES.map(({ id }) => id).filter((id) => only !== null && id !== only);
  await dropFormerRuns(run, [...failures.keys(), ...unread]);
  await tellStrayAccounts(run);
  if (failures.size > 0) throw new CliError([...failures.values()].join('; and: '), EXIT.failed);
  return summaries;
}

/** The study's still sources with their options checked, before anything is read. */
function stillEntries(study: Study): Entry[] {
  return study.sources.flatMap(({ source: id, ...given }) => {
    const source = findSource(id);
    if (source.cadence !== 'still') return [];
    const checked = source.options.safeParse(given);
    if (checked.success) return [{ source, options: checked.data }];
    const [issue] = checked.error.issues;
    const place = issue.path.map(String).join('.') || 'its options';
    throw new CliError(
      `${study.path}: source "${id}": ${place}: ${issue.message}; see docs/gather.md for its options`,
      EXIT.usage,
    );
  });
}

/** Whether the study reads nothing but what stands still, so that all of it can be read again from its inputs. */
export function hasOnlyStillSources(study: Pick<Study, 'sources'>): boolean {
  return study.sources.every(({ source }) => findSource(source).cadence === 'still');
}

async function gatherSource(
  source: StillSource,
  options: unknown,
  run: Run,
): Promise<{ summary: GatherSummary; failure: string | null }> {
  const watched = watchInputs(run.study, source.id, run.effects);
  const writer = createWriter(run.store);
  let failure: string | null = null;
  try {
    const context = { effects: watched.effects, folder: run.study.folder };
    for await (const item of source.read(options, context)) {
      await account(item, watched.current(), source, run, writer);
    }
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    failure = error.message;
  }
  for (const input of watched.inputs) await accountInput(input, source, run, writer);
  await writer.flush();
  const summary = summaryOf(source, watched.inputs);
  if (failure === null && summary.read === 0)
    run.effects.say?.(
      `${source.id}: no record in ${watched.inputs.map(({ file }) => file).join(', ')}: fill it, fetch it again, or take the source out of the study`,
    );
  return { summary, failure };
}

/** Decides what becomes of one item, counts it and writes it. */
async function account(
  item: StillItem,
  input: WatchedInput,
  source: StillSource,
  run: Run,
  writer: Writer,
): Promise<void> {
  const { counts } = input;
  counts.read += 1;
  const quarantine = async (position: string, reason: string, raw: string) => {
    counts.quarantined += 1;
    tellQuarantined(`${input.file}, ${position}: ${reason}`, source, run);
    const row = { run: run.id, source: source.id, origin: input.file, position, reason, raw, at: run.id };
    await writer.write('quarantine', row);
  };
  if (item.kind === 'filtered') {
    counts.filtered += 1;
    input.filteredBy.set(item.rule, (input.filteredBy.get(item.rule) ?? 0) + 1);
    return;
  }
  if (item.kind === 'quarantined') {
    await quarantine(item.record.position, item.record.reason, item.record.raw);
    return;
  }
  const key = `${source.id}: ${keyOf(item)}`;
  const raw = JSON.stringify(item.record);
  const content = hash('sha1', raw);
  const former = run.seen.get(key);
  if (former) {
    if (former.content === content) counts.duplicate += 1;
    else {
      const reason = `duplicate id: ${keyOf(item)} was read before, with other content, at ${former.place}; drop one of the two`;
      await quarantine(item.position, reason, raw.slice(0, 2000));
    }
    return;
  }
  run.seen.set(key, { content, place: `${input.file}, ${item.position}` });
  counts.kept += 1;
  const provenance = { gathered_by: source.id, origin: input.file, run: run.id, version: run.at.getTime() };
  for (const { table, row } of tableRows(item, provenance)) await writer.write(table, row);
}

/** Says the first few reasons; the store keeps all of them, with the rows. */
function tellQuarantined(sentence: string, source: StillSource, { told, effects }: Run): void {
  const times = (told.get(source.id) ?? 0) + 1;
  told.set(source.id, times);
  if (times <= TOLD_A_SOURCE) effects.say?.(sentence.replace(/\s+/g, ' '));
  else if (times === TOLD_A_SOURCE + 1)
    effects.say?.(
      `${source.id}: more rows are in quarantine; the store's table "quarantine" holds each with its reason`,
    );
}

/** Closes the accounts of an input: its row in `inputs`, its lines in the ledger. */
async function accountInput(
  input: WatchedInput,
  source: StillSource,
  run: Run,
  writer: Writer,
): Promise<void> {
  const { file, sha256, counts } = input;
  const of = { run: run.id, source: source.id, at: run.id };
  await writer.write('inputs', { ...of, file, sha256, ...counts });
  for (const outcome of OUTCOMES) {
    const count = counts[outcome];
    // What was filtered is entered rule by rule.
    if (outcome !== 'filtered' && count > 0)
      await writer.write('ledger', { ...of, origin: file, outcome, rule: '', count });
  }
  for (const [rule, count] of input.filteredBy)
    await writer.write('ledger', { ...of, origin: file, outcome: 'filtered', rule, count });
}

function summaryOf(source: StillSource, inputs: readonly WatchedInput[]): GatherSummary {
  const total = noCounts();
  for (const { counts } of inputs) {
    for (const outcome of OUTCOMES) total[outcome] += counts[outcome];
  }
  return {
    source: source.id,
    ...total,
    inputs: inputs.map(({ file, sha256, counts: { read, kept, quarantined } }) => {
      return { source: source.id, file, sha256, read, kept, quarantined };
    }),
  };
}

/**
 * Takes out what former runs left and this one did not find again. What a source that failed gave before stays, and so do
 * rows that other flows wrote.
 */
async function dropFormerRuns({ id, store }: Run, left: readonly string[]): Promise<void> {
  const read = STILL_SOURCES.map((source) => source.id).filter((source) => !left.includes(source));
  const dropRows = async (table: string, writtenBy: string) => {
    const condition = `run != '${id}' AND has(${list(read)}, ${writtenBy})`;
    const [{ count }] = await store.query<{ count: number }>(
      `SELECT count() AS count FROM ${table} WHERE ${condition}`,
    );
    // A deletion rewrites parts, so it is asked for only where there is something to delete.
    if (count > 0) await store.remove(table, condition);
  };
  for (const { name } of STILL_TABLES) await dropRows(name, 'gathered_by');
  for (const table of ['inputs', 'quarantine']) await dropRows(table, 'source');
}

/** Ids of sources, which are plain words, as an array in SQL. */
const list = (ids: readonly string[]) => `CAST([${ids.map((id) => `'${id}'`).join(', ')}], 'Array(String)')`;

/** Says when accounts name organisations that no registry in the store holds: such accounts are counted nowhere. */
async function tellStrayAccounts({ store, effects }: Run): Promise<void> {
  const [stray] = await store.query<{ count: number; first: string; held: string[] }>(
    `SELECT count() AS count, min(concat(registry, ' ', organisation_id)) AS first,
  (SELECT arraySort(groupUniqArray(registry)) FROM organisations) AS held FROM accounts
WHERE (registry, organisation_id) NOT IN (SELECT registry, id FROM organisations)`,
  );
  if (stray.count > 0)
    effects.say?.(
      `${counted(stray.count, 'account')} of organisations that no registry here holds (such as ${stray.first}): gather that registry, or correct the ids; ${stray.held.length > 0 ? `the store holds ${stray.held.join(', ')}` : 'the store holds no registry yet'}`,
    );
}
