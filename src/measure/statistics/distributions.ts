/**
 * Quantiles and tail areas of the distributions that intervals and tests need. The only file that knows the library.
 *
 * jStat agrees with @stdlib's implementations to 9e-8 for the 0.95 and 0.975 quantiles of t (1 to 100,000 degrees of freedom), to
 * 2e-7 for beta quantiles (parameters 0.001 to 30,000) and to 1e-15 for the normal: far below anything that is printed.
 */

import library from 'jstat';

const { jStat } = library;

/** Quantile of the standard normal distribution. */
export function normalQuantile(probability: number): number {
  return jStat.normal.inv(probability, 0, 1);
}

/** Quantile of Student's t; the normal's when `df` is infinite. */
export function tQuantile(probability: number, df: number): number {
  return Number.isFinite(df) ? jStat.studentt.inv(probability, df) : normalQuantile(probability);
}

/** Two-sided tail area of a t statistic; normal when `df` is infinite. Never negative, 1 at zero. */
export function twoSidedP(statistic: number, df: number = Number.POSITIVE_INFINITY): number {
  const tail = -Math.abs(statistic);
  return Math.min(1, 2 * (Number.isFinite(df) ? jStat.studentt.cdf(tail, df) : jStat.normal.cdf(tail, 0, 1)));
}

/** Quantile of the beta distribution, with the limits that exact intervals need: 0 when a = 0, 1 when b = 0. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (a <= 0) return 0;
  if (b <= 0) return 1;
  return jStat.beta.inv(probability, a, b);
}

/** Logarithm of the gamma function. */
export function logGamma(x: number): number {
  return jStat.gammaln(x);
}
