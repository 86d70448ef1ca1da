/**
 * A 64-bit simhash: texts that differ in a few words differ in a few bits (Charikar 2002; Manku, Jain and Das Sarma
 * 2007 for finding near copies at a distance of at most 3).
 */

/** Words of letters and digits in any script, in lower case; addresses and handles are no words. */
const WORD = /[\p{L}\p{N}]+/gu;
const NOT_WORDS = /https?:\/\/\S+|@[\w.-]+/g;
/** Fewer words than this say too little to be called a copy. */
export const FEWEST_WORDS = 5;

/** Votes are counted in bytes, four to a number: after so many they would run over. */
const MOST_VOTERS = 255;
/** Four bits of a hash as four bytes of a number. */
const SPREAD = Uint32Array.from({ length: 16 }, (_, four) =>
  [0, 1, 2, 3].reduce((sum, bit) => sum + ((four >> bit) & 1) * 2 ** (8 * bit), 0),
);
const NUMBERS = 16;

/**
 * The words and pairs of words of a text vote on each bit; at most the first 255 of them.
 * @returns the hash as two unsigned 32-bit halves, high first; null for a text too short to be compared
 */
export function simhash(text: string): readonly [number, number] | null {
  const words = text.replace(NOT_WORDS, ' ').toLowerCase().match(WORD) ?? [];
  if (words.length < FEWEST_WORDS) return null;
  const votes = new Uint32Array(NUMBERS);
  let voters = 0;
  for (let at = 0; at < words.length && voters < MOST_VOTERS - 1; at += 1) {
    vote(votes, words[at]);
    voters += 1;
    if (at === 0) continue;
    vote(votes, `${words[at - 1]} ${words[at]}`);
    voters += 1;
  }
  return [halfOf(votes, 0, voters), halfOf(votes, NUMBERS / 2, voters)];
}

/** A bit stands where more than half voted for it. */
function halfOf(votes: Uint32Array, from: number, voters: number): number {
  let half = 0;
  for (let bit = 0; bit < 32; bit += 1) {
    const ones = (votes[from + (bit >> 2)] >>> (8 * (bit & 3))) & 0xff;
    if (ones * 2 > voters) half |= 1 << bit;
  }
  return half >>> 0;
}

/** Number of bits in which two hashes differ. */
export function hammingDistance(a: bigint, b: bigint): number {
  const difference = BigInt.asUintN(64, a ^ b);
  return popCount(Number(difference >> 32n)) + popCount(Number(difference & 0xffffffffn));
}

/** Adds the 64 bits of a word's hash to the votes. */
function vote(votes: Uint32Array, word: string): void {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b);
    low ^= low >>> 13;
  }
  high = finish(high);
  low = finish(low ^ Math.imul(high, 0xc2b2ae35));
  for (let four = 0; four < NUMBERS / 2; four += 1) {
    votes[four] += SPREAD[(high >>> (4 * four)) & 15];
    votes[four + NUMBERS / 2] += SPREAD[(low >>> (4 * four)) & 15];
  }
}

/** The finaliser of MurmurHash3. */
function finish(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function popCount(value: number): number {
  let left = value - ((value >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
