/**
 * L2-regularised least squares on sparse rows, towards -1 for no and 1 for yes: conjugate gradients on the normal
 * equations (Nocedal & Wright, Numerical Optimization, algorithm 5.2), in a fixed order of additions.
 *
 * It errs on other posts than logistic regression on the same rows does, so that the sum of both is better than either,
 * and a sum of linear scores is again one weight a column: reading costs nothing more.
 */

import { addScaled, dot, type LinearProblem, scoreRow } from './logistic.ts';

/** It ends when what is left of the residual is this share of what it began with. */
const ENOUGH = 1e-4;
/** The intercept is as good as free; without any penalty the equations might have no single solution. */
const INTERCEPT_PENALTY = 1e-6;

/** @returns one weight a column, then the intercept. */
export function fitLeastSquares(problem: LinearProblem): Float64Array {
  const { rows, columns, label, weight } = problem;
  const weights = new Float64Array(columns + 1);
  const residual = new Float64Array(columns + 1);
  for (let row = 0; row < rows.count; row += 1) {
    addRow(problem, row, weight[row] * (label[row] === 1 ? 1 : -1), residual);
  }
  let direction = residual.slice();
  let left = dot(residual, residual);
  const enough = left * ENOUGH ** 2;
  for (let iteration = 0; iteration < problem.iterations && left > enough; iteration += 1) {
    const image = normalProduct(problem, direction);
    const step = left / dot(direction, image);
    addScaled(weights, direction, step);
    addScaled(residual, image, -step);
    const next = dot(residual, residual);
    const turn = next / left;
    direction = residual.map((value, index) => value + turn * direction[index]);
    left = next;
  }
  return weights;
}

/** The matrix of the normal equations times `vector`: weighted rows twice over, and the penalty. */
function normalProduct(problem: LinearProblem, vector: Float64Array): Float64Array {
  const { rows, columns, weight, penalty } = problem;
  const product = vector.map(
    (value, column) => value * (column < columns ? penalty[column] : INTERCEPT_PENALTY),
  );
  for (let row = 0; row < rows.count; row += 1) {
    addRow(problem, row, weight[row] * scoreRow(rows, row, vector), product);
  }
  return product;
}

function addRow({ rows, columns }: LinearProblem, row: number, factor: number, into: Float64Array): void {
  into[columns] += factor;
  for (let entry = rows.start[row]; entry < rows.start[row + 1]; entry += 1) {
    into[rows.column[entry]] += factor * rows.value[entry];
  }
}
