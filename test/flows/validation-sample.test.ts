import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readValidation } from '../../src/flows/validation-sample.ts';
import { HELD_OUT } from '../../src/measure/validation.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auscult-validation-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const HEAD = 'reading,network,labelled,read,posts';
const HEALTH = ['health,,yes,yes,412', 'health,,yes,no,88', 'health,,no,yes,60', 'health,,no,no,940'];
const VOICES = [
  'voice,,own,own,301',
  'voice,,own,others,49',
  'voice,,others,others,400',
  'voice,,organisations,organisations,200',
  'voice,,organisations,news,20',
  'voice,,news,news,100',
];

async function read(...lines: string[]) {
  await writeFile(join(folder, 'v.csv'), `${lines.join('\n')}\n`);
  return readValidation({ folder, validation: 'v.csv', vocabulary: { topics: [] } });
}
const complaint = (...lines: string[]) =>
  read(...lines).then(
    () => 'no complaint',
    (error: unknown) => (error as Error).message,
  );

test('without labels of its own a study goes by those of the model', async () => {
  expect(await readValidation({ folder, vocabulary: { topics: [] } })).toBeNull();
});

test('the counts are read as they stand, and what was not labelled keeps the labels of the model', async () => {
  const sample = await read(HEAD, ...HEALTH, ...VOICES);
  expect(sample?.validation.health).toEqual(
    new Map([
      ['', { truePositives: 412, labelledPositive: 500, trueNegatives: 940, labelledNegative: 1000 }],
    ]),
  );
  expect(sample?.validation.voices).toEqual({
    classes: ['others', 'own', 'organisations', 'news'],
    counts: [
      [400, 0, 0, 0],
      [49, 301, 0, 0],
      [0, 0, 200, 20],
      [0, 0, 0, 100],
    ],
  });
  expect(sample?.validation.own).toEqual(HELD_OUT.own);
  expect(sample?.validation.words).toEqual([
    'posts about health by 1,500 posts that the study labelled',
    HELD_OUT.words[1],
    'voices by 1,070 posts that the study labelled',
  ]);
  expect(sample?.input).toMatchObject({ source: 'validation', file: 'v.csv', read: 10 });
});

test('a topic and a network of their own', async () => {
  const topic = HEALTH.map((line) => line.replace('health', 'topic:diabetes'));
  const onX = HEALTH.map((line) => line.replace(',,', ',x,'));
  const sample = await read(HEAD, ...topic, ...onX);
  expect(sample?.validation.topics.get('diabetes')?.truePositives).toBe(412);
  expect([...(sample?.validation.health.keys() ?? [])]).toEqual(['x']);
});

test.each([
  [
    'another head',
    ['label,read,posts', ...HEALTH],
    'v.csv, line 1: the columns are "label,read,posts"; begin with "reading,network,labelled,read,posts"',
  ],
  ['a row cut short', [HEAD, 'health,,yes'], 'v.csv, line 2: 3 cells; every row has 5'],
  [
    'another reading',
    [HEAD, 'role,,yes,yes,5'],
    'v.csv, line 2: reading "role"; must be health, own, voice, or topic: with the id of a topic',
  ],
  [
    'an unknown topic',
    [HEAD, 'topic:gout-of-old,,yes,yes,5'],
    'v.csv, line 2: unknown topic "gout-of-old"; take an id of docs/vocabulary.md or of the study',
  ],
  [
    'a label that is none',
    [HEAD, 'health,,maybe,yes,5'],
    'v.csv, line 2: labelled "maybe" for health; must be one of yes, no',
  ],
  [
    'a network by another name',
    [HEAD, 'health,twitter,yes,yes,5'],
    'v.csv, line 2: network "twitter"; must be a network (facebook, x,',
  ],
  [
    'voices by network',
    [HEAD, 'voice,x,own,own,5'],
    'v.csv, line 2: network "x" for voice; leave it empty: only health is corrected by network',
  ],
  [
    'half a post',
    [HEAD, 'health,,yes,yes,1.5'],
    'v.csv, line 2: posts "1.5"; must be a whole number of posts',
  ],
  [
    'a pair twice',
    [HEAD, ...HEALTH, HEALTH[0]],
    'v.csv, line 6: "health,,yes,yes" is there twice; add the two up',
  ],
  [
    'too few labels',
    [HEAD, 'own,,yes,yes,200', 'own,,no,no,300'],
    'v.csv, line 2: own has 500 labelled posts; label at least 1,000, drawn at random from the posts, not from those that were flagged',
  ],
  [
    'no post of a label',
    [HEAD, 'own,,yes,yes,1200'],
    'v.csv, line 2: own has no post labelled "no"; label some, or leave the reading out',
  ],
  [
    'no voice of news',
    [HEAD, 'voice,,own,own,900', 'voice,,others,others,200', 'voice,,organisations,organisations,200'],
    'v.csv, line 2: voice has no post labelled "news"; label some, or leave the reading out',
  ],
] as const)('%s is one sentence with its place and its remedy', async (_, lines, sentence) => {
  expect(await complaint(...lines)).toContain(sentence);
});

test('a file that is not there is named with the key that names it', async () => {
  await expect(
    readValidation({ folder, validation: 'gone.csv', vocabulary: { topics: [] } }),
  ).rejects.toThrow(`no file gone.csv in ${folder}: mend "validation" in the study`);
});
