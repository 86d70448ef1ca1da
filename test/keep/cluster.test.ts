import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MIGRATIONS, migrate } from '../../src/keep/migrations.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { createTable } from '../../src/keep/table.ts';
import { ORGANISATIONS } from '../../src/keep/tables/still.ts';
import { POSTS } from '../../src/keep/tables/posts.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-cluster-'));
let store: Store;
beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const onCluster = MIGRATIONS.flatMap(({ statements }) => statements({ cluster: 'health' }));

test.each(onCluster.map((statement) => [statement.split('\n')[0], statement]))(
  'the engine parses, for a cluster: %s',
  async (_first, statement) => {
    const [row] = await store.query<{ text: string }>('SELECT formatQuery({statement:String}) AS text', {
      statement,
    });
    expect(row.text).toContain('ON CLUSTER health');
  },
);

test('organisations are spread by their key and posts by author, each over replicated local tables', () => {
  const [local, all] = createTable(ORGANISATIONS, { cluster: 'health' });
  expect(local).toContain(
    "ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/organisations_local', '{replica}', version)",
  );
  expect(all).toContain(
    'ENGINE = Distributed(health, currentDatabase(), organisations_local, cityHash64(id))',
  );
  const [posts, allPosts] = createTable(POSTS, { cluster: 'health' });
  expect(posts).toContain("'{replica}', version, is_deleted)");
  expect(allPosts).toContain('posts_local, cityHash64(author))');
});

test('every table of one machine exists on the cluster too, by the same name', () => {
  const names = (statements: readonly string[]) =>
    statements.flatMap((statement) => /^CREATE TABLE IF NOT EXISTS (\w+)/.exec(statement)?.[1] ?? []);
  const alone = MIGRATIONS.flatMap(({ statements }) => names(statements({ cluster: null })));
  expect(names(onCluster).filter((name) => !name.endsWith('_local'))).toEqual(alone);
});

test('a migration cut short is begun again, and one that is done is not', async () => {
  let fails = true;
  const ran: string[] = [];
  const later = {
    number: 900,
    name: 'later',
    statements: () => ['CREATE TABLE IF NOT EXISTS a (n Int8) ENGINE = Memory', 'SELECT 2'],
  };
  const engine = {
    ...store,
    command: async (sql: string) => {
      ran.push(sql);
      if (sql === 'SELECT 2' && fails) throw new Error('power cut');
      await store.command(sql);
    },
  };
  const target = { cluster: null };
  await expect(migrate(engine, target, [later])).rejects.toThrow('power cut');
  fails = false;
  expect(await migrate(engine, target, [later])).toEqual([900]);
  expect(await migrate(engine, target, [later])).toEqual([]);
  expect(ran.filter((sql) => sql === 'SELECT 2')).toHaveLength(2);
});
