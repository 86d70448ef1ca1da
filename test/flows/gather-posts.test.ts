import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CliError } from '../../src/errors.ts';
import { forget } from '../../src/flows/forget.ts';
import { gatherPosts, type PostsFlow } from '../../src/flows/gather-posts.ts';
import { prepare } from '../../src/flows/gather/worker.ts';
import { addKey, openKeyring, type Keyring } from '../../src/flows/keyring.ts';
import { ledgerLines, readLedger } from '../../src/flows/ledger.ts';
import { feedAgain, readQuarantine } from '../../src/flows/quarantine.ts';
import type { KeyedStore } from '../../src/flows/keyed-stores.ts';
import { destroyRetired, rotateKey } from '../../src/flows/rotate-key.ts';
import type { Chunk, GatherEffects, PostSource } from '../../src/gather/source.ts';
import { gatheredPosts } from '../../src/keep/posts.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { accountPseudonym } from '../../src/understand/pseudonym.ts';
import { withoutMerges } from '../keep/unmerged.ts';
import { simulated } from './gather/simulated-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-posts-'));
const modules = {
  sources: new URL('./gather/simulated-source.ts', import.meta.url).href,
  reader: new URL('./gather/word-reader.ts', import.meta.url).href,
};
const effects: GatherEffects = {
  // The memory of posts counted lately lasts three days by the engine's clock.
  now: () => new Date(),
  fetch: () => Promise.reject(new Error('no network here')),
  readFile: () => Promise.reject(new Error('no files here')),
  say: () => undefined,
};
let store: Store;
let keyring: Keyring;

beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
  keyring = await openKeyring(join(folder, 'keys.json'));
});
afterAll(() => store.close());

const AT_US = Date.UTC(2026, 6, 4, 11) * 1000;
const ANA = 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa';
const CARA = 'did:plc:cccccccccccccccccccccccc';
const DORA = 'did:plc:dddddddddddddddddddddddd';
const BEN = 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb';

function postLine(did: string, rkey: string, text: string, second: number, operation = 'create'): string {
  const record = {
    $type: 'app.bsky.feed.post',
    createdAt: new Date(AT_US / 1000 + second * 1000).toISOString(),
    text,
  };
  const commit = { rev: `r${rkey}`, operation, collection: 'app.bsky.feed.post', rkey, record, cid: 'bafy' };
  return JSON.stringify({ did, time_us: AT_US + second * 1e6, kind: 'commit', commit });
}
function deleteLine(did: string, rkey: string, second: number): string {
  const commit = { rev: 'r', operation: 'delete', collection: 'app.bsky.feed.post', rkey };
  return JSON.stringify({ did, time_us: AT_US + second * 1e6, kind: 'commit', commit });
}

/** A source that gives these chunks, whatever cursor it is asked to go on from, and says what it was asked. */
function sourceOf(
  id: string,
  chunks: readonly (readonly string[])[],
  asked: (string | null)[] = [],
): PostSource {
  return {
    ...(simulated as unknown as PostSource),
    id,
    open: async function* (_options, _context, after) {
      asked.push(after);
      for (const [index, lines] of chunks.entries()) {
        const chunk: Chunk = {
          bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')),
          cursor: `c${index + 1}`,
          origin: 'file',
          firstRecord: index * 100,
          seenAt: '2026-07-04T12:00:00.000Z',
        };
        yield await Promise.resolve(chunk);
      }
    },
  };
}

/** Workers find their source by its id, so the stream of the test goes by the name that the module knows. */
const gather = (source: PostSource, more: Partial<PostsFlow> = {}) =>
  gatherPosts({ source, options: {}, store, keyring, effects, folder, threads: 1, modules, ...more });

/** What a worker would read with. */
const readOptions = () =>
  prepare({
    sourceModule: modules.sources,
    sourceId: 'bluesky',
    options: {},
    readerModule: modules.reader,
    readerOptions: {},
    keyring,
    seed: 1,
    keep: 'health',
    storeText: true,
    shard: null,
  });

const liveTexts = async () =>
  (
    await store.query<{ text: string }>(
      'SELECT text FROM post_texts WHERE (network, id) IN (SELECT network, id FROM live_posts) ORDER BY text',
    )
  ).map(({ text }) => text);

