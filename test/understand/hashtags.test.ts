import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cutTag, parseWordList, withLexicon } from '../../src/understand/hashtags.ts';
import { foldedText } from '../../src/understand/tokens.ts';
import { loadVocabulary } from '../../src/understand/vocabulary/vocabulary.ts';

const TABLE = '../shared/methods/hashtags.csv';
const tokenise = loadVocabulary().createTokeniser();
const read = (text: string) => foldedText(tokenise(text));

test.skipIf(!existsSync(TABLE))('the truth table', () => {
  const rows = readFileSync(TABLE, 'utf8').trim().split(/\r?\n/).slice(1);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.map((row) => read(row.split(',')[0]))).toEqual(rows.map((row) => row.split(',')[1]));
});

test.each([
  ['#H1N1 #A1C', 'h1n1 a1c'],
  ['#vitaminB12', 'vitamin b12'],
  ['#ICUnurse', 'icu nurse'],
  ['#WearAMask', 'wear a mask'],
  ['#breastcancersurvivor', 'breast cancer survivor'],
  ['#QuédateEnCasa', 'quedate en casa'],
  ['#covid_19', 'covid 19'],
  ['#1', '1'],
  ['# _ #_', ''],
  ['#xqzvw', 'xqzvw'],
])('%s', (tag, expected) => {
  expect(read(tag)).toBe(expected);
});

test('the pieces joined are the tag again', () => {
  const costs = withLexicon(parseWordList('flu\nshot\nday\n'), ['flu shot', 'flushot']);
  for (const tag of ['flushotday', 'FluShot_Day', 'aB1c__D', '中文FLUday', 'x'.repeat(500)]) {
    expect(cutTag(tag, costs).join('')).toBe(tag);
  }
  expect(cutTag('flushotday', costs)).toEqual(['flu', 'shot', 'day']);
});

test('of equal costs nothing is cut into pieces of one letter', () => {
  const costs = parseWordList('a\ni\nam\nill\n');
  expect(cutTag('iamill', costs)).toEqual(['iamill']);
});

test('a long tag takes no long time', () => {
  const start = performance.now();
  read(`#${'flushot'.repeat(20_000)}`);
  expect(performance.now() - start).toBeLessThan(2000);
});
