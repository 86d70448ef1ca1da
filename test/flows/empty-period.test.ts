import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyPeriod } from '../../src/flows/empty-period.ts';
import { openStore } from '../../src/keep/open.ts';
import { refreshPostFacts } from '../../src/keep/post-facts.ts';
import type { Store } from '../../src/keep/store.ts';
import { FIGURES } from '../../src/measure/index.ts';
import { measureFigure } from '../../src/measure/measure.ts';

let folder: string;
let store: Store;

const post = (number: number, day: string) => ({
  network: 'x',
  id: `post-${number}`,
  author: `author-${number}`,
  key: 'k',
  posted_at: `${day}T12:00:00Z`,
  seen_at: `${day}T12:00:00Z`,
  stood_at: `${day}T12:00:00Z`,
  source: 'file',
  simhash: String(number + 1),
  health: 0.9,
  sense: 'literal',
  first_person: 'none',
  topics: ['flu'],
  model_version: 'test',
  version: 1,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auscult-period-'));
  store = await openStore(`chdb:${join(folder, 'store')}`);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('where nothing was gathered nothing is said of the period', async () => {
  expect(await emptyPeriod({ period: { from: '2031-01-01' }, as_of: '2031-12-31' }, store)).toBeNull();
});

test('a period without posts is one sentence, in the figures too', async () => {
  await store.insert('posts', [post(1, '2026-03-01'), post(2, '2026-03-09')]);
  await refreshPostFacts(store, 0.5);
  const sentence = await emptyPeriod(
    { period: { from: '2031-01-01', to: '2031-06-30' }, as_of: '2031-12-31' },
    store,
  );
  expect(sentence).toBe(
    'No posts about health from 2031-01-01 to 2031-06-30: those gathered are of 2026-03-01 to 2026-03-09; mend "period" in the study, or gather that time.',
  );
  const talk = FIGURES.find(({ id }) => id === 'talk');
  if (!talk) throw new Error('no figure talk');
  const scope = { country: 'US', state: null, from: '2031-01-01', to: '2031-06-30', asOf: '2031-12-31' };
  const figure = await measureFigure(talk, { store, scope, inputs: [], versions: {}, emptyPeriod: sentence });
  expect(figure.rows).toEqual([]);
  expect(figure.notes[0]).toBe(sentence);
});

test('a reporting day before all posts is named too, and a period that holds some says nothing', async () => {
  expect(await emptyPeriod({ period: {}, as_of: '2020-01-01' }, store)).toBe(
    'No posts about health up to 2020-01-01: those gathered are of 2026-03-01 to 2026-03-09; mend "as_of" or "period" in the study, or gather that time.',
  );
  expect(await emptyPeriod({ period: { from: '2026-03-02' }, as_of: '2026-12-31' }, store)).toBeNull();
});
