/** Random numbers with a named seed: the only randomness of the house, the same on every machine. */

/**
 * Uniform numbers in [0, 1) from a seed (mulberry32 by Tommy Ettinger; 32 bits of state, enough for the few
 * thousand draws of a bootstrap).
 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
