/**
 * Three models of engagement with account effects, over cells of like posts: Poisson quasi-likelihood, and negative binomial and
 * log-linear as sensitivity runs. The mean of a post depends on its cell alone, so the sums of a cell are enough for all
 * coefficients; the dispersion of the negative binomial needs besides how many posts of all got more than each count.
 */

import type { PracticeCells } from './practice-cells.ts';
import { fitWithin, type CellDesign, type Predictor, type WithinFit } from './within-accounts.ts';

export interface CountFit extends WithinFit {
  /** Expected engagement of one post of each cell. */
  readonly mean: Float64Array;
  /** Weight of each cell in the last step. */
  readonly weight: Float64Array;
}

export interface NegativeBinomialFit extends Pick<WithinFit, 'coefficients' | 'bread'> {
  readonly theta: number;
}

const MOST_ROUNDS = 60;
/** The largest step of a predictor at the end: what a step of Newton's leaves is about its square. */
const SETTLED = 1e-5;

/** Poisson quasi-likelihood, log link. Throws when an effect has no end. */
export function fitPoissonCells(design: CellDesign): CountFit {
  const rounds = countRounds(design, accountMeans(design.cells));
  untilSettled(() => rounds.step(null));
  return rounds.fit();
}

/**
 * Variance mean + mean² / theta: coefficients and theta in turn until both stand, as MASS::glm.nb does. The steps are Newton's, by what
 * was observed; the bread is that of the expected information, as R gives it.
 * @param start the fit of a Poisson model of the same design
 */
export function fitNegativeBinomial(design: CellDesign, start: CountFit): NegativeBinomialFit {
  const { cells } = design;
  const rounds = countRounds(design, start);
  let theta = 1;
  untilSettled(() => {
    const next = bestTheta(cells, rounds.fit().mean, theta);
    const change = Math.abs(next / theta - 1);
    theta = next;
    return Math.max(change, rounds.step(theta));
  });
  const { coefficients, mean } = rounds.fit();
  const expected = cells.posts.map((posts, cell) => (posts * mean[cell]) / (1 + mean[cell] / theta));
  const { bread } = fitWithin(design, expected, expected);
  return { coefficients, bread, theta };
}

/** Least squares of log(1 + engagement). `residual` is added up over each cell. */
export function fitLogLinear(design: CellDesign): WithinFit & { readonly residual: Float64Array } {
  const { cells } = design;
  const fit = fitWithin(design, cells.posts, cells.logged);
  const residual = new Float64Array(cells.kind.length);
  forEachCell(cells, (cell, account) => {
    residual[cell] =
      cells.logged[cell] - cells.posts[cell] * (fit.ofAccount[account] + fit.ofKind[cells.kind[cell]]);
  });
  return { ...fit, residual };
}

/** Engagement less its expectation, added up over each cell. */
export function residualsOf({ engagement, posts }: PracticeCells, mean: Float64Array): Float64Array {
  return engagement.map((sum, cell) => sum - posts[cell] * mean[cell]);
}

export function poissonLogLikelihood(
  { engagement, posts, above }: PracticeCells,
  mean: Float64Array,
): number {
  const ofPosts = mean.reduce(
    (sum, each, cell) => sum + engagement[cell] * Math.log(each) - posts[cell] * each,
    0,
  );
  // The logarithms of all factorials, factor by factor.
  return above.reduce((sum, count, step) => sum - count * Math.log(step + 1), ofPosts);
}

