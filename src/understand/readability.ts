/**
 * Flesch-Kincaid grade and Flesch reading ease of an English text (Kincaid et al. 1975; Flesch 1948; method j).
 * Addresses, handles, hashtags and emoji are no words. A sentence ends at . ! ? (a run counts once), at an emoji, at a line break, or at the end;
 * the stop of an abbreviation or of a decimal ends none.
 */

import { type Prose, readProse } from './prose.ts';
import { syllablesOf } from './syllable-memory.ts';
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
  const tokens = tokenise(text);
  const prose = readProse(tokens);
  return prose.words === 0 ? null : score(prose, syllablesOf(prose, tokens));
}

/** Grade 8 or lower, as plain language asks, of the text that was cut into `tokens`; null where it is too short to tell. */
export function isPlainLanguage(tokens: Tokens): boolean | null {
  const prose = readProse(tokens);
  return prose.words < FEWEST_WORDS ? null : score(prose, syllablesOf(prose, tokens)).grade <= 8;
}

function score({ sentences, words }: Prose, syllables: number): Readability {
  return {
    sentences,
    words,
    syllables,
    grade: 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59,
    ease: 206.835 - 1.015 * (words / sentences) - 84.6 * (syllables / words),
  };
}
