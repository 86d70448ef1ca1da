/**
 * Poisson regression of some dozens of counts, with one effect for each group (or one group for a plain intercept).
 * Group effects are not columns: each step of iteratively reweighted least squares takes the weighted group means out
 * of the design (Frisch-Waugh-Lovell), which gives the same coefficients. For posts by the million see `within-accounts.ts`.
 */

import { inverseSymmetric, times } from './linear-algebra.ts';

export interface CountData {
  readonly outcome: readonly number[];
  /** One row an observation; without the group effects. */
  readonly design: readonly (readonly number[])[];
  /** Group of each observation, 0 to groups - 1. */
  readonly group: readonly number[];
  readonly offset?: readonly number[];
}

export interface CountFit {
  readonly coefficients: readonly number[];
  /** Expected outcome of each observation. */
  readonly fitted: readonly number[];
  /** Inverse of the weighted cross product of the design without its group means. */
  readonly bread: readonly (readonly number[])[];
  /** The design without its weighted group means, one row an observation. */
  readonly within: readonly (readonly number[])[];
}

const MOST_ROUNDS = 200;
const SETTLED = 1e-12;

/** Poisson quasi-likelihood, log link. Throws when a column is a combination of others or of the groups. */
export function fitPoisson(data: CountData): CountFit {
  const { outcome, design, group } = data;
  const offset = data.offset ?? outcome.map(() => 0);
  let fitted = outcome.map((count) => count + 0.1);
  let previous = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const working = fitted.map((mean, row) => Math.log(mean) - offset[row] + (outcome[row] - mean) / mean);
    const { coefficients, residuals, bread, within } = weightedWithin(design, working, fitted, group);
    const next = working.map((value, row) => Math.exp(value - residuals[row] + offset[row]));
    const change = next.reduce((most, mean, row) => Math.max(most, Math.abs(mean / fitted[row] - 1)), 0);
    fitted = next;
    // A crumb may remain that no further round takes away.
    if (change < SETTLED || (change < 1e-9 && change >= previous))
      return { coefficients, fitted, bread, within };
    previous = change;
  }
  throw new Error(`the regression did not settle in ${MOST_ROUNDS} rounds`);
}

interface WithinFit {
  readonly coefficients: readonly number[];
  readonly residuals: readonly number[];
  readonly bread: readonly (readonly number[])[];
  readonly within: readonly (readonly number[])[];
}

/** Weighted least squares of a response on a design, both without their weighted group means. */
function weightedWithin(
  design: readonly (readonly number[])[],
  response: readonly number[],
  weights: readonly number[],
  group: readonly number[],
): WithinFit {
  const { within, centred, gram, right } = takeOutGroups(design, response, weights, group);
  const bread = inverseSymmetric(gram);
  const coefficients = times(bread, right);
  const residuals = times(within, coefficients).map((value, index) => centred[index] - value);
  return { coefficients, residuals, bread, within };
}

function takeOutGroups(
  design: readonly (readonly number[])[],
  response: readonly number[],
  weights: readonly number[],
  group: readonly number[],
): {
  readonly within: number[][];
  readonly centred: number[];
  readonly gram: number[][];
  readonly right: number[];
} {
  const columns = design[0]?.length ?? 0;
  const groups = group.reduce((most, index) => Math.max(most, index + 1), 0);
  const total = new Float64Array(groups);
  const sums = Array.from({ length: columns + 1 }, () => new Float64Array(groups));
  design.forEach((row, index) => {
    const [weight, place] = [weights[index], group[index]];
    total[place] += weight;
    for (let column = 0; column < columns; column += 1) sums[column][place] += weight * row[column];
    sums[columns][place] += weight * response[index];
  });
  const centre = (value: number, column: number, place: number) => value - sums[column][place] / total[place];
  const within = design.map((row, index) => row.map((value, column) => centre(value, column, group[index])));
  const centred = response.map((value, index) => centre(value, columns, group[index]));
  const gram = Array.from({ length: columns }, () => new Array<number>(columns).fill(0));
  const right = new Array<number>(columns).fill(0);
  within.forEach((row, index) => {
    for (let a = 0; a < columns; a += 1) {
      const weighted = weights[index] * row[a];
      if (weighted === 0) continue;
      right[a] += weighted * centred[index];
      const line = gram[a];
      for (let b = 0; b <= a; b += 1) line[b] += weighted * row[b];
    }
  });
  for (let a = 0; a < columns; a += 1) for (let b = 0; b < a; b += 1) gram[b][a] = gram[a][b];
  return { within, centred, gram, right };
}

/** Pearson's estimate of the dispersion: squared residuals over the mean, by residual degrees of freedom. */
export function pearsonDispersion(outcome: readonly number[], fitted: readonly number[], df: number): number {
  return outcome.reduce((sum, count, row) => sum + (count - fitted[row]) ** 2 / fitted[row], 0) / df;
}
