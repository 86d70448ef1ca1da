/**
 * A fast hash of ids for counting and for telling repeats apart. Not secret-proof by itself: it is seeded from the
 * secret, lives three days at most beside a batch, and never leaves the store.
 */

/** 53 bits: a whole number that JavaScript, JSON and the engine all hold exactly. */
export type Hash53 = number;

/** cyrb53 (bryc, public domain): two 32-bit multiplicative lanes, mixed at the end. */
export function hash53(text: string, seed: number): Hash53 {
  let first = 0xdeadbeef ^ seed;
  let second = 0x41c6ce57 ^ seed;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, 2654435761);
    second = Math.imul(second ^ unit, 1597334677);
  }
  first = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  second = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909);
  return 4294967296 * (2097151 & second) + (first >>> 0);
}
