/** Difference of two independent shares with Newcombe's hybrid score interval (Newcombe 1998, Stat Med 17:873, method 10). */

import { wilson } from './wilson.ts';

export interface Difference {
  /** First share minus second, as a fraction. */
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/** `countA` of `nA` minus `countB` of `nB`; null when either base is 0. */
export function newcombe(
  countA: number,
  nA: number,
  countB: number,
  nB: number,
  level = 0.95,
): Difference | null {
  const a = wilson(countA, nA, level);
  const b = wilson(countB, nB, level);
  if (!a || !b) return null;
  const shareA = countA / nA;
  const shareB = countB / nB;
  const difference = shareA - shareB;
  return {
    difference,
    lower: difference - Math.hypot(shareA - a.lower, b.upper - shareB),
    upper: difference + Math.hypot(a.upper - shareA, shareB - b.lower),
  };
}
