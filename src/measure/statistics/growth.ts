/**
 * Growth of a monthly count, and of its share of all authors sampled the same way.
 * Quasi-Poisson with log link: count ~ month index, with offset log(all authors) for the share.
 */

import { fitPoisson, pearsonDispersion, type CountFit } from './count-regression.ts';
import { normalQuantile, tQuantile } from './distributions.ts';
import { sandwich } from './linear-algebra.ts';
import type { Interval } from './wilson.ts';

export interface Month {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Distinct authors with at least one health-relevant post. */
  readonly authorsHealth: number;
  /** Distinct authors sampled the same way. */
  readonly authorsAll: number;
}

export interface Trend {
  readonly logRate: number;
  readonly se: number;
  readonly df: number;
  readonly dispersion: number;
  /** exp(log rate) - 1: 0.01 is one per cent a month. */
  readonly monthlyRate: number;
  readonly interval: Interval;
  readonly annualised: number;
  /** Of the deviance residuals; below 1.2 neighbouring months move together. */
  readonly durbinWatson: number;
  /** Standard error that allows for it (Newey-West, three lags). */
  readonly seNeweyWest: number;
}

export interface TrendOptions {
  /** Growth of the share of sampled authors instead of their number. */
  readonly share?: boolean;
  /** A factor for each calendar month; needs 24 months. */
  readonly seasonal?: boolean;
  /** Use Newey-West's standard error where Durbin-Watson asks for it. */
  readonly guardAutocorrelation?: boolean;
}

export const FEWEST_MONTHS = 6;
export const FEWEST_MONTHS_SEASONAL = 24;
const DURBIN_WATSON_LIMIT = 1.2;
const LAGS = 3;

/**
 * The trend over complete months of a constant set of sources; null below six months.
 * Months that were left out (gaps in gathering) keep their place in time.
 */
export function growthTrend(series: readonly Month[], options: TrendOptions = {}): Trend | null {
  const { share = false, seasonal = false, guardAutocorrelation = false } = options;
  if (series.length < (seasonal ? FEWEST_MONTHS_SEASONAL : FEWEST_MONTHS)) return null;
  const outcome = series.map((month) => month.authorsHealth);
  const first = monthNumber(series[0].month);
  const calendar = [...new Set(series.map((month) => month.month.slice(5)))].sort().slice(1);
  const design = series.map(({ month }) => [
    monthNumber(month) - first,
    ...(seasonal ? calendar.map((name) => Number(month.slice(5) === name)) : []),
  ]);
  const fit = fitPoisson({
    outcome,
    design,
    group: outcome.map(() => 0),
    ...(share ? { offset: series.map((month) => Math.log(month.authorsAll)) } : {}),
  });
  const df = outcome.length - design[0].length - 1;
  const dispersion = pearsonDispersion(outcome, fit.fitted, df);
  const se = Math.sqrt(dispersion * fit.bread[0][0]);
  const seNeweyWest = Math.sqrt(neweyWest(fit, outcome)[0][0]);
  const durbinWatson = durbinWatsonOf(outcome, fit.fitted);
  const used = guardAutocorrelation && durbinWatson < DURBIN_WATSON_LIMIT ? seNeweyWest : se;
  const reach = tQuantile(0.975, df) * used;
  const [logRate] = fit.coefficients;
  return {
    logRate,
    se,
    df,
    dispersion,
    monthlyRate: Math.expm1(logRate),
    interval: { lower: Math.expm1(logRate - reach), upper: Math.expm1(logRate + reach) },
    annualised: Math.expm1(12 * logRate),
    durbinWatson,
    seNeweyWest,
  };
}

/** Compound rate between the first and the last month; printed beside the trend only, never alone. */
export function endpointRate(series: readonly Month[]): number | null {
  const [first, last] = [series[0], series.at(-1)];
  if (!first || !last || first === last || first.authorsHealth === 0) return null;
  const months = monthNumber(last.month) - monthNumber(first.month);
  return (last.authorsHealth / first.authorsHealth) ** (1 / months) - 1;
}

