import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tagFoldedLines } from '../../src/understand/matcher-folded.ts';
import { createLineTagger, type LineTagger } from '../../src/understand/matcher-quick.ts';
import { buildTables, type MatcherTables } from '../../src/understand/matcher-tables.ts';
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

const engines: Readonly<Record<string, (tables: MatcherTables) => LineTagger>> = {
  TypeScript: (tables) => (text, length, tags) => tagFoldedLines(tables, text, length, tags),
  WebAssembly: createLineTagger,
};

describe.each(Object.entries(engines))('in %s', (_, createTagger) => {
  test('tags each line with the first phrase that the matcher over tokens finds in it', () => {
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 12 }), fc.array(line, { maxLength: 8 }), (phrases, lines) => {
        const { text, length } = foldedLines(lines);
        const tags = new Int32Array(lines.length);
        const tagged = createTagger(buildTables(phrases, tokenise))(text, length, tags);
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
    createTagger(buildTables(words, tokenise))(text, length, tags);
    expect([...tags]).toEqual(words.map((_, index) => index));
  });

  test('lines of every length, in texts of many parts, are tagged where the phrase stands', () => {
    const lengths = [0, 1, 60, 5_000, 16_380, 16_384, 100_000, 3, 40_000, 250_000, 2];
    const lines = lengths.flatMap((words) => ['x '.repeat(words), `${'x '.repeat(words)}flu y`]);
    const { text, length } = foldedLines(lines);
    const tags = new Int32Array(lines.length);
    const tag = createTagger(buildTables(['cold', 'flu y'], tokenise));
    for (let time = 0; time < 2; time += 1) {
      expect(tag(text, length, tags)).toBe(lengths.length);
      expect([...tags]).toEqual(lines.map((_, index) => (index % 2 === 0 ? -1 : 1)));
    }
  });
});
