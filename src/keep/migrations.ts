/**
 * Changes to the tables, numbered, applied once and in order. To add one: a file in `migrations/` and a line here.
 * Statements must be safe to repeat (IF NOT EXISTS, OR REPLACE): a run that was cut short begins its number again.
 * A migration that has been published is never edited.
 */

import { firstTables } from './migrations/0001-first-tables.ts';
import { postsFlow } from './migrations/0002-posts-flow.ts';
import { postFacts } from './migrations/0003-post-facts.ts';
import { quickFacts } from './migrations/0004-quick-facts.ts';
import { keptAnswers } from './migrations/0005-fact-answers.ts';
import { followers } from './migrations/0006-followers.ts';
import { createTable, type Table, type Target } from './table.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: (target: Target) => readonly string[];
}

export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  postsFlow,
  postFacts,
  quickFacts,
  keptAnswers,
  followers,
];

const APPLIED: Table = {
  name: 'migrations',
  columns: ['number UInt32', 'name String', "at DateTime64(3, 'UTC')"],
  engine: { name: 'ReplacingMergeTree', args: 'at' },
  orderBy: 'number',
  shardBy: 'number',
};

/** What a migration needs of the engine. */
export interface Engine {
  readonly query: <Row extends object>(sql: string) => Promise<Row[]>;
  readonly command: (sql: string) => Promise<void>;
  readonly insert: (table: string, rows: readonly object[]) => Promise<void>;
}

/**
 * Applies what is not yet applied.
 * @returns the numbers applied now.
 */
export async function migrate(
  engine: Engine,
  target: Target,
  migrations: readonly Migration[] = MIGRATIONS,
  now: () => Date = () => new Date(),
): Promise<number[]> {
  for (const statement of createTable(APPLIED, target)) await engine.command(statement);
  const rows = await engine.query<{ number: number }>('SELECT number FROM migrations');
  const done = new Set(rows.map((row) => Number(row.number)));
  const applied: number[] = [];
  for (const migration of migrations.toSorted((a, b) => a.number - b.number)) {
    if (done.has(migration.number)) continue;
    for (const statement of migration.statements(target)) await engine.command(statement);
    const { number, name } = migration;
    await engine.insert('migrations', [{ number, name, at: now().toISOString() }]);
    applied.push(number);
  }
  return applied;
}
