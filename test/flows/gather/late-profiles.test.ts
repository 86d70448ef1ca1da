import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherPosts, type PostsFlow } from '../../../src/flows/gather-posts.ts';
import { openKeyring, type Keyring } from '../../../src/flows/keyring.ts';
import { bluesky } from '../../../src/gather/bluesky.ts';
import type { Chunk, GatherEffects, PostSource } from '../../../src/gather/source.ts';
import { openStore } from '../../../src/keep/open.ts';
import type { Store } from '../../../src/keep/store.ts';
import { accountPseudonym } from '../../../src/understand/pseudonym.ts';
import { simulated } from './simulated-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-profiles-'));
const modules = {
  sources: new URL('./simulated-source.ts', import.meta.url).href,
  reader: new URL('./word-reader.ts', import.meta.url).href,
};
let store: Store;
let keyring: Keyring;
/** Authors that each call asked for. */
const calls: string[][] = [];
let answers: 'profiles' | 'refusal' | 'silence' = 'profiles';
let onCall: () => void = () => undefined;
const server = createServer((request, response) => {
  const dids = new URL(request.url ?? '', 'http://localhost').searchParams.getAll('actors');
  calls.push(dids);
  onCall();
  if (answers === 'silence') return;
  if (answers === 'refusal') {
    response.writeHead(403).end();
    return;
  }
  const profiles = dids
    .filter((did) => !did.endsWith('gone'))
    .map((did) => ({
      did,
      handle: 'a.bsky.social',
      displayName: 'Ana',
      description: 'Registered nurse, ICU',
    }));
  response.end(JSON.stringify({ profiles }));
});
let host = '';

beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
  keyring = await openKeyring(join(folder, 'keys.json'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
});

const did = (name: string) => `did:plc:${name.padStart(24, 'a')}`;

function postLine(author: string, rkey: string, text: string, operation = 'create', second = 0): string {
  const at = Date.UTC(2026, 6, 4, 11) + second * 1000;
  const record = { $type: 'app.bsky.feed.post', createdAt: new Date(at).toISOString(), text };
  const commit = {
    rev: `r${rkey}${operation}`,
    operation,
    collection: 'app.bsky.feed.post',
    rkey,
    record,
    cid: 'bafy',
  };
  return JSON.stringify({ did: author, time_us: at * 1000, kind: 'commit', commit });
}

async function gather(
  chunks: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
  options: object,
  said: string[] = [],
  more: Partial<PostsFlow> = {},
): Promise<void> {
  const source: PostSource = {
    ...(simulated as unknown as PostSource),
    open: async function* () {
      let firstRecord = 0;
      for await (const lines of chunks) {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        const chunk: Chunk = {
          bytes,
          cursor: `c${firstRecord}`,
          origin: 'stream',
          firstRecord,
          seenAt: '2026-07-04T12:00:00.000Z',
        };
        yield chunk;
        firstRecord += lines.length;
      }
    },
  };
  const effects: GatherEffects = {
    now: () => new Date(),
    fetch: globalThis.fetch,
    readFile: () => Promise.reject(new Error('no files here')),
    say: (line) => said.push(line),
  };
  const pace = { lingerMs: 1, betweenMs: 1, afterFailureMs: 1 };
  await gatherPosts({
    source,
    options,
    store,
    keyring,
    effects,
    folder,
    threads: 1,
    modules,
    profilePace: pace,
    ...more,
  });
}

const roles = async () => {
  const rows = await store.query<{ author: string; role: string | null; n: number }>(
    'SELECT author, role, count() AS n FROM live_posts GROUP BY author, role',
  );
  return new Map(rows.map(({ author, role, n }) => [author, { role, n }]));
};
const named = (author: string) =>
  accountPseudonym(Buffer.from(keyring.current.secretHex, 'hex'), 'bluesky', author);