test('every record is accounted for, a replay is all duplicates, and the cursor follows the data', async () => {
  const asked: (string | null)[] = [];
  const chunks = [
    [postLine(ANA, 'a1', 'influenza again', 1), postLine(BEN, 'b1', 'sunset', 2), '{"broken'],
    [postLine(ANA, 'a2', 'second day of influenza', 3), deleteLine(BEN, 'b1', 4)],
  ];
  const first = await gather(sourceOf('bluesky', chunks, asked));
  // Two health posts and one tombstone are kept.
  expect(first).toMatchObject({ read: 5, kept: 3, duplicate: 0, quarantined: 1 });
  expect([...first.filtered]).toEqual([['not about health', 1]]);
  const again = await gather(sourceOf('bluesky', chunks, asked));
  expect(again).toMatchObject({ read: 5, kept: 1, duplicate: 3, quarantined: 1 });
  expect(asked).toEqual([null, 'c2']);

  const totals = await store.query(
    'SELECT hour, sum(posts) AS posts, uniqCombined64Merge(authors) AS authors FROM totals GROUP BY hour',
  );
  expect(totals).toEqual([{ hour: '2026-07-04T11:00:00Z', posts: 3, authors: 2 }]);
  expect(await liveTexts()).toEqual(['influenza again', 'second day of influenza']);
  const ledger = await readLedger(store);
  expect(ledger.lines.map(({ balanced }) => balanced)).toEqual([true, true]);
  expect(ledgerLines(ledger)[0]).toContain(
    'bluesky: 10 read = 4 kept + 3 duplicate + 2 in quarantine + 1 filtered',
  );
});

test('a deletion that comes before its post holds, and a deleted text is off the disk when the run ends', async () => {
  await gather(
    sourceOf('bluesky', [[deleteLine(BEN, 'late', 10)], [postLine(BEN, 'late', 'influenza, deleted', 5)]]),
  );
  await gather(
    sourceOf('bluesky', [[postLine(BEN, 'gone', 'influenza, to go', 6)], [deleteLine(BEN, 'gone', 11)]]),
  );
  expect(await liveTexts()).toEqual(['influenza again', 'second day of influenza']);
  const lying = await store.query<{ text: string }>('SELECT text FROM post_texts SETTINGS final = 0');
  expect(lying.filter(({ text }) => /deleted|to go/.test(text))).toEqual([]);
});

test('an edit takes the place of the earlier version, also where it is no longer about health', async () => {
  await gather(
    sourceOf('bluesky', [
      [postLine(BEN, 'e1', 'influenza first', 20), postLine(BEN, 'e2', 'influenza first', 21)],
      [
        postLine(BEN, 'e1', 'influenza, mended', 22, 'update'),
        postLine(BEN, 'e2', 'never mind', 23, 'update'),
      ],
    ]),
  );
  expect(await liveTexts()).toEqual(['influenza again', 'influenza, mended', 'second day of influenza']);
  const lying = await store.query<{ text: string }>('SELECT text FROM post_texts SETTINGS final = 0');
  expect(lying.map(({ text }) => text)).not.toContain('influenza first');
});

test('what an account edits after coming back stays, whatever its earlier versions were', async () => {
  const account = (active: boolean, second: number) =>
    JSON.stringify({
      did: CARA,
      time_us: AT_US + second * 1e6,
      kind: 'account',
      account: { active, did: CARA, ...(active ? {} : { status: 'deactivated' }) },
    });
  // Committed one by one, so that all versions lie on the disk when the run ends with removing what is gone.
  const chunks = [
    [postLine(CARA, 'c1', 'influenza, before leaving', 30)],
    [account(false, 31), account(true, 32)],
    [postLine(CARA, 'c2', 'influenza, new', 33)],
    [postLine(CARA, 'c2', 'never mind', 34, 'update')],
    [
      postLine(CARA, 'c1', 'influenza, edited since', 35, 'update'),
      postLine(CARA, 'c2', 'influenza after all', 36, 'update'),
    ],
  ];
  await withoutMerges(store, 'posts', () =>
    withoutMerges(store, 'post_texts', () => gather(sourceOf('bluesky', chunks), { commitEveryMs: 0 })),
  );
  expect(await liveTexts()).toEqual(
    expect.arrayContaining(['influenza, edited since', 'influenza after all']),
  );
  const lying = await store.query<{ text: string }>('SELECT text FROM post_texts SETTINGS final = 0');
  expect(lying.map(({ text }) => text)).not.toContain('influenza, before leaving');
  expect(lying.map(({ text }) => text)).not.toContain('influenza, new');
  await forget(store, keyring, { network: 'bluesky', scope: 'account', id: CARA });
});

