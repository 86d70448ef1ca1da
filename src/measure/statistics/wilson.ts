/** Wilson's score interval for a share (Wilson 1927, JASA 22:209-212). */

import { normalQuantile } from './distributions.ts';

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Interval for `count` of `n`, as fractions clipped to [0, 1]; null when n is 0.
 * @param level confidence, 0.95 by default
 */
export function wilson(count: number, n: number, level = 0.95): Interval | null {
  if (n <= 0) return null;
  const z = normalQuantile(0.5 + level / 2);
  const share = count / n;
  const scale = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / scale;
  // At 0 and n the limit is exactly 0 or 1; floating arithmetic leaves a crumb there.
  return {
    lower: count === 0 ? 0 : Math.max(0, centre - half),
    upper: count === n ? 1 : Math.min(1, centre + half),
  };
}
