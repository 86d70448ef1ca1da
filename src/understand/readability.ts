/**
 * Flesch-Kincaid grade and Flesch reading ease of an English text (Kincaid et al. 1975; Flesch 1948; method j).
 * Addresses, handles, hashtags and emoji are no words. A sentence ends at . ! ? (a run counts once), at an emoji, at a line break, or at the end;
 * the stop of an abbreviation or of a decimal ends none.
 */

import { countProse } from './prose.ts';
import { createTokeniser } from './text.ts';
import type { Tokens } from './tokens.ts';

export interface Readability {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
  readonly grade: number;
  readonly ease: number;
}

/** Below this many words a grade says nothing. */
export const FEWEST_WORDS = 10;

const tokenise = createTokeniser();

/** The counts and both scores; null for a text without a word. */
export function readability(text: string): Readability | null {
  return readabilityOf(tokenise(text));
}

/** Grade 8 or lower, as plain language asks, of the text that was cut into `tokens`; null where it is too short to tell. */
export function isPlainLanguage(tokens: Tokens): boolean | null {
  const score = readabilityOf(tokens);
  if (!score || score.words < FEWEST_WORDS) return null;
  return score.grade <= 8;
}

function readabilityOf(tokens: Tokens): Readability | null {
  const counts = countProse(tokens);
  const { words, sentences } = counts;
  if (words === 0) return null;
  return {
    ...counts,
    grade: 0.39 * (words / sentences) + 11.8 * (counts.syllables / words) - 15.59,
    ease: 206.835 - 1.015 * (words / sentences) - 84.6 * (counts.syllables / words),
  };
}
