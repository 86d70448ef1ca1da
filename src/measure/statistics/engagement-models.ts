/**
 * Models of engagement with account effects, over cells of like posts: Poisson quasi-likelihood, log-linear as a sensitivity run, and
 * the steps that they share with the negative binomial (`negative-binomial.ts`). The mean of a post depends on its cell alone, so
 * the sums of a cell are enough for all coefficients.
 *
 * A step looks at each cell but twice: the accounts' own levels are brought to where they belong first, and what is left of the
 * cells is added up by kind. The curvature, which takes far longer, is worked out again only when steps no longer shrink by it.
 */

import { columnSums, kindParts, type CellDesign } from './cell-design.ts';
import { inverseSymmetric, times } from './linear-algebra.ts';
import { byKind, type PracticeCells } from './practice-cells.ts';
import {
  accountParts,
  accountSums,
  clusteredCovariance,
  curvature,
  type CrossProducts,
  type WithinFit,
} from './within-accounts.ts';

export interface CountFit {
  readonly coefficients: readonly number[];
  /** By kind and by account: the mean of a post is their product. */
  readonly factors: Float64Array;
  readonly levels: Float64Array;
  /** Expected engagement of one post of each cell. */
  readonly mean: Float64Array;
}

export interface LogLinearFit {
  readonly coefficients: readonly number[];
  readonly covariance: () => readonly (readonly number[])[];
}

const MOST_ROUNDS = 60;
/** The largest step of a predictor at the end. Each step is a fifth of the one before or less, so a quarter of it is left at most. */
const SETTLED = 1e-8;
/** A level or theta whose logarithm still moves so much is not yet near its place. */
const FAR = 0.05;
/** Of a step to the one before: from here on the curvature is no longer that of the place. */
const SLOW = 0.2;

/** Poisson quasi-likelihood, log link. Throws when an effect has no end. */
export function fitPoissonCells(design: CellDesign): CountFit {
  const { cells } = design;
  const counted = byKind(cells, cells.engagement);
  const totals = accountSums(cells, cells.engagement);
  const levels = new Float64Array(totals.length);
  return descend(design, new Array<number>(design.columns).fill(0), levels, (factors) => {
    // At its best an account's level makes its expectation its total, so it need not be stepped to.
    const expected = levelsOf(cells, factors, totals, levels);
    return {
      right: counted.map((sum, kind) => sum - factors[kind] * expected[kind]),
      weight: () => expectationsOf(cells, meansOf(cells, factors, levels)),
      moved: 0,
    };
  });
}

/**
 * Least squares of log(1 + engagement), from its cross products: those of the design with the numbers of posts as weights.
 * @returns coefficients, and their covariance clustered by account for whoever asks
 */
export function fitLogLinear(design: CellDesign, { gram, right }: CrossProducts): LogLinearFit {
  const { cells } = design;
  const bread = inverseSymmetric(gram);
  const coefficients = times(bread, right);
  const covariance = () => {
    const ofKind = kindParts(design, coefficients);
    const ofAccount = accountParts(cells, cells.posts, cells.logged, ofKind);
    const residual = new Float64Array(cells.kind.length);
    forEachCell(cells, (cell, account) => {
      residual[cell] =
        cells.logged[cell] - cells.posts[cell] * (ofAccount[account] + ofKind[cells.kind[cell]]);
    });
    return clusteredCovariance(design, cells.posts, residual).covariance;
  };
  return { coefficients, covariance };
}

/** Expected engagement of each cell, all its posts together. */
export function expectationsOf({ posts }: PracticeCells, mean: Float64Array): Float64Array {
  const expected = new Float64Array(mean.length);
  for (let cell = 0; cell < mean.length; cell += 1) expected[cell] = posts[cell] * mean[cell];
  return expected;
}

/** Engagement less its expectation, added up over each cell. */
export function residualsOf({ engagement, posts }: PracticeCells, mean: Float64Array): Float64Array {
  const residual = new Float64Array(mean.length);
  for (let cell = 0; cell < mean.length; cell += 1)
    residual[cell] = engagement[cell] - posts[cell] * mean[cell];
  return residual;
}

