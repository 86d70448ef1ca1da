/**
 * What figures count, one narrow row a counted post: no id, no text, the author as a number. Made anew from
 * `counted_posts` whenever posts, tombstones or repeats have changed, so that every deletion reaches every figure.
 */

import type { Table } from '../table.ts';

export const POST_FACTS: Table = {
  name: 'post_facts',
  columns: [
    // Rows are written under a new generation and are seen only once it is marked as complete.
    'generation UInt64',
    // Empty where unknown, like role, tier and answered_role.
    'state LowCardinality(String)',
    'month Date',
    'day Date CODEC(Delta, ZSTD(1))',
    'network LowCardinality(String)',
    'source LowCardinality(String)',
    'author UInt64',
    'role LowCardinality(String)',
    'tier LowCardinality(String)',
    'first_person LowCardinality(String)',
    // Whether the model calls the post one about health; studies may keep others.
    'health Bool',
    'topics Array(LowCardinality(String))',
    // A linked domain, hashed, and the kind of body behind it.
    'links Array(Tuple(UInt64, LowCardinality(String)))',
    // Links to several domains of mixed kinds, of which the store does not say which is which.
    'links_unassigned UInt8',
    'practices Array(LowCardinality(String))',
    // Likes, reposts, replies and quotes, where they were read 72 hours after posting or later.
    'engagement Nullable(UInt32)',
    'is_reply Bool',
    // The role behind the post that this one answers, where that post is kept too and another author's.
    'answered_role LowCardinality(String)',
    'model LowCardinality(String)',
    // Of an organisation whose engagement was read: the reading nearest to the post, where there is one above nought.
    'followers Nullable(UInt64)',
    // Of the same posts: which kinds of engagement there were any of.
    'interactions Array(LowCardinality(String))',
  ],
  engine: { name: 'MergeTree' },
  partitionBy: 'generation',
  orderBy: 'generation, state, month, network, author',
  shardBy: 'author',
};

/**
 * All posts seen in a month, about health or not, and their authors as one mergeable state: the union of the states of every
 * hour, batch and shard, so that growth need not merge thousands of them for every edition.
 */
export const MONTH_TOTALS: Table = {
  name: 'month_totals',
  columns: [
    'generation UInt64',
    'network LowCardinality(String)',
    'source LowCardinality(String)',
    'month Date',
    'posts UInt64',
    'authors AggregateFunction(uniqCombined64, UInt64)',
  ],
  engine: { name: 'MergeTree' },
  partitionBy: 'generation',
  orderBy: 'generation, network, source, month',
  shardBy: 'cityHash64(network, source)',
};

/** How many posts about health there are of each day and place: what every figure from posts says of itself. */
export const POST_DAYS: Table = {
  name: 'post_days',
  columns: [
    'generation UInt64',
    'state LowCardinality(String)',
    'network LowCardinality(String)',
    'source LowCardinality(String)',
    'model LowCardinality(String)',
    'day Date',
    'posts UInt64',
  ],
  engine: { name: 'MergeTree' },
  partitionBy: 'generation',
  orderBy: 'generation, state, network, source, model, day',
  shardBy: 'cityHash64(state)',
};

/** One row a completed generation, with what the posts looked like when it was made. */
export const FACT_MARKS: Table = {
  name: 'fact_marks',
  columns: ['generation UInt64', 'mark String', "at DateTime64(3, 'UTC')"],
  engine: { name: 'ReplacingMergeTree', args: 'at' },
  orderBy: 'generation',
  shardBy: 'generation',
};

/** What figures asked of the facts of a generation, by the hash of the question; see `fact-answers.ts`. */
export const FACT_ANSWERS: Table = {
  name: 'fact_answers',
  columns: ['generation UInt64', 'question String', 'answer String CODEC(ZSTD(3))'],
  engine: { name: 'ReplacingMergeTree' },
  partitionBy: 'generation',
  orderBy: 'generation, question',
  shardBy: 'cityHash64(question)',
};

/** The rows that figures read. */
export const CURRENT_FACTS = `SELECT * FROM post_facts WHERE generation = (SELECT max(generation) FROM fact_marks)`;
export const CURRENT_TOTALS = `SELECT * FROM month_totals WHERE generation = (SELECT max(generation) FROM fact_marks)`;
export const CURRENT_DAYS = `SELECT * FROM post_days WHERE generation = (SELECT max(generation) FROM fact_marks)`;

/**
 * Which author is which organisation, by the same keyed pseudonyms as posts carry. Organisations are named, persons never:
 * rows come from registries' accounts alone.
 */
export const ORGANISATION_AUTHORS: Table = {
  name: 'organisation_authors',
  columns: [
    'network LowCardinality(String)',
    'author String',
    'registry LowCardinality(String)',
    'organisation_id String',
    "at DateTime64(3, 'UTC')",
  ],
  engine: { name: 'ReplacingMergeTree', args: 'at' },
  orderBy: 'network, author',
  shardBy: 'cityHash64(author)',
};
