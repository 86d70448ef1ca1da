/** Blocks against the engine's own reading of the same rows as JSON. */

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blockOf } from '../../src/keep/native-blocks.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { createTable } from '../../src/keep/table.ts';
import { BATCH_COLUMNS, BATCHES } from '../../src/keep/tables/batches.ts';
import { POST_TEXTS, POSTS, POST_TABLES } from '../../src/keep/tables/posts.ts';
import { seededRandom } from '../simulators/random.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-blocks-'));
const AS_JSON = { ...POSTS, name: 'as_json' };
const AS_BLOCK = { ...POSTS, name: 'as_block' };
let store: Store;

beforeAll(async () => {
  store = await openStore(`chdb:${folder}`);
  for (const table of [AS_JSON, AS_BLOCK])
    for (const statement of createTable(table, { cluster: null })) await store.command(statement);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const WORDS = ['', 'cáncer', 'flu', 'a "b"\t\\n\n\'c\'', '😀', 'x'.repeat(43), 'é'.repeat(200)];

/** A row with everything that a column can hold, or leaves out. */
function row(index: number, many: readonly string[]): Record<string, unknown> {
  const random = seededRandom(index);
  const some = (list: readonly string[]) => list.filter(() => random.chance(0.4));
  return {
    network: 'bluesky',
    id: `${index}`,
    author: random.pick(WORDS),
    posted_at: '2026-07-04T10:00:00.123Z',
    seen_at: '2150-12-31T23:59:59.999Z',
    language: random.pick([null, 'en', '']),
    link_domains: some(many),
    ...(random.chance(0.5) && { likes: random.below(2 ** 31), counted_at: '2026-07-05T10:00:00.000Z' }),
    simhash: '12157665459056928801',
    health: 0.887,
    topics: some(WORDS),
    role: random.pick([null, 'patient']),
    version: 1783166434187000,
    is_deleted: 0,
  };
}
const asRow = (json: Record<string, unknown>) => ({ ...json, simhash: [2_830_677_074, 689_956_897] });

test('the engine reads from a block what it reads from JSON', async () => {
  // More words than one byte can number, and then more than two can.
  for (const [size, words] of [
    [1, 10],
    [300, 600],
    [5, 140_000],
  ] as const) {
    const many = Array.from({ length: words }, (_, index) => `host-${index}.example`);
    const rows = Array.from({ length: size }, (_, index) => row(index, many));
    await store.insert('as_json', rows);
    // In two blocks, as from two chunks.
    const blocks = [rows.slice(0, 4), rows.slice(4)].map((part) => {
      const block = blockOf(AS_BLOCK);
      for (const each of part) block.add(asRow(each));
      return block.finish();
    });
    await store.insertBlocks(
      AS_BLOCK,
      blocks.filter(({ length }) => length > 0),
    );
    const select = (table: string) =>
      store.query(`SELECT *, toString(simhash) AS hash FROM ${table} ORDER BY id`);
    const read = await select('as_block');
    expect(read.length).toBe(size);
    expect(read).toEqual(await select('as_json'));
    for (const table of ['as_json', 'as_block']) await store.command(`TRUNCATE TABLE ${table}`);
  }
});

test('every column of the tables of posts can be written', async () => {
  for (const table of POST_TABLES) {
    const block = blockOf(table);
    block.add({});
    await store.insertBlocks(table, [block.finish()]);
    expect(await store.query(`SELECT count() AS n FROM ${table.name}`)).toEqual([{ n: 1 }]);
  }
});

test('a text that is to be kept beyond the end of time is kept until then, as from JSON', async () => {
  const texts = async () =>
    store.query("SELECT id, keep_until FROM post_texts WHERE id != '' ORDER BY id SETTINGS final = 0");
  const block = blockOf(POST_TEXTS);
  for (const [id, keep_until] of [
    ['far', '2199-07-04T10:00:00.000Z'],
    ['near', '2100-01-01T00:00:00.999Z'],
  ]) {
    await store.insert('post_texts', [{ id: `${id} json`, keep_until }]);
    block.add({ id: `${id} block`, keep_until });
  }
  await store.insertBlocks(POST_TEXTS, [block.finish()]);
  const at = (id: string, keep_until: string) => ({ id, keep_until });
  expect(await texts()).toEqual([
    at('far block', '2106-02-07T06:28:15Z'),
    at('far json', '2106-02-07T06:28:15Z'),
    at('near block', '2100-01-01T00:00:00Z'),
    at('near json', '2100-01-01T00:00:00Z'),
  ]);
});

test('a batch with its maps, its hashes and the state made of them is what it is from JSON', async () => {
  // After three days `recent` is forgotten.
  const at = '2100-01-01T00:00:00.000Z';
  const rows = [
    {
      at,
      source: 'a',
      sequence: 1,
      cursor: 'c',
      read: 3,
      filtered: { like: 2, 'not about health': 1 },
      recent: [7, 2 ** 53 - 1],
    },
    {
      source: 'a',
      sequence: 1,
      network: 'x',
      hour: '2026-07-04T10:00:00Z',
      posts: 3,
      author_hashes: [5, 5, 6],
    },
    { source: 'a', sequence: 2, unknown_fields: { 'post.new': 1 }, at },
  ];
  const select = () =>
    store.query(`SELECT * REPLACE (finalizeAggregation(authors) AS authors) FROM batches ORDER BY ALL`);
  const lines = rows.map((each) => JSON.stringify(each)).join('\n');
  await store.insertLines('batches', Buffer.from(lines), undefined, BATCH_COLUMNS);
  const fromJson = await select();
  await store.command('TRUNCATE TABLE batches');
  const block = blockOf(BATCHES, BATCH_COLUMNS);
  const mapOf = (object: object | undefined) => object && new Map(Object.entries(object));
  for (const each of rows)
    block.add({ ...each, filtered: mapOf(each.filtered), unknown_fields: mapOf(each.unknown_fields) });
  await store.insertBlocks(BATCHES, [block.finish()], undefined, BATCH_COLUMNS);
  expect(await select()).toEqual(fromJson);
  expect(fromJson).toMatchObject([{ read: 3 }, { authors: 2 }, { sequence: 2 }]);
});

test('with one token a block is inserted once, and its file is gone', async () => {
  await store.command('TRUNCATE TABLE as_block');
  const once = async (id: string, token?: string) => {
    const block = blockOf(AS_BLOCK);
    block.add({ id });
    await store.insertBlocks(AS_BLOCK, [block.finish()], token);
  };
  const ids = async () =>
    (await store.query<{ id: string }>('SELECT id FROM as_block ORDER BY id SETTINGS final = 0')).map(
      ({ id }) => id,
    );
  await once('a', "it's one");
  await once('b', "it's one");
  expect(await ids()).toEqual(['a']);
  await once('c', 'another');
  await once('c');
  expect(await ids()).toEqual(['a', 'c', 'c']);
  expect(readdirSync(join(folder, 'hand-over'))).toEqual([]);
});

test('versions of a post in one block are read as the last one, and not at all when that one is deleted', async () => {
  const insert = async (rows: readonly object[]) => {
    const block = blockOf(POSTS);
    for (const row of rows) block.add({ network: 'blog', author: 'a', ...row });
    await store.insertBlocks(POSTS, [block.finish()]);
  };
  const read = () =>
    store.query("SELECT id, state FROM posts WHERE network = 'blog' AND author = 'a' ORDER BY id");
  await insert([
    { id: 'p', version: 2, state: 'TX' },
    { id: 'q', version: 1, state: 'ME' },
    { id: 'p', version: 1, state: 'OH' },
    { id: 'p', version: 2, state: 'TX' },
  ]);
  expect(await read()).toEqual([
    { id: 'p', state: 'TX' },
    { id: 'q', state: 'ME' },
  ]);
  await insert([
    { id: 'q', version: 2, is_deleted: 1 },
    { id: 'q', version: 1, state: 'ME' },
  ]);
  expect(await read()).toEqual([{ id: 'p', state: 'TX' }]);
  // Of an insert alone.
  expect(await store.query("SELECT getSetting('optimize_on_insert') AS merges")).toEqual([{ merges: true }]);
});

test('what a killed process left to be handed over is gone when the store is opened again', async () => {
  await store.close();
  const handOver = join(folder, 'hand-over');
  writeFileSync(join(handOver, 'left.native'), 'a text');
  store = await openStore(`chdb:${folder}`);
  expect(readdirSync(handOver)).toEqual([]);
});

test('a column that the table does not have, and a time that is none, are errors', () => {
  const block = blockOf(POSTS);
  expect(() => {
    block.add({ id: 'a', txet: 'b' });
  }).toThrow('table posts has no column "txet"');
  const times = blockOf(POSTS);
  times.add({ id: 'a', posted_at: 'yesterday' });
  expect(() => times.finish()).toThrow('"yesterday" is no instant');
});