test('no id and no name of an account reaches the disk', async () => {
  const rows = await store.query('SELECT * FROM posts');
  const tombstones = await store.query('SELECT * FROM tombstones');
  expect(JSON.stringify([rows, tombstones])).not.toContain('did:plc');
});

test('what was in quarantine is fed again once it can be read', async () => {
  expect((await readQuarantine(store, 'bluesky')).map(({ raw }) => raw)).toEqual(['{"broken']);
  const options = await readOptions();
  expect(await feedAgain(store, options)).toEqual({ tried: 1, released: 0 });
  const mended: PostSource = {
    ...options.source,
    decode: (chunk, given, unknown) =>
      options.source.decode(
        { ...chunk, bytes: Buffer.from(`${postLine(BEN, 'fed', 'influenza, fed again', 30)}\n`) },
        given,
        unknown,
      ),
  };
  expect(await feedAgain(store, { ...options, source: mended })).toEqual({ tried: 1, released: 1 });
  expect(await readQuarantine(store, 'bluesky')).toEqual([]);
  expect(await liveTexts()).toContain('influenza, fed again');
});

test('what was read of a source is told for receipts, its files by their number alone', async () => {
  const [own] = await gatheredPosts(store);
  const { lines } = await readLedger(store);
  const sum = (of: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + of(line), 0);
  expect(own).toEqual({
    source: 'bluesky',
    inputs: 1,
    read: sum(({ read }) => read),
    kept: sum(({ kept }) => kept),
    quarantined: sum(({ quarantined }) => quarantined),
  });
});

test('the ledger says how many kept posts have times that cannot be believed, of each source and reason', async () => {
  const dated = (rkey: string, createdAt: string, text = 'influenza, oddly dated') =>
    postLine(DORA, rkey, text, 50).replace(/"createdAt":"[^"]+"/, `"createdAt":"${createdAt}"`);
  await gather(
    sourceOf('bluesky', [
      [
        dated('t1', '0001-01-01T00:00:00Z'),
        dated('t2', '1970-01-01T00:00:00Z'),
        dated('t3', '2034-01-01T00:00:00Z'),
        dated('t4', '1970-01-01T00:00:00Z', 'sunset'),
        dated('t5', '2034-01-01T00:00:00Z'),
        deleteLine(DORA, 't5', 51),
      ],
    ]),
  );
  // The sunset is not about health and not kept, the last is taken back.
  const expected = [
    { source: 'bluesky', flag: 'impossible', count: 2 },
    { source: 'bluesky', flag: 'future', count: 1 },
  ];
  expect((await readLedger(store)).flaggedTimes).toEqual(expected);
  expect((await readLedger(store, 'reddit-archives')).flaggedTimes).toEqual([]);
  await forget(store, keyring, { network: 'bluesky', scope: 'account', id: DORA });
  expect((await readLedger(store)).flaggedTimes).toEqual([]);
});

test('a request to be forgotten removes all of an account, and what it posts later is left out', async () => {
  const swept = await forget(store, keyring, { network: 'bluesky', scope: 'account', id: BEN });
  expect(swept.posts).toBeGreaterThan(0);
  await gather(sourceOf('bluesky', [[postLine(BEN, 'b9', 'influenza after all', 40)]]));
  expect(await liveTexts()).toEqual(['influenza again', 'second day of influenza']);
});

test('after a rotation authors have other names, old posts still heed deletions, and retired keys go with their posts', async () => {
  const rotation = await rotateKey(keyring);
  expect(rotation.retired).toEqual([keyring.current.id]);
  const rotated = await openKeyring(keyring.path);
  await gather(
    sourceOf('bluesky', [[postLine(ANA, 'n1', 'influenza under a new name', 50), deleteLine(ANA, 'a1', 51)]]),
    {
      keyring: rotated,
    },
  );
  expect(await liveTexts()).toEqual(['influenza under a new name', 'second day of influenza']);
  const authors = await store.query<{ author: string }>('SELECT DISTINCT author FROM live_posts');
  expect(authors.map(({ author }) => author).sort()).toEqual(
    [keyring, rotated]
      .map(({ current }) => accountPseudonym(Buffer.from(current.secretHex, 'hex'), 'bluesky', ANA))
      .sort(),
  );
  const keyed: KeyedStore = { name: store.name, use: (work) => work(store), isNamed: true };
  await expect(destroyRetired([keyed], rotated, false)).rejects.toThrow(
    /^the retired keys [0-9a-f]+ name 1 post in chdb:/,
  );
  expect((await destroyRetired([keyed], rotated, true)).retired).toEqual([]);
  expect(await liveTexts()).toEqual(['influenza under a new name']);
  expect((await openKeyring(keyring.path)).retired).toEqual([]);
});

