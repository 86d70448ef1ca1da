/** Whose followers are kept, from every way by which they come, and what takes them away again. */

import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forget } from '../../../src/flows/forget.ts';
import { gatherPosts } from '../../../src/flows/gather-posts.ts';
import { startLateProfiles } from '../../../src/flows/gather/late-profiles.ts';
import { openKeyring, secretsOf, type Keyring } from '../../../src/flows/keyring.ts';
import type { KeyedStore } from '../../../src/flows/keyed-stores.ts';
import { organisationAuthors } from '../../../src/flows/organisation-authors.ts';
import { destroyRetired, rotateKey } from '../../../src/flows/rotate-key.ts';
import { POST_SOURCES } from '../../../src/gather/post-sources.ts';
import type { GatherEffects } from '../../../src/gather/source.ts';
import { openStore } from '../../../src/keep/open.ts';
import type { Store } from '../../../src/keep/store.ts';
import type { AuthorProfile, Network } from '../../../src/records.ts';
import { accountPseudonym } from '../../../src/understand/pseudonym.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-followers-'));
let store: Store;
let keyring: Keyring;

const effects = (now = new Date('2026-07-01T00:00:00Z')): GatherEffects => ({
  now: () => now,
  fetch: () => Promise.reject(new Error('no network here')),
  readFile: () => Promise.reject(new Error('no files here')),
  say: () => undefined,
});

/** Gathers one file by a source of the house, with the house's own reader. */
async function gather(id: string, name: string, content: string, options: object = {}): Promise<void> {
  await writeFile(join(folder, name), content);
  const source = POST_SOURCES.find((one) => one.id === id);
  if (!source) throw new Error(`no source ${id}`);
  const given = await source.options.parseAsync({ files: [name], ...options });
  await gatherPosts({
    source,
    options: given,
    store,
    keyring,
    effects: effects(),
    folder,
    threads: 1,
    keep: 'all',
    entry: name,
  });
}

const named = (network: Network, id: string) =>
  accountPseudonym(Buffer.from(keyring.current.secretHex, 'hex'), network, id);

async function kept(): Promise<ReadonlyMap<string, number>> {
  const rows = await store.query<{ author: string; day: string; followers: number }>(
    'SELECT author, toString(toDate(seen_at)) AS day, followers FROM live_followers',
  );
  return new Map(rows.map(({ author, day, followers }) => [`${author} ${day}`, followers]));
}

beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
  keyring = await openKeyring(join(folder, 'keys.json'));
});
beforeEach(async () => {
  for (const table of ['follower_counts', 'tombstones', 'posts', 'accounts'])
    await store.command(`TRUNCATE TABLE ${table}`);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const status = (id: string, acct: string, name: string, note: string, followers?: unknown) => ({
  id,
  created_at: '2026-06-20T10:00:00.000Z',
  visibility: 'public',
  language: 'en',
  uri: `https://inst.example/users/${acct}/statuses/${id}`,
  url: `https://inst.example/@${acct}/${id}`,
  replies_count: 0,
  reblogs_count: 0,
  favourites_count: 3,
  content: '<p>Get your flu shot this week</p>',
  account: {
    id: '13',
    username: acct,
    acct,
    display_name: name,
    note,
    indexable: true,
    url: `https://inst.example/@${acct}`,
    ...(followers !== undefined && { followers_count: followers }),
  },
});

test('on Mastodon a hospital’s followers are kept, a person’s and an office-holder’s never, and nothing is not nought', async () => {
  const statuses = [
    status('1', 'riverbend', 'Riverbend Hospital', 'A community hospital', 1234),
    status('2', 'ana', 'Ana', 'Registered nurse, ICU', 77),
    status('3', 'sen', 'Senator Jane Doe', 'Official account of the state government', 99_000),
    status('4', 'silent', 'Silent Hospital', 'A community hospital'),
  ];
  await gather('mastodon-files', 'statuses.json', JSON.stringify(statuses), { host: 'inst.example' });
  expect([...(await kept()).values()]).toEqual([1234]);
});

const TABLE = `id,account,when,words,fans
1,countyhealth,2026-06-01 10:00:00,Flu shots on Friday,"1,200"
2,countyhealth,2026-06-01 18:00:00,Flu shots today,1201
3,countyhealth,2026-06-09 10:00:00,Wash your hands,1250
4,ana,2026-06-09 10:00:00,I have the flu,88
5,countyhealth,2026-06-10 10:00:00,Stay home if sick,many
`;
const MAPPING = {
  id: 'id',
  author: 'account',
  posted_at: 'when',
  text: 'words',
  followers: 'fans',
  day_first: false,
};
const county = (network: Network) => ({
  registry: 'county-health-departments',
  organisation_id: '01001',
  network,
  link: 'own',
  status: 'present',
  handle: 'countyhealth',
  url: '',
  evidence: 'list',
  seen_on: '2026-01-01',
  source: 'county-health-departments',
  gathered_by: 'county-health-departments',
  origin: 'list.csv',
  run: 'r',
  version: 1,
});

test('a mapped column counts as of each post, for accounts that a registry names and nobody else; one reading a day', async () => {
  const options = { network: 'x', mapping: MAPPING };
  await gather('mapped-files', 'unlisted.csv', TABLE, options);
  expect((await kept()).size).toBe(0);
  await store.insert('accounts', [county('x')]);
  await gather('mapped-files', 'listed.csv', TABLE, options);
  const department = named('x', 'countyhealth');
  expect(await kept()).toEqual(
    new Map([
      [`${department} 2026-06-01`, 1201],
      [`${department} 2026-06-09`, 1250],
    ]),
  );
});

test('of YouTube’s channels nothing is kept, whatever a table says', async () => {
  await store.insert('accounts', [county('youtube')]);
  await gather('mapped-files', 'youtube.csv', TABLE, { network: 'youtube', mapping: MAPPING });
  expect((await kept()).size).toBe(0);
});

test('profiles saved by themselves give readings of organisations', async () => {
  const profiles = [
    {
      did: 'did:plc:hospital',
      handle: 'a.bsky.social',
      displayName: 'Riverbend Hospital',
      followersCount: 40,
    },
    {
      did: 'did:plc:person',
      handle: 'b.bsky.social',
      displayName: 'Ana',
      description: 'I run',
      followersCount: 41,
    },
  ];
  await gather('bluesky-files', 'profiles.json', JSON.stringify({ profiles }), { content: 'views' });
  expect([...(await kept()).values()]).toEqual([40]);
});

test('a handle that a registry names leads to the account that posts bear another id of', async () => {
  // By rules nobody could tell what this account is; the registry does.
  const profiles = [
    { did: 'did:plc:county', handle: 'harris.example', displayName: 'Harris', followersCount: 12 },
    { did: 'did:plc:person', handle: 'ana.example', displayName: 'Ana', followersCount: 13 },
  ];
  await store.insert('accounts', [{ ...county('bluesky'), handle: 'harris.example', url: null }]);
  await gather('bluesky-files', 'handles.json', JSON.stringify({ profiles }), { content: 'views' });
  const did = named('bluesky', 'did:plc:county');
  expect([...(await kept()).keys()]).toEqual([expect.stringContaining(did)]);
  const authors = await organisationAuthors(store, keyring);
  expect(authors.map(({ author }) => author)).toEqual([named('bluesky', 'harris.example'), did]);
  expect(new Set(authors.map(({ organisation_id }) => organisation_id)).size).toBe(1);
  // Nothing else is written of a handle: neither Ana's nor, in the clear, the county's.
  const [{ rows }] = await store.query<{ rows: string }>(
    'SELECT toString(groupArray(tuple(*))) AS rows FROM follower_counts',
  );
  expect(rows).not.toMatch(/example|did:plc/);
  expect(rows).not.toContain(named('bluesky', 'ana.example'));
});

test('profiles fetched late are read again after a day for organisations alone', async () => {
  const asked: string[][] = [];
  let now = new Date('2026-07-01T00:00:00Z');
  const profile = (name: string, followers: number): AuthorProfile => ({
    name,
    bio: '',
    location: '',
    domain: '',
    followers,
  });
  const late = startLateProfiles({
    source: 'bluesky',
    network: 'bluesky',
    store,
    secrets: secretsOf(keyring),
    organisations: new Set(),
    effects: { ...effects(), now: () => now },
    pace: { lingerMs: 0, betweenMs: 0 },
    fetchProfiles: (authors) => {
      asked.push([...authors]);
      return Promise.resolve(
        new Map(
          [
            ['did:plc:hospital', profile('Riverbend Hospital', 100 + asked.length)],
            ['did:plc:person', profile('Ana', 7)],
          ].filter(([did]) => authors.includes(did as string)) as [string, AuthorProfile][],
        ),
      );
    },
  });
  const posts = new Map([
    ['did:plc:hospital', ['p1']],
    ['did:plc:person', ['p2']],
  ]);
  const settled = async (calls: number) => {
    for (let turn = 0; turn < 200 && asked.length < calls; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
  };
  late.want(posts);
  await settled(1);
  now = new Date('2026-07-01T20:00:00Z');
  late.want(posts);
  await new Promise((resolve) => setTimeout(resolve, 100));
  now = new Date('2026-07-02T20:00:00Z');
  late.want(posts);
  await settled(2);
  await late.close(false);
  expect(asked).toEqual([['did:plc:hospital', 'did:plc:person'], ['did:plc:hospital']]);
  const hospital = named('bluesky', 'did:plc:hospital');
  expect(await kept()).toEqual(
    new Map([
      [`${hospital} 2026-07-01`, 101],
      [`${hospital} 2026-07-02`, 102],
    ]),
  );
});

test('who is forgotten is followed by nobody, from the disk on; and readings go with the key they were named by', async () => {
  const hospital = (id: string, acct: string) =>
    status(id, acct, 'Riverbend Hospital', 'A community hospital', 10);
  const statuses = [hospital('1', 'one'), hospital('2', 'two')];
  await gather('mastodon-files', 'before.json', JSON.stringify(statuses), { host: 'inst.example' });
  expect((await kept()).size).toBe(2);
  await forget(store, keyring, { network: 'mastodon', scope: 'account', id: 'https://inst.example/@one' });
  expect(await store.query('SELECT author FROM follower_counts SETTINGS final = 0')).toEqual([
    { author: named('mastodon', 'https://inst.example/@two') },
  ]);
  // What comes of it later goes with the next sweep.
  await gather('mastodon-files', 'after.json', JSON.stringify(statuses), { host: 'inst.example' });
  expect((await kept()).size).toBe(1);
  await rotateKey(keyring);
  const rotated = await openKeyring(keyring.path);
  const keyed: KeyedStore = { name: store.name, use: (work) => work(store), isNamed: true };
  await destroyRetired([keyed], rotated, true);
  expect(await store.query('SELECT count() AS n FROM follower_counts SETTINGS final = 0')).toEqual([
    { n: 0 },
  ]);
  keyring = await openKeyring(keyring.path);
});
