/**
 * Shares of posts corrected for classifier error, flagged and corrected beside each other (docs/methods.md, section c). Posts of one author are not
 * independent: what whole groups of authors add to the variance of the flagged share goes into the interval.
 */

import type { FigureRow } from '../records.ts';
import { displayPercent } from './rounding.ts';
import { excessVariance, groupBootstrap } from './statistics/author-groups.ts';
import { correctClasses } from './statistics/quantification-classes.ts';
import { correct, type Corrected } from './statistics/quantification.ts';
import type { Interval } from './statistics/wilson.ts';
import type { BinaryCounts, ClassCounts } from './validation.ts';

/** Posts of a kind among posts, in all and in each group of authors. */
export interface FlaggedPosts {
  readonly flagged: number;
  readonly posts: number;
  readonly flaggedByGroup: readonly number[];
  /** Null where only the sum is known: then every group is taken to have written as many, which is never too narrow. */
  readonly postsByGroup: readonly number[] | null;
}

/** A corrected share as a fraction, or why there is none. */
export interface CorrectedShare {
  readonly flagged: number;
  readonly corrected: number | null;
  readonly interval: Interval | null;
  /** Before clipping to 0 and 1: for sums over strata. */
  readonly unclipped: Interval | null;
  /** "" where it may be shown. */
  readonly hidden: string;
}

const TOO_FEW_GROUPS = 'too few authors for an interval';

export function correctedShare(found: FlaggedPosts, counts: BinaryCounts): CorrectedShare {
  const { flagged, posts } = found;
  const extra = excessVariance(found.flaggedByGroup, found.postsByGroup ?? evenly(found));
  if (extra === null) return none(flagged / posts, TOO_FEW_GROUPS);
  const result = correct({ positives: flagged, n: posts, ...counts, authorVariance: extra });
  if (result.decision !== 'show')
    return { ...none(flagged / posts, whyHidden(result)), unclipped: result.unclippedInterval };
  return {
    flagged: flagged / posts,
    corrected: result.corrected,
    interval: result.interval,
    unclipped: result.unclippedInterval,
    hidden: '',
  };
}

/** Strata that are corrected each by its own sample, added up by their posts; hidden where one of them is. */
export function correctedSum(
  strata: readonly { readonly share: CorrectedShare; readonly posts: number }[],
): CorrectedShare {
  const posts = strata.reduce((sum, stratum) => sum + stratum.posts, 0);
  const weigh = (value: (share: CorrectedShare) => number) =>
    strata.reduce((sum, { share, posts: n }) => sum + (n / posts) * value(share), 0);
  const flagged = weigh((share) => share.flagged);
  const hidden = strata.find(({ share }) => share.hidden !== '');
  if (hidden) return none(flagged, hidden.share.hidden);
  const centre = weigh(({ unclipped }) => ((unclipped?.lower ?? 0) + (unclipped?.upper ?? 0)) / 2);
  const half = Math.sqrt(
    strata.reduce((sum, { share: { unclipped }, posts: n }) => {
      const reach = ((unclipped?.upper ?? 0) - (unclipped?.lower ?? 0)) / 2;
      return sum + ((n / posts) * reach) ** 2;
    }, 0),
  );
  const unclipped = { lower: centre - half, upper: centre + half };
  return {
    flagged,
    corrected: weigh((share) => share.corrected ?? 0),
    interval: { lower: Math.max(0, unclipped.lower), upper: Math.min(1, unclipped.upper) },
    unclipped,
    hidden: '',
  };
}

/**
 * Shares of several classes, with 95 % percentile intervals: in each of 1,000 draws groups of authors are drawn again, and so are the labelled posts of
 * each class, so that the error of the sample is carried too.
 * @param byGroup posts of each class in each group of authors, in the order of the sample's classes
 */
export function correctedClasses(
  byGroup: readonly (readonly number[])[],
  { classes, counts }: ClassCounts,
  random: () => number,
): readonly { readonly corrected: number; readonly interval: Interval | null }[] {
  const totals = classes.map((_, place) => byGroup.reduce((sum, cells) => sum + cells[place], 0));
  const estimate = correctClasses(counts.map(sharesOf), sharesOf(totals));
  const intervals = groupBootstrap(
    byGroup.filter((cells) => cells.some((cell) => cell > 0)),
    (cells) =>
      correctClasses(
        counts.map((row) => sharesOf(drawnAgain(row, random))),
        sharesOf([...cells]),
      ),
    CLASS_SEED,
  );
  return estimate.map((corrected, place) => ({ corrected, interval: intervals[place] }));
}

/** Of the draws of authors; part of the result. */
const CLASS_SEED = 20;

/** The dimensions that a row carries of its correction, with the words that print flagged and corrected together. */
export function correctionOf(
  share: CorrectedShare,
  n: number,
): Pick<FigureRow, 'value' | 'lower' | 'upper' | 'decision' | 'reason' | 'flagged'> {
  const words = `flagged ${displayPercent(share.flagged, n)}`;
  const shown = share.hidden === '';
  return {
    value: shown && share.corrected !== null ? 100 * share.corrected : null,
    lower: shown && share.interval ? 100 * share.interval.lower : null,
    upper: shown && share.interval ? 100 * share.interval.upper : null,
    decision: shown ? 'flagged' : 'hidden',
    reason: shown ? `corrected for classifier error; ${words}` : `${share.hidden}; ${words}`,
    flagged: 100 * share.flagged,
  };
}

function none(flagged: number, hidden: string): CorrectedShare {
  return { flagged, corrected: null, interval: null, unclipped: null, hidden };
}

function whyHidden({ decision }: Corrected): string {
  return decision.replace(/^hide: /, '');
}

/** Every group that wrote any, as many posts each. */
function evenly({ posts, flaggedByGroup }: FlaggedPosts): number[] {
  const used = flaggedByGroup.filter((count) => count > 0).length;
  return flaggedByGroup.map((count) => (count > 0 ? posts / used : 0));
}

function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

/** As many posts as were labelled of a class, drawn from how these were read. */
function drawnAgain(row: readonly number[], random: () => number): number[] {
  const total = row.reduce((sum, count) => sum + count, 0);
  const drawn = row.map(() => 0);
  for (let post = 0; post < total; post += 1) {
    let left = random() * total;
    const place = row.findIndex((count) => (left -= count) < 0);
    drawn[place < 0 ? row.length - 1 : place] += 1;
  }
  return drawn;
}
