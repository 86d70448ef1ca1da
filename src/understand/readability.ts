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
  /\b(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|etc|approx|e\.g|i\.e|U\.S|a\.m|p\.m|No|Inc|Dept)\./gi;
/** An emoji parts two sentences as a stop does: people write it in the place of one. */
const SENTENCE_END = /[.!?]+|\n+|[\p{Extended_Pictographic}\uFE0F\u200D]+/u;
const WORD = /[\p{L}\p{N}]+(?:['\u2019-][\p{L}\p{N}]+)*/gu;

interface Counts {
  readonly sentences: number;
  readonly words: number;
  readonly syllables: number;
}

/** The counts and both scores; null for a text without a word. */
export function readability(text: string): Readability | null {
  const prose = proseOf(text);
  const counts = countAscii(prose) ?? countByPatterns(prose);
  const { words, sentences } = counts;
  if (words === 0) return null;
  return {
    ...counts,
    grade: 0.39 * (words / sentences) + 11.8 * (counts.syllables / words) - 15.59,
    ease: 206.835 - 1.015 * (words / sentences) - 84.6 * (counts.syllables / words),
  };
}

/** Without what is no word, and without stops that end no sentence. */
function proseOf(text: string): string {
  let prose = text;
  if (prose.includes('#') || prose.includes('@') || prose.includes('http') || prose.includes('www.')) prose = prose.replace(NOT_WORDS, ' ');
  if (prose.includes('.')) prose = prose.replace(ABBREVIATION, (match) => match.replaceAll('.', ''));
  return /\d[.,]\d/.test(prose) ? prose.replace(/(\d)[.,](?=\d)/g, '$1') : prose;
}

function countByPatterns(prose: string): Counts {
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
  return { words, sentences, syllables: total };
}

/** The same in one pass for ASCII with or without curly apostrophes, as most English posts are; null for other text. */
function countAscii(prose: string): Counts | null {
  let words = 0;
  let sentences = 0;
  let total = 0;
  let isOpen = false;
  for (let index = 0; index < prose.length; index += 1) {
    const code = prose.charCodeAt(index);
    if (isWordCode(code)) {
      let end = index;
      let key = 0;
      let check = 0;
      for (;;) {
        const next = prose.charCodeAt(end);
        const isJoined = isJoint(next) && end > index && isWordCode(prose.charCodeAt(end + 1));
        if (!isWordCode(next) && !isJoined) break;
        // Capitals and small letters differ in one bit; digits and joints have it set already.
        key = Math.imul(key ^ (next | 32), 0x01000193);
        check = Math.imul(check + (next | 32), 0x9e3779b1) ^ (check >>> 15);
        end += 1;
      }
      // A letter beyond ASCII may go on with the word.
      if (prose.charCodeAt(end) > 127 && prose.charCodeAt(end) !== CURLY_APOSTROPHE) return null;
      words += 1;
      total += remembered(key, check, prose, index, end);
      if (!isOpen) sentences += 1;
      isOpen = true;
      index = end - 1;
    } else if (code === 46 || code === 33 || code === 63 || code === 10) isOpen = false;
    else if (code > 127 && code !== CURLY_APOSTROPHE) return null;
  }
  return { words, sentences, syllables: total };
}

/** A power of two; a later word takes the place of an earlier one, so memory is fixed. */
const SLOTS = 1 << 16;
const keys = new Int32Array(SLOTS);
const checks = new Int32Array(SLOTS);
const counts = new Uint8Array(SLOTS);

/** Syllables of a word by two hashes of it, 64 bits together, so that no string is made of a word that was met lately. */
function remembered(key: number, check: number, prose: string, start: number, end: number): number {
  const slot = (key ^ (key >>> 16)) & (SLOTS - 1);
  if (keys[slot] === key && checks[slot] === check && counts[slot] > 0) return counts[slot];
  const count = syllables(prose.slice(start, end));
  if (count > 255) return count;
  keys[slot] = key;
  checks[slot] = check;
  counts[slot] = count;
  return count;
}

const CURLY_APOSTROPHE = 0x2019;

/** Digits and letters of ASCII. */
function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

function isJoint(code: number): boolean {
  return code === 39 || code === 45 || code === CURLY_APOSTROPHE;
}

/** Grade 8 or lower, as plain language asks; null where the text is too short to tell. */
export function isPlainLanguage(text: string): boolean | null {
  const score = readability(text);
  if (!score || score.words < FEWEST_WORDS) return null;
  return score.grade <= 8;
}
