/**
 * Weighted survey estimates with replicate weights: T from the full-sample weight, T_r from each replicate weight, and
 * V = sum over r of c_r (T_r - T)². Deviations are taken from the full-sample estimate; c_r is a property of each survey
 * release and stands in its descriptor. A domain is a mask on the whole file, never a file with rows removed.
 */

export interface SurveyDesign {
  readonly respondents: number;
  readonly weights: Float64Array;
  /** One array of weights a replicate. */
  readonly replicates: readonly Float64Array[];
  /** The factor c_r of each replicate. */
  readonly factors: readonly number[];
  readonly df: number;
}

/** An estimate that carries its replicates, so that differences can be replicated too. */
export interface Replicated {
  readonly estimate: number;
  readonly replicates: Float64Array;
}

/** Whether each respondent is in: same length as the file. */
export type Mask = (respondent: number) => boolean;

export const everyone: Mask = () => true;

/** Delete-one jackknife: (R - 1) / R for every replicate, unless the release prints a factor of its own. */
export function jackknifeFactors(replicates: number, factor = (replicates - 1) / replicates): number[] {
  return new Array<number>(replicates).fill(factor);
}

/** Stratified jackknife: (n_h - 1) / n_h for each replicate of a stratum of n_h, in the order of the replicates. */
export function stratifiedJackknifeFactors(strataOfReplicates: readonly number[]): number[] {
  const sizes = new Map<number, number>();
  for (const stratum of strataOfReplicates) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
  return strataOfReplicates.map((stratum) => {
    const size = sizes.get(stratum) ?? 1;
    return (size - 1) / size;
  });
}

/** Balanced repeated replication: 1 / R; with Fay's coefficient k, 1 / (R (1 - k)²) (Judkins 1990, J Off Stat 6:223-239). */
export function balancedFactors(replicates: number, fay = 0): number[] {
  return new Array<number>(replicates).fill(1 / (replicates * (1 - fay) ** 2));
}

/** Sum of weight times value, for the full sample and each replicate. */
export function total(design: SurveyDesign, value: (respondent: number) => number): Replicated {
  const values = Float64Array.from({ length: design.respondents }, (_, respondent) => value(respondent));
  return {
    estimate: weightedSum(design.weights, values),
    replicates: Float64Array.from(design.replicates, (weights) => weightedSum(weights, values)),
  };
}

/** A quotient of two totals; numerator and denominator are both computed again in each replicate. */
export function ratio(numerator: Replicated, denominator: Replicated): Replicated {
  return {
    estimate: numerator.estimate / denominator.estimate,
    replicates: numerator.replicates.map((value, index) => value / denominator.replicates[index]),
  };
}

/** The share of `base` that is also in `answer`. */
export function proportion(design: SurveyDesign, answer: Mask, base: Mask): Replicated {
  return ratio(
    total(design, (respondent) => Number(base(respondent) && answer(respondent))),
    total(design, (respondent) => Number(base(respondent))),
  );
}

/** The mean of a value over `base`. */
export function mean(design: SurveyDesign, value: (respondent: number) => number, base: Mask): Replicated {
  return ratio(
    total(design, (respondent) => (base(respondent) ? value(respondent) : 0)),
    total(design, (respondent) => Number(base(respondent))),
  );
}

/** First minus second, replicated as a difference: right also where the two share respondents. */
export function difference(first: Replicated, second: Replicated): Replicated {
  return {
    estimate: first.estimate - second.estimate,
    replicates: first.replicates.map((value, index) => value - second.replicates[index]),
  };
}

/** Standard error of an estimate. */
export function standardError(
  design: Pick<SurveyDesign, 'factors'>,
  { estimate, replicates }: Replicated,
): number {
  let variance = 0;
  for (let index = 0; index < replicates.length; index += 1)
    variance += design.factors[index] * (replicates[index] - estimate) ** 2;
  return Math.sqrt(variance);
}

/** Covariance of two estimates of the same respondents. */
export function covariance(
  design: Pick<SurveyDesign, 'factors'>,
  first: Replicated,
  second: Replicated,
): number {
  let sum = 0;
  for (let index = 0; index < design.factors.length; index += 1)
    sum +=
      design.factors[index] *
      (first.replicates[index] - first.estimate) *
      (second.replicates[index] - second.estimate);
  return sum;
}

/** How many respondents are in, unweighted. */
export function countOf(design: SurveyDesign, mask: Mask): number {
  let count = 0;
  for (let respondent = 0; respondent < design.respondents; respondent += 1) if (mask(respondent)) count += 1;
  return count;
}

/**
 * Single cycles joined by NCI's rule: each cycle keeps its own replicates while the others repeat their full-sample
 * weight, the factor stays the cycle's own, degrees of freedom add up. Respondents follow one another in the order given.
 */
export function joinCycles(cycles: readonly SurveyDesign[]): SurveyDesign {
  const respondents = cycles.reduce((sum, cycle) => sum + cycle.respondents, 0);
  const side = (parts: readonly Float64Array[]): Float64Array => {
    const joined = new Float64Array(respondents);
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  };
  const full = cycles.map(({ weights }) => weights);
  return {
    respondents,
    weights: side(full),
    replicates: cycles.flatMap((cycle, own) =>
      cycle.replicates.map((weights) => side(full.with(own, weights))),
    ),
    factors: cycles.flatMap(({ factors }) => factors),
    df: cycles.reduce((sum, { df }) => sum + df, 0),
  };
}

/** In the order of the file, so that the same file gives the same last digit. */
function weightedSum(weights: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let respondent = 0; respondent < values.length; respondent += 1)
    sum += weights[respondent] * values[respondent];
  return sum;
}