export interface YearOverYear {
  readonly last: number;
  readonly previous: number;
  readonly ratio: number;
  readonly interval: Interval;
  /** Calendar months that both years have. */
  readonly months: number;
}

const MONTHS_A_YEAR = 12;

/**
 * The last twelve calendar months against the twelve before, as sums of monthly distinct authors (an author active in several
 * months counts in each), over the months that both have; the log-ratio interval is widened by the dispersion of the seasonal
 * trend. Null where there is no such trend, or fewer than six months are in both.
 */
export function yearOverYear(series: readonly Month[]): YearOverYear | null {
  const trend = growthTrend(series, { seasonal: true });
  if (!trend) return null;
  const counts = new Map(series.map(({ month, authorsHealth }) => [monthNumber(month), authorsHealth]));
  const end = Math.max(...counts.keys());
  const pairs = Array.from({ length: MONTHS_A_YEAR }, (_, back) => end - back).flatMap((month) => {
    const [now, before] = [counts.get(month), counts.get(month - MONTHS_A_YEAR)];
    return now === undefined || before === undefined ? [] : [{ now, before }];
  });
  if (pairs.length < FEWEST_MONTHS) return null;
  const last = pairs.reduce((total, { now }) => total + now, 0);
  const previous = pairs.reduce((total, { before }) => total + before, 0);
  const ratio = last / previous;
  const reach = normalQuantile(0.975) * Math.sqrt(trend.dispersion * (1 / last + 1 / previous));
  return {
    last,
    previous,
    ratio,
    interval: { lower: ratio * Math.exp(-reach), upper: ratio * Math.exp(reach) },
    months: pairs.length,
  };
}

export type GrowthWording = 'grew' | 'fell' | 'about the same' | 'no growth figure';

/** What may be said of a trend: nothing below six months, growth only when the interval leaves 0 out. */
export function growthWording(trend: Trend | null): GrowthWording {
  if (!trend) return 'no growth figure';
  if (trend.interval.lower > 0) return 'grew';
  return trend.interval.upper < 0 ? 'fell' : 'about the same';
}

/** Months since year 0. Throws on anything but `YYYY-MM`. */
function monthNumber(month: string): number {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (!match) throw new RangeError(`"${month}" is no month: write YYYY-MM`);
  return 12 * Number(match[1]) + Number(match[2]) - 1;
}

function durbinWatsonOf(outcome: readonly number[], fitted: readonly number[]): number {
  const residuals = outcome.map((count, row) => {
    const mean = fitted[row];
    const deviance = 2 * ((count > 0 ? count * Math.log(count / mean) : 0) - (count - mean));
    return Math.sign(count - mean) * Math.sqrt(Math.max(0, deviance));
  });
  const steps = residuals.slice(1).reduce((sum, value, row) => sum + (value - residuals[row]) ** 2, 0);
  return steps / residuals.reduce((sum, value) => sum + value ** 2, 0);
}

/** Newey and West (1987, Econometrica 55:703-708), Bartlett weights over three lags. */
function neweyWest(fit: CountFit, outcome: readonly number[]): number[][] {
  const scores = fit.within.map((row, index) =>
    row.map((value) => value * (outcome[index] - fit.fitted[index])),
  );
  const columns = fit.bread.length;
  const meat = Array.from({ length: columns }, (_, a) =>
    Array.from({ length: columns }, (__, b) => {
      let sum = 0;
      for (let lag = 0; lag <= LAGS; lag += 1) {
        const weight = 1 - lag / (LAGS + 1);
        for (let row = lag; row < scores.length; row += 1) {
          const forward = scores[row][a] * scores[row - lag][b];
          const back = lag > 0 ? scores[row - lag][a] * scores[row][b] : 0;
          sum += weight * (forward + back);
        }
      }
      return sum;
    }),
  );
  return sandwich(fit.bread, meat);
}
