import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutTag } from '../../src/understand/hashtag-strings.ts';
import { createHashtagCutter, parseWordList, withLexicon } from '../../src/understand/hashtags.ts';
import { foldedText } from '../../src/understand/tokens.ts';
import { shippedFiles } from '../../src/understand/vocabulary/files.ts';
import { loadVocabulary } from '../../src/understand/vocabulary/vocabulary.ts';

const TABLE = '../shared/methods/hashtags.csv';
const TWEETS = '../shared/data/posts/general_tweeteval/emoji/train_text.txt';
const vocabulary = loadVocabulary();
const tokenise = vocabulary.createTokeniser();
const costs = withLexicon(
  parseWordList(shippedFiles().words),
  vocabulary.phrases.map(({ text }) => text),
);
const cutBytes = createHashtagCutter(costs);
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
  const few = withLexicon(parseWordList('flu\nshot\nday\n'), ['flu shot', 'flushot']);
  for (const tag of ['flushotday', 'FluShot_Day', 'aB1c__D', '中文FLUday', 'x'.repeat(500)]) {
    expect(cutTag(tag, few).join('')).toBe(tag);
  }
  expect(cutTag('flushotday', few)).toEqual(['flu', 'shot', 'day']);
});

test('of equal costs nothing is cut into pieces of one letter', () => {
  const few = parseWordList('a\ni\nam\nill\n');
  expect(cutTag('iamill', few)).toEqual(['iamill']);
});

/** The pieces of a tag by the cutter of bytes, which stands in other bytes as in a text. */
function piecesOfBytes(tag: string): string[] {
  const bytes = Buffer.from(`#${tag}X`);
  const { count, ends } = cutBytes(bytes, 1, bytes.length - 1);
  return Array.from({ length: count }, (_, piece) =>
    bytes.subarray(piece === 0 ? 1 : ends[piece - 1], ends[piece]).toString(),
  );
}

test('bytes are cut as strings are: words, capitals, digits and underscores of all kinds', () => {
  const words = vocabulary.frequentWords.slice(0, 2000);
  const piece = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...words).map((word) => word.charAt(0).toUpperCase() + word.slice(1)),
    fc.constantFrom(...words).map((word) => word.toUpperCase()),
    fc.constantFrom('_', '__', '1', '19', '2020', 'A', 'I', 'b', 'é', 'ﬁ'),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 7 }), (pieces) => {
      const tag = pieces.join('');
      expect(piecesOfBytes(tag)).toEqual(cutTag(tag, costs));
    }),
    { numRuns: 5000 },
  );
});

test.skipIf(!existsSync(TWEETS))('so are the tags of real posts', () => {
  const tags = readFileSync(TWEETS, 'utf8').match(/(?<=#)[\p{L}\p{N}_]+/gu) ?? [];
  expect(tags.length).toBeGreaterThan(50_000);
  const differing = [...new Set(tags)].filter(
    (tag) => piecesOfBytes(tag).join() !== cutTag(tag, costs).join(),
  );
  expect(differing).toEqual([]);
});

test('a long tag takes no long time', () => {
  const start = performance.now();
  read(`#${'flushot'.repeat(20_000)}`);
  expect(performance.now() - start).toBeLessThan(2000);
});
