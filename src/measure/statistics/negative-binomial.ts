/**
 * The negative binomial model of engagement with account effects, a sensitivity run beside Poisson: variance mean + mean² / theta.
 * Cells are enough for it too; its dispersion needs besides how many posts of all got more than each count.
 */

import type { CellDesign } from './cell-design.ts';
import { descend, meansOf, type CountFit } from './engagement-models.ts';
import { inverseSymmetric } from './linear-algebra.ts';
import type { PracticeCells } from './practice-cells.ts';
import { crossProducts, type WithinFit } from './within-accounts.ts';

export interface NegativeBinomialFit {
  readonly coefficients: readonly number[];
  readonly theta: number;
  /** Inverse of the expected information, as R gives it. */
  readonly bread: () => WithinFit['bread'];
}

/**
 * Coefficients, levels and theta in turn until all stand, as MASS::glm.nb does.
 * @param start the fit of a Poisson model of the same design
 */
export function fitNegativeBinomial(design: CellDesign, start: CountFit): NegativeBinomialFit {
  const { cells } = design;
  const levels = start.levels.slice();
  let theta = firstTheta(cells, start.mean);
  const fit = descend(design, start.coefficients, levels, (factors) => {
    const { right, shifted, thetaStep } = lookAtAll(cells, factors, levels, theta);
    theta *= Math.exp(thetaStep);
    return {
      right,
      weight: () => bends(cells, meansOf(cells, factors, levels), theta),
      moved: Math.max(shifted, Math.abs(thetaStep)),
    };
  });
  const bread = () => {
    const expected = fit.mean.map((mean, cell) => (cells.posts[cell] * mean) / (1 + mean / theta));
    return inverseSymmetric(crossProducts(design, expected, expected).gram);
  };
  return { coefficients: fit.coefficients, theta, bread };
}

/** `levels` and theta by a step of Newton's each, and the pull on the coefficients without the levels' part. */
function lookAtAll(
  cells: PracticeCells,
  factors: Float64Array,
  levels: Float64Array,
  theta: number,
): { readonly right: Float64Array; readonly shifted: number; readonly thetaStep: number } {
  const right = new Float64Array(cells.kinds.length);
  const largest = cells.starts.reduce(
    (most, end, at) => Math.max(most, end - (cells.starts[at - 1] ?? 0)),
    0,
  );
  const room: Room = {
    pulls: new Float64Array(largest),
    bends: new Float64Array(largest),
    slope: 0,
    curve: 0,
  };
  let shifted = 0;
  for (let account = 0; account < levels.length; account += 1) {
    const shift = shiftOf(cells, factors, levels[account], 1 / theta, account, right, room);
    levels[account] *= Math.exp(shift);
    shifted = Math.max(shifted, Math.abs(shift));
  }
  return { right, shifted, thetaStep: thetaStep(cells.above, theta, room.slope, room.curve / theta) };
}

/** What a look needs of the cells of one account, and the sums over all of them for theta. */
interface Room {
  readonly pulls: Float64Array;
  readonly bends: Float64Array;
  slope: number;
  curve: number;
}

/** The step of an account's level. A function of its own, as one that is called often is soon compiled and one that runs long is not. */
function shiftOf(
  { starts, kind, posts, engagement }: PracticeCells,
  factors: Float64Array,
  level: number,
  perTheta: number,
  account: number,
  right: Float64Array,
  room: Room,
): number {
  const { pulls, bends } = room;
  const from = starts[account];
  const to = starts[account + 1];
  let pulled = 0;
  let bent = 0;
  let slope = 0;
  let curve = 0;
  for (let cell = from; cell < to; cell += 1) {
    const mean = level * factors[kind[cell]];
    const many = posts[cell];
    const share = 1 / (1 + mean * perTheta);
    const counted = (many + engagement[cell] * perTheta) * share;
    const pull = (engagement[cell] - many * mean) * share;
    const bend = mean * counted * share;
    pulls[cell - from] = pull;
    bends[cell - from] = bend;
    pulled += pull;
    bent += bend;
    slope += many * (Math.log(share) + 1) - counted;
    curve += many * (1 - 2 * share) + counted * share;
  }
  const shift = pulled / bent;
  for (let cell = from; cell < to; cell += 1)
    right[kind[cell]] += pulls[cell - from] - bends[cell - from] * shift;
  room.slope += slope;
  room.curve += curve;
  return shift;
}

/** Observed curvature of the log-likelihood of each cell by its predictor. */
function bends({ posts, engagement }: PracticeCells, mean: Float64Array, theta: number): Float64Array {
  const bend = new Float64Array(mean.length);
  for (let cell = 0; cell < mean.length; cell += 1) {
    const share = 1 / (1 + mean[cell] / theta);
    bend[cell] = mean[cell] * (posts[cell] + engagement[cell] / theta) * share * share;
  }
  return bend;
}

/**
 * A step of Newton's on the logarithm of theta, kept within a factor of e.
 * @param slope and curve of the log-likelihood by theta, as far as the cells give them
 */
function thetaStep(above: Float64Array, theta: number, slope: number, curve: number): number {
  // digamma(y + theta) - digamma(theta) is a finite sum for whole y.
  for (let step = 0; step < above.length; step += 1) {
    slope += above[step] / (theta + step);
    curve -= above[step] / (theta + step) ** 2;
  }
  const gradient = slope * theta;
  const hessian = curve * theta * theta + gradient;
  const step = hessian < 0 ? -gradient / hessian : Math.sign(gradient);
  return Math.max(-1, Math.min(1, step));
}

/** By moments: what the squared residuals have beyond the mean, over the squared means; 1 where they have nothing. */
function firstTheta({ posts, engagement, above }: PracticeCells, mean: Float64Array): number {
  // The square of y is the sum of the odd numbers below 2y.
  const squares = above.reduce((sum, count, step) => sum + count * (2 * step + 1), 0);
  let [crossed, squaredMeans, means] = [0, 0, 0];
  for (let cell = 0; cell < mean.length; cell += 1) {
    const expected = posts[cell] * mean[cell];
    crossed += engagement[cell] * mean[cell];
    squaredMeans += expected * mean[cell];
    means += expected;
  }
  const beyond = squares - 2 * crossed + squaredMeans - means;
  return beyond > 0 ? squaredMeans / beyond : 1;
}
