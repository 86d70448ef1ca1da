/** Gathers the results of chunks until they are worth an insert, and does the counting that needs memory of the past. */

import type { Network } from '../../records.ts';
import type { Quarantined } from '../../gather/source.ts';
import { addCount, addCounts, emptyAccounts, type Accounts } from './accounts.ts';
import { KEPT, type ChunkResult } from './chunk-result.ts';
import type { Hash53 } from './fast-hash.ts';
import type { ReadChunk } from './pool.ts';
import { OTHER_SHARD } from './read-chunk.ts';
import type { RecentPosts } from './recent-posts.ts';

/** Posts and authors of one network and hour. */
export interface HourTotal {
  readonly network: Network;
  /** Seconds since 1970. */
  readonly hour: number;
  posts: number;
  /** One for every post; the store takes each author once. */
  readonly authors: Hash53[];
}

export interface Batch {
  readonly accounts: Accounts;
  readonly totals: Map<string, HourTotal>;
  /** Hashes of the posts counted in this batch. */
  readonly recent: Hash53[];
  readonly quarantined: Quarantined[];
  readonly posts: Uint8Array[];
  readonly texts: Uint8Array[];
  readonly tombstones: Uint8Array[];
  readonly followers: Uint8Array[];
  /** Posts and accounts that are gone. */
  gone: number;
  /** Kept posts whose author has no profile yet, by author. */
  readonly withoutProfile: Map<string, readonly string[]>;
  /** Cursor and origin after the last chunk in the batch, null while there is none. */
  cursor: string | null;
  origin: string;
  /** Records of the origin up to the end of the batch. */
  records: number;
  bytes: number;
  /** When the first chunk came, milliseconds since 1970. */
  since: number;
}

export function newBatch(): Batch {
  return {
    accounts: emptyAccounts(),
    totals: new Map(),
    recent: [],
    quarantined: [],
    posts: [],
    texts: [],
    tombstones: [],
    followers: [],
    gone: 0,
    withoutProfile: new Map(),
    cursor: null,
    origin: '',
    records: 0,
    bytes: 0,
    since: 0,
  };
}

/**
 * Adds one chunk. A post seen before counts as a duplicate, whatever its own outcome; its rows are written all the same,
 * because a repeated row replaces itself and a changed one must.
 * @param done records of the chunk's origin that earlier runs have counted
 */
export function addChunk(
  batch: Batch,
  { chunk, result }: ReadChunk,
  recent: RecentPosts,
  now: number,
  done = 0,
): void {
  if (batch.cursor === null) batch.since = now;
  batch.cursor = chunk.cursor;
  batch.origin = chunk.origin;
  batch.records = chunk.firstRecord + result.read;
  const { accounts } = batch;
  accounts.read += result.read;
  accounts.quarantined += result.quarantined.length;
  // A tombstone is acted upon and kept.
  accounts.kept += result.tombstones;
  batch.gone += result.tombstones;
  batch.quarantined.push(...result.quarantined);
  addCounts(accounts.filtered, result.filtered);
  addCounts(accounts.unknownFields, result.unknownFields);
  for (const [author, ids] of result.withoutProfile) {
    batch.withoutProfile.set(author, [...(batch.withoutProfile.get(author) ?? []), ...ids]);
  }
  countPosts(batch, result, recent, batch.records <= done);
  for (const [list, block] of [
    [batch.posts, result.postBlock],
    [batch.texts, result.textBlock],
    [batch.tombstones, result.tombstoneBlock],
    [batch.followers, result.followerBlock],
  ] as const) {
    if (block.length === 0) continue;
    list.push(block);
    batch.bytes += block.length;
  }
}

function countPosts(batch: Batch, { posts }: ChunkResult, recent: RecentPosts, counted: boolean): void {
  const { accounts } = batch;
  const byRule = new Uint32Array(posts.rules.length);
  const others = posts.rules.indexOf(OTHER_SHARD);
  let total: HourTotal | null = null;
  for (let at = 0; at < posts.ids.length; at += 1) {
    const rule = posts.rule[at];
    if (rule !== others) {
      const sighting = counted ? 'repeat' : recent.see(posts.ids[at], posts.versions[at]);
      if (sighting === 'repeat') {
        accounts.duplicate += 1;
        continue;
      }
      // Another version of a post is not another post.
      if (sighting === 'new') {
        const network = posts.networks[posts.network[at]];
        const hour = posts.hours[at];
        if (total?.hour !== hour || total.network !== network) total = totalOf(batch, network, hour);
        total.posts += 1;
        total.authors.push(posts.authors[at]);
        batch.recent.push(posts.ids[at]);
      }
    }
    byRule[rule] += 1;
  }
  for (const [rule, name] of posts.rules.entries()) {
    if (byRule[rule] === 0) continue;
    if (name === KEPT) accounts.kept += byRule[rule];
    else addCount(accounts.filtered, name, byRule[rule]);
  }
}

function totalOf({ totals }: Batch, network: Network, hour: number): HourTotal {
  const name = `${network} ${hour}`;
  const known = totals.get(name);
  if (known) return known;
  const total: HourTotal = { network, hour, posts: 0, authors: [] };
  totals.set(name, total);
  return total;
}