test('profiles are asked for authors of kept posts only, 25 to a call, and their posts are filled', async () => {
  const authors = Array.from({ length: 30 }, (_, index) => did(`n${index}`));
  const lines = [
    ...authors.flatMap((author) => [
      postLine(author, '1', 'influenza'),
      postLine(author, '2', 'influenza, day two'),
    ]),
    postLine(did('sunny'), '1', 'sunset'),
    postLine(did('gone'), '1', 'influenza'),
  ];
  const before = await roles();
  expect(before.size).toBe(0);
  await gather([lines], { profiles: true, profile_host: host });
  expect(calls.map((call) => call.length)).toEqual([25, 6]);
  expect(calls.flat()).not.toContain(did('sunny'));
  const after = await roles();
  expect(after.size).toBe(31);
  for (const author of authors) expect(after.get(named(author))).toEqual({ role: 'clinician', n: 2 });
  expect(after.get(named(did('gone')))).toEqual({ role: null, n: 1 });
  const stored = await store.query('SELECT * FROM posts');
  expect(JSON.stringify(stored)).not.toMatch(/did:plc|Registered nurse/);
});

test('a later edit goes before the filled row, and is filled in its turn', async () => {
  const author = did('n1');
  await gather([[postLine(author, '1', 'influenza, mended', 'update', 5)]], {
    profiles: true,
    profile_host: host,
  });
  expect((await roles()).get(named(author))).toEqual({ role: 'clinician', n: 2 });
  await gather([[postLine(author, '1', 'never mind', 'update', 6)]], { profiles: true, profile_host: host });
  expect((await roles()).get(named(author))).toEqual({ role: 'clinician', n: 1 });
});

test('profiles that cannot be had leave role and state unknown, which is said once; the option turns them off', async () => {
  answers = 'refusal';
  calls.length = 0;
  const said: string[] = [];
  const lines = Array.from({ length: 60 }, (_, index) => postLine(did(`r${index}`), '1', 'influenza'));
  await gather([lines], { profiles: true, profile_host: host }, said);
  expect(said.filter((line) => line.includes('cannot be had'))).toHaveLength(1);
  expect((await roles()).get(named(did('r1')))).toEqual({ role: null, n: 1 });
  calls.length = 0;
  await gather([[postLine(did('off'), '1', 'influenza')]], { profiles: false, profile_host: host });
  expect(calls).toEqual([]);
  expect((await roles()).get(named(did('off')))).toEqual({ role: null, n: 1 });
});

test('a server that never answers holds up neither posts nor the end of a run that is told to stop', async () => {
  answers = 'silence';
  const stop = new AbortController();
  const asked = new Promise<void>((resolve) => {
    onCall = resolve;
  });
  const said: string[] = [];
  const lines = (name: string) => [
    postLine(did(`${name}1`), '1', 'influenza'),
    postLine(did(`${name}2`), '1', 'sunset'),
  ];
  const chunks = async function* () {
    yield lines('before');
    await asked;
    yield lines('meanwhile');
    await new Promise<void>((resolve) => {
      stop.signal.addEventListener('abort', () => {
        resolve();
      });
    });
  };
  await gather(chunks(), { profiles: true, profile_host: host }, said, {
    keep: 'all',
    signal: stop.signal,
    onCommit: ({ kept }) => {
      if (kept === 4) stop.abort();
    },
  });
  const found = await roles();
  for (const name of ['before1', 'before2', 'meanwhile1', 'meanwhile2'])
    expect(found.get(named(did(name)))).toEqual({ role: null, n: 1 });
  // Posts that are not about health are kept here, but nobody asks who wrote them.
  expect(calls).toEqual([[did('before1')]]);
  expect(said).toEqual(['profiles of 1 authors were not fetched; their role and state stay unknown']);
});

test('the option is on unless the study says otherwise', () => {
  expect(bluesky.options.parse({})).toMatchObject({
    profiles: true,
    profile_host: 'https://public.api.bsky.app',
  });
  expect(bluesky.options.safeParse({ profiles: false }).success).toBe(true);
});
