import { expect, test } from 'vitest';
import { isPlainLanguage as isPlainInTokens, readability } from '../../src/understand/readability.ts';
import { syllables } from '../../src/understand/syllables.ts';
import { createTokeniser } from '../../src/understand/text.ts';

test.each([
  ['diabetes', 4],
  ['anxiety', 4],
  ['fatigue', 2],
  ['caregiver', 3],
  ['vegetables', 3],
  ['Heart', 1],
  ["it's", 1],
  ['follow-up', 3],
])('%s has %i syllables', (word, count) => {
  expect(syllables(word)).toBe(count);
});

test('grade and ease follow from the counts by the published formulas', () => {
  // By hand: 2 sentences, 10 words, 12 syllables.
  expect(readability('Wash both your hands. Then call the clinic on Monday.')).toEqual({
    sentences: 2,
    words: 10,
    syllables: 12,
    grade: 0.39 * 5 + 11.8 * 1.2 - 15.59,
    ease: 206.835 - 1.015 * 5 - 84.6 * 1.2,
  });
});

const tokenise = createTokeniser();
const isPlainLanguage = (text: string) => isPlainInTokens(tokenise(text));

test('fewer than ten words get no verdict', () => {
  expect(isPlainLanguage('Too short to tell.')).toBeNull();
  expect(isPlainLanguage('')).toBeNull();
  expect(isPlainLanguage('We will see you at ten, so please bring your own cup.')).toBe(true);
});
