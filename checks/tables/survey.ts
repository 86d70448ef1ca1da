/** survey-jackknife.csv and hints-pr-2009.csv with their expected values, traps included. */

import {
  countOf,
  covariance,
  difference,
  mean,
  proportion,
  standardError,
  total,
  type Replicated,
} from '../../src/measure/statistics/survey.ts';
import { twoSidedP } from '../../src/measure/statistics/distributions.ts';
import {
  kornGraubard,
  logitInterval,
  publicationDecision,
  tInterval,
} from '../../src/measure/statistics/survey-intervals.ts';
import { readJson } from './read.ts';
import {
  baseOf,
  both,
  estimateOf,
  has,
  readSurveyOf,
  type ExpectedDifference,
  type ExpectedProportion,
  type SurveyFile,
  type SurveyTable,
} from './survey-file.ts';
import { checkTrap } from './survey-traps.ts';
import { Tally, type TableResult } from './table.ts';

const TOLERANCE = 1e-6;
/** Of sums of weights, which run to the hundred thousands, and of effective sizes: nine figures of the value. */
const RELATIVE = 1e-9;

export async function checkSurveyJackknife(folder: string): Promise<TableResult> {
  const table = await readJson<SurveyTable>(folder, 'survey-jackknife.expected.json');
  const file = await readSurveyOf(folder, table.design.data ?? 'survey-jackknife.csv', table);
  const tally = new Tally();
  for (const expected of table.proportions) checkProportion(tally, file, expected);
  for (const expected of table.differences ?? []) checkDifference(tally, file, expected, table.proportions);
  for (const expected of table.missing ?? []) checkMissing(tally, file, expected);
  for (const trap of table.traps ?? []) checkTrap(tally, file, trap, table.proportions);
  return tally.result();
}

export async function checkHintsPuertoRico(folder: string): Promise<TableResult> {
  const table = await readJson<SurveyTable>(folder, 'hints-pr-2009.expected.json');
  const file = await readSurveyOf(folder, table.design.data ?? 'hints-pr-2009.csv', table);
  const tally = new Tally();
  for (const expected of table.proportions) checkProportion(tally, file, expected);
  checkMeans(tally, file, table);
  return tally.result();
}

function checkProportion(tally: Tally, file: SurveyFile, expected: ExpectedProportion): void {
  const { design } = file;
  const base = baseOf(file, expected);
  const yes = both(base, has(file, expected.variable, expected.numerator_codes));
  const result = estimateOf(file, expected);
  const se = standardError(design, result);
  const n = countOf(design, base);
  const near = (field: string, actual: number | null, value: number | null | undefined, scale = 1) => {
    if (value !== undefined) tally.near(`${expected.id} ${field}`, actual, value, TOLERANCE * scale);
  };
  tally.same(`${expected.id} n`, n, expected.n_denominator);
  tally.same(`${expected.id} n yes`, countOf(design, yes), expected.n_numerator);
  near('proportion', result.estimate, expected.proportion);
  near('se', se, expected.se);
  const numerator = total(design, (respondent) => Number(yes(respondent)));
  const denominator = total(design, (respondent) => Number(base(respondent)));
  const large = (value: number | undefined) => Math.max(1, (Math.abs(value ?? 0) * RELATIVE) / TOLERANCE);
  near(
    'weighted base',
    denominator.estimate,
    expected.weighted_denominator,
    large(expected.weighted_denominator),
  );
  near('weighted yes', numerator.estimate, expected.weighted_numerator, large(expected.weighted_numerator));
  near(
    'weighted yes se',
    standardError(design, numerator),
    expected.weighted_numerator_se,
    large(expected.weighted_numerator_se),
  );

  const cell = { proportion: result.estimate, se, n, df: design.df };
  const logit = logitInterval(cell);
  near('logit lower', logit?.lower ?? null, expected.ci_logit?.[0]);
  near('logit upper', logit?.upper ?? null, expected.ci_logit?.[1]);
  const wald = tInterval(result.estimate, se, design.df);
  near('wald lower', wald.lower, expected.ci_wald_t?.[0]);
  near('wald upper', wald.upper, expected.ci_wald_t?.[1]);
  const exact = kornGraubard(cell);
  near('n_eff', exact.effective, expected.n_eff, large(expected.n_eff));
  near('n_eff capped', exact.effectiveCapped, expected.n_eff_capped, large(expected.n_eff_capped));
  // Quantiles of t are good to 4e-8, the effective size follows their square.
  near('n_eff adjusted', exact.effectiveAdjusted, expected.n_eff_df_adjusted, 1e-7 * (expected.n_eff_df_adjusted ?? 0) / TOLERANCE); // prettier-ignore
  near('exact lower', exact.lower, expected.ci_korn_graubard?.[0]);
  near('exact upper', exact.upper, expected.ci_korn_graubard?.[1]);
  const decision = publicationDecision(cell);
  near('width', decision.width, expected.kg_abs_width);
  near('relative width', decision.relativeWidth, expected.kg_rel_width);
  near(
    'relative width of the complement',
    decision.relativeWidthComplement,
    expected.kg_rel_width_complement,
  );
  if (expected.nchs_decision === undefined) return;
  tally.same(`${expected.id} decision`, decision.decision, expected.nchs_decision);
  tally.same(`${expected.id} reason`, decision.reason, expected.nchs_reason);
  tally.same(`${expected.id} flags`, decision.flags, expected.nchs_flags);
}

