/** A store made before followers were kept opens, gains what it lacks, and gives the figures that it gave. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../src/keep/open.ts';
import { refreshPostFacts } from '../../src/keep/post-facts.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-older-'));
const address = `chdb:${join(folder, 'store')}`;
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = '2026-03-01T12:00:00.000Z';
const post = {
  network: 'bluesky',
  id: 'p',
  author: 'A',
  key: 'k',
  posted_at: at,
  seen_at: at,
  stood_at: at,
  source: 's',
  health: 0.9,
  role: 'hospital',
  likes: 6,
  counted_at: '2026-03-09T12:00:00.000Z',
  version: 1,
};

test('columns and tables of later versions are added to rows that were there before', async () => {
  const before = await openStore(address);
  // As the fifth migration left it.
  await before.command('DROP VIEW live_followers');
  await before.command('DROP TABLE follower_counts');
  await before.command('ALTER TABLE post_facts DROP COLUMN followers, DROP COLUMN interactions');
  await before.command(
    'CREATE OR REPLACE VIEW current_facts AS SELECT * FROM post_facts WHERE generation = (SELECT max(generation) FROM fact_marks)',
  );
  await before.command('ALTER TABLE migrations DELETE WHERE number > 5 SETTINGS mutations_sync = 2');
  await before.insert('posts', [post]);
  await before.insert('post_facts', [
    { generation: 7, network: 'bluesky', author: '1', day: '2026-03-01', engagement: 6 },
  ]);
  await before.insert('fact_marks', [{ generation: 7, mark: 'of before', at }]);
  await before.close();

  const after = await openStore(address);
  const facts = 'SELECT engagement, followers, interactions FROM current_facts';
  expect(await after.query(facts)).toEqual([{ engagement: 6, followers: null, interactions: [] }]);
  expect(await refreshPostFacts(after, 0.5)).toBe(true);
  expect(await after.query(facts)).toEqual([{ engagement: 6, followers: null, interactions: [] }]);
  const reading = { network: 'bluesky', author: 'A', key: 'k', source: 's', seen_at: at, stood_at: at };
  await after.insert('follower_counts', [{ ...reading, followers: 300, version: 1 }]);
  // A reading alone makes the facts anew.
  expect(await refreshPostFacts(after, 0.5)).toBe(true);
  expect(await after.query(facts)).toEqual([{ engagement: 6, followers: 300, interactions: ['likes'] }]);
  await after.close();
});
