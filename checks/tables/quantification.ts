/** quantification.json: corrected shares, their intervals and decisions; confusion between classes. */

import { correct } from '../../src/measure/statistics/quantification.ts';
import { correctClasses } from '../../src/measure/statistics/quantification-classes.ts';
import { coverageOf, type CoverageDesign } from '../coverage.ts';
import { readJson } from './read.ts';
import { Tally, type TableResult } from './table.ts';

type Pair = readonly [number, number];

interface QuantificationTable {
  readonly binary: readonly {
    readonly id: string;
    readonly positives: number;
    readonly n: number;
    readonly true_positives: number;
    readonly labelled_positive: number;
    readonly true_negatives: number;
    readonly labelled_negative: number;
    readonly apparent: number;
    readonly sensitivity: number;
    readonly specificity: number;
    readonly youden?: number;
    readonly corrected_untruncated?: number | null;
    readonly corrected: number | null;
    readonly se_delta?: number | null;
    readonly ci_delta?: Pair;
    readonly ci_lang_reiczigel?: Pair;
    readonly limits_unclipped?: Pair;
    readonly decision: string;
  }[];
  readonly multiclass: readonly {
    readonly id: string;
    readonly confusion_row_normalised: readonly (readonly number[])[];
    readonly observed: readonly number[];
    readonly expected_true: readonly number[];
  }[];
  readonly coverage_property?: Omit<CoverageDesign, 'prevalence'> & {
    readonly true_prevalence: number;
    readonly seed_free_expected_coverage_lang_reiczigel: number;
  };
}

const TOLERANCE = 1e-6;
const Z = 1.959963984540054;

export async function checkQuantification(folder: string): Promise<TableResult> {
  const tally = new Tally();
  const table = await readJson<QuantificationTable>(folder, 'quantification.json');
  for (const expected of table.binary) {
    const result = correct({
      positives: expected.positives,
      n: expected.n,
      truePositives: expected.true_positives,
      labelledPositive: expected.labelled_positive,
      trueNegatives: expected.true_negatives,
      labelledNegative: expected.labelled_negative,
    });
    const near = (field: string, actual: number | null, value: number | null | undefined) => {
      if (value !== undefined) tally.near(`${expected.id} ${field}`, actual, value, TOLERANCE);
    };
    near('apparent', result.apparent, expected.apparent);
    near('sensitivity', result.sensitivity, expected.sensitivity);
    near('specificity', result.specificity, expected.specificity);
    near('youden', result.youden, expected.youden);
    near('unclipped', result.unclipped, expected.corrected_untruncated);
    near('corrected', result.corrected, expected.corrected);
    near('delta se', result.seDelta, expected.se_delta);
    const reach = Z * (result.seDelta ?? Number.NaN);
    near('delta lower', Math.max(0, (result.unclipped ?? 0) - reach), expected.ci_delta?.[0]);
    near('delta upper', Math.min(1, (result.unclipped ?? 0) + reach), expected.ci_delta?.[1]);
    near('lower', result.interval?.lower ?? null, expected.ci_lang_reiczigel?.[0]);
    near('upper', result.interval?.upper ?? null, expected.ci_lang_reiczigel?.[1]);
    near('unclipped lower', result.unclippedInterval?.lower ?? null, expected.limits_unclipped?.[0]);
    near('unclipped upper', result.unclippedInterval?.upper ?? null, expected.limits_unclipped?.[1]);
    tally.same(`${expected.id} decision`, result.decision, expected.decision);
  }
  for (const { id, confusion_row_normalised, observed, expected_true } of table.multiclass)
    correctClasses(confusion_row_normalised, observed).forEach((share, index) => {
      tally.near(`${id} class ${index}`, share, expected_true[index], TOLERANCE);
    });
  const property = table.coverage_property;
  if (property) {
    const expected = property.seed_free_expected_coverage_lang_reiczigel;
    const coverage = coverageOf({ ...property, prevalence: property.true_prevalence });
    // Two simulations of this many replications: three standard errors of their difference.
    const reach = 3 * Math.sqrt((2 * expected * (1 - expected)) / property.replications);
    tally.near('coverage of the interval', coverage, expected, reach);
  }
  return tally.result();
}
