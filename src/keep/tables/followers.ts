/** How many follow an organisation, as read from time to time. No row is ever written of a person's account. */

import type { Table } from '../table.ts';

/** One reading a day and account: the latest of the day and, of readings of one second, the highest. */
export const FOLLOWER_COUNTS: Table = {
  name: 'follower_counts',
  columns: [
    'network LowCardinality(String)',
    // Keyed as in `posts`, so that a deletion of the account finds it.
    'author String CODEC(ZSTD(1))',
    // Keyed likewise, where the network's own id is not what registries name; else empty.
    'handle String CODEC(ZSTD(1))',
    'key LowCardinality(String)',
    'source LowCardinality(String)',
    // When they were counted.
    "seen_at DateTime64(3, 'UTC')",
    // As of the post that brought it: the account's departure takes both or neither.
    "stood_at DateTime64(3, 'UTC')",
    'followers UInt64',
    // Seconds of `seen_at`, then `followers`, in 32 bits each: which reading stays depends on no order of inserts.
    'version UInt64',
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version' },
  orderBy: 'network, author, toDate(seen_at)',
  shardBy: 'cityHash64(author)',
};

/** Readings of accounts that are not gone. */
export const LIVE_FOLLOWERS = `SELECT network, author, handle, source, seen_at, followers FROM follower_counts FINAL
GLOBAL ANY LEFT JOIN (
  SELECT cityHash64(network, key) AS left_author, max(at) AS left_at
  FROM tombstones WHERE scope = 'account' GROUP BY left_author
) AS accounts ON left_author = cityHash64(follower_counts.network, follower_counts.author)
WHERE left_author = 0 OR follower_counts.stood_at > left_at`;
