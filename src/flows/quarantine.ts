/** Records in quarantine: to be looked at, and to be fed again once whatever refused them has been mended. */

import { randomUUID } from 'node:crypto';
import { CliError, EXIT } from '../errors.ts';
import { findSource } from '../gather/index.ts';
import type { PostSource } from '../gather/source.ts';
import { readPosition } from '../keep/posts.ts';
import type { Store } from '../keep/store.ts';
import { displayCount } from '../measure/rounding.ts';
import type { Study } from '../study.ts';
import { addChunk, newBatch } from './gather/batch.ts';
import { commitBatches } from './gather/commit.ts';
import { readChunk, type ReadOptions } from './gather/read-chunk.ts';
import { RecentPosts } from './gather/recent-posts.ts';
import { prepare } from './gather/worker.ts';
import { workerTask } from './gather/worker-task.ts';
import { postEntries } from './gather-study-posts.ts';
import { noteStore } from './keyed-stores.ts';
import type { Keyring } from './keyring.ts';

export interface QuarantinedRecord {
  readonly source: string;
  readonly origin: string;
  readonly position: string;
  readonly reason: string;
  readonly raw: string;
  readonly at: string;
}

export interface FedAgain {
  readonly tried: number;
  /** No longer in quarantine. */
  readonly released: number;
}

/** A source of its own in the accounts: what is fed again was read before. */
const SHARD = 'quarantine';
const FEED_AT_ONCE = 10_000;

export async function readQuarantine(
  store: Store,
  source: string,
  limit = 100,
): Promise<QuarantinedRecord[]> {
  return store.query<QuarantinedRecord>(
    `SELECT source, origin, position, reason, raw, at FROM quarantine
     WHERE source = {source:String} ORDER BY at DESC, position LIMIT {limit:UInt32}`,
    { source, limit },
  );
}

/**
 * Where a record stood, for people. Records of a file of posts are numbered from 0 in their positions, and told from 1 on;
 * a header is none of them.
 */
export function placeInWords({ source, origin, position }: QuarantinedRecord): string {
  const number = position.startsWith(`${origin}:`) ? position.slice(origin.length + 1) : '';
  if (findSource(source).cadence === 'archive' && /^\d+$/.test(number))
    return `${origin}, record ${displayCount(Number(number) + 1)}`;
  return `${origin}, ${position}`;
}

/**
 * Reads each record in quarantine once more, alone. Those that can be used now are committed and leave; the others stay.
 */
export async function feedAgain(
  store: Store,
  options: ReadOptions,
  now: () => Date = () => new Date(),
): Promise<FedAgain> {
  const source: PostSource = options.source;
  const records = await readQuarantine(store, source.id, FEED_AT_ONCE);
  const recent = new RecentPosts(1 << 16);
  const batch = newBatch();
  const released: QuarantinedRecord[] = [];
  for (const record of records) {
    const chunk = {
      bytes: Buffer.from(`${record.raw}\n`),
      cursor: record.position,
      origin: record.origin,
      firstRecord: 0,
      seenAt: record.at,
    };
    const result = readChunk(chunk, options);
    if (result.read === 0 || result.quarantined.length > 0) continue;
    addChunk(batch, { chunk, result }, recent, now().getTime());
    released.push(record);
  }
  if (released.length === 0) return { tried: records.length, released: 0 };
  const { sequence } = await readPosition(store, source.id, SHARD);
  const place = { source: source.id, shard: SHARD, run: randomUUID(), sequence: sequence + 1 };
  await commitBatches(store, [batch], place, { now, say: () => undefined, patienceMs: 0 });
  const positions = released.map(({ position }) => quoted(position)).join(', ');
  await store.remove('quarantine', `source = ${quoted(source.id)} AND position IN (${positions})`);
  return { tried: records.length, released: released.length };
}

/**
 * The same for the sources of posts that a study names, read as the study says.
 * @param only one of them; all without it
 * @throws CliError (usage) when the study names no such source of posts
 */
export async function feedStudyAgain(
  study: Study,
  store: Store,
  keyring: Keyring,
  only?: string,
): Promise<FedAgain> {
  const entries = postEntries(study).filter(({ source }) => only === undefined || source.id === only);
  if (entries.length === 0)
    throw new CliError(
      `${study.path} names no source of posts${only === undefined ? '' : ` "${only}"`}: only posts can be fed again; gather reads the others whole`,
      EXIT.usage,
    );
  const sources = [...new Set(entries.map(({ source }) => source.id))];
  const before = await countQuarantined(store, sources);
  const readerOptions = { topics: study.vocabulary.topics };
  await noteStore(keyring, store);
  // Entries of one source may read in different ways: each has its try at what is left.
  for (const entry of entries)
    await feedAgain(store, await prepare(workerTask({ ...entry, keyring, readerOptions })));
  return { tried: before, released: before - (await countQuarantined(store, sources)) };
}

/** Records of these sources in quarantine. */
export async function countQuarantined(store: Store, sources: readonly string[]): Promise<number> {
  const [row] = await store.query<{ n: number }>(
    'SELECT count() AS n FROM quarantine WHERE source IN {sources:Array(String)}',
    {
      sources,
    },
  );
  return row.n;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
