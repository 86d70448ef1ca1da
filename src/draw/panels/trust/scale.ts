/** The scale of percent that the pictures of trust are drawn on. */

import { round } from '../../marks/round.ts';

/** 0 to `most` onto px. */
export function scaleTo(from: number, to: number, most = 100): (value: number) => number {
  return (value) => round(from + ((to - from) * value) / most);
}
