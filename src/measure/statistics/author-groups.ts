/**
 * Uncertainty of shares of posts, of which one author may write many. Authors are dealt into groups by a hash, so that
 * all posts of an author stay together; the groups are the units (random groups: Wolter 2007, Introduction to Variance
 * Estimation, chapter 2). With fewer authors than groups a group is an author.
 */

import { normalQuantile, tQuantile } from './distributions.ts';
import { seeded } from './seeded.ts';
import type { Interval } from './wilson.ts';

export const AUTHOR_GROUPS = 200;
/** Fewer groups than this carry no interval. */
const FEWEST_GROUPS = 11;

/**
 * 95 % interval of a share as a ratio of totals, with the linearised variance between groups; null where there are too
 * few groups or the share is 0 or 1.
 * @param parts posts of the kind asked for, a group each
 * @param wholes all posts, of the same groups
 */
export function shareInterval(parts: readonly number[], wholes: readonly number[]): Interval | null {
  const variance = shareVariance(parts, wholes);
  const [part, whole] = [sum(parts), sum(wholes)];
  if (variance === null || part === 0 || part === whole) return null;
  const share = part / whole;
  // On the scale of log odds the limits stay within 0 and 1.
  const reach = (tQuantile(0.975, usedGroups(wholes) - 1) * Math.sqrt(variance)) / (share * (1 - share));
  const odds = Math.log(share / (1 - share));
  return { lower: logistic(odds - reach), upper: logistic(odds + reach) };
}

/** Linearised variance between groups of a share as a ratio of totals; null where there are too few groups. */
export function shareVariance(parts: readonly number[], wholes: readonly number[]): number | null {
  const used = usedGroups(wholes);
  if (used < FEWEST_GROUPS) return null;
  const whole = sum(wholes);
  const share = sum(parts) / whole;
  const squares = sum(wholes.map((all, group) => ((parts[group] ?? 0) - share * all) ** 2));
  return (squares * used) / (used - 1) / whole ** 2;
}

/**
 * What an author's many posts add to the variance of a flagged share beyond the binomial one: `authorVariance` of a correction. Null where
 * there are too few groups to tell.
 */
export function excessVariance(parts: readonly number[], wholes: readonly number[]): number | null {
  const variance = shareVariance(parts, wholes);
  if (variance === null) return null;
  const share = sum(parts) / sum(wholes);
  return Math.max(0, variance - (share * (1 - share)) / sum(wholes));
}

const usedGroups = (wholes: readonly number[]): number => wholes.filter((whole) => whole > 0).length;

/**
 * 95 % percentile intervals of several statistics when groups of authors are drawn again.
 * @param groups cells of each group, all of one length
 * @param statistics from summed cells to values; NaN where one cannot be formed
 */
export function groupBootstrap(
  groups: readonly (readonly number[])[],
  statistics: (cells: Float64Array) => readonly number[],
  seed: number,
  draws = 1000,
): (Interval | null)[] {
  if (groups.length < FEWEST_GROUPS)
    return statistics(new Float64Array(groups[0]?.length ?? 0)).map(() => null);
  const random = seeded(seed);
  const drawn: number[][] = [];
  const counts = groups.map((group) => Float64Array.from(group));
  for (let draw = 0; draw < draws; draw += 1) {
    const cells = new Float64Array(groups[0].length);
    counts.forEach(() => {
      const group = counts[Math.floor(random() * counts.length)];
      for (let cell = 0; cell < cells.length; cell += 1) cells[cell] += group[cell];
    });
    statistics(cells).forEach((value, index) => {
      (drawn[index] ??= []).push(value);
    });
  }
  return drawn.map((values) => {
    const finite = values.filter(Number.isFinite).sort((a, b) => a - b);
    if (finite.length < draws / 2) return null;
    return {
      lower: finite[Math.floor(0.025 * (finite.length - 1))],
      upper: finite[Math.ceil(0.975 * (finite.length - 1))],
    };
  });
}

/** Two-sided p-value scale of a difference between two shares of authors, pooled under no difference. */
export function twoShareStatistic(partA: number, wholeA: number, partB: number, wholeB: number): number {
  const pooled = (partA + partB) / (wholeA + wholeB);
  const variance = pooled * (1 - pooled) * (1 / wholeA + 1 / wholeB);
  return variance > 0 ? (partA / wholeA - partB / wholeB) / Math.sqrt(variance) : 0;
}

/** 95 % interval of the ratio of two shares, on the log scale (Katz et al. 1978, Biometrics 34:469-474). */
export function shareRatioInterval(
  partA: number,
  wholeA: number,
  partB: number,
  wholeB: number,
): Interval | null {
  if (partA === 0 || partB === 0) return null;
  const ratio = partA / wholeA / (partB / wholeB);
  const reach = normalQuantile(0.975) * Math.sqrt(1 / partA - 1 / wholeA + 1 / partB - 1 / wholeB);
  return { lower: ratio * Math.exp(-reach), upper: ratio * Math.exp(reach) };
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
