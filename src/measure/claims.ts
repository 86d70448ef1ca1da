/**
 * The words follow the evidence: which comparison, share or lead a takeaway may claim.
 * Overlap of two 95 % intervals is never used as a test. Estimates and standard errors are fractions from 0 to 1.
 */

import { tQuantile, twoSidedP } from './statistics/distributions.ts';
import { holm } from './statistics/multiple-tests.ts';
import type { Interval } from './statistics/wilson.ts';

export type ComparisonWording = 'higher' | 'lower' | 'about the same' | 'no clear difference' | 'not shown';

export interface ComparisonInput {
  /** Null where the cell is hidden. */
  readonly estimateA: number | null;
  readonly seA: number | null;
  readonly estimateB: number | null;
  readonly seB: number | null;
  /** Of the two estimates; 0 for independent samples, from the replicates for the same respondents. */
  readonly covariance?: number;
  /** Degrees of freedom of the design; infinite (the normal) by default. */
  readonly df?: number;
}

export interface Comparison {
  /** What may be said of A against B. */
  readonly wording: ComparisonWording;
  readonly difference: number | null;
  readonly seDifference: number | null;
  readonly pValue: number | null;
  readonly interval95: Interval | null;
  readonly interval90: Interval | null;
  /** The 90 % interval of the difference lies within three points. */
  readonly equivalent: boolean;
  /** Kept to show that overlap is no test; decides nothing. */
  readonly intervalsOverlap: boolean;
}

/** Two shares closer than this are about the same, when the 90 % interval says so. */
const EQUIVALENCE_MARGIN = 0.03;
const SIGNIFICANCE = 0.05;
/** So that a limit given in decimals (0.20 wide) is not missed by a binary crumb. */
const CRUMB = 1e-12;

/**
 * Compares A with B. In this order: a hidden cell, equivalence, significance, else no clear difference.
 * For several comparisons in one panel use `compareAll`.
 */
export function compare(input: ComparisonInput): Comparison {
  return compareAll([input])[0];
}

/** Compares several pairs of one panel; the test is Holm's over all pairs that are shown. */
export function compareAll(inputs: readonly ComparisonInput[]): readonly Comparison[] {
  const measured = inputs.map(measure);
  const adjusted = holm(measured.flatMap(({ pValue }) => (pValue === null ? [] : [pValue])));
  let shown = 0;
  return measured.map((comparison) => {
    if (comparison.pValue === null) return comparison;
    return { ...comparison, wording: wordingOf(comparison, adjusted[shown++]) };
  });
}

export type ShareWording = 'nearly all' | 'most' | 'about half' | 'fewer than half' | 'few';

/** The word a share with its 95 % interval may carry, or null: then the number alone. All as fractions. */
export function shareWording(
  estimate: number | null,
  lower: number | null,
  upper: number | null,
): ShareWording | null {
  if (estimate === null || lower === null || upper === null) return null;
  if (lower >= 0.9) return 'nearly all';
  if (upper <= 0.1) return 'few';
  if (lower > 0.5) return 'most';
  if (upper < 0.5) return 'fewer than half';
  return upper - lower <= 0.2 + CRUMB ? 'about half' : null;
}

/** Whether the first of a ranking may be called "the most common": only with a significant lead over the second. */
export function leadWording(firstAgainstSecond: Comparison): 'the most common' | 'among the most common' {
  return firstAgainstSecond.wording === 'higher' ? 'the most common' : 'among the most common';
}

/** Standard error of a share read as if from a simple random sample of n; say so where it is used. */
export function simpleSampleSe(share: number, n: number): number {
  return Math.sqrt((share * (1 - share)) / n);
}

/**
 * The covariance least favourable to a claim, for two shares of the same respondents whose overlap was not published:
 * the standard error of the difference becomes the sum of the two.
 */
export function worstCovariance(seA: number, seB: number): number {
  return -seA * seB;
}

function measure(input: ComparisonInput): Comparison {
  const { estimateA, seA, estimateB, seB, covariance = 0, df = Number.POSITIVE_INFINITY } = input;
  if (estimateA === null || seA === null || estimateB === null || seB === null) return NOT_SHOWN;
  const difference = estimateA - estimateB;
  const seDifference = Math.sqrt(Math.max(0, seA * seA + seB * seB - 2 * covariance));
  const around = (estimate: number, se: number, level: number): Interval => {
    const reach = tQuantile(0.5 + level / 2, df) * se;
    return { lower: estimate - reach, upper: estimate + reach };
  };
  const interval90 = around(difference, seDifference, 0.9);
  const a = around(estimateA, seA, 0.95);
  const b = around(estimateB, seB, 0.95);
  return {
    wording: 'no clear difference',
    difference,
    seDifference,
    pValue: pValueOf(difference, seDifference, df),
    interval95: around(difference, seDifference, 0.95),
    interval90,
    equivalent: interval90.lower >= -EQUIVALENCE_MARGIN && interval90.upper <= EQUIVALENCE_MARGIN,
    intervalsOverlap: a.lower <= b.upper && b.lower <= a.upper,
  };
}

const NOT_SHOWN: Comparison = {
  wording: 'not shown',
  difference: null,
  seDifference: null,
  pValue: null,
  interval95: null,
  interval90: null,
  equivalent: false,
  intervalsOverlap: false,
};

function pValueOf(difference: number, se: number, df: number): number {
  if (se > 0) return twoSidedP(difference / se, df);
  return difference === 0 ? 1 : 0;
}

function wordingOf(comparison: Comparison, adjustedP: number): ComparisonWording {
  if (comparison.equivalent) return 'about the same';
  if (adjustedP >= SIGNIFICANCE || comparison.difference === null) return 'no clear difference';
  return comparison.difference > 0 ? 'higher' : 'lower';
}
