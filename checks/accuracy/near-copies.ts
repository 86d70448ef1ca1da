/**
 * Near copies: posts that differ by a link, a handle or a word. They must fall on one side of a split, else the
 * score of a held-out set is in part a test of memory (methods c: 64-bit simhash, distance at most 3).
 */

import { simhash } from '../../src/understand/simhash.ts';

const MOST_BITS_APART = 3;
const BANDS = 4;

/**
 * For every text the index of the first text of its cluster of near copies (its own index when it stands alone).
 * Only texts that agree in one of four 16-bit bands are compared: three bits apart always leave one band alike.
 * Texts too short for a simhash cluster when they are equal.
 */
export function clusterNearCopies(texts: readonly string[]): Int32Array {
  const prints = texts.map((text) => simhash(text));
  const parent = Int32Array.from(texts, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]];
      root = parent[root];
    }
    return root;
  };
  const join = (one: number, other: number): void => {
    const a = rootOf(one);
    const b = rootOf(other);
    parent[Math.max(a, b)] = Math.min(a, b);
  };

  const buckets = new Map<string | number, number[]>();
  texts.forEach((text, index) => {
    const print = prints[index];
    if (!print) {
      const key = `=${text.trim().toLowerCase()}`;
      const same = buckets.get(key);
      if (same) join(same[0], index);
      else buckets.set(key, [index]);
      return;
    }
    for (let band = 0; band < BANDS; band += 1) {
      const key = band * 65_536 + ((print[band >> 1] >>> (16 * (band & 1))) & 0xffff);
      const bucket = buckets.get(key) ?? [];
      for (const other of bucket) {
        const otherPrint = prints[other];
        if (otherPrint && bitsApart(print, otherPrint) <= MOST_BITS_APART) join(other, index);
      }
      bucket.push(index);
      buckets.set(key, bucket);
    }
  });
  return parent.map((_, index) => rootOf(index));
}

function bitsApart(a: readonly [number, number], b: readonly [number, number]): number {
  return onesIn(a[0] ^ b[0]) + onesIn(a[1] ^ b[1]);
}

/** Number of one bits in 32 (Warren, Hacker's Delight, section 5-1). */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
