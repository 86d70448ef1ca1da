/**
 * The words that a hashtag is cut into, asked for by bytes: open addressing over a hash that grows letter by letter, so
 * that all words which begin at one place are looked up in one walk and no string is made.
 */

import { addBit, emptyFilter, mayHold, powerOfTwo } from './hash-filter.ts';

/** Known words, folded, and what each costs: the rarer, the dearer. */
export type WordCosts = ReadonlyMap<string, number>;

export interface WordCostTable {
  /** False where no word begins with the letters of `hash`; true may be chance. */
  readonly mayBegin: (hash: number) => boolean;
  /**
   * The cost of `bytes[from, to)`, ASCII in any case; Infinity where that is no known word.
   * @param hash of all its letters by `letterStep`
   */
  readonly costOf: (bytes: Uint8Array, from: number, to: number, hash: number) => number;
}

/** Where the hash of a word begins. */
export const NO_LETTERS = 0;
/** The bit that small letters of ASCII have and capitals do not. */
const SMALL = 0x20;
/** Bits of the filter of beginnings: a word has some four that no other has. */
const BEGINNING_BITS = 32;

const encoder = new TextEncoder();

/** The hash of a word by that of the word without its last letter. */
export function letterStep(hash: number, letter: number): number {
  const mixed = Math.imul(hash ^ (letter | SMALL), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

export function createWordCostTable(costs: WordCosts): WordCostTable {
  const filterMask = powerOfTwo(BEGINNING_BITS * costs.size + 32) - 1;
  const filter = emptyFilter(filterMask);
  const mask = powerOfTwo(2 * costs.size + 2) - 1;
  const hashes = new Int32Array(mask + 1);
  /** The number of a slot's word, counted from one; 0 where there is none. */
  const words = new Int32Array(mask + 1);
  const costOfWord = Float64Array.from([Infinity, ...costs.values()]);
  /** The letters of word n are `letters[ends[n - 1], ends[n])`. */
  const letters = encoder.encode([...costs.keys()].join(''));
  const ends = new Int32Array(costs.size + 1);

  let word = 0;
  for (const text of costs.keys()) {
    const start = ends[word];
    word += 1;
    ends[word] = start + encoder.encode(text).length;
    let hash = NO_LETTERS;
    for (let at = start; at < ends[word]; at += 1) {
      hash = letterStep(hash, letters[at]);
      addBit(filter, filterMask, hash);
    }
    let slot = hash & mask;
    while (words[slot] !== 0) slot = (slot + 1) & mask;
    hashes[slot] = hash;
    words[slot] = word;
  }

  const isWritten = (number: number, bytes: Uint8Array, from: number, to: number): boolean => {
    let letter = ends[number - 1];
    if (ends[number] - letter !== to - from) return false;
    for (let at = from; at < to; at += 1, letter += 1)
      if ((bytes[at] | SMALL) !== letters[letter]) return false;
    return true;
  };

  return {
    mayBegin: (hash) => mayHold(filter, filterMask, hash),
    costOf: (bytes, from, to, hash) => {
      let slot = hash & mask;
      while (words[slot] !== 0 && !(hashes[slot] === hash && isWritten(words[slot], bytes, from, to)))
        slot = (slot + 1) & mask;
      return costOfWord[words[slot]];
    },
  };
}
