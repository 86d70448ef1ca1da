/** How far the flow of posts has come, and what deletions leave to be removed. */

import type { ReceiptPosts } from '../records.ts';
import { dropPostFacts } from './post-facts.ts';
import type { Store } from './store.ts';

export interface Position {
  /** Cursor of the last committed batch, null before the first. */
  readonly cursor: string | null;
  /** Number of the last committed batch, 0 before the first. */
  readonly sequence: number;
}

/** Where a collector goes on. */
export async function readPosition(store: Store, source: string, shard: string): Promise<Position> {
  const rows = await store.query<{ cursor: string; sequence: number }>(
    `SELECT cursor, sequence FROM batches
     WHERE source = {source:String} AND shard = {shard:String} AND network = ''
     ORDER BY sequence DESC LIMIT 1`,
    { source, shard },
  );
  return rows.length > 0 ? rows[0] : { cursor: null, sequence: 0 };
}

/**
 * Batches of one part of the authors, whichever entry of a study they came by: what one entry has counted must not count
 * again when another names the same file, or when the entry's options change.
 */
const OF_PART = `source = {source:String} AND network = '' AND match(shard, {ofPart:String})`;
const ofPart = (part: string) => (part === '' ? '^([0-9a-f]{12})?$' : `^${part}( [0-9a-f]{12})?$`);

/**
 * How many records of each origin have been committed, by the name of the origin.
 * @param part such as `2/4`, or empty where one collector takes all
 */
export async function recordsDone(store: Store, source: string, part: string): Promise<Map<string, number>> {
  const rows = await store.query<{ origin: string; records: number }>(
    `SELECT origin, max(records) AS records FROM batches WHERE ${OF_PART} GROUP BY origin`,
    { source, ofPart: ofPart(part) },
  );
  return new Map(rows.map(({ origin, records }) => [origin, records]));
}

/** Hashes of the posts counted last, newest batch first, at most about `limit`. */
export async function recentPosts(
  store: Store,
  source: string,
  part: string,
  limit: number,
): Promise<number[]> {
  const rows = await store.query<{ recent: number[] }>(
    `SELECT recent FROM (
       SELECT at, sequence, recent,
         sum(length(recent)) OVER (ORDER BY at DESC, sequence DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS upto
       FROM batches WHERE ${OF_PART}
     ) WHERE upto <= {limit:UInt64} ORDER BY at, sequence`,
    { source, ofPart: ofPart(part), limit },
  );
  return rows.flatMap((row) => row.recent);
}

/** What has been read of each source of posts, over all runs. */
export async function gatheredPosts(store: Store): Promise<readonly ReceiptPosts[]> {
  return store.query<ReceiptPosts>(
    `SELECT source, uniqExact(origin) AS inputs, sumIf(count, outcome = 'read') AS read,
  sumIf(count, outcome = 'kept') AS kept, sumIf(count, outcome = 'quarantined') AS quarantined
FROM posts_ledger GROUP BY source ORDER BY source`,
  );
}

const GONE_BY_POST = `(network, id) IN (SELECT network, key FROM tombstones WHERE scope = 'post')`;
const LEFT = `SELECT network AS left_network, key AS left_author, max(at) AS left_at
    FROM tombstones WHERE scope = 'account' GROUP BY network, key`;
/** What stood when its account left, version by version: what the account edited after coming back stays. */
const LEFT_BEHIND = `SELECT network, id, version FROM posts
  INNER JOIN (${LEFT}) AS accounts ON left_network = posts.network AND left_author = posts.author
  WHERE posts.stood_at <= left_at`;
const GONE = `${GONE_BY_POST} OR (network, id, version) IN (${LEFT_BEHIND})`;
/** Texts of such versions and of those before, whose rows of posts the engine may have merged away by now. */
const TEXTS_LEFT_BEHIND = `SELECT network, id, version FROM post_texts
  INNER JOIN (
    SELECT network AS of_network, id AS of_id, max(version) AS last FROM (${LEFT_BEHIND}) GROUP BY network, id
  ) AS versions ON of_network = post_texts.network AND of_id = post_texts.id
  WHERE post_texts.version <= last`;
/** Texts that were seen before their account left: found also where a removal that was cut short has taken the post already. */
const TEXTS_SEEN_BEFORE = `SELECT network, id, version FROM post_texts
  INNER JOIN (${LEFT}) AS accounts ON left_network = post_texts.network AND left_author = post_texts.author
  WHERE post_texts.version <= toUnixTimestamp64Micro(left_at)`;
const TEXTS_GONE = `${GONE_BY_POST}
  OR (network, id, version) IN (${TEXTS_LEFT_BEHIND})
  OR (network, id, version) IN (${TEXTS_SEEN_BEFORE})`;
/** Texts of posts that an edit took out of what is kept: all but the row that hides them. */
const WITHDRAWN = `(network, id) IN (SELECT network, id FROM post_texts WHERE is_deleted = 1)
  AND (network, id, version) NOT IN (
    SELECT network, id, max(version) FROM post_texts
    WHERE (network, id) IN (SELECT network, id FROM post_texts WHERE is_deleted = 1) GROUP BY network, id)`;
/** As of posts: what was read of an account that left goes, what was read after it came back stays. */
const READ_OF_GONE = `(network, author, version) IN (
  SELECT network, author, version FROM follower_counts
  INNER JOIN (${LEFT}) AS accounts ON left_network = follower_counts.network AND left_author = follower_counts.author
  WHERE follower_counts.stood_at <= left_at)`;
/** A deletion looks at every row on the disk; a query must be told to. */
const AS_IT_LIES = 'SETTINGS final = 0';
const EACH_POST = 'uniqExact(network, id)';

/** Posts and texts, each once however many versions of it go. */
export interface Swept {
  readonly posts: number;
  readonly texts: number;
}

/**
 * Removes what tombstones and edits have hidden from the disk as well: texts first, so that a run cut short finds
 * the posts again. The tombstones stay: a deleted post stays gone should it be delivered again.
 */
export async function sweepDeleted(store: Store): Promise<Swept> {
  const goneTexts = `${TEXTS_GONE} OR (${WITHDRAWN})`;
  const texts = await countRows(store, 'post_texts', goneTexts, EACH_POST);
  const posts = await countRows(store, 'posts', GONE, EACH_POST);
  const readings = await countRows(store, 'follower_counts', READ_OF_GONE);
  if (texts > 0) await store.remove('post_texts', goneTexts);
  // What was counted of them must not outlive them until the next edition counts anew, should the process end between the two.
  if (posts + readings > 0) await dropPostFacts(store);
  if (posts > 0) await store.remove('posts', GONE);
  if (readings > 0) await store.remove('follower_counts', READ_OF_GONE);
  return { posts, texts };
}

async function countRows(store: Store, table: string, condition: string, count = 'count()'): Promise<number> {
  const [row] = await store.query<{ n: number }>(
    `SELECT ${count} AS n FROM ${table} WHERE ${condition} ${AS_IT_LIES}`,
  );
  return row.n;
}
