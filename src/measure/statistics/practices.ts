/**
 * Which practices go with engagement, within the same account: Poisson quasi-likelihood with account and month effects,
 * covariance clustered by account. It needs only the mean to be right (Wooldridge 1999, J Econometrics 90:77-97).
 * Associated with, never causes.
 */

import { cellDesign, withColumns, type CellDesign } from './cell-design.ts';
import { tQuantile, twoSidedP } from './distributions.ts';
import {
  expectationsOf,
  fitLogLinear,
  fitPoissonCells,
  poissonLogLikelihood,
  residualsOf,
  type CountFit,
} from './engagement-models.ts';
import { dependentColumns } from './linear-algebra.ts';
import { benjaminiHochberg } from './multiple-tests.ts';
import { fitNegativeBinomial } from './negative-binomial.ts';
import { cellsOf, shows, supportOf, type AccountPosts, type PracticeCells } from './practice-cells.ts';
import { wildClusterP } from './wild-cluster.ts';
import type { Interval } from './wilson.ts';
import { clusteredCovariance, crossProducts, type CrossProducts } from './within-accounts.ts';

export interface PracticeEffect {
  readonly practice: string;
  readonly postsWith: number;
  /** Accounts with posts both with and without it. */
  readonly accountsWithVariation: number;
  readonly logEffect: number;
  readonly se: number;
  readonly t: number;
  readonly pValue: number;
  /** Benjamini-Hochberg over the family. */
  readonly qValue: number;
  readonly ratio: number;
  readonly ratioInterval: Interval;
  /** Log effects of the sensitivity runs. */
  readonly negativeBinomial: number;
  readonly logLinear: number;
  readonly signAgrees: boolean;
}

export interface PracticeResult {
  readonly posts: number;
  readonly postsUsed: number;
  readonly accounts: number;
  /** Accounts without any engagement carry no information on ratios. */
  readonly accountsDropped: readonly string[];
  readonly effects: readonly PracticeEffect[];
  /** Too few posts or accounts (30 that vary and 100 posts are needed), or not to be told from other practices. */
  readonly notEstimated: readonly string[];
  /** Clustered covariance of the log effects, in the order of `effects`. */
  readonly covariance: readonly (readonly number[])[];
  readonly theta: number;
  readonly logLikelihood: number;
  /** Standard errors of the sensitivity runs, in the order of `effects`: worked out on demand, because no list depends on them. */
  readonly sensitivityErrors: () => readonly {
    readonly negativeBinomial: number;
    readonly logLinear: number;
  }[];
  /** Practices that may be listed, best first; never more than five. */
  readonly published: readonly string[];
}

const FEWEST_ACCOUNTS = 30;
const FEWEST_POSTS = 100;
/** Below so many accounts the clustered t is too eager. */
const WILD_BOOTSTRAP_BELOW = 40;
const FALSE_DISCOVERY = 0.05;
const LONGEST_LIST = 5;

/** Effects of a family of practices fixed beforehand, on posts of which the engagement was read at one age. */
export function practiceEffects(
  posts: readonly AccountPosts[],
  family: readonly string[],
  { seed = 20260101, fewestEngagedPostsAMonth = 1 } = {},
): PracticeResult {
  const cells = cellsOf(posts, fewestEngagedPostsAMonth);
  const { accounts, dropped } = cells;
  const support = supportOf(cells, family.length);
  const supported = family.flatMap((_, place) => {
    const { postsWith, accountsWithVariation, engagementWith } = support[place];
    return postsWith >= FEWEST_POSTS && accountsWithVariation >= FEWEST_ACCOUNTS && engagementWith > 0
      ? [place]
      : [];
  });
  const { design, places: estimated, products } = independentColumns(cells, supported);
  const notEstimated = family.filter((_, place) => !estimated.includes(place));
  const counts = {
    posts: posts.reduce((sum, { months }) => sum + months.length, 0),
    postsUsed: cells.posts.reduce((sum, count) => sum + count, 0),
    accounts: accounts.length,
    accountsDropped: dropped,
  };
  if (!estimated.length) return { ...counts, ...NOTHING, notEstimated };

  const poisson = fitPoissonCells(design);
  const covariance = clusteredPoisson(design, poisson);
  const negativeBinomial = fitNegativeBinomial(design, poisson);
  const linear = fitLogLinear(design, products);

  const df = accounts.length - 1;
  const reach = tQuantile(0.975, df);
  const drafts = estimated.map((place, column) => {
    const logEffect = poisson.coefficients[column];
    const se = Math.sqrt(covariance[column][column]);
    const t = logEffect / se;
    const signs = [logEffect, negativeBinomial.coefficients[column], linear.coefficients[column]].map(
      Math.sign,
    );
    return {
      practice: family[place],
      postsWith: support[place].postsWith,
      accountsWithVariation: support[place].accountsWithVariation,
      logEffect,
      se,
      t,
      pValue: accounts.length < WILD_BOOTSTRAP_BELOW ? wildClusterP(design, column, seed) : twoSidedP(t, df),
      ratio: Math.exp(logEffect),
      ratioInterval: { lower: Math.exp(logEffect - reach * se), upper: Math.exp(logEffect + reach * se) },
      negativeBinomial: negativeBinomial.coefficients[column],
      logLinear: linear.coefficients[column],
      signAgrees: signs.every((sign) => sign === signs[0]),
    };
  });
  const qValues = benjaminiHochberg(drafts.map(({ pValue }) => pValue));
  const effects = drafts.map((draft, index) => ({ ...draft, qValue: qValues[index] }));
  return {
    ...counts,
    effects,
    notEstimated,
    covariance: estimated.map((_, a) => estimated.map((__, b) => covariance[a][b])),
    theta: negativeBinomial.theta,
    logLikelihood: poissonLogLikelihood(cells, poisson),
    sensitivityErrors: () => {
      const [ofNegativeBinomial, ofLogLinear] = [negativeBinomial.bread(), linear.covariance()];
      return estimated.map((_, column) => ({
        negativeBinomial: Math.sqrt(ofNegativeBinomial[column][column]),
        logLinear: Math.sqrt(ofLogLinear[column][column]),
      }));
    },
    published: publishedOf(effects),
  };
}

