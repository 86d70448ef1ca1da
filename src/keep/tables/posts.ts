/** Tables of posts: the post with its reading in one wide row, its text apart, and what is gone. */

import type { Table } from '../table.ts';

/**
 * A post as kept: no text, no name; its id and its author only as keyed pseudonyms, because the id of a post
 * may name its author. A row with `is_deleted` hides what came before it.
 */
export const POSTS: Table = {
  name: 'posts',
  columns: [
    'network LowCardinality(String)',
    'id String CODEC(ZSTD(1))',
    // 128 bits of a keyed hash, as hex; `key` names the secret it was made with, so that rotation can retire it.
    'author String CODEC(ZSTD(1))',
    'key LowCardinality(String)',
    "posted_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1))",
    "seen_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1))",
    // When the network held this version: seen for a stream, posted for an archive. Departures of accounts are measured by it.
    "stood_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1))",
    // Empty, or why `posted_at` cannot be believed and `seen_at` stands for it.
    'time_flag LowCardinality(String)',
    'source LowCardinality(String)',
    'language LowCardinality(Nullable(String))',
    'link_domains Array(LowCardinality(String))',
    // One post that several hosts give under ids of their own bears one canonical id.
    'canonical String CODEC(ZSTD(1))',
    'reply_to String',
    'repost_of String',
    'quote_of String',
    'likes Nullable(UInt32)',
    'reposts Nullable(UInt32)',
    'replies Nullable(UInt32)',
    'quotes Nullable(UInt32)',
    "counted_at Nullable(DateTime64(3, 'UTC'))",
    'simhash UInt64',
    'health Float32',
    'sense LowCardinality(String)',
    'first_person LowCardinality(String)',
    'topics Array(LowCardinality(String))',
    'phrases Array(LowCardinality(String))',
    'role LowCardinality(Nullable(String))',
    'role_rule LowCardinality(Nullable(String))',
    'state LowCardinality(Nullable(String))',
    'state_tier LowCardinality(Nullable(String))',
    'state_rule LowCardinality(Nullable(String))',
    'link_types Array(LowCardinality(String))',
    'practices Array(LowCardinality(String))',
    'vocabulary_version LowCardinality(String)',
    'model_version LowCardinality(String)',
    'rules_version LowCardinality(String)',
    'version UInt64',
    'is_deleted UInt8',
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version, is_deleted' },
  orderBy: 'network, id',
  mergesLater: true,
  shardBy: 'cityHash64(author)',
};

/** Text with the identifiers masked, only for as long as the network's terms allow. */
export const POST_TEXTS: Table = {
  name: 'post_texts',
  columns: [
    'network LowCardinality(String)',
    'id String CODEC(ZSTD(1))',
    'author String CODEC(ZSTD(1))',
    'text String CODEC(ZSTD(3))',
    // The end of what the network's terms allow; far in the future where they state no limit.
    "keep_until DateTime('UTC')",
    'version UInt64',
    'is_deleted UInt8',
  ],
  engine: { name: 'ReplacingMergeTree', args: 'version, is_deleted' },
  orderBy: 'network, id',
  ttl: 'keep_until',
  shardBy: 'cityHash64(author)',
};

/** What is gone. `key` is the post's id, or the account's pseudonym: a tombstone must not name a person either. */
export const TOMBSTONES: Table = {
  name: 'tombstones',
  columns: [
    'network LowCardinality(String)',
    'scope LowCardinality(String)',
    'key String',
    'reason LowCardinality(String)',
    "at DateTime64(3, 'UTC')",
    'source LowCardinality(String)',
  ],
  engine: { name: 'ReplacingMergeTree', args: 'at' },
  orderBy: 'network, scope, key',
  shardBy: 'cityHash64(key)',
};

export const POST_TABLES = [POSTS, POST_TEXTS, TOMBSTONES] as const;
