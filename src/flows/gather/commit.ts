/**
 * Writes batches: first their rows, each of which replaces itself when it comes again, and last, in one insert, the rows
 * that carry cursor, accounts and totals. A process killed anywhere before that last insert has committed nothing.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { CliError } from '../../errors.ts';
import type { Store } from '../../keep/store.ts';
import { blockOf, type BlockBuilder } from '../../keep/native-blocks.ts';
import { QUARANTINE } from '../../keep/tables/accounting.ts';
import { BATCH_COLUMNS, BATCHES } from '../../keep/tables/batches.ts';
import { FOLLOWER_COUNTS } from '../../keep/tables/followers.ts';
import type { Table } from '../../keep/table.ts';
import { POST_TEXTS, POSTS, TOMBSTONES } from '../../keep/tables/posts.ts';
import type { Batch } from './batch.ts';

export interface CommitPlace {
  readonly source: string;
  readonly shard: string;
  readonly run: string;
  /** Number of the first batch within its source and shard; the others follow it. */
  readonly sequence: number;
}

export interface CommitEffects {
  readonly now: () => Date;
  readonly say: (line: string) => void;
  /** How long to go on trying while the store does not answer, milliseconds. */
  readonly patienceMs: number;
  /** Ends the waiting: the batch is then given up, and read again by the next run. */
  readonly signal?: AbortSignal;
}

const SECOND_MS = 1000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** @throws CliError when the disk is full, or the store stays away longer than patience lasts */
export async function commitBatches(
  store: Store,
  batches: readonly Batch[],
  place: CommitPlace,
  effects: CommitEffects,
): Promise<void> {
  const { source, shard, run, sequence } = place;
  const at = effects.now().toISOString();
  const token = `${source}/${shard}/${run}/${sequence}`;
  const write = async (table: Table, blocks: readonly Uint8Array[], columns?: readonly string[]) => {
    if (blocks.length === 0) return;
    const insert = () => store.insertBlocks(table, blocks, `${token}/${table.name}`, columns);
    await untilWritten(insert, table.name, effects);
  };
  const writeAll = (table: Table, blocksOfBatch: (batch: Batch) => readonly Uint8Array[]) =>
    write(table, batches.flatMap(blocksOfBatch));

  // Tombstones first: should the process die between the inserts, a post is rather hidden early than shown late.
  await writeAll(TOMBSTONES, ({ tombstones }) => tombstones);
  await writeAll(POSTS, ({ posts }) => posts);
  await writeAll(POST_TEXTS, ({ texts }) => texts);
  await writeAll(FOLLOWER_COUNTS, ({ followers }) => followers);
  const quarantine = batches.flatMap(({ quarantined, origin }) =>
    quarantined.map((record) => ({ ...record, run, source, origin, at })),
  );
  await write(QUARANTINE, blocksOf(blockOf(QUARANTINE), quarantine));
  const heads = batches.flatMap((batch, index) =>
    batchRows(batch, { ...place, sequence: sequence + index }, at),
  );
  await write(BATCHES, blocksOf(blockOf(BATCHES, BATCH_COLUMNS), heads), BATCH_COLUMNS);
}

function blocksOf(block: BlockBuilder, rows: readonly object[]): readonly Uint8Array[] {
  for (const row of rows) block.add(row);
  return rows.length === 0 ? [] : [block.finish()];
}

function batchRows(batch: Batch, place: CommitPlace, at: string): object[] {
  const { unknownFields: unknown_fields, ...accounts } = batch.accounts;
  const { origin, cursor, records, recent } = batch;
  const head = { ...place, origin, cursor, records, ...accounts, unknown_fields, recent, at };
  const totals = [...batch.totals.values()].map(({ network, hour, posts, authors }) => ({
    ...place,
    network,
    hour: hour * SECOND_MS,
    posts,
    author_hashes: authors,
    at,
  }));
  return [head, ...totals];
}

/** Repeats an insert until the store has it. The token makes a repeat of what had arrived after all harmless. */
async function untilWritten(
  insert: () => Promise<void>,
  table: string,
  effects: CommitEffects,
): Promise<void> {
  const started = Date.now();
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      await insert();
      return;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (isDiskFull(message))
        throw new CliError(
          `the disk is full: nothing more can be stored in ${table}; free some space and start again, nothing is lost`,
          undefined,
          { cause: error },
        );
      if (!isPassing(error, message)) throw error;
      if (effects.signal?.aborted || Date.now() + waitMs > started + effects.patienceMs)
        throw new CliError(
          `the store has not answered for ${Math.round((Date.now() - started) / 1000)} s (${firstLine(message)}): start it and gather again, nothing is lost`,
          undefined,
          { cause: error },
        );
      effects.say(`the store does not answer (${firstLine(message)}); trying again in ${waitMs} ms`);
      await sleep(waitMs, undefined, { signal: effects.signal }).catch(() => undefined);
    }
  }
}

/** Words of the engine (NOT_ENOUGH_SPACE, CANNOT_WRITE_TO_FILE_DESCRIPTOR) and of the system (ENOSPC). */
function isDiskFull(message: string): boolean {
  return /NOT_ENOUGH_SPACE|No space left on device|ENOSPC|disk quota exceeded/i.test(message);
}

/** Faults of the way to the store, or of a store that is starting, stopping or has too much to do. */
function isPassing(error: unknown, message: string): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)/.test(code)) return true;
  return /socket hang up|timeout|ECONN|EPIPE|NETWORK_ERROR|TOO_MANY_PARTS|TOO_MANY_SIMULTANEOUS_QUERIES|MEMORY_LIMIT|\b50[234]\b|TABLE_IS_READ_ONLY|KEEPER_EXCEPTION|ALL_CONNECTION_TRIES_FAILED/i.test(
    message,
  );
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0].slice(0, 200);
}
