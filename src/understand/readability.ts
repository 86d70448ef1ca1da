/**
 * Flesch-Kincaid grade and Flesch reading ease of an English text (Kincaid et al. 1975; Flesch 1948; method j).
 * Addresses, handles, hashtags and emoji are no words. A sentence ends at . ! ? (a run counts once), at an emoji, at a line break, or at the end;
 * the stop of an abbreviation or of a decimal ends none.
 */

import { countProse } from './prose.ts';

export interface Readability {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
  readonly grade: number;
  readonly ease: number;
}

/** Below this many words a grade says nothing. */
export const FEWEST_WORDS = 10;

const encoder = new TextEncoder();

/** The counts and both scores; null for a text without a word. */
export function readability(text: string): Readability | null {
  const bytes = encoder.encode(text);
  return readabilityOfBytes(bytes, bytes.length);
}

/** Grade 8 or lower, as plain language asks, of the UTF-8 in `bytes[0, length)`; null where it is too short to tell. */
export function isPlainLanguage(bytes: Uint8Array, length: number): boolean | null {
  const score = readabilityOfBytes(bytes, length);
  if (!score || score.words < FEWEST_WORDS) return null;
  return score.grade <= 8;
}

function readabilityOfBytes(bytes: Uint8Array, length: number): Readability | null {
  const counts = countProse(bytes, length);
  const { words, sentences } = counts;
  if (words === 0) return null;
  return {
    ...counts,
    grade: 0.39 * (words / sentences) + 11.8 * (counts.syllables / words) - 15.59,
    ease: 206.835 - 1.015 * (words / sentences) - 84.6 * (counts.syllables / words),
  };
}
