/** The whole way over HTTP: the client's own requests, the engine's own answers, and an edition that is the same to the byte. */

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/keep/open.ts';
import { serveEngine, userInAddress, type EngineServer } from './engine-over-http.ts';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');
let folder: string;
let engine: EngineServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auscult-http-'));
  engine = await serveEngine(join(folder, 'engine'));
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true, force: true });
});

const STUDY = `title: Over HTTP
as_of: '2026-11-30'
sources:
  - source: published-figures
    figures: ${ROOT}/studies/us/published/figures.csv
    sources: ${ROOT}/studies/us/published/sources.csv
  - source: cms-hospitals
    file: ${ROOT}/test/input/still/cms-hospitals.csv
    as_of: '2026-05-01'
  - source: bluesky-files
    files: ['${ROOT}/test/input/bluesky/events.jsonl']
  - source: mapped-files
    network: x
    files: ['${ROOT}/test/input/mapped/posts.csv']
    keep: all
    mapping: { id: post, author: who, posted_at: when, text: words, likes: hearts, day_first: true }
`;

/** A study of its own with this store, gathered and built by the command line. */
async function build(name: string, store: string): Promise<string> {
  const study = join(folder, name, 'health');
  await cp(join(ROOT, 'test/input/mapped'), study, { recursive: true });
  await writeFile(join(study, 'auscult.yaml'), `${STUDY}store: '${store}'\n`);
  const environment = {
    ...process.env,
    SOURCE_DATE_EPOCH: '1796083200',
    AUSCULT_KEYS: join(folder, 'keys.json'),
  };
  const auscult = (...args: string[]) =>
    run(process.execPath, [join(ROOT, 'bin/auscult.mjs'), ...args], { env: environment }).catch(
      (error: unknown) => {
        // Rows in quarantine are part of the inputs.
        if ((error as { code?: number }).code !== 3) throw error;
        return { stdout: (error as { stdout: string }).stdout };
      },
    );
  const gathered = await auscult('gather', study);
  expect(gathered.stdout).toContain('bluesky-files: ');
  await auscult('build', study, '--out', join(study, 'edition'));
  return join(study, 'edition');
}

async function filesOf(edition: string): Promise<Map<string, string>> {
  const names = (await readdir(edition, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const files = new Map<string, string>();
  for (const { parentPath, name } of names) {
    const path = join(parentPath, name);
    files.set(path.slice(edition.length), (await readFile(path)).toString('latin1'));
  }
  return files;
}

test('gathered and built over HTTP, an edition is the same to the byte as from the folder beside the study', async () => {
  const server = `http://${userInAddress}@${engine.host}/health`;
  const [overHttp, embedded] = [await build('server', server), await build('embedded', '')];
  expect(engine.statements()).toBeGreaterThan(100);
  const [one, other] = [await filesOf(overHttp), await filesOf(embedded)];
  expect([...one.keys()].toSorted()).toEqual([...other.keys()].toSorted());
  expect(one.size).toBeGreaterThan(20);
  const differing = [...one].filter(([name, text]) => text !== other.get(name)).map(([name]) => name);
  expect(differing).toEqual([]);
  expect([...one.values()].filter((text) => text.includes('s3cret'))).toEqual([]);
}, 480_000);

test('what the engine refuses comes back as one sentence with its code, and a wrong password too', async () => {
  const store = await openStore(`http://${userInAddress}@${engine.host}/health`);
  await expect(store.query('SELECT nothing FROM nowhere')).rejects.toThrow(/nowhere/);
  await expect(store.query('SELEC 1')).rejects.toThrow(/[Ss]yntax error/);
  const [row] = await store.query<{ text: string; list: string[]; none: string | null }>(
    'SELECT {text:String} AS text, {list:Array(String)} AS list, {none:Nullable(String)} AS none',
    { text: "tab\there, 'quote', back\\slash", list: ["it's", 'a\nline'], none: null },
  );
  expect(row).toEqual({ text: "tab\there, 'quote', back\\slash", list: ["it's", 'a\nline'], none: null });
  await store.close();
  await expect(openStore(`http://reader:wrong@${engine.host}/health`)).rejects.toThrow(
    /Authentication failed/,
  );
});

test('an insert repeated with its token changes nothing over HTTP either', async () => {
  const store = await openStore(`http://${userInAddress}@${engine.host}/again`);
  await store.command(
    'CREATE TABLE tokens (n UInt8) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 100',
  );
  for (const token of ['a', 'a', 'b']) await store.insert('tokens', [{ n: 1 }], token);
  for (const n of [2, 3]) await store.insert('tokens', [{ n }]);
  expect(await store.query('SELECT n, count() AS rows FROM tokens GROUP BY n ORDER BY n')).toEqual([
    { n: 1, rows: 2 },
    { n: 2, rows: 1 },
    { n: 3, rows: 1 },
  ]);
  await store.remove('tokens', 'n > 1');
  expect(await store.query('SELECT count() AS rows FROM tokens')).toEqual([{ rows: 2 }]);
  await store.close();
});
