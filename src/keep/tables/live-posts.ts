/** Which posts may be seen, and which of those may be counted. Figures read these views, never the table. */

import type { Table } from '../table.ts';

/**
 * Near copies found among the posts: `same-author` for what one author repeated, `campaign` for what five or more
 * authors posted alike. One row a post that must not count as a post of its own.
 */
export const REPEATS: Table = {
  name: 'repeats',
  columns: [
    'network LowCardinality(String)',
    'id String CODEC(ZSTD(1))',
    'kind LowCardinality(String)',
    // The earliest post of the group.
    'group String CODEC(ZSTD(1))',
    'authors UInt32',
    'copies UInt32',
    'version UInt64',
    'is_deleted UInt8',
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version, is_deleted' },
  orderBy: 'network, id',
  shardBy: 'cityHash64(network, id)',
};

/**
 * A tombstone of a post hides it for good, whichever of the two came first; one of an account hides
 * what stood there up to then. On a cluster tombstones and posts live on different shards: GLOBAL.
 * Posts and authors meet by 64-bit hashes of their names: a number is looked up several times as fast as two words.
 */
export const LIVE_POSTS = `SELECT posts.*, repeat_kind AS repeat
FROM posts FINAL
GLOBAL ANY LEFT JOIN (
  SELECT cityHash64(network, key) AS left_author, max(at) AS left_at
  FROM tombstones WHERE scope = 'account' GROUP BY left_author
) AS accounts ON left_author = cityHash64(posts.network, posts.author)
GLOBAL ANY LEFT JOIN (
  SELECT cityHash64(network, id) AS repeated, kind AS repeat_kind FROM repeats FINAL
) AS repeats ON repeated = cityHash64(posts.network, posts.id)
WHERE cityHash64(posts.network, posts.id) GLOBAL NOT IN (
    SELECT cityHash64(network, key) FROM tombstones WHERE scope = 'post')
  AND (left_author = 0 OR posts.stood_at > left_at)`;

const NAME = `if(canonical = '', id, canonical)`;
/** The id without what several hosts add to it; only where another post may bear the same. */
const NAMED_TWICE = `SELECT cityHash64(network, ${NAME}) AS named FROM posts
  WHERE named GLOBAL IN (SELECT cityHash64(network, canonical) FROM posts WHERE canonical != '')
  GROUP BY named HAVING count() > 1`;
const COUNTED = `repost_of = '' AND repeat = ''`;

/**
 * A repost adds to reach, not to posts; near copies of one author count once, campaigns not at all; a post that
 * several hosts gave counts once, under its first id. Few posts are copies, so the copies are looked for, not the posts.
 */
export const COUNTED_POSTS = `SELECT * FROM live_posts WHERE ${COUNTED} AND cityHash64(network, id) GLOBAL NOT IN (
  SELECT arrayJoin(arrayPopFront(arraySort(groupArray((id, cityHash64(network, id)))))).2
  FROM live_posts WHERE ${COUNTED} AND cityHash64(network, ${NAME}) GLOBAL IN (${NAMED_TWICE})
  GROUP BY network, ${NAME})`;
