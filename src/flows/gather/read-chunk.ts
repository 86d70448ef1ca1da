/** Reads one chunk to its last record: decode, count, filter, read, encode. Pure but for the secret it is given. */

import type { Chunk, PostSource, Quarantined } from '../../gather/source.ts';
import type { Post } from '../../records.ts';
import { postPseudonym } from '../../understand/pseudonym.ts';
import { KEPT, postColumns, type ChunkResult } from './chunk-result.ts';
import { hash53 } from './fast-hash.ts';
import type { PostReader } from './reader.ts';
import {
  postRow,
  textRow,
  tombstoneRows,
  withdrawnRow,
  withdrawnTextRow,
  type RowOptions,
  type Secrets,
} from './rows.ts';

export interface ReadOptions {
  readonly source: PostSource;
  readonly options: unknown;
  readonly reader: PostReader;
  readonly secrets: Secrets;
  /** Seed of the hashes that are counted with. */
  readonly seed: number;
  /** `all` keeps every post, `health` only those about health. */
  readonly keep: 'health' | 'all';
  /** Whether texts are stored at all; for how long is said by the source's terms. */
  readonly storeText: boolean;
  /** Authors whose hash modulo `of` is `index` are this collector's; null takes all. */
  readonly shard: { readonly index: number; readonly of: number } | null;
  /** Whether authors of kept posts that came without a profile are to be named, for their profiles to be fetched. */
  readonly namesAuthors?: boolean;
}

const HOUR_MS = 3_600_000;
/** Enough to see what was wrong and to feed it again; more would let one broken record fill the store. */
const LARGEST_RAW = 65_536;
/** The same for every collector, whatever its secret. */
const SHARD_SEED = 7;
const encoder = new TextEncoder();

export function readChunk(chunk: Chunk, given: ReadOptions): ChunkResult {
  const { source, secrets } = given;
  const { keepTextDays } = source.terms;
  const storesText = given.storeText && keepTextDays !== 0;
  const posts = postColumns();
  const filtered = new Map<string, number>();
  const quarantined: Quarantined[] = [];
  const unknownFields = new Map<string, number>();
  const postRows: object[] = [];
  const textRows: object[] = [];
  const tombstones: object[] = [];
  const withoutProfile = new Map<string, string[]>();
  const rowOptions: RowOptions = { source: source.id, live: source.cadence === 'stream', secrets };
  const count = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  let read = 0;
  let gone = 0;

  // Profiles are fetched for posts about health alone, also where others are kept beside them.
  const isHealth = (post: Post) => given.keep === 'health' || given.reader.readHealth(post) !== null;
  const take = (post: Post, edited: boolean): string => {
    const reading = given.keep === 'all' ? given.reader.read(post) : given.reader.readHealth(post);
    if (!reading) {
      // The earlier version may be in the store; this one takes its place and hides it.
      if (edited) postRows.push(withdrawnRow(post, secrets));
      if (edited && storesText) textRows.push(withdrawnTextRow(post, keepTextDays, secrets));
      return NOT_HEALTH;
    }
    postRows.push(postRow(post, reading, rowOptions));
    if (storesText) textRows.push(textRow(post, reading, keepTextDays, secrets));
    if (given.namesAuthors && post.author === null && isHealth(post)) {
      const ids = withoutProfile.get(post.authorId) ?? [];
      withoutProfile.set(post.authorId, [...ids, postPseudonym(secrets.current, post.network, post.id)]);
    }
    return KEPT;
  };

  for (const event of eventsOf(chunk, given, unknownFields)) {
    read += 1;
    switch (event.kind) {
      case 'post': {
        const { post } = event;
        const rule = isOurs(post.authorId, given.shard) ? take(post, event.edited ?? false) : OTHER_SHARD;
        posts.add({
          network: post.network,
          rule,
          hour: Math.floor(Date.parse(post.postedAt) / HOUR_MS) * 3600,
          id: hash53(post.canonicalId ?? post.id, given.seed),
          author: hash53(`${post.network}:${post.authorId}`, given.seed),
          version: hash53(post.text, post.engagement?.likes ?? 0),
        });
        break;
      }
      case 'tombstone':
        gone += 1;
        tombstones.push(...tombstoneRows(event.tombstone, source.id, secrets));
        break;
      case 'counted':
        count(filtered, event.what);
        break;
      case 'filtered':
        count(filtered, event.rule);
        break;
      case 'quarantined':
        quarantined.push({ ...event.record, raw: event.record.raw.slice(0, LARGEST_RAW) });
        break;
    }
  }
  return {
    read,
    posts: posts.finish(),
    filtered,
    tombstones: gone,
    quarantined,
    unknownFields,
    postLines: linesOf(postRows),
    textLines: linesOf(textRows),
    tombstoneLines: linesOf(tombstones),
    withoutProfile,
  };
}

const NOT_HEALTH = 'not about health';
/** Counted by the collector of the author's own shard. */
export const OTHER_SHARD = 'author of another shard';

/** A decoder that throws has met something nobody foresaw: the whole chunk goes to quarantine, and the flow goes on. */
function eventsOf(chunk: Chunk, { source, options }: ReadOptions, unknownFields: Map<string, number>) {
  const unknown = (path: string) => {
    unknownFields.set(path, (unknownFields.get(path) ?? 0) + 1);
  };
  try {
    return [...source.decode(chunk, options, unknown)];
  } catch (error) {
    const position = `${chunk.origin}:${chunk.firstRecord}`;
    const reason = `the decoder failed: ${error instanceof Error ? error.message : String(error)}`;
    const raw = Buffer.from(chunk.bytes).toString('utf8');
    return [{ kind: 'quarantined', record: { position, reason, raw } }] as const;
  }
}

function isOurs(author: string, shard: ReadOptions['shard']): boolean {
  return shard === null || hash53(author, SHARD_SEED) % shard.of === shard.index;
}

function linesOf(rows: readonly object[]): Uint8Array {
  if (rows.length === 0) return new Uint8Array();
  return encoder.encode(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
}