test('collectors of disjoint shards together keep every author once', async () => {
  const lines = Array.from({ length: 40 }, (_, index) =>
    postLine(`did:plc:${String(index).padStart(24, 'c')}`, `s${index}`, 'influenza in the shard', 60 + index),
  );
  const kept: number[] = [];
  for (const index of [0, 1, 2]) {
    const accounts = await gather(sourceOf('bluesky', [lines]), { shard: { index, of: 3 } });
    expect(accounts.read).toBe(40);
    expect(accounts.kept + (accounts.filtered.get('author of another shard') ?? 0)).toBe(40);
    kept.push(accounts.kept);
  }
  expect(kept.reduce((sum, n) => sum + n)).toBe(40);
  expect(Math.min(...kept)).toBeGreaterThan(0);
});

test('a store that is gone for a while is waited for, and a full disk ends with a plain sentence and no cursor', async () => {
  const said: string[] = [];
  let refusals = 3;
  const flaky: Store = {
    ...store,
    insertBlocks: (...insert) => {
      refusals -= 1;
      if (refusals >= 0)
        return Promise.reject(
          Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:8123'), { code: 'ECONNREFUSED' }),
        );
      return store.insertBlocks(...insert);
    },
  };
  const accounts = await gather(
    sourceOf('bluesky', [[postLine(ANA, 'w1', 'influenza while waiting', 200)]]),
    {
      store: flaky,
      effects: { ...effects, say: (line) => said.push(line) },
      shard: { index: 0, of: 1 },
    },
  );
  expect(accounts.kept).toBe(1);
  expect(said.length).toBe(3);

  const full: Store = {
    ...store,
    insertBlocks: () => Promise.reject(new Error('Code: 243. NOT_ENOUGH_SPACE')),
  };
  const before = await store.query(`SELECT max(sequence) AS n FROM batches`);
  const failure = await gather(sourceOf('bluesky', [[postLine(ANA, 'w2', 'influenza, no room', 201)]]), {
    store: full,
  }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CliError);
  expect(String(failure)).toContain('the disk is full');
  expect(await store.query(`SELECT max(sequence) AS n FROM batches`)).toEqual(before);
});

test('an archive read again from its start counts nothing twice, however long ago it was read', async () => {
  const archive = (lines: readonly string[]): PostSource => ({
    ...sourceOf('bluesky', [lines]),
    cadence: 'archive',
  });
  const lines = [300, 301, 302].map((second) =>
    postLine(ANA, `old${second}`, 'influenza in an archive', second),
  );
  const shard = { index: 0, of: 1 };
  expect(await gather(archive(lines), { shard })).toMatchObject({ kept: 3, duplicate: 0 });
  const totals = () => store.query('SELECT sum(posts) AS posts FROM totals');
  const before = await totals();
  // The memory of single posts is gone after three days.
  await store.command(`ALTER TABLE batches UPDATE recent = [] WHERE 1 SETTINGS mutations_sync = 2`);
  expect(await gather(archive(lines), { shard })).toMatchObject({ kept: 0, duplicate: 3 });
  expect(await totals()).toEqual(before);
});

