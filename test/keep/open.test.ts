import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-store-'));
const path = join(folder, 'store');
const open: Store[] = [];

async function store(): Promise<Store> {
  const opened = await openStore(`chdb:${path}`);
  open.push(opened);
  return opened;
}

afterEach(async () => {
  for (const opened of open.splice(0)) await opened.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const hospital = (name: string, version: number) => ({
  registry: 'cms-hospitals',
  id: '010001',
  kind: 'hospital',
  name,
  state: null,
  as_of: '2026-06-17',
  version,
});

test('what is inserted comes back: quotes, line breaks, nulls, other scripts, instants', async () => {
  const { insert, query } = await store();
  const name = `St. Mary's "Old"\n\\ \t ñ 醫院 {name:String}; DROP TABLE x`;
  await insert('organisations', [hospital(name, 1)]);
  await insert('cursors', [{ source: 's', shard: '', cursor: '9', at: '2026-01-02T03:04:05.678Z' }]);
  expect(await query('SELECT name, state, beds, as_of FROM organisations')).toEqual([
    { name, state: null, beds: null, as_of: '2026-06-17' },
  ]);
  expect(
    await query('SELECT cursor FROM cursors WHERE at = parseDateTime64BestEffort({at:String}, 3)', {
      at: '2026-01-02T03:04:05.678Z',
    }),
  ).toEqual([{ cursor: '9' }]);
  expect(await query('SELECT at FROM cursors')).toEqual([{ at: '2026-01-02T03:04:05.678Z' }]);
  expect(await query('SELECT {name:String} AS name', { name })).toEqual([{ name }]);
});

test('a row with the same key replaces the earlier one before any merge has run', async () => {
  const { insert, query } = await store();
  await insert('organisations', [hospital('Earlier', 2)]);
  await insert('organisations', [hospital('Later', 3)]);
  await insert('organisations', [hospital('Late arrival of an old row', 1)]);
  expect(await query('SELECT name FROM organisations')).toEqual([{ name: 'Later' }]);
});

test('an insert repeated with its token changes nothing, and a token does not outlive its insert', async () => {
  const { command, insert, query } = await store();
  await command(
    'CREATE TABLE plain (n UInt64) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 10',
  );
  for (const token of ["a'; DROP TABLE plain", "a'; DROP TABLE plain", 'b'])
    await insert('plain', [{ n: 1 }, { n: 2 }], token);
  await insert('plain', [{ n: 1 }, { n: 2 }]);
  await insert('plain', [{ n: 7 }]);
  expect(await query('SELECT count() AS rows, sum(n) AS total FROM plain')).toEqual([{ rows: 7, total: 16 }]);
});

test('a column that the table does not have is an error, not a loss', async () => {
  const { insert } = await store();
  await expect(insert('cursors', [{ source: 's', courser: '1' }])).rejects.toThrow(/courser/);
});

test('opening again finds the data and applies no migration twice', async () => {
  const { query } = await store();
  expect(await query('SELECT name FROM organisations')).toEqual([{ name: 'Later' }]);
  const again = await store();
  const rows = await again.query<{ number: number; times: number }>(
    'SELECT number, count() AS times FROM migrations GROUP BY number SETTINGS final = 0',
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.times === 1)).toBe(true);
});

test('a second process on the folder is told plainly which process holds it', async () => {
  await store();
  const script = join(import.meta.dirname, '../../src/keep/open.ts');
  const code = `import(${JSON.stringify(script)}).then((m) => m.openStore(${JSON.stringify(`chdb:${path}`)}))
    .then(() => console.log('opened'), (e) => { console.log(JSON.stringify([e.exitCode, e.message])); })
    .then(() => process.exit(0))`;
  const output = await run(['--input-type=module', '-e', code]);
  const [exitCode, message] = JSON.parse(output) as [number, string];
  expect(exitCode).toBe(EXIT.locked);
  expect(message).toContain(`process ${process.pid} (`);
  expect(message).toContain('wait until it ends');
  expect(message).not.toContain('\n');
});

test('a folder left behind by a killed process is taken over, a closed one leaves no owner', async () => {
  const { close } = await store();
  const owner = `${path}.owner.json`;
  expect(JSON.parse(readFileSync(owner, 'utf8'))).toMatchObject({ pid: process.pid });
  await close();
  open.length = 0;
  expect(existsSync(owner)).toBe(false);
  // The process of this number runs, but it began after the file was left: the number has come round.
  writeFileSync(owner, JSON.stringify({ pid: process.ppid, command: 'gone', since: '2001-01-01T00:00:00Z' }));
  const { query } = await store();
  expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test.each([
  ['duckdb:x', 'begins with neither'],
  ['chdb:', 'a folder is missing'],
  ['http://u:secret@localhost:8123/a;b', 'letters, digits and _'],
  ['http://u:secret@localhost:8123/db?cluster=a b', 'letters, digits and _'],
])('the address %s is refused with its reason, without the password', async (address, reason) => {
  const error: unknown = await openStore(address).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ exitCode: EXIT.usage });
  expect(String(error)).toContain(reason);
  expect(String(error)).not.toContain('secret');
});

test('a folder that cannot be is one sentence', async () => {
  writeFileSync(join(folder, 'file'), '');
  await expect(openStore(`chdb:${join(folder, 'file', 'store')}`)).rejects.toThrow(
    /^cannot open the store in .*\(ENOTDIR.*\): give a folder that can be written/,
  );
});

test('a server that does not answer is one sentence', async () => {
  const error = openStore('http://user:secret@127.0.0.1:9/db');
  await expect(error).rejects.toThrow(
    /^no answer from the store at http:\/\/127\.0\.0\.1:9\/db: .*check the address/,
  );
});

function run(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
    child.on('error', reject);
    child.on('close', () => {
      resolve(output);
    });
  });
}