/** Newton's steps from a predictor on; `theta` null is Poisson. `step` gives the largest change. */
function countRounds(
  design: CellDesign,
  start: Predictor & Partial<WithinFit>,
): { readonly step: (theta: number | null) => number; readonly fit: () => CountFit } {
  const { cells } = design;
  const [mean, weight, pull] = [0, 1, 2].map(() => new Float64Array(cells.kind.length));
  const ofKind = start.ofKind.slice();
  const ofAccount = start.ofAccount.slice();
  let coefficients = start.coefficients ?? new Array<number>(design.columns).fill(0);
  let bread = start.bread ?? [];
  setMeans(cells, { ofKind, ofAccount }, mean);
  return {
    step: (theta) => {
      for (let cell = 0; cell < mean.length; cell += 1) {
        const [posts, engagement] = [cells.posts[cell], cells.engagement[cell]];
        const spread = theta === null ? 1 : 1 + mean[cell] / theta;
        const curve = theta === null ? posts : (posts + engagement / theta) / spread ** 2;
        weight[cell] = mean[cell] * curve;
        pull[cell] = (engagement - posts * mean[cell]) / spread;
      }
      const change = fitWithin(design, weight, pull);
      coefficients = change.coefficients.map((value, column) => value + coefficients[column]);
      bread = change.bread;
      const moved = addTo(ofKind, change.ofKind) + addTo(ofAccount, change.ofAccount);
      setMeans(cells, { ofKind, ofAccount }, mean);
      return moved;
    },
    fit: () => ({ coefficients, bread, ofKind, ofAccount, mean, weight }),
  };
}

function untilSettled(step: () => number): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) if (step() < SETTLED) return;
  throw new Error(`the regression did not settle in ${MOST_ROUNDS} rounds`);
}

/** Maximum likelihood of theta at given means, by Newton's method on its logarithm, kept within factors of e. */
function bestTheta({ posts, engagement, above }: PracticeCells, mean: Float64Array, start: number): number {
  let logTheta = Math.log(start);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const theta = Math.exp(logTheta);
    let [slope, curve] = [0, 0];
    // digamma(y + theta) - digamma(theta) is a finite sum for whole y.
    for (let step = 0; step < above.length; step += 1) {
      slope += above[step] / (theta + step);
      curve -= above[step] / (theta + step) ** 2;
    }
    for (let cell = 0; cell < mean.length; cell += 1) {
      const sum = theta + mean[cell];
      const counted = (engagement[cell] + posts[cell] * theta) / sum;
      slope += posts[cell] * (Math.log(theta / sum) + 1) - counted;
      curve += posts[cell] * (1 / theta - 2 / sum) + counted / sum;
    }
    const gradient = slope * theta;
    const hessian = curve * theta * theta + gradient;
    const step = hessian < 0 ? -gradient / hessian : Math.sign(gradient);
    logTheta += Math.max(-1, Math.min(1, step));
    if (Math.abs(step) < 1e-9) break;
  }
  return Math.exp(logTheta);
}

/** Every account's mean, whatever the kind: where the rounds begin. */
function accountMeans(cells: PracticeCells): Predictor {
  const [posts, engagement] = [
    new Float64Array(cells.accounts.length),
    new Float64Array(cells.accounts.length),
  ];
  forEachCell(cells, (cell, account) => {
    posts[account] += cells.posts[cell];
    engagement[account] += cells.engagement[cell];
  });
  return {
    ofKind: new Float64Array(cells.kinds.length),
    ofAccount: engagement.map((sum, account) => Math.log(sum / posts[account])),
  };
}

/** There are far fewer kinds and accounts than cells, so the exponentials are taken of those. */
function setMeans(cells: PracticeCells, { ofKind, ofAccount }: Predictor, mean: Float64Array): void {
  const kinds = ofKind.map(Math.exp);
  const accounts = ofAccount.map(Math.exp);
  forEachCell(cells, (cell, account) => {
    mean[cell] = accounts[account] * kinds[cells.kind[cell]];
  });
}

/** Adds to each number; the largest that was added. */
function addTo(sums: Float64Array, added: Float64Array): number {
  let largest = 0;
  for (let place = 0; place < sums.length; place += 1) {
    sums[place] += added[place];
    largest = Math.max(largest, Math.abs(added[place]));
  }
  return largest;
}

function forEachCell({ starts }: PracticeCells, visit: (cell: number, account: number) => void): void {
  for (let account = 0; account + 1 < starts.length; account += 1)
    for (let cell = starts[account]; cell < starts[account + 1]; cell += 1) visit(cell, account);
}
