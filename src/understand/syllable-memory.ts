/**
 * Syllables of the words met last, by two hashes of each word, so that no string is made of a word that is remembered.
 * Words repeat and the rules are slow: a new word costs as much as the rest of its post.
 */

import type { Prose } from './prose.ts';
import { syllables } from './syllables.ts';
import type { Tokens } from './tokens.ts';

/** Words of one bucket: eight bytes each, what a line of the processor's cache holds. */
const WAYS = 8;
/** A power of two, so that memory is fixed: room for some 260,000 words in two megabytes. */
const BUCKETS = 1 << 15;
const MOST_SYLLABLES = 255;

/** Two integers a word: its first hash; its second, whose last eight bits are left to the syllables. 0 is free. */
const memory = new Int32Array(2 * WAYS * BUCKETS);
const decoder = new TextDecoder();

/** Syllables of all words of the prose of `tokens`. */
export function syllablesOf({ words, start, end, token }: Prose, tokens: Tokens): number {
  let sum = 0;
  for (let word = 0; word < words; word += 1) {
    sum +=
      token[word] >= 0
        ? syllablesOfToken(tokens, token[word])
        : syllablesOfWritten(tokens.source, start[word], end[word]);
  }
  return sum;
}

/** Syllables of a plain word, told from others of the same hash by its first letters. */
function syllablesOfToken(tokens: Tokens, token: number): number {
  const { folded, foldedStart, hash } = tokens;
  const start = tokens.start[token];
  const end = tokens.end[token];
  const at = foldedStart[token];
  const hasLetters = end - start >= 3;
  const letters = hasLetters ? (folded[at] << 24) | (folded[at + 1] << 16) | (folded[at + 2] << 8) : 0;
  return remembered(hash[token], letters, tokens.source, start, end);
}

/** Syllables of the word `bytes[start, end)` of UTF-8, whatever signs it holds. */
function syllablesOfWritten(bytes: Uint8Array, start: number, end: number): number {
  let first = 0;
  let second = 0;
  for (let at = start; at < end; at += 1) {
    // Capitals and small letters of ASCII differ in one bit; digits and signs within words have it set already.
    const letter = bytes[at] < 128 ? bytes[at] | 32 : bytes[at];
    first = Math.imul(first ^ letter, 0x01000193);
    second = Math.imul(second + letter, 0x9e3779b1) ^ (second >>> 15);
  }
  return remembered(first, second, bytes, start, end);
}

function remembered(first: number, second: number, bytes: Uint8Array, start: number, end: number): number {
  const bucket = 2 * WAYS * ((first ^ (first >>> 16)) & (BUCKETS - 1));
  let slot = bucket;
  for (; slot < bucket + 2 * WAYS && memory[slot + 1] !== 0; slot += 2) {
    const known = memory[slot + 1];
    if (memory[slot] === first && ((known ^ second) & ~MOST_SYLLABLES) === 0) return known & MOST_SYLLABLES;
  }
  const written = decoder.decode(bytes.subarray(start, end));
  // A stop or a comma within a word is that of an abbreviation or a number.
  const count = syllables(written.replaceAll(/[.,]/g, ''));
  if (count > MOST_SYLLABLES) return count;
  // Where the bucket is full a word gives way, which one by chance.
  if (slot === bucket + 2 * WAYS) slot = bucket + 2 * ((first >>> 16) & (WAYS - 1));
  memory[slot] = first;
  memory[slot + 1] = (second & ~MOST_SYLLABLES) | count;
  return count;
}
