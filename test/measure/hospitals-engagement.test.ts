/** Engagement for every 1,000 followers, over accounts of which every rate was worked out by hand, and what deletions take of it. */

import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factAnswers } from '../../src/keep/fact-answers.ts';
import { openStore } from '../../src/keep/open.ts';
import { refreshPostFacts } from '../../src/keep/post-facts.ts';
import { sweepDeleted } from '../../src/keep/posts.ts';
import type { Store } from '../../src/keep/store.ts';
import { hospitalsEngagement } from '../../src/measure/figures/hospitals-engagement.ts';
import { FIGURES } from '../../src/measure/index.ts';
import { measureFigure } from '../../src/measure/measure.ts';
import { unsupportedWords } from '../../src/measure/wording.ts';
import type { Figure } from '../../src/records.ts';

const HOSPITALS = 12;
const POSTS_EACH = 10;
const folder = mkdtempSync(join(tmpdir(), 'auscult-engagement-'));
let store: Store;

const day = (number: number) => new Date(Date.UTC(2026, 2, number, 12)).toISOString();

function posts(author: string, count: number, likes: number, more: object = {}): object[] {
  return Array.from({ length: count }, (_, index) => ({
    network: 'mastodon',
    id: `${author}-${index}`,
    author,
    key: 'k',
    // Half on the fifth, half on the sixteenth.
    posted_at: day(index % 2 === 0 ? 5 : 16),
    seen_at: day(25),
    stood_at: day(25),
    source: 'mastodon',
    likes,
    reposts: 0,
    replies: 0,
    quotes: 0,
    counted_at: day(25),
    health: 0.9,
    role: 'hospital',
    model_version: 'test',
    version: 1,
    ...more,
  }));
}

function reading(author: string, number: number, followers: number): object {
  const at = day(number);
  return {
    network: 'mastodon',
    author,
    key: 'k',
    source: 'mastodon',
    seen_at: at,
    stood_at: at,
    followers,
    version: String(number),
  };
}

const organisation = (number: number) => ({
  registry: 'cms-hospitals',
  id: `h-${number}`,
  kind: 'hospital',
  name: `Hospital ${number}`,
  state: 'TX',
  as_of: '2026-01-01',
  beds: 120,
  gathered_by: 'cms-hospitals',
  origin: 'hospitals.csv',
  run: 'r',
  version: 1,
});

async function measured(): Promise<Figure> {
  await refreshPostFacts(store, 0.5);
  const answers = await factAnswers(store, 0);
  const scope = { country: 'US', state: null, from: null, to: null, asOf: '2026-12-31' };
  return measureFigure(hospitalsEngagement, { store, answers, scope, inputs: [], versions: {} });
}
const rowOf = (figure: Figure, id: string) => figure.rows.find((row) => row.id === id);

const NUMBERS = Array.from({ length: HOSPITALS }, (_, number) => number);

beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
  await store.insert('posts', [
    // Hospital k gets 2 (k + 1) likes a post.
    ...NUMBERS.flatMap((number) => posts(`h-${number}`, POSTS_EACH, 2 * (number + 1))),
    // One post too few, no followers at all, none read, and a person whose reading could only be there by mistake.
    ...posts('few', POSTS_EACH - 1, 900),
    ...posts('nobody', POSTS_EACH, 900),
    ...posts('unread', POSTS_EACH, 900),
    ...posts('person', POSTS_EACH, 900, { role: 'public' }),
    // Read too soon after posting to count.
    ...posts('soon', POSTS_EACH, 900, { counted_at: day(6) }),
    // Fewer than eleven accounts.
    ...posts('department', POSTS_EACH, 4, { role: 'government', replies: 2 }),
  ]);
  await store.insert('follower_counts', [
    // The first had 500 on the first and 1,500 on the twenty-first: until noon of the eleventh the first is nearer.
    reading('h-0', 1, 500),
    reading('h-0', 21, 1500),
    ...NUMBERS.slice(1).map((number) => reading(`h-${number}`, 20, 1000)),
    reading('few', 20, 10),
    reading('nobody', 20, 0),
    reading('person', 20, 10),
    reading('soon', 20, 10),
    reading('department', 20, 3000),
  ]);
  await store.insert('organisations', NUMBERS.map(organisation));
  await store.insert(
    'organisation_authors',
    NUMBERS.map((number) => ({
      network: 'mastodon',
      author: `h-${number}`,
      registry: 'cms-hospitals',
      organisation_id: `h-${number}`,
      at: day(25),
    })),
  );
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('rates, quartiles and peers are those worked out by hand', async () => {
  const figure = await measured();
  // Rates 2, 4 … 24 for every 1,000: the middle of twelve is 13, the quartiles lie at 6 + 0.75 × 2 and 18 + 0.25 × 2.
  expect(rowOf(figure, 'hospital.mastodon')).toMatchObject({
    label: 'Hospitals on Mastodon',
    value: 13,
    quartileLow: 7.5,
    quartileHigh: 18.5,
    n: 12,
    posts: 120,
    decision: 'shown',
    interactions: 'likes',
  });
  // 20 likes on ten posts; five posts beside 500 followers, five beside 1,500: 1,000 × 20 / 10,000.
  expect(rowOf(figure, 'organisation.cms-hospitals.h-0.mastodon')).toMatchObject({
    label: 'Hospital 0',
    value: 2,
    n: 10,
    followers: 1500,
    size: '100 to 299 beds',
    peers: 12,
    peerLow: 7.5,
    peerMedian: 13,
    peerHigh: 18.5,
    percentile: expect.closeTo(100 / 12, 9) as number,
  });
  expect(rowOf(figure, 'organisation.cms-hospitals.h-11.mastodon')).toMatchObject({
    value: 24,
    percentile: 100,
  });
});

