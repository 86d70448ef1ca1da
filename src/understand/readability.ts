/**
 * Flesch-Kincaid grade and Flesch reading ease of an English text (Kincaid et al. 1975; Flesch 1948; method j).
 * Addresses, handles, hashtags and emoji are no words. A sentence ends at . ! ? (a run counts once), at an emoji, at a line break, or at the end;
 * the stop of an abbreviation or of a decimal ends none.
 */

import { syllables } from './syllables.ts';

export interface Readability {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
  readonly grade: number;
  readonly ease: number;
}

/** Below this many words a grade says nothing. */
export const FEWEST_WORDS = 10;

const NOT_WORDS = /(?:https?:\/\/|www\.)\S+|[@#][\p{L}\p{N}_.@-]+/gu;
const ABBREVIATION =
  /\b(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|etc|approx|e\.g|i\.e|U\.S|a\.m|p\.m|No|Inc|Dept)\./giu;
/** An emoji parts two sentences as a stop does: people write it in the place of one. */
const SENTENCE_END = /[.!?]+|\n+|[\p{Extended_Pictographic}\uFE0F\u200D]+/u;
const WORD = /[\p{L}\p{N}]+(?:['\u2019-][\p{L}\p{N}]+)*/gu;

/** The counts and both scores; null for a text without a word. */
export function readability(text: string): Readability | null {
  const prose = text
    .replace(NOT_WORDS, ' ')
    .replace(ABBREVIATION, (match) => match.replaceAll('.', ''))
    .replace(/(\d)[.,](?=\d)/g, '$1');
  let words = 0;
  let sentences = 0;
  let total = 0;
  for (const sentence of prose.split(SENTENCE_END)) {
    const found = sentence.match(WORD);
    // Punctuation alone is no sentence.
    if (!found) continue;
    sentences += 1;
    words += found.length;
    for (const word of found) total += syllables(word);
  }
  if (words === 0) return null;
  return {
    sentences,
    words,
    syllables: total,
    grade: 0.39 * (words / sentences) + 11.8 * (total / words) - 15.59,
    ease: 206.835 - 1.015 * (words / sentences) - 84.6 * (total / words),
  };
}

/** Grade 8 or lower, as plain language asks; null where the text is too short to tell. */
export function isPlainLanguage(text: string): boolean | null {
  const score = readability(text);
  if (!score || score.words < FEWEST_WORDS) return null;
  return score.grade <= 8;
}
