/** Sets of hashes as bits: whatever is told to be missing is missing, what may be there is looked up. */

/** A power of two that is `least` or more: what a mask needs, less one. */
export function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}

/** A filter without a member. @param mask of the hashes' bits that count, at least five of them */
export function emptyFilter(mask: number): Int32Array<ArrayBuffer> {
  return new Int32Array((mask + 1) >>> 5);
}

export function addBit(bits: Int32Array, mask: number, hash: number): void {
  bits[(hash & mask) >>> 5] |= 1 << (hash & 31);
}

/** Whether a filter lets a hash pass: never false for one of its members. */
export function mayHold(bits: Int32Array, mask: number, hash: number): boolean {
  return (bits[(hash & mask) >>> 5] & (1 << (hash & 31))) !== 0;
}
