/** A store of which every count can be worked out by hand, drawn whole: the labels are a rule of the post's number. */

import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countLabels } from '../../src/flows/count-labels.ts';
import { drawSample } from '../../src/flows/label-sample.ts';
import { readValidation } from '../../src/flows/validation-sample.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';

const POSTS = 2400;
const REQUEST = { posts: POSTS, outside: POSTS, both: 200, seed: 'test', healthFrom: 0.5 };
const folder = mkdtempSync(join(tmpdir(), 'auscult-sample-'));
const labels = join(folder, 'labels');
let store: Store;

/** Every second post is read as about health; of those every fifth without a topic. */
function madePosts() {
  return Array.from({ length: POSTS }, (_, number) => ({
    network: 'bluesky',
    id: `post-${number}`,
    author: `author-${number}`,
    posted_at: '2026-03-01T12:00:00Z',
    seen_at: '2026-03-01T12:00:00Z',
    stood_at: '2026-03-01T12:00:00Z',
    source: 'archive',
    health: number % 2 === 0 ? 0.9 : 0.1,
    sense: 'literal',
    first_person: number % 4 === 0 ? 'own' : 'none',
    topics: number % 2 === 0 && number % 10 !== 0 ? ['flu'] : [],
    version: 1,
  }));
}

/** What a person would say: every eighth was flagged wrongly, and of the others a few were passed over. */
const isAboutHealth = (number: number) => (number % 2 === 0 ? number % 8 !== 0 : number % 50 === 1);

interface SheetRow {
  readonly number: string;
  readonly text: string;
}

/** Fills a sheet in as `fill` says of the post's own number, which its text holds. */
async function fillIn(name: string, fill: (number: number, row: number) => string): Promise<void> {
  const file = join(labels, name);
  const rows: SheetRow[] = parse(await readFile(file), { columns: true });
  const lines = rows.map(
    ({ number, text }, row) => `${number},"${text}",${fill(Number(text.split(' ')[1]), row)}`,
  );
  await writeFile(file, `number,text,health,own,voice,topics\n${lines.join('\n')}\n`);
}

const label = (number: number) =>
  `${isAboutHealth(number) ? 'yes' : 'no'},${number % 4 === 0 ? 'yes' : 'no'},${number % 4 === 0 ? 'own' : 'others'},${number % 6 === 0 ? 'flu' : ''}`;

beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
  const posts = madePosts();
  await store.insert('posts', posts);
  await store.insert(
    'post_texts',
    posts.map(({ network, id, author }, number) => ({
      network,
      id,
      author,
      text: `post ${number}`,
      keep_until: '2100-01-01T00:00:00Z',
      version: 1,
    })),
  );
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('what was drawn is what is there, and the sheet shows no reading', async () => {
  const sizes = await drawSample(store, labels, REQUEST);
  expect(sizes).toEqual({
    all: { posts: 2400, drawn: 2400 },
    'about-health': { posts: 1200, drawn: 1200 },
    outside: { posts: 1440, drawn: 1440 },
  });
  const sheet = String(await readFile(join(labels, 'posts.csv')));
  expect(
    sheet
      .split('\r\n')
      .slice(1, -1)
      .every((line) => /^\d+,post \d+,,,,$/.test(line)),
  ).toBe(true);
});

test('a sheet that is there is not written over', async () => {
  await expect(drawSample(store, labels, REQUEST)).rejects.toThrow(/posts\.csv is there already/);
});

test('labels are counted by reading, agreement and the reach of the vocabulary with them', async () => {
  await fillIn('posts.csv', label);
  await fillIn('second-coder.csv', (number, row) => (row % 2 === 0 ? label(number) : ',,,'));
  const { counted, tooFew, agreement, reached, file } = await countLabels(labels);
  const table = Object.fromEntries(
    counted.map(({ reading, counts }) => [
      reading,
      counts.map(({ labelled, read, posts }) => `${labelled} ${read} ${posts}`),
    ]),
  );
  expect(table).toEqual({
    health: ['no no 1152', 'no yes 300', 'yes no 48', 'yes yes 900'],
    own: ['no no 600', 'yes yes 600'],
    // Of 1,200 posts read as about health 960 have the topic; a multiple of six is said to speak of it, and of ten has none.
    'topic:flu': ['no no 160', 'no yes 640', 'yes no 80', 'yes yes 320'],
  });
  // Nobody was labelled news, and no organisation.
  expect(tooFew.map(({ reading }) => reading)).toEqual(['voice']);
  expect(agreement).toEqual([
    { question: 'health', posts: 100, alpha: 1 },
    { question: 'own', posts: 100, alpha: 1 },
    { question: 'voice', posts: 100, alpha: 1 },
  ]);
  // 720 of the 948 posts about health hold a phrase; 228 of the 1,440 outside are about health.
  expect(reached?.share).toBeCloseTo(720 / 948, 12);
  expect(reached?.labelled).toBe(1440);
  const study = { folder, validation: file, vocabulary: { topics: [] } };
  const read = await readValidation(study);
  expect(read?.validation.health.get('')).toEqual({
    truePositives: 900,
    labelledPositive: 948,
    trueNegatives: 1152,
    labelledNegative: 1452,
  });
});

test('a label that is none is named with its place', async () => {
  await fillIn('posts.csv', (_, row) => (row === 2 ? 'maybe,,,' : ',,,'));
  await expect(countLabels(labels)).rejects.toThrow(
    /posts\.csv, line 4: health "maybe"; write yes, no, or leave it empty/,
  );
});

test('where only posts about health are kept, none is drawn to correct their share by', async () => {
  await store.remove('posts', 'health < 0.5');
  const sizes = await drawSample(store, join(folder, 'health-alone'), REQUEST);
  expect(sizes.all).toEqual({ posts: 0, drawn: 0 });
  expect(sizes['about-health'].drawn).toBe(1200);
});

test('a store without texts has nothing to label', async () => {
  await store.remove('post_texts', '1');
  await expect(drawSample(store, join(folder, 'none'), REQUEST)).rejects.toThrow(/holds no text/);
});
