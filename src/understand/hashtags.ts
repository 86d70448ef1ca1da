/**
 * Hashtags to words: which words are known, and the cutter that the tokeniser asks. How a tag is cut is said in
 * hashtag-strings.ts.
 */

import { createAsciiCutter } from './hashtag-bytes.ts';
import { cutTag } from './hashtag-strings.ts';
import type { HashtagCutter } from './text.ts';
import type { WordCosts } from './word-costs.ts';

/** What a word of the vocabulary costs at most: about the 200th word of the list. */
const LEXICON_COST = 7.6;
/** A power of two; a later tag takes the place of an earlier one, so memory is fixed. */
const CACHE_SIZE = 1 << 12;
const LONGEST_REMEMBERED = 96;
const LAST_ASCII = 0x7f;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Costs from a list of words, the most frequent first, one a line; # starts a comment. Cost is log2 of the rank. */
export function parseWordList(text: string): Map<string, number> {
  const costs = new Map<string, number>();
  for (const word of text.split('\n')) {
    if (word !== '' && !word.startsWith('#')) costs.set(word, Math.log2(costs.size + 2));
  }
  return costs;
}

/**
 * Adds the words of the vocabulary's phrases (folded, parted by spaces) to the costs, at a low price. A word that is
 * another phrase run together ("flushot") is left out: the tag is to become the words.
 */
export function withLexicon(costs: WordCosts, foldedPhrases: readonly string[]): WordCosts {
  const all = new Map(costs);
  const runTogether = new Set(
    foldedPhrases.filter((phrase) => phrase.includes(' ')).map((phrase) => phrase.replaceAll(' ', '')),
  );
  for (const word of new Set(foldedPhrases.flatMap((phrase) => phrase.split(' ')))) {
    if (runTogether.has(word)) all.delete(word);
    else if (word.length > 2 && !/\d/.test(word))
      all.set(word, Math.min(all.get(word) ?? LEXICON_COST, LEXICON_COST));
  }
  return all;
}

/** A cutter for the tokeniser. Each result holds until the next call. */
export function createHashtagCutter(costs: WordCosts): HashtagCutter {
  const cutAscii = createAsciiCutter(costs);
  const cutUnicode = createUnicodeCutter(costs);
  return (bytes, start, end) => {
    for (let at = start; at < end; at += 1) if (bytes[at] > LAST_ASCII) return cutUnicode(bytes, start, end);
    return cutAscii(bytes, start, end);
  };
}

/** Cuts by strings, and remembers the tags met last; results do not depend on that. */
function createUnicodeCutter(costs: WordCosts): HashtagCutter {
  const remembered = new Array<RememberedTag | undefined>(CACHE_SIZE);
  return (bytes, start, end) => {
    const slot = slotOf(bytes, start, end);
    let tag = remembered[slot];
    if (!tag || !isSame(tag.bytes, bytes, start, end)) {
      const own = bytes.slice(start, end);
      tag = { bytes: own, lengths: byteLengths(cutTag(decoder.decode(own), costs)) };
      if (own.length <= LONGEST_REMEMBERED) remembered[slot] = tag;
    }
    const ends = Int32Array.from(tag.lengths, (length) => Math.min(start + length, end));
    return { count: ends.length, ends };
  };
}

interface RememberedTag {
  readonly bytes: Uint8Array;
  readonly lengths: readonly number[];
}

function slotOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at], 0x9e3779b1) ^ (hash >>> 15);
  return (hash ^ (hash >>> 16)) & (CACHE_SIZE - 1);
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let at = start; at < end; at += 1) if (known[at - start] !== bytes[at]) return false;
  return true;
}

function byteLengths(pieces: readonly string[]): number[] {
  let length = 0;
  return pieces.map((piece) => (length += encoder.encode(piece).length));
}
