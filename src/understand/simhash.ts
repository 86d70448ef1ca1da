/**
 * A 64-bit simhash: texts that differ in a few words differ in a few bits (Charikar 2002; Manku, Jain and Das Sarma
 * 2007 for finding near copies at a distance of at most 3).
 */

/** A letter or digit of any script: words are runs of them, in lower case. */
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** Addresses and handles are no words. */
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

/** Both halves of a hash on its way, before they are mixed for good. */
const HIGH_START = 0x811c9dc5 | 0;
const LOW_START = 0x9e3779b9 | 0;
const SPACE = 0x20;

/** What each code point is: 0 not looked at yet, 1 letter or digit, 2 anything else. Memory that is never touched costs nothing. */
const kinds = new Uint8Array(0x110000);
/** Used again for each text. */
const votes = new Uint32Array(NUMBERS);

/**
 * The words and pairs of words of a text vote on each bit; at most the first 255 of them. A pair is hashed as "first second":
 * its hash goes on from the first word's, so that no word is ever made a text of its own.
 * @returns the hash as two unsigned 32-bit halves, high first; null for a text too short to be compared
 */
export function simhash(text: string): readonly [number, number] | null {
  const plain = text.includes('@') || text.includes('http') ? text.replace(NOT_WORDS, ' ') : text;
  const letters = plain.toLowerCase();
  votes.fill(0);
  let voters = 0;
  let words = 0;
  let high = HIGH_START;
  let low = LOW_START;
  let pairHigh = 0;
  let pairLow = 0;
  let inWord = false;
  for (let at = 0; at <= letters.length;) {
    const point = letters.codePointAt(at) ?? SPACE;
    const end = at + (point > 0xffff ? 2 : 1);
    if (isLetterOrDigit(point)) {
      inWord = true;
      for (; at < end; at += 1) {
        const unit = letters.charCodeAt(at);
        high = stepHigh(high, unit);
        low = stepLow(low, unit);
        pairHigh = stepHigh(pairHigh, unit);
        pairLow = stepLow(pairLow, unit);
      }
      continue;
    }
    at = end;
    if (!inWord) continue;
    inWord = false;
    words += 1;
    vote(high, low);
    voters += 1;
    if (words > 1) {
      vote(pairHigh, pairLow);
      voters += 1;
    }
    if (voters >= MOST_VOTERS - 1) break;
    pairHigh = stepHigh(high, SPACE);
    pairLow = stepLow(low, SPACE);
    high = HIGH_START;
    low = LOW_START;
  }
  if (words < FEWEST_WORDS) return null;
  return [halfOf(0, voters), halfOf(NUMBERS / 2, voters)];
}

function isLetterOrDigit(point: number): boolean {
  if (kinds[point] === 0) kinds[point] = LETTER_OR_DIGIT.test(String.fromCodePoint(point)) ? 1 : 2;
  return kinds[point] === 1;
}

/** A bit stands where more than half voted for it. */
function halfOf(from: number, voters: number): number {
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

function stepHigh(high: number, unit: number): number {
  return Math.imul(high ^ unit, 0x01000193);
}

function stepLow(low: number, unit: number): number {
  const mixed = Math.imul(low ^ unit, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

/** Adds the 64 bits of a finished hash to the votes. */
function vote(high: number, low: number): void {
  const first = finish(high);
  const second = finish(low ^ Math.imul(first, 0xc2b2ae35));
  for (let four = 0; four < NUMBERS / 2; four += 1) {
    votes[four] += SPREAD[(first >>> (4 * four)) & 15];
    votes[four + NUMBERS / 2] += SPREAD[(second >>> (4 * four)) & 15];
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
