/** What is removed from the disk, while versions of a post still lie there side by side because nothing has merged them yet. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withdrawnRow } from '../../src/flows/gather/rows.ts';
import { blockOf } from '../../src/keep/native-blocks.ts';
import { openStore } from '../../src/keep/open.ts';
import { sweepDeleted } from '../../src/keep/posts.ts';
import type { Store } from '../../src/keep/store.ts';
import { POSTS } from '../../src/keep/tables/posts.ts';
import type { Post } from '../../src/records.ts';
import { withoutMerges } from './unmerged.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-sweep-'));
let store: Store;
beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (second: number) => new Date(Date.UTC(2026, 6, 4, 11, 0, second)).toISOString();
const version = (second: number) => Date.parse(at(second)) * 1000;
const namedOf = (id: string, author: string) => ({ network: 'bluesky', id, author }) as const;
type Named = ReturnType<typeof namedOf>;

const postRow = (named: Named, second: number) => ({
  ...named,
  posted_at: at(30),
  seen_at: at(second),
  stood_at: at(second),
  version: version(second),
});
const textRow = (named: Named, second: number) => ({
  ...named,
  text: `as of ${second}`,
  keep_until: '2100-01-01',
  version: version(second),
});
/** The hiding row as the flow writes it. */
function hidingRow(named: Named, second: number): object {
  const post = { seenAt: at(second), postedAt: at(second) } as Post;
  const secrets = { current: '', currentId: 'k', retired: [] } as unknown as Parameters<
    typeof withdrawnRow
  >[2]['secrets'];
  return withdrawnRow(post, named, { source: 's', live: true, secrets });
}
const leaves = (key: string, second: number) =>
  store.insert('tombstones', [
    { network: 'bluesky', scope: 'account', key, reason: 'deactivated', at: at(second), source: 's' },
  ]);

test('an edit that hid a post of somebody who once was away does not take the edits after it along', async () => {
  const named = namedOf('p', 'A');
  await leaves('A', 31);
  await withoutMerges(store, 'posts', async () => {
    for (const row of [postRow(named, 33), hidingRow(named, 34), postRow(named, 36)])
      await store.insert('posts', [row]);
    expect(await store.query('SELECT count() AS rows FROM posts SETTINGS final = 0')).toEqual([{ rows: 3 }]);
    expect(await sweepDeleted(store)).toEqual({ posts: 0, texts: 0 });
  });
  expect(await store.query('SELECT id FROM live_posts')).toEqual([{ id: 'p' }]);
});

test('texts of every version go with an account, also where the engine has kept the last version of the post alone', async () => {
  const named = namedOf('q', 'B');
  const texts = "SELECT text FROM post_texts WHERE id = 'q' SETTINGS final = 0";
  await withoutMerges(store, 'post_texts', async () => {
    for (const second of [41, 42]) {
      await store.insert('posts', [postRow(named, second)]);
      await store.insert('post_texts', [textRow(named, second)]);
    }
    await store.command('OPTIMIZE TABLE posts FINAL');
    await leaves('B', 43);
    expect(await store.query(texts)).toHaveLength(2);
    expect(await sweepDeleted(store)).toMatchObject({ texts: 1 });
  });
  expect(await store.query(texts)).toEqual([]);
});

test('a text goes with its account although a removal that was cut short has taken its post already', async () => {
  await store.insert('post_texts', [textRow(namedOf('r', 'C'), 51), textRow(namedOf('s', 'C'), 53)]);
  await leaves('C', 52);
  expect(await sweepDeleted(store)).toEqual({ posts: 0, texts: 1 });
  expect(await store.query("SELECT text FROM post_texts WHERE author = 'C'")).toEqual([{ text: 'as of 53' }]);
});

test('a post is counted once however many versions of it came in one block, and all of them go', async () => {
  const block = blockOf(POSTS);
  for (const second of [11, 12, 13]) block.add(postRow(namedOf('t', 'D'), second));
  await withoutMerges(store, 'posts', async () => {
    await store.insertBlocks(POSTS, [block.finish()]);
    const rows = "SELECT version FROM posts WHERE author = 'D' SETTINGS final = 0";
    expect(await store.query(rows)).toHaveLength(3);
    await leaves('D', 14);
    expect(await sweepDeleted(store)).toEqual({ posts: 1, texts: 0 });
    expect(await store.query(rows)).toEqual([]);
  });
});
