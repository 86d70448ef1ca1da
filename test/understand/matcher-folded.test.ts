import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tagFoldedLines } from '../../src/understand/matcher-folded.ts';
import { buildTables } from '../../src/understand/matcher-tables.ts';
import { buildMatcher } from '../../src/understand/matcher.ts';
import { createTokeniser } from '../../src/understand/text.ts';
import { foldedText } from '../../src/understand/tokens.ts';

const tokenise = createTokeniser();
const word = fc.constantFrom(
  'a',
  'b',
  'ab',
  'flu',
  'cold',
  'fever',
  "d'or",
  'migraine',
  'asthmatic',
  'é',
  '😷',
  '中',
);
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const line = fc
  .array(fc.oneof(word, fc.constantFrom(',', 'x')), { maxLength: 12 })
  .map((words) => words.join(' '));

/** Lines as `tagFoldedLines` wants them, with room to look ahead. */
function foldedLines(lines: readonly string[]): { text: Uint8Array; length: number } {
  const bytes = new TextEncoder().encode(
    lines.map((sample) => ` ${foldedText(tokenise(sample))} \n`).join(''),
  );
  const text = new Uint8Array(bytes.length + 8);
  text.set(bytes);
  return { text, length: bytes.length };
}

test('tags each line with the first phrase that the matcher over tokens finds in it', () => {
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 12 }), fc.array(line, { maxLength: 8 }), (phrases, lines) => {
      const { text, length } = foldedLines(lines);
      const tags = new Int32Array(lines.length);
      const tagged = tagFoldedLines(buildTables(phrases, tokenise), text, length, tags);
      const matcher = buildMatcher(phrases);
      const expected = lines.map((sample) => matcher.match(tokenise(sample)).at(0)?.phrase ?? -1);
      expect([...tags]).toEqual(expected);
      expect(tagged).toBe(expected.filter((tag) => tag >= 0).length);
    }),
    { numRuns: 1500 },
  );
});

test('words of every length and byte are told apart', () => {
  const words = Array.from({ length: 40 }, (_, index) =>
    'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(2).slice(0, index + 1),
  );
  const { text, length } = foldedLines(words);
  const tags = new Int32Array(words.length);
  tagFoldedLines(buildTables(words, tokenise), text, length, tags);
  expect([...tags]).toEqual(words.map((_, index) => index));
});
