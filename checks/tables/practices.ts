/** practices-synthetic.csv with its expected values: three regressions, their tests, the published order. */

import { fitPoisson } from '../../src/measure/statistics/count-regression.ts';
import { byAccount, type PracticePost } from '../../src/measure/statistics/practice-cells.ts';
import { contrast, practiceEffects } from '../../src/measure/statistics/practices.ts';
import { readCsv, readJson, type CsvRow } from './read.ts';
import { Tally, type TableResult } from './table.ts';

interface PracticesTable {
  readonly data: string;
  readonly n_posts: number;
  readonly n_posts_used: number;
  readonly accounts_used: number;
  readonly accounts_dropped_all_zero: string | readonly string[];
  readonly log_likelihood: number;
  readonly nb_theta: number;
  readonly derived: Readonly<Record<string, string>>;
  readonly practices: readonly {
    readonly practice: string;
    readonly posts_with: number;
    readonly accounts_with_variation: number;
    readonly log_effect: number;
    readonly se_cluster: number;
    readonly t: number;
    readonly p_value: number;
    readonly q_value_bh: number;
    readonly ratio: number;
    readonly ratio_ci: readonly [number, number];
    readonly nb_log_effect: number;
    readonly nb_se: number;
    readonly loglinear_effect: number;
    readonly loglinear_se_cluster: number;
    readonly naive_pooled_log_effect: number;
  }[];
  readonly not_shown: readonly string[];
  readonly sign_agrees_in_three_models: Readonly<Record<string, boolean>>;
  readonly published_list: readonly string[];
  readonly [contrast: `contrast_${string}`]: { readonly log_effect: number; readonly se: number };
}

const TOLERANCE = 1e-4;
/** Iterations of the reference stop at 1e-3 for these columns, by the methods. */
const NEGATIVE_BINOMIAL_TOLERANCE = 1e-3;

export async function checkPractices(folder: string): Promise<TableResult> {
  const tally = new Tally();
  const table = await readJson<PracticesTable>(folder, 'practices-synthetic.expected.json');
  const family = table.practices.map(({ practice }) => practice);
  const rows = await readCsv(folder, table.data);
  const posts = rows.map((row): PracticePost => ({
    account: row.account_id,
    month: Number(row.month),
    engagement: Number(row.engagement),
    shows: family.map((practice) => shows(row, practice, table.derived)),
  }));
  const result = practiceEffects(byAccount(posts), family);
  const pooled = pooledEffects(posts);
  tally.same('posts', result.posts, table.n_posts);
  tally.same('posts used', result.postsUsed, table.n_posts_used);
  tally.same('accounts', result.accounts, table.accounts_used);
  tally.same('accounts dropped', result.accountsDropped, names(table.accounts_dropped_all_zero));
  tally.near('log likelihood', result.logLikelihood, table.log_likelihood, TOLERANCE);
  tally.near('theta', result.theta, table.nb_theta, NEGATIVE_BINOMIAL_TOLERANCE);
  const errors = result.sensitivityErrors();
  table.practices.forEach((expected, index) => {
    const place = result.effects.findIndex(({ practice }) => practice === expected.practice);
    const effect = place < 0 ? undefined : result.effects[place];
    const near = (field: string, actual: number | undefined, value: number, tolerance = TOLERANCE) => {
      tally.near(`${expected.practice} ${field}`, actual ?? null, value, tolerance);
    };
    tally.same(`${expected.practice} posts`, effect?.postsWith, expected.posts_with);
    tally.same(
      `${expected.practice} accounts`,
      effect?.accountsWithVariation,
      expected.accounts_with_variation,
    );
    near('effect', effect?.logEffect, expected.log_effect);
    near('se', effect?.se, expected.se_cluster);
    near('t', effect?.t, expected.t);
    near('p', effect?.pValue, expected.p_value);
    near('q', effect?.qValue, expected.q_value_bh);
    near('ratio', effect?.ratio, expected.ratio);
    near('ratio lower', effect?.ratioInterval.lower, expected.ratio_ci[0]);
    near('ratio upper', effect?.ratioInterval.upper, expected.ratio_ci[1]);
    near('negative binomial', effect?.negativeBinomial, expected.nb_log_effect, NEGATIVE_BINOMIAL_TOLERANCE);
    near(
      'negative binomial se',
      errors[place]?.negativeBinomial,
      expected.nb_se,
      NEGATIVE_BINOMIAL_TOLERANCE,
    );
    near('log-linear', effect?.logLinear, expected.loglinear_effect);
    near('log-linear se', errors[place]?.logLinear, expected.loglinear_se_cluster);
    near('pooled', pooled[index], expected.naive_pooled_log_effect);
    const agrees = table.sign_agrees_in_three_models[expected.practice];
    tally.same(`${expected.practice} signs`, effect?.signAgrees, agrees);
  });
  tally.same('published', result.published, table.published_list);
  const notShown = family.filter((practice) => !result.published.includes(practice));
  tally.same('not shown', notShown.toSorted(), table.not_shown.toSorted());
  for (const [key, expected] of Object.entries(table)) {
    const pair = /^contrast_(.+)_minus_(.+)$/.exec(key);
    if (!pair) continue;
    const { log_effect, se } = expected as { log_effect: number; se: number };
    const actual = contrast(result, pair[1], pair[2]);
    tally.near(`${key} effect`, actual?.logEffect ?? null, log_effect, TOLERANCE);
    tally.near(`${key} se`, actual?.se ?? null, se, TOLERANCE);
  }
  return tally.result();
}

/** The same regression without account effects: misleading, kept to show what accounts hide. */
function pooledEffects(posts: readonly PracticePost[]): readonly number[] {
  const outcome = posts.map(({ engagement }) => engagement);
  const design = posts.map((post) => post.shows.map(Number));
  return fitPoisson({ outcome, design, group: outcome.map(() => 0) }).coefficients;
}

/** One name, several with commas between, or a list. */
function names(given: string | readonly string[]): string[] {
  return [given]
    .flat()
    .flatMap((text) => text.split(/[,\s]+/).filter(Boolean))
    .sort();
}

/** A practice is a column of 0 and 1, or derived as the table says: `hashtags >= 4`, `hour in 9..16`. */
function shows(row: CsvRow, practice: string, derived: Readonly<Record<string, string>>): boolean {
  const rule = derived[practice] as string | undefined;
  if (rule === undefined) return row[practice] === '1';
  const range = /^(\w+) in (-?[\d.]+?)\.\.(-?[\d.]+)$/.exec(rule);
  if (range) {
    const value = Number(row[range[1]]);
    return value >= Number(range[2]) && value <= Number(range[3]);
  }
  const limit = /^(\w+) (<=|>=|<|>) (-?[\d.]+)$/.exec(rule);
  if (!limit) throw new Error(`the rule "${rule}" of ${practice} is neither a range nor a limit`);
  const [value, bound] = [Number(row[limit[1]]), Number(limit[3])];
  switch (limit[2]) {
    case '<=':
      return value <= bound;
    case '>=':
      return value >= bound;
    case '<':
      return value < bound;
    default:
      return value > bound;
  }
}
