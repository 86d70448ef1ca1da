/**
 * Counts corrected for classifier error. What is flagged is not what is there: with a rare topic most flags can be
 * false, with a common one many posts are missed. Point estimate by Rogan and Gladen (1978, Am J Epidemiol 107:71-76),
 * interval by Lang and Reiczigel (2014, Prev Vet Med 113:13-22).
 */

import { normalQuantile } from './distributions.ts';
import { seeded } from './seeded.ts';
import type { Interval } from './wilson.ts';

/** What a classifier flagged, and how it did on an independent random validation sample. */
export interface Flagged {
  readonly positives: number;
  readonly n: number;
  readonly truePositives: number;
  readonly labelledPositive: number;
  readonly trueNegatives: number;
  readonly labelledNegative: number;
  /** Variance of the flagged share beyond the binomial one, because an author writes several posts. */
  readonly authorVariance?: number;
}

export type CorrectionDecision =
  | 'show'
  | 'hide: not identified (sensitivity + specificity <= 1)'
  | 'hide: validation sample does not fit'
  | 'hide: interval reaches 0';

export interface Corrected {
  readonly apparent: number;
  readonly sensitivity: number;
  readonly specificity: number;
  /** Sensitivity + specificity - 1. */
  readonly youden: number;
  /** Corrected share before and after clipping to [0, 1]; null when not identified. */
  readonly unclipped: number | null;
  readonly corrected: number | null;
  /** Standard error by the delta method, for comparison only. */
  readonly seDelta: number | null;
  readonly unclippedInterval: Interval | null;
  /** Lang-Reiczigel, clipped to [0, 1]: the interval that is drawn. */
  readonly interval: Interval | null;
  readonly decision: CorrectionDecision;
}

/** Corrects a flagged share for the classifier's error, with a 95 % interval that carries it. */
export function correct(flagged: Flagged): Corrected {
  const { positives, n, labelledPositive, labelledNegative } = flagged;
  if (n <= 0 || labelledPositive <= 0 || labelledNegative <= 0)
    throw new RangeError(
      `a correction needs posts and labels of both kinds: n ${n}, labelled ${labelledPositive} yes and ${labelledNegative} no`,
    );
  const apparent = positives / n;
  const sensitivity = flagged.truePositives / labelledPositive;
  const specificity = flagged.trueNegatives / labelledNegative;
  const youden = sensitivity + specificity - 1;
  const known = { apparent, sensitivity, specificity, youden };
  if (youden <= 0)
    return {
      ...known,
      unclipped: null,
      corrected: null,
      seDelta: null,
      unclippedInterval: null,
      interval: null,
      decision: 'hide: not identified (sensitivity + specificity <= 1)',
    };
  const unclipped = (apparent + specificity - 1) / youden;
  const variance =
    (apparent * (1 - apparent)) / n +
    (flagged.authorVariance ?? 0) +
    (unclipped ** 2 * sensitivity * (1 - sensitivity)) / labelledPositive +
    ((1 - unclipped) ** 2 * specificity * (1 - specificity)) / labelledNegative;
  const unclippedInterval = langReiczigel(flagged);
  return {
    ...known,
    unclipped,
    corrected: clip(unclipped),
    seDelta: Math.sqrt(variance) / youden,
    unclippedInterval,
    interval: { lower: clip(unclippedInterval.lower), upper: clip(unclippedInterval.upper) },
    decision: decide(positives, unclippedInterval),
  };
}

/**
 * A clipped [0, 0] is never a precise zero: both limits outside [0, 1] mean that sensitivity and specificity of the
 * validation sample do not hold for this stream.
 */
function decide(positives: number, { lower, upper }: Interval): CorrectionDecision {
  if (upper < 0 || lower > 1) return 'hide: validation sample does not fit';
  return positives === 0 || lower <= 0 ? 'hide: interval reaches 0' : 'show';
}

function langReiczigel(flagged: Flagged): Interval {
  const { positives, n, truePositives, labelledPositive, trueNegatives, labelledNegative } = flagged;
  const z = normalQuantile(0.975);
  const nAdjusted = n + z * z;
  const share = (positives + (z * z) / 2) / nAdjusted;
  const sensitivity = (truePositives + 1) / (labelledPositive + 2);
  const specificity = (trueNegatives + 1) / (labelledNegative + 2);
  const youden = sensitivity + specificity - 1;
  const corrected = (share + specificity - 1) / youden;
  const seTerm = (sensitivity * (1 - sensitivity)) / (labelledPositive + 2);
  const spTerm = (specificity * (1 - specificity)) / (labelledNegative + 2);
  const centre = corrected + 2 * z * z * (corrected * seTerm - (1 - corrected) * spTerm);
  const variance =
    (share * (1 - share)) / nAdjusted +
    (flagged.authorVariance ?? 0) +
    corrected ** 2 * seTerm +
    (1 - corrected) ** 2 * spTerm;
  const half = (z * Math.sqrt(variance)) / youden;
  return { lower: centre - half, upper: centre + half };
}

function clip(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/**
 * Variance of the flagged share when whole authors are drawn again, less the binomial variance that `correct` counts
 * already; never below 0. `authors` are in a fixed order, the seed is part of the result.
 */
export function authorVariance(
  authors: readonly { readonly flagged: number; readonly posts: number }[],
  seed: number,
  draws = 1000,
): number {
  const random = seeded(seed);
  const shares = Array.from({ length: draws }, () => {
    let flagged = 0;
    let posts = 0;
    for (const author of authors.map(() => authors[Math.floor(random() * authors.length)])) {
      flagged += author.flagged;
      posts += author.posts;
    }
    return posts ? flagged / posts : 0;
  });
  const mean = shares.reduce((sum, share) => sum + share, 0) / draws;
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (draws - 1);
  const posts = authors.reduce((sum, author) => sum + author.posts, 0);
  return Math.max(0, variance - (mean * (1 - mean)) / posts);
}