export interface Contrast {
  readonly logEffect: number;
  readonly se: number;
  readonly pValue: number;
}

/** One practice against another in the same model; two are ordered only when it is significant. */
export function contrast(result: PracticeResult, first: string, second: string): Contrast | null {
  const [a, b] = [first, second].map((name) => result.effects.findIndex(({ practice }) => practice === name));
  if (a < 0 || b < 0) return null;
  const logEffect = result.effects[a].logEffect - result.effects[b].logEffect;
  const { covariance } = result;
  const se = Math.sqrt(covariance[a][a] + covariance[b][b] - 2 * covariance[a][b]);
  return { logEffect, se, pValue: twoSidedP(logEffect / se, result.accounts - 1) };
}

const NOTHING = {
  effects: [],
  covariance: [],
  theta: Number.NaN,
  logLikelihood: Number.NaN,
  sensitivityErrors: () => [],
  published: [],
} as const;

function publishedOf(effects: readonly PracticeEffect[]): string[] {
  return effects
    .filter(({ logEffect, qValue, signAgrees }) => logEffect > 0 && qValue < FALSE_DISCOVERY && signAgrees)
    .sort((a, b) => b.ratioInterval.lower - a.ratioInterval.lower)
    .slice(0, LONGEST_LIST)
    .map(({ practice }) => practice);
}

/** Covariance of the Poisson coefficients, clustered by account. */
function clusteredPoisson(design: CellDesign, { mean }: CountFit): number[][] {
  const { cells } = design;
  return clusteredCovariance(design, expectationsOf(cells, mean), residualsOf(cells, mean)).covariance;
}

/** Practices, then months but the first, without columns that others determine within accounts: a practice that is always another's twin. */
function independentColumns(
  cells: PracticeCells,
  places: readonly number[],
): {
  readonly design: CellDesign;
  readonly places: readonly number[];
  /** Of what is kept, with the numbers of posts as weights and the logarithm of 1 + engagement as response. */
  readonly products: CrossProducts;
} {
  const months = [...new Set(cells.kinds.map(({ month }) => month))].toSorted((a, b) => a - b).slice(1);
  const ofMonth = new Map(months.map((month, index) => [month, places.length + index]));
  const whole = cellDesign(cells, places.length + months.length, ({ month, pattern }) => [
    ...places.flatMap((place, column) => (shows(pattern, place) ? [column] : [])),
    ...[ofMonth.get(month) ?? []].flat(),
  ]);
  const { gram, right } = crossProducts(whole, cells.posts, cells.logged);
  const dependent = new Set(dependentColumns(gram));
  const kept = Array.from({ length: whole.columns }, (_, column) => column).filter(
    (column) => !dependent.has(column),
  );
  return {
    design: withColumns(whole, kept),
    places: places.filter((_, column) => !dependent.has(column)),
    products: {
      gram: kept.map((a) => kept.map((b) => gram[a][b])),
      right: kept.map((a) => right[a]),
    },
  };
}
