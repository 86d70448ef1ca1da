import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { groupNearCopies, markRepeats } from '../../src/flows/repeats.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 6, 1);
let store: Store;

beforeAll(async () => {
  store = await openStore(`chdb:${mkdtempSync(join(tmpdir(), 'auscult-repeats-'))}`);
});
afterAll(() => store.close());

const post = (id: string, author: string, hash: bigint, day: number) => ({
  network: 'bluesky',
  id,
  author,
  hash,
  at: START + day * DAY,
});

test('copies within three bits and seven days belong together; a fourth bit or an eighth day parts them', () => {
  const groups = groupNearCopies([
    post('a', 'A', 0b0000n, 0),
    post('b', 'B', 0b0111n, 1),
    post('c', 'C', 0b1111n << 40n, 1),
    post('d', 'D', 0b0000n, 9),
  ]);
  expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['a', 'b']]);
});

test('bits that differ in any quarter are found as by comparing every pair', () => {
  const posts = Array.from({ length: 64 }, (_, bit) => post(`p${bit}`, `A${bit}`, 1n << BigInt(bit), 0));
  // Each differs from each other by two bits: one group of all.
  expect(groupNearCopies(posts).map((group) => group.length)).toEqual([64]);
});

test('one author counts once, five authors are a campaign, a repost is no post, and what is no longer a copy counts again', async () => {
  const row = (id: string, author: string, simhash: number, repost = '') => ({
    network: 'bluesky',
    id,
    author,
    simhash,
    repost_of: repost,
    posted_at: new Date(START).toISOString(),
    stood_at: new Date(START).toISOString(),
    version: START * 1000,
  });
  await store.insert('posts', [
    ...['c1', 'c2', 'c3', 'c4', 'c5'].map((id, index) => row(id, `author${index}`, 4095)),
    row('s1', 'same', 7_000_000),
    row('s2', 'same', 7_000_001),
    row('s3', 'other', 7_000_001),
    row('alone', 'alone', 2 ** 50 + 1),
    row('repost', 'alone', 0, 'elsewhere'),
  ]);
  // Before: nine posts that are no reposts. After: s1, s3 and the one alone.
  expect(await markRepeats(store, new Date(START))).toEqual({
    before: 9,
    after: 3,
    campaigns: 1,
    campaignPosts: 5,
    sameAuthorCopies: 1,
  });
  const counted = async () =>
    (await store.query<{ id: string }>('SELECT id FROM counted_posts ORDER BY id')).map(({ id }) => id);
  expect(await counted()).toEqual(['alone', 's1', 's3']);

  await store.insert('tombstones', [
    {
      network: 'bluesky',
      scope: 'post',
      key: 'c1',
      reason: 'deleted',
      at: new Date(START).toISOString(),
      source: 't',
    },
  ]);
  expect((await markRepeats(store, new Date(START + 1))).campaigns).toBe(0);
  expect(await counted()).toEqual(['alone', 'c2', 'c3', 'c4', 'c5', 's1', 's3']);
});

test('a post that three hosts gave counts once, under its first id that still stands', async () => {
  const row = (id: string, canonical: string, more: object = {}) => ({
    network: 'mastodon',
    id,
    author: `author-${id}`,
    canonical,
    posted_at: new Date(START).toISOString(),
    stood_at: new Date(START).toISOString(),
    version: START * 1000,
    ...more,
  });
  await store.insert('posts', [
    row('b', 'https://home.example/1'),
    row('a', 'https://home.example/1'),
    row('c', 'https://home.example/1'),
    // The home of the post gave it under the very name that others call canonical.
    row('d', ''),
    row('e', 'd'),
    row('f', 'https://home.example/2'),
    row('g', 'https://home.example/2', { repost_of: 'x' }),
    row('a', 'https://home.example/1', { network: 'bluesky' }),
  ]);
  const counted = async () =>
    (
      await store.query<{ name: string }>(
        `SELECT concat(network, ' ', id) AS name FROM counted_posts WHERE author LIKE 'author-_' ORDER BY name`,
      )
    ).map(({ name }) => name);
  expect(await counted()).toEqual(['bluesky a', 'mastodon a', 'mastodon d', 'mastodon f']);

  const gone = (scope: string, key: string) => ({
    network: 'mastodon',
    scope,
    key,
    reason: 'deleted',
    at: new Date(START + 1).toISOString(),
    source: 't',
  });
  await store.insert('tombstones', [gone('post', 'a'), gone('account', 'author-b'), gone('post', 'd')]);
  expect(await counted()).toEqual(['bluesky a', 'mastodon c', 'mastodon e', 'mastodon f']);
});
