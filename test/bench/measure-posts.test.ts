/** The made posts that measuring is timed on fit the tables as they are today. */

import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { insertPosts } from '../../bench/measure-posts.ts';
import { openStore } from '../../src/keep/open.ts';

test('posts, deletions, followers and totals are as many as they should be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-made-posts-'));
  const store = await openStore(`chdb:${join(folder, 'store')}`);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  await insertPosts(store, 3000);
  const [counts] = await store.query<{
    posts: number;
    seen: number;
    readings: number;
    expected: number;
  }>(`SELECT
  (SELECT count() FROM posts) AS posts,
  (SELECT sum(posts) FROM batches) AS seen,
  (SELECT count() FROM follower_counts) AS readings,
  24 * (SELECT uniqExact(network, author) FROM posts
    WHERE role IN ('hospital', 'health-organisation', 'government')) AS expected`);
  // Of 730 days, 24 hours each, on two networks.
  expect(counts).toMatchObject({ posts: 3000, seen: 730 * 24 * 2 * 5000 });
  expect(counts.readings).toBe(counts.expected);
  expect(counts.readings).toBeGreaterThan(0);
});