test('of fewer than eleven accounts, and of those without ten posts, nothing is printed', async () => {
  const figure = await measured();
  expect(rowOf(figure, 'government.mastodon')).toMatchObject({
    value: null,
    n: null,
    posts: null,
    decision: 'hidden',
    reason: 'fewer than 11 accounts whose followers are known',
  });
  expect(figure.rows.filter(({ id }) => !id.startsWith('organisation.'))).toHaveLength(2);
  expect(JSON.stringify(figure.rows)).not.toMatch(/90000|few"|person|nobody/);
});

test('the notes say what was counted, and nothing that posts cannot show', async () => {
  const { title, question, base, notes } = await measured();
  expect(notes.join(' ')).toContain(
    'On Mastodon: likes, replies; no post got reposts or quotes, so perhaps not counted.',
  );
  for (const text of [title, question, base, ...notes])
    expect([text, unsupportedWords(text)]).toEqual([text, []]);
});

test('the same readings in another order give the same figure, byte for byte', async () => {
  const before = JSON.stringify((await measured()).rows);
  await store.insert('follower_counts', [reading('h-0', 21, 1500)]);
  await store.insert('follower_counts', [reading('h-0', 1, 500), reading('h-5', 20, 1000)]);
  expect(JSON.stringify((await measured()).rows)).toBe(before);
});

test('a tombstone never raises a count; that of an account takes its readings from the disk', async () => {
  const before = await measured();
  const gone = (scope: 'post' | 'account', key: string) => ({
    network: 'mastodon',
    scope,
    key,
    reason: 'deleted',
    at: day(26),
    source: 'mastodon',
  });
  await store.insert('tombstones', [gone('account', 'h-11'), gone('post', 'h-3-0')]);
  const after = await measured();
  const counts = ({ rows }: Figure) =>
    rows.flatMap(({ id, n, peers }) => [
      [`${id} n`, n ?? 0] as const,
      [`${id} peers`, Number(peers ?? 0)] as const,
    ]);
  const formerly = new Map(counts(before));
  for (const [id, n] of counts(after)) expect(n).toBeLessThanOrEqual(formerly.get(id) ?? 0);
  // h-3 has nine posts left, h-11 none: ten accounts are too few to print.
  expect(rowOf(after, 'hospital.mastodon')).toMatchObject({ value: null, decision: 'hidden' });
  expect(rowOf(after, 'organisation.cms-hospitals.h-11.mastodon')).toBeUndefined();
  expect(rowOf(after, 'organisation.cms-hospitals.h-3.mastodon')).toBeUndefined();
  await sweepDeleted(store);
  const left = await store.query(
    `SELECT author FROM follower_counts WHERE author IN ('h-3', 'h-11') SETTINGS final = 0`,
  );
  expect(left).toEqual([{ author: 'h-3' }]);
});

test('of a single YouTube channel no figure is worked out', async () => {
  const channel = { network: 'youtube', source: 'youtube-files' };
  await store.insert(
    'posts',
    [...posts('h-0', 2, 5, { ...channel, posted_at: day(1) })].concat(
      posts('h-0', 2, 5, { ...channel, id: 'later', posted_at: day(20) }),
    ),
  );
  await store.insert('organisation_authors', [
    { network: 'youtube', author: 'h-0', registry: 'cms-hospitals', organisation_id: 'h-0', at: day(25) },
  ]);
  await refreshPostFacts(store, 0.5);
  const posting = FIGURES.find(({ id }) => id === 'hospitals-posting');
  if (!posting) throw new Error('no figure hospitals-posting');
  const scope = { country: 'US', state: null, from: null, to: null, asOf: '2026-12-31' };
  const { rows } = await measureFigure(posting, { store, scope, inputs: [], versions: {} });
  const onYoutube = rows.filter(({ network }) => network === 'youtube').map(({ id }) => id);
  expect(onYoutube).toContain('hospital.youtube.weekly');
  expect(onYoutube.filter((id) => id.startsWith('organisation.'))).toEqual([]);
});

test('without a reading of anybody the figure says what to gather', () => {
  const scope = { country: 'US', state: null, from: null, to: null, asOf: '2026-12-31' };
  expect(hospitalsEngagement.derive({ coverage: [], kinds: [], named: [] }, scope).rows).toEqual([]);
  expect(hospitalsEngagement.whenEmpty).toMatch(/gather/i);
});