function checkDifference(
  tally: Tally,
  file: SurveyFile,
  expected: ExpectedDifference,
  proportions: readonly ExpectedProportion[],
): void {
  const [first, second] = sidesOf(file, expected, proportions);
  const { design } = file;
  const result = difference(first, second);
  const se = standardError(design, result);
  const near = (field: string, actual: number, value: number) => {
    tally.near(`${expected.id} ${field}`, actual, value, TOLERANCE);
  };
  near('difference', result.estimate, expected.difference);
  near('se', se, expected.se);
  tally.same(`${expected.id} df`, design.df, expected.df);
  near('t', result.estimate / se, expected.t);
  near('p', twoSidedP(result.estimate / se, design.df), expected.p_value);
  const interval = tInterval(result.estimate, se, design.df);
  near('lower', interval.lower, expected.ci[0]);
  near('upper', interval.upper, expected.ci[1]);
  // The same standard error from the covariance of the replicates.
  const variances = standardError(design, first) ** 2 + standardError(design, second) ** 2;
  near('se by covariance', Math.sqrt(variances - 2 * covariance(design, first, second)), expected.se);
  if (expected.wrong_independent_se === undefined) return;
  near('independent se, wrong', Math.sqrt(variances), expected.wrong_independent_se);
  tally.expect(
    `${expected.id} avoids it`,
    Math.abs(se - expected.wrong_independent_se) > TOLERANCE,
    () => 'the covariance is ignored',
  );
}

/** Two groups of one variable, or two of the proportions above, which the id names: `A-minus-B-SUFFIX`. */
function sidesOf(
  file: SurveyFile,
  expected: ExpectedDifference,
  proportions: readonly ExpectedProportion[],
): readonly [Replicated, Replicated] {
  const { variable, numerator_codes, denominator_codes, domain_variable, group_a, group_b } = expected;
  if (variable && numerator_codes && denominator_codes && domain_variable) {
    const side = (group: number | undefined) =>
      proportion(
        file.design,
        has(file, variable, numerator_codes),
        both(has(file, variable, denominator_codes), has(file, domain_variable, [group ?? Number.NaN])),
      );
    return [side(group_a), side(group_b)];
  }
  const [left, right] = expected.id.split('-minus-');
  const named = (id: string) => proportions.find((candidate) => candidate.id === id);
  const prefix = left.split('-')[0];
  const suffix = right.split('-').slice(1).join('-');
  const first = named(left) ?? named(`${left}-${suffix}`);
  const second = named(right) ?? named(`${prefix}-${right}`);
  if (!first || !second) throw new Error(`no proportions named by the difference ${expected.id}`);
  return [estimateOf(file, first), estimateOf(file, second)];
}

function checkMissing(
  tally: Tally,
  file: SurveyFile,
  expected: NonNullable<SurveyTable['missing']>[number],
): void {
  const { variable } = expected;
  for (const [code, count] of Object.entries(expected.unweighted_counts))
    tally.same(`${variable} code ${code}`, countOf(file.design, has(file, variable, [Number(code)])), count);
  const notAsked = has(file, variable, [-1]);
  const missing = has(file, variable, file.missing);
  tally.same(`${variable} not asked`, countOf(file.design, notAsked), expected.not_asked);
  tally.same(
    `${variable} nonresponse`,
    countOf(file.design, (respondent) => missing(respondent) && !notAsked(respondent)),
    expected.item_nonresponse,
  );
}

/** The means of the guide: the mean of one variable's codes among men and women who gave a code. */
function checkMeans(tally: Tally, file: SurveyFile, table: SurveyTable): void {
  const { means, difference_women_minus_men: gap } = table;
  if (!means || !gap) return;
  const { men, women } = meanVariable(file, means);
  tally.near('mean of men', men.estimate, means.men.mean, TOLERANCE);
  tally.near('mean of men se', standardError(file.design, men), means.men.se, TOLERANCE);
  tally.near('mean of women', women.estimate, means.women.mean, TOLERANCE);
  tally.near('mean of women se', standardError(file.design, women), means.women.se, TOLERANCE);
  const result = difference(women, men);
  const se = standardError(file.design, result);
  tally.near('women minus men', result.estimate, gap.estimate, TOLERANCE);
  tally.near('women minus men se', se, gap.se, TOLERANCE);
  tally.near('F', (result.estimate / se) ** 2, gap.F, TOLERANCE);
  tally.near('p', twoSidedP(result.estimate / se, file.design.df), gap.p_value, TOLERANCE);
}

/** The table does not name the variable: it is the one whose unweighted base and mean fit. */
function meanVariable(
  file: SurveyFile,
  means: NonNullable<SurveyTable['means']>,
): { readonly men: Replicated; readonly women: Replicated } {
  const sex = Object.keys(file.rows[0]).find((name) => /gender|sex/i.test(name)) ?? '';
  const candidates = Object.keys(file.rows[0]).filter((name) => !/WGT/i.test(name));
  const meansOf = (variable: string) => {
    const side = (group: number) =>
      mean(
        file.design,
        (respondent) => file.code(respondent, variable) ?? 0,
        (respondent) => file.code(respondent, sex) === group && (file.code(respondent, variable) ?? -1) > 0,
      );
    return { men: side(1), women: side(2) };
  };
  const fitting = candidates
    .map(meansOf)
    .toSorted(
      (a, b) => Math.abs(a.men.estimate - means.men.mean) - Math.abs(b.men.estimate - means.men.mean),
    );
  return fitting[0];
}
