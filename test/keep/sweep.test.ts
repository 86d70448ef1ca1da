/** What is removed from the disk, while versions of a post still lie there side by side because nothing has merged them yet. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { withdrawnRow } from '../../src/flows/gather/rows.ts';
import { openStore } from '../../src/keep/open.ts';
import { sweepDeleted } from '../../src/keep/posts.ts';
import type { Store } from '../../src/keep/store.ts';
import type { Post } from '../../src/records.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-sweep-'));
let store: Store;
beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
});
afterEach(() => store.command('SYSTEM START MERGES'));
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets the engine merge again before anything is removed: as long as merges are stopped it would wait, and the test with it. */
const sweeping = (): Store => ({
  ...store,
  remove: async (table, condition) => {
    await store.command(`SYSTEM START MERGES ${table}`);
    await store.remove(table, condition);
  },
});

const at = (second: number) => new Date(Date.UTC(2026, 6, 4, 11, 0, second)).toISOString();
const NAMED = { network: 'bluesky', id: 'p', author: 'A' } as const;
const leaves = (author: string, second: number) =>
  store.insert('tombstones', [
    {
      network: 'bluesky',
      scope: 'account',
      key: author,
      reason: 'deactivated',
      at: at(second),
      source: 's',
    },
  ]);
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
  await store.command('SYSTEM STOP MERGES posts');
  await leaves('A', 31);
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

test('texts of every version go with an account, also where the engine has kept the last version of the post alone', async () => {
  const named = { network: 'bluesky', id: 'q', author: 'B' };
  await store.command('SYSTEM STOP MERGES post_texts');
  for (const second of [41, 42]) {
    const row = { ...named, version: version(second) };
    await store.insert('posts', [{ ...row, posted_at: at(41), seen_at: at(second), stood_at: at(second) }]);
    await store.insert('post_texts', [{ ...row, text: `as of ${second}`, keep_until: '2100-01-01' }]);
  }
  await store.command('OPTIMIZE TABLE posts FINAL');
  await leaves('B', 43);
  expect(await sweepDeleted(sweeping())).toMatchObject({ texts: 2 });
  expect(await store.query("SELECT text FROM post_texts WHERE id = 'q' SETTINGS final = 0")).toEqual([]);
});

test('a text goes with its account although a removal that was cut short has taken its post already', async () => {
  const text = (second: number) => ({
    ...{ network: 'bluesky', id: `r${second}`, author: 'C', text: `as of ${second}` },
    ...{ keep_until: '2100-01-01', version: version(second) },
  });
  await store.insert('post_texts', [text(51), text(53)]);
  await leaves('C', 52);
  expect(await sweepDeleted(store)).toEqual({ posts: 0, texts: 1 });
  expect(await store.query("SELECT text FROM post_texts WHERE author = 'C'")).toEqual([{ text: 'as of 53' }]);
});