test('many small files are committed together, and each is known by its own records when they are read again', async () => {
  const files = (read: number): PostSource => ({
    ...(simulated as unknown as PostSource),
    id: 'bluesky',
    cadence: 'archive',
    open: async function* () {
      for (let file = 0; file < read; file += 1) {
        const lines = [0, 1].map((post) => postLine(BEN, `f${file}${post}`, 'influenza again', 400 + file));
        yield await Promise.resolve({
          bytes: Buffer.from(`${lines.join('\n')}\n`),
          cursor: `f${file}`,
          origin: `file ${file}`,
          firstRecord: 0,
          seenAt: '2026-07-04T12:00:00.000Z',
        });
      }
    },
  });
  const inserts: string[] = [];
  const counted: Store = {
    ...store,
    insertBlocks: (table, ...rest) => {
      inserts.push(table.name);
      return store.insertBlocks(table, ...rest);
    },
  };
  const more = { store: counted, entry: '0123456789ab', commitEveryMs: 60_000 };
  const { kept } = await gather(files(30), more);
  expect(kept).toBe(60);
  expect(inserts.filter((name) => name === 'batches')).toHaveLength(1);
  const heads = await store.query<{ origin: string; records: number; read: number }>(
    `SELECT origin, records, read FROM batches WHERE shard = '0123456789ab' AND network = '' ORDER BY sequence`,
  );
  expect(heads).toEqual(
    Array.from({ length: 30 }, (_, file) => ({ origin: `file ${file}`, records: 2, read: 2 })),
  );
  // A file more, and the others again: they count nothing, whatever is forgotten of their posts.
  await store.command(`ALTER TABLE batches UPDATE recent = [] WHERE 1 SETTINGS mutations_sync = 2`);
  expect(await gather(files(31), more)).toMatchObject({ kept: 2, duplicate: 60 });
});

test('what came before a file broke off is kept and has its place, and the failure is told after it', async () => {
  const whole = sourceOf('bluesky', [[postLine(BEN, 'cut1', 'influenza before the break', 500)]]);
  const cut: PostSource = {
    ...whole,
    open: async function* (...given) {
      yield* whole.open(...given);
      throw new CliError('cut.gz cannot be unpacked to its end');
    },
  };
  const entry = 'fedcba987654';
  const heads = () =>
    store.query(`SELECT cursor, read FROM batches WHERE shard = '${entry}' AND network = ''`);
  await expect(gather(cut, { entry, commitEveryMs: 60_000 })).rejects.toThrow('cannot be unpacked');
  expect(await heads()).toEqual([{ cursor: 'c1', read: 1 }]);
});

const chunkOf = (text: string): Chunk => ({
  bytes: Buffer.from(text),
  cursor: 'c',
  origin: 'o',
  firstRecord: 7,
  seenAt: '2026-07-04T12:00:00.000Z',
});

test('a decoder that throws costs its chunk, not the flow', async () => {
  const before = (await readQuarantine(store, 'bluesky')).length;
  const options = await readOptions();
  const { readChunk } = await import('../../src/flows/gather/read-chunk.ts');
  const broken: PostSource = {
    ...options.source,
    decode: () => {
      throw new Error('a field nobody foresaw');
    },
  };
  const result = readChunk(chunkOf('x'), { ...options, source: broken });
  expect(result.read).toBe(1);
  expect(result.quarantined).toEqual([
    { position: 'o:7', reason: 'the decoder failed: a field nobody foresaw', raw: 'x' },
  ]);
  expect(before).toBe(0);
});

test('a text too long to be a post is put aside with its place, and the next record is read', async () => {
  const options = await readOptions();
  const { readChunk } = await import('../../src/flows/gather/read-chunk.ts');
  const lengthening: PostSource = {
    ...options.source,
    *decode(...given) {
      for (const event of options.source.decode(...given)) {
        const isLong = event.kind === 'post' && event.post.text === 'influenza';
        yield isLong ? { ...event, post: { ...event.post, text: 'influenza '.repeat(100_001) } } : event;
      }
    },
  };
  const lines = [postLine(BEN, 'long1', 'influenza', 500), postLine(BEN, 'long2', 'influenza again', 501)];
  const chunk = chunkOf(lines.map((line) => `${line}\n`).join(''));
  const result = readChunk(chunk, { ...options, source: lengthening });
  expect(result.read).toBe(2);
  expect(result.quarantined.map(({ position, reason, raw }) => [position, reason, raw.length])).toEqual([
    [
      'o:7',
      'the text has 1,000,010 characters, more than the 1,000,000 that are read: is it a post?',
      65_536,
    ],
  ]);
});

test('a keyring is made once, is readable by its owner alone, and a broken one is not replaced in silence', async () => {
  const { stat, writeFile } = await import('node:fs/promises');
  const path = join(folder, 'other', 'keys.json');
  const made = await openKeyring(path);
  expect(await openKeyring(path)).toEqual(made);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const more = await addKey(made);
  expect(more.retired).toEqual([made.current]);
  await writeFile(path, '{"keys": []}');
  await expect(openKeyring(path)).rejects.toThrow(/restore it from a copy/);
});
