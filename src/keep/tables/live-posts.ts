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
 */
export const LIVE_POSTS = `SELECT posts.*, repeat_kind AS repeat
FROM posts FINAL
GLOBAL ANY LEFT JOIN (
  SELECT network AS left_network, key AS left_author, max(at) AS left_at
  FROM tombstones WHERE scope = 'account' GROUP BY network, key
) AS accounts ON left_network = posts.network AND left_author = posts.author
GLOBAL ANY LEFT JOIN (
  SELECT network AS repeat_network, id AS repeat_id, kind AS repeat_kind FROM repeats FINAL
) AS repeats ON repeat_network = posts.network AND repeat_id = posts.id
WHERE (posts.network, posts.id) GLOBAL NOT IN (SELECT network, key FROM tombstones WHERE scope = 'post')
  AND (left_author = '' OR posts.stood_at > left_at)`;

/**
 * A repost adds to reach, not to posts; near copies of one author count once, campaigns not at all; a post that
 * several hosts gave counts once.
 */
export const COUNTED_POSTS = `SELECT * FROM live_posts WHERE repost_of = '' AND repeat = ''
ORDER BY network, id LIMIT 1 BY network, if(canonical = '', id, canonical)`;
