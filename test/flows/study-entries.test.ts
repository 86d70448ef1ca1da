import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gatherStudyPosts } from '../../src/flows/gather-study-posts.ts';
import { openKeyring } from '../../src/flows/keyring.ts';
import { storeUrl } from '../../src/flows/study-store.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { readStudy } from '../../src/study.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-entries-'));
const effects = {
  now: () => new Date(),
  fetch: () => Promise.reject(new Error('no network here')),
  readFile: () => Promise.reject(new Error('no files here')),
  say: () => undefined,
};

function postLine(rkey: string, text: string): string {
  const at = Date.UTC(2026, 6, 4, 11);
  const record = { $type: 'app.bsky.feed.post', createdAt: new Date(at).toISOString(), text };
  const commit = {
    rev: rkey,
    operation: 'create',
    collection: 'app.bsky.feed.post',
    rkey,
    record,
    cid: 'bafy',
  };
  return JSON.stringify({
    did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa',
    time_us: at * 1000,
    kind: 'commit',
    commit,
  });
}

/** A study whose sources are these lines of YAML. */
function studyOf(name: string, sources: readonly string[]): string {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  for (const file of ['a', 'b']) {
    const lines = [1, 2, 3].map((n) => postLine(`${file}${n}`, 'I have the flu and a fever since Monday'));
    writeFileSync(join(place, `${file}.jsonl`), `${lines.join('\n')}\n`);
  }
  const yaml = [
    'title: Test',
    'as_of: "2026-07-05"',
    'sources:',
    ...sources.map((source) => `  - ${source}`),
  ];
  writeFileSync(join(place, 'auscult.yaml'), `${yaml.join('\n')}\n`);
  return place;
}

async function gather(path: string, store: Store) {
  const study = await readStudy(path);
  const keyring = await openKeyring(join(folder, 'keys.json'));
  const summaries = await gatherStudyPosts(study, store, { effects, keyring });
  return summaries.map(({ accounts: { read, kept, duplicate } }) => ({ read, kept, duplicate }));
}

const A = '{ source: bluesky-files, files: [a.jsonl], content: events }';
const B = '{ source: bluesky-files, files: [b.jsonl], content: events }';

test('two entries of one source go on each from its own place, and none counts what another has counted', async () => {
  const path = studyOf('places', [A]);
  const store = await openStore(storeUrl(await readStudy(path)));
  try {
    const whole = { read: 3, kept: 3, duplicate: 0 };
    const nothing = { read: 0, kept: 0, duplicate: 0 };
    expect(await gather(path, store)).toEqual([whole]);
    expect(await gather(path, store)).toEqual([nothing]);
    // With a second entry the first has a new place: its file is read again, and counts as repeats.
    studyOf('places', [A, B]);
    expect(await gather(path, store)).toEqual([{ read: 3, kept: 0, duplicate: 3 }, whole]);
    expect(await gather(path, store)).toEqual([nothing, nothing]);
    expect(await store.query('SELECT sum(posts) AS posts FROM totals')).toEqual([{ posts: 6 }]);
    const places = await store.query<{ shard: string; cursor: string }>(
      `SELECT DISTINCT shard, cursor FROM batches WHERE network = '' AND shard != '' ORDER BY cursor`,
    );
    expect(new Set(places.map(({ shard }) => shard)).size).toBe(2);
    expect(places.map(({ cursor }) => cursor.replace(/^\w+ /, '')).sort()).toEqual([
      'a.jsonl#3',
      'b.jsonl#3',
    ]);
    studyOf('places', [A, A]);
    await expect(gather(path, store)).rejects.toThrow(/twice with the same options: remove one/);
  } finally {
    await store.close();
  }
}, 60_000);

test('an archive that breaks off keeps none of the others from being read, and is told at the end', async () => {
  const path = studyOf('broken', ['{ source: bluesky-files, files: [cut.jsonl.gz], content: events }', B]);
  const packed = gzipSync(`${postLine('cut', 'I have the flu and a fever')}\n`.repeat(2000));
  writeFileSync(join(path, 'cut.jsonl.gz'), packed.subarray(0, packed.length - 20));
  const store = await openStore(storeUrl(await readStudy(path)));
  try {
    await expect(gather(path, store)).rejects.toThrow(/^cut\.jsonl\.gz cannot be unpacked to its end/);
    const [{ posts }] = await store.query<{ posts: number }>('SELECT count() AS posts FROM posts');
    expect(posts).toBe(4);
  } finally {
    await store.close();
  }
}, 60_000);

test('ledger --feed-again releases what can be read now, says what stays, and refuses a source that gives no posts', async () => {
  const path = studyOf('again', [A]);
  const study = await readStudy(path);
  const store = await openStore(storeUrl(study));
  const refused = (position: string, raw: string) => ({
    run: 'earlier',
    source: 'bluesky-files',
    origin: 'a.jsonl',
    position,
    reason: 'a former version did not know it',
    raw,
    at: new Date().toISOString(),
  });
  await store.insert('quarantine', [
    refused('a.jsonl:7', postLine('fed', 'I have the flu and a fever')),
    refused('a.jsonl:8', '{"broken'),
  ]);
  await store.close();
  const ledger = (...argv: readonly string[]) =>
    spawnSync(process.execPath, [resolve('bin/auscult.mjs'), 'ledger', path, ...argv], {
      encoding: 'utf8',
      env: { ...process.env, AUSCULT_KEYS: join(folder, 'keys.json') },
    });
  const fed = ledger('bluesky-files', '--feed-again', '--json');
  expect(fed.stderr).toBe('');
  expect(JSON.parse(fed.stdout)).toEqual({ tried: 2, released: 1, left: 1, still: 0 });
  expect(fed.status).toBe(3);
  expect(ledger('bluesky-files', '--quarantine').stdout).toContain('a.jsonl, record 9');
  const lines = ledger('bluesky-files').stdout;
  expect(lines).toContain('1 read = 1 kept + 0 duplicate + 0 in quarantine');
  const wrong = ledger('hifld', '--feed-again');
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain('names no source of posts "hifld"');
}, 60_000);
