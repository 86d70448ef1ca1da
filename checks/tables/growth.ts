/** growth.json: trends of counts and shares, seasonal trends, year over year. */

import {
  endpointRate,
  FEWEST_MONTHS,
  growthTrend,
  yearOverYear,
  type Trend,
} from '../../src/measure/statistics/growth.ts';
import { readJson } from './read.ts';
import { Tally, type TableResult } from './table.ts';

interface ExpectedTrend {
  readonly log_rate: number;
  readonly se: number;
  readonly dispersion: number;
  readonly df?: number;
  readonly monthly_rate: number;
  readonly ci: readonly [number, number];
  readonly annualised?: number;
}

interface GrowthTable {
  readonly series: readonly {
    readonly id: string;
    readonly series: readonly {
      readonly month: string;
      readonly authors_health: number;
      readonly authors_all: number;
    }[];
    readonly n_months: number;
    readonly endpoint_monthly_rate: number;
    readonly trend?: ExpectedTrend;
    readonly share_trend?: ExpectedTrend;
    readonly seasonal_trend?: ExpectedTrend;
    readonly year_over_year?: {
      readonly last: number;
      readonly previous: number;
      readonly ratio: number;
      readonly ci: readonly [number, number];
    };
  }[];
  readonly rules?: { readonly min_months?: number };
}

/** Fitted coefficients to 1e-4 by the methods; these agree far closer, so the rates' tolerance is kept for all. */
const TOLERANCE = 1e-6;
/** Relative: R's glm weighs the residuals by the step before its last, which leaves up to 6e-6 of the dispersion. */
const DISPERSION_TOLERANCE = 1e-5;

export async function checkGrowth(folder: string): Promise<TableResult> {
  const tally = new Tally();
  const { series, rules } = await readJson<GrowthTable>(folder, 'growth.json');
  if (rules?.min_months !== undefined) tally.same('fewest months', FEWEST_MONTHS, rules.min_months);
  for (const expected of series) {
    const months = expected.series.map((row) => ({
      month: row.month,
      authorsHealth: row.authors_health,
      authorsAll: row.authors_all,
    }));
    tally.same(`${expected.id} months`, months.length, expected.n_months);
    tally.near(`${expected.id} endpoint`, endpointRate(months), expected.endpoint_monthly_rate, TOLERANCE);
    compareTrend(tally, `${expected.id} trend`, growthTrend(months), expected.trend);
    compareTrend(tally, `${expected.id} share`, growthTrend(months, { share: true }), expected.share_trend);
    const seasonal = growthTrend(months, { seasonal: true });
    compareTrend(tally, `${expected.id} seasonal`, seasonal, expected.seasonal_trend);
    const year = yearOverYear(months);
    tally.same(`${expected.id} has year over year`, year !== null, expected.year_over_year !== undefined);
    if (!year || !expected.year_over_year) continue;
    tally.same(`${expected.id} last year`, year.last, expected.year_over_year.last);
    tally.same(`${expected.id} year before`, year.previous, expected.year_over_year.previous);
    tally.near(`${expected.id} ratio`, year.ratio, expected.year_over_year.ratio, TOLERANCE);
    tally.near(`${expected.id} ratio lower`, year.interval.lower, expected.year_over_year.ci[0], TOLERANCE);
    tally.near(`${expected.id} ratio upper`, year.interval.upper, expected.year_over_year.ci[1], TOLERANCE);
  }
  return tally.result();
}

function compareTrend(
  tally: Tally,
  name: string,
  trend: Trend | null,
  expected: ExpectedTrend | undefined,
): void {
  if (!expected) return;
  tally.near(`${name} log rate`, trend?.logRate ?? null, expected.log_rate, TOLERANCE);
  tally.near(`${name} se`, trend?.se ?? null, expected.se, TOLERANCE);
  tally.near(
    `${name} dispersion`,
    trend?.dispersion ?? null,
    expected.dispersion,
    DISPERSION_TOLERANCE * expected.dispersion,
  );
  if (expected.df !== undefined) tally.same(`${name} df`, trend?.df, expected.df);
  tally.near(`${name} rate`, trend?.monthlyRate ?? null, expected.monthly_rate, TOLERANCE);
  tally.near(`${name} lower`, trend?.interval.lower ?? null, expected.ci[0], TOLERANCE);
  tally.near(`${name} upper`, trend?.interval.upper ?? null, expected.ci[1], TOLERANCE);
  if (expected.annualised !== undefined)
    tally.near(`${name} annualised`, trend?.annualised ?? null, expected.annualised, TOLERANCE);
}
