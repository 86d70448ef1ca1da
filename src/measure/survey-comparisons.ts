/** Which shares of a survey may be compared, and what may then be said: between cycles, and down a ranking. */

import type { SurveyDescriptor } from '../gather/surveys/descriptor.ts';
import { compareAll, type ComparisonInput } from './claims.ts';
import { covariance, type Replicated } from './statistics/survey.ts';
import { varianceOf } from './survey-sums.ts';

/** One share: who gives which answers, among whom. */
export interface SurveyItem {
  /** Of [a-z0-9-]; with the cycle it names the row. */
  readonly id: string;
  readonly label: string;
  /** The question with its answers in words. */
  readonly question: string;
  /** Variable names; where a later cycle renamed one, both. */
  readonly variables: readonly string[];
  /** Codes that count. */
  readonly yes: readonly number[];
  /** Codes of the base; every other answer leaves it. */
  readonly base: readonly number[];
  /** Who is in the base, in words. */
  readonly of: string;
}

/** A share before it is a row. */
export interface Estimate {
  readonly item: SurveyItem;
  readonly survey: SurveyDescriptor;
  readonly variable: string;
  /** Group id and category id; '' for everyone. */
  readonly group: string;
  readonly category: string;
  readonly n: number;
  readonly share: Replicated;
  readonly se: number;
  readonly shown: boolean;
}

/**
 * Each share against the same wording in the cycle before: different people, so the errors add up and so do the degrees
 * of freedom. Holm over the items of one category.
 */
export function changesOf(
  estimates: readonly Estimate[],
): Map<Estimate, { readonly change: string; readonly changePoints: number | null }> {
  const pairs = estimates.flatMap((later) => {
    const wording = later.survey.items[later.variable].wording;
    const earlier = estimates
      .filter(
        (other) =>
          other.item === later.item &&
          other.group === later.group &&
          other.category === later.category &&
          other.survey.cycle < later.survey.cycle &&
          other.survey.items[other.variable].wording === wording,
      )
      .at(-1);
    return earlier ? [{ later, earlier, family: `${later.survey.id} ${later.group} ${later.category}` }] : [];
  });
  const changes = new Map<Estimate, { change: string; changePoints: number | null }>();
  for (const family of Map.groupBy(pairs, (pair) => pair.family).values()) {
    const compared = compareAll(
      family.map(({ later, earlier }) => ({
        ...sides(later, earlier),
        df: varianceOf(later.survey).df + varianceOf(earlier.survey).df,
      })),
    );
    family.forEach(({ later }, index) => {
      const { wording, difference } = compared[index];
      changes.set(later, { change: wording, changePoints: difference === null ? null : 100 * difference });
    });
  }
  return changes;
}

/** In each cycle, all adults: each share against the next lower one, the same people, so with their covariance. */
export function againstNext(estimates: readonly Estimate[]): Map<Estimate, string> {
  const next = new Map<Estimate, string>();
  const everyone = estimates.filter(({ group }) => group === '');
  for (const cycle of Map.groupBy(everyone, ({ survey }) => survey).values()) {
    const ranked = cycle.toSorted((a, b) => b.share.estimate - a.share.estimate);
    const compared = compareAll(
      ranked.slice(1).map((lower, index): ComparisonInput => {
        const higher = ranked[index];
        const { factors, df } = varianceOf(lower.survey);
        return {
          ...sides(higher, lower),
          covariance: covariance({ factors }, higher.share, lower.share),
          df,
        };
      }),
    );
    compared.forEach(({ wording }, index) => next.set(ranked[index], wording));
  }
  return next;
}

function sides(a: Estimate, b: Estimate): ComparisonInput {
  return {
    estimateA: a.shown ? a.share.estimate : null,
    seA: a.shown ? a.se : null,
    estimateB: b.shown ? b.share.estimate : null,
    seB: b.shown ? b.se : null,
  };
}
