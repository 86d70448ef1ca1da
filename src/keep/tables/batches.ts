/**
 * What a flow of posts commits. One batch is one insert into one table, so that cursor, counts and totals become
 * visible together or not at all: after a crash the flow goes on from the last batch and counts nothing twice.
 */

import type { Table } from '../table.ts';

/**
 * The row of a batch with an empty `network` carries the cursor and the accounts of the batch; every other row
 * the totals of one network and hour. `recent` holds hashes of the posts counted, for as long as a source may
 * deliver one of them again.
 */
export const BATCHES: Table = {
  name: 'batches',
  columns: [
    'source LowCardinality(String)',
    'shard LowCardinality(String)',
    'sequence UInt64',
    'network LowCardinality(String)',
    "hour DateTime('UTC')",
    'run String',
    'origin String',
    'cursor String',
    // Records of the origin that are done with, for archives: an archive read again from its start counts nothing twice.
    'records UInt64',
    'read UInt64',
    'kept UInt64',
    'duplicate UInt64',
    'quarantined UInt64',
    'filtered Map(LowCardinality(String), UInt64)',
    'unknown_fields Map(String, UInt64)',
    'posts UInt64',
    'author_hashes Array(UInt64) EPHEMERAL',
    `authors AggregateFunction(uniqCombined64, UInt64) DEFAULT arrayReduce('uniqCombined64State', author_hashes)`,
    "at DateTime64(3, 'UTC')",
    'recent Array(UInt64) CODEC(NONE) TTL toDateTime(at) + INTERVAL 3 DAY',
  ],
  engine: { name: 'ReplacingMergeTree', args: 'at' },
  orderBy: 'source, shard, sequence, network, hour',
  shardBy: 'cityHash64(source, shard)',
};

/** Columns of a batch as it is inserted. */
export const BATCH_COLUMNS = [
  'source',
  'shard',
  'sequence',
  'network',
  'hour',
  'run',
  'origin',
  'cursor',
  'records',
  'read',
  'kept',
  'duplicate',
  'quarantined',
  'filtered',
  'unknown_fields',
  'posts',
  'author_hashes',
  'at',
  'recent',
] as const;

/** What happened to the connection of a stream. A row with kind `gap` names an interval whose events cannot be had again. */
export const INTERRUPTIONS: Table = {
  name: 'interruptions',
  columns: [
    'source LowCardinality(String)',
    'shard LowCardinality(String)',
    'kind LowCardinality(String)',
    "from DateTime64(3, 'UTC')",
    "to DateTime64(3, 'UTC')",
    'host String',
    'reason String',
    'run String',
  ],
  engine: { name: 'ReplacingMergeTree' },
  orderBy: 'source, shard, kind, from, to',
  shardBy: 'cityHash64(source, shard)',
};

/**
 * Every post seen, about health or not, and its distinct authors as mergeable states, by network and hour:
 * the denominators of every share. Numerators come from `counted_posts`, which deletions and edits reach.
 */
export const TOTALS = `SELECT network, hour, source, shard,
  sum(posts) AS posts, uniqCombined64MergeState(authors) AS authors
FROM batches WHERE network != '' GROUP BY network, hour, source, shard`;

/** The accounts of every batch, rule by rule: the flow's half of the ledger. */
export const POSTS_LEDGER = `SELECT run, source, origin, outcome, rule, sum(count) AS count, min(at) AS first_at, max(at) AS last_at
FROM (
  SELECT run, source, origin, at,
    arrayConcat(
      [('read', '', read), ('kept', '', kept), ('duplicate', '', duplicate), ('quarantined', '', quarantined)],
      arrayMap((rule, n) -> ('filtered', rule, n), mapKeys(filtered), mapValues(filtered))
    ) AS accounts,
    arrayJoin(accounts) AS account, account.1 AS outcome, account.2 AS rule, account.3 AS count
  FROM batches WHERE network = ''
)
GROUP BY run, source, origin, outcome, rule`;
