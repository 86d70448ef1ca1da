/** Tables of the accounting: what was read, what became of it, how far each source has come. */

import type { Table } from '../table.ts';

/** One row an input and run: a file or address read to its end. `read = kept + filtered + duplicate + quarantined`. */
export const INPUTS: Table = {
  name: 'inputs',
  columns: [
    'run String',
    'source LowCardinality(String)',
    // Relative to the study's folder, or the public address.
    'file String',
    'sha256 String',
    'read UInt64',
    'kept UInt64',
    'filtered UInt64',
    'duplicate UInt64',
    'quarantined UInt64',
    "at DateTime64(3, 'UTC')",
  ],
  engine: { name: 'ReplacingMergeTree', args: 'at' },
  orderBy: 'source, file, run',
  shardBy: 'cityHash64(source)',
};

/** Counts by outcome (read, kept, filtered, duplicate, quarantined) and, for what was filtered, by rule. */
export const LEDGER: Table = {
  name: 'ledger',
  columns: [
    'run String',
    'source LowCardinality(String)',
    'origin String',
    'outcome LowCardinality(String)',
    'rule LowCardinality(String)',
    'count UInt64',
    "at DateTime64(3, 'UTC')",
  ],
  engine: { name: 'ReplacingMergeTree', args: 'at' },
  orderBy: 'source, run, origin, outcome, rule',
  shardBy: 'cityHash64(source)',
};

export const QUARANTINE: Table = {
  name: 'quarantine',
  columns: [
    'run String',
    'source LowCardinality(String)',
    'origin String',
    'position String',
    'reason String',
    'raw String CODEC(ZSTD(3))',
    "at DateTime64(3, 'UTC')",
  ],
  engine: { name: 'ReplacingMergeTree', args: 'at' },
  orderBy: 'source, origin, position, reason',
  shardBy: 'cityHash64(source)',
};

/** Saved only after the rows that the cursor stands for. */
export const CURSORS: Table = {
  name: 'cursors',
  columns: [
    'source LowCardinality(String)',
    'shard LowCardinality(String)',
    'cursor String',
    "at DateTime64(3, 'UTC')",
  ],
  engine: { name: 'ReplacingMergeTree', args: 'at' },
  orderBy: 'source, shard',
  shardBy: 'cityHash64(source)',
};

export const ACCOUNTING_TABLES = [INPUTS, LEDGER, QUARANTINE, CURSORS] as const;