export function poissonLogLikelihood(cells: PracticeCells, { factors, levels }: CountFit): number {
  const totals = accountSums(cells, cells.engagement);
  // Expectations add up to the counts, and the logarithm of a mean is that of its kind plus that of its account.
  const ofKinds = byKind(cells, cells.engagement).reduce(
    (sum, count, kind) => sum + count * Math.log(factors[kind]),
    0,
  );
  const ofPosts = totals.reduce(
    (sum, count, account) => sum + count * (Math.log(levels[account]) - 1),
    ofKinds,
  );
  // The logarithms of all factorials, factor by factor.
  return cells.above.reduce((sum, count, step) => sum - count * Math.log(step + 1), ofPosts);
}

/** What one look at all cells gives. */
export interface Round {
  /** By kind: what the coefficients are pulled by, with the account levels where they belong. */
  readonly right: Float64Array;
  /** Of each cell, for the curvature. */
  readonly weight: () => Float64Array;
  /** How far something else than the coefficients has moved. */
  readonly moved: number;
}

/** Steps until nothing moves. `look` brings `levels` in line with the factors of the kinds, and says what is left. */
export function descend(
  design: CellDesign,
  start: readonly number[],
  levels: Float64Array,
  look: (factors: Float64Array) => Round,
): CountFit {
  let coefficients = start;
  let factors = kindParts(design, coefficients).map(Math.exp);
  let bread: WithinFit['bread'] | null = null;
  let isSlow = false;
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { right, weight, moved } = look(factors);
    // While the rest is on its way, the coefficients would be pulled by what it leaves.
    if (moved > FAR) continue;
    bread ??= curvature(design, weight(), isSlow);
    const step = times(bread, columnSums(design, right));
    coefficients = coefficients.map((value, column) => value + step[column]);
    const parts = kindParts(design, step);
    factors = factors.map((factor, kind) => factor * Math.exp(parts[kind]));
    const largest = parts.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
    if (Math.max(largest, moved) < SETTLED)
      return { coefficients, factors, levels, mean: meansOf(design.cells, factors, levels) };
    isSlow = largest > SLOW * before;
    if (isSlow) bread = null;
    before = largest;
  }
  throw new Error(`the regression did not settle in ${MOST_ROUNDS} rounds`);
}

/** Sets each account's level to its total over what its kinds alone would give; adds up the levels of the posts by kind. */
function levelsOf(
  cells: PracticeCells,
  factors: Float64Array,
  totals: Float64Array,
  levels: Float64Array,
): Float64Array {
  const sums = new Float64Array(cells.kinds.length);
  for (let account = 0; account < levels.length; account += 1)
    levels[account] = levelOf(cells, factors, totals[account], account, sums);
  return sums;
}

/** A function of its own, as one that is called often is soon compiled and one that runs long is not. */
function levelOf(
  { starts, kind, posts }: PracticeCells,
  factors: Float64Array,
  total: number,
  account: number,
  sums: Float64Array,
): number {
  const from = starts[account];
  const to = starts[account + 1];
  let whole = 0;
  for (let cell = from; cell < to; cell += 1) whole += posts[cell] * factors[kind[cell]];
  const level = total / whole;
  for (let cell = from; cell < to; cell += 1) sums[kind[cell]] += posts[cell] * level;
  return level;
}

/** Expected engagement of one post of each cell. */
export function meansOf(
  { starts, kind }: PracticeCells,
  factors: Float64Array,
  levels: Float64Array,
): Float64Array {
  const mean = new Float64Array(kind.length);
  for (let account = 0; account < levels.length; account += 1)
    for (let cell = starts[account]; cell < starts[account + 1]; cell += 1)
      mean[cell] = levels[account] * factors[kind[cell]];
  return mean;
}

function forEachCell({ starts }: PracticeCells, visit: (cell: number, account: number) => void): void {
  for (let account = 0; account + 1 < starts.length; account += 1)
    for (let cell = starts[account]; cell < starts[account + 1]; cell += 1) visit(cell, account);
}
