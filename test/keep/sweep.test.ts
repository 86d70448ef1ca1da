/** What is removed from the disk, while versions of a post still lie there side by side because nothing has merged them yet. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdrawnRow } from '../../src/flows/gather/rows.ts';
import { openStore } from '../../src/keep/open.ts';
import { sweepDeleted } from '../../src/keep/posts.ts';
import type { Store } from '../../src/keep/store.ts';
import type { Post } from '../../src/records.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-sweep-'));
let store: Store;
beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
  await store.command('SYSTEM STOP MERGES posts');
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets the engine merge again before anything is removed: as long as merges are stopped it would wait, and the test with it. */
const sweeping = (): Store => ({
  ...store,
  remove: async (table, condition) => {
    await store.command('SYSTEM START MERGES posts');
    await store.remove(table, condition);
  },
});

const at = (second: number) => new Date(Date.UTC(2026, 6, 4, 11, 0, second)).toISOString();
const NAMED = { network: 'bluesky', id: 'p', author: 'A' } as const;
const version = (second: number) => Date.parse(at(second)) * 1000;

/** The hiding row as the flow writes it. */
function hidingRow(second: number): object {
  const post = { seenAt: at(second), postedAt: at(second) } as Post;
  const secrets = { current: '', currentId: 'k', retired: [] } as unknown as Parameters<
    typeof withdrawnRow
  >[2]['secrets'];
  return withdrawnRow(post, NAMED, {
    source: 's',
    live: true,
    secrets,
  });
}

test('an edit that hid a post of somebody who once was away does not take the edits after it along', async () => {
  const gone = {
    network: 'bluesky',
    scope: 'account',
    key: 'A',
    reason: 'deactivated',
    at: at(31),
    source: 's',
  };
  await store.insert('tombstones', [gone]);
  const stood = (second: number) => ({
    ...NAMED,
    posted_at: at(33),
    seen_at: at(second),
    stood_at: at(second),
    version: version(second),
  });
  for (const row of [stood(33), hidingRow(34), stood(36)]) await store.insert('posts', [row]);
  expect(await store.query('SELECT count() AS rows FROM posts SETTINGS final = 0')).toEqual([{ rows: 3 }]);
  expect(await sweepDeleted(sweeping())).toEqual({ posts: 0, texts: 0 });
  expect(await store.query('SELECT id FROM live_posts')).toEqual([{ id: 'p' }]);
});
