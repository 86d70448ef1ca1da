/**
 * L2-regularised logistic regression on sparse rows, fitted with L-BFGS (Nocedal & Wright, Numerical Optimization,
 * algorithms 7.4 and 7.5) in a fixed order of additions: the same rows give the same bytes of weights.
 */

export interface SparseRows {
  readonly count: number;
  /** Row r holds entries [start[r], start[r + 1]). */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float32Array;
}

/** What is fitted: which rows are a yes, how much each counts, and how large weights may grow. */
export interface LinearProblem {
  readonly rows: SparseRows;
  readonly columns: number;
  /** 0 or 1 for each row. */
  readonly label: Float64Array;
  readonly weight: Float64Array;
  /** Penalty of each column, relative to a mean row weight of one; the intercept, the last weight, has none. */
  readonly penalty: Float64Array;
  readonly iterations: number;
}

const HISTORY = 8;
/** It ends when a step gains less than this share of the loss. */
const ENOUGH = 3e-6;

/** @returns one weight a column, then the intercept. */
export function fitLogistic(problem: LinearProblem): Float64Array {
  const size = problem.columns + 1;
  const totalWeight = problem.weight.reduce((sum, weight) => sum + weight, 0);
  let weights = new Float64Array(size);
  let gradient = new Float64Array(size);
  let loss = lossAndGradient(problem, totalWeight, weights, gradient);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  for (let iteration = 0; iteration < problem.iterations; iteration += 1) {
    const direction = descentDirection(gradient, steps, changes);
    const slope = dot(gradient, direction);
    const nextGradient = new Float64Array(size);
    let next = new Float64Array(size);
    let nextLoss = Infinity;
    let length = 1;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      next = weights.map((weight, index) => weight + length * direction[index]);
      nextLoss = lossAndGradient(problem, totalWeight, next, nextGradient);
      if (nextLoss <= loss + 1e-4 * length * slope) break;
      length /= 2;
    }
    const step = next.map((weight, index) => weight - weights[index]);
    const change = nextGradient.map((value, index) => value - gradient[index]);
    if (dot(step, change) > 1e-14) {
      steps.push(step);
      changes.push(change);
      if (steps.length > HISTORY) {
        steps.shift();
        changes.shift();
      }
    }
    const gained = (loss - nextLoss) / Math.max(Math.abs(loss), 1e-9);
    weights = next;
    gradient = nextGradient;
    loss = nextLoss;
    if (gained < ENOUGH && iteration > 10) break;
  }
  return weights;
}

/** The linear score of row `row` under `weights`. */
export function scoreRow(rows: SparseRows, row: number, weights: Float64Array): number {
  let score = weights[weights.length - 1];
  for (let entry = rows.start[row]; entry < rows.start[row + 1]; entry += 1) {
    score += weights[rows.column[entry]] * rows.value[entry];
  }
  return score;
}

function lossAndGradient(
  { rows, columns, label, weight, penalty }: LinearProblem,
  totalWeight: number,
  weights: Float64Array,
  gradient: Float64Array,
): number {
  gradient.fill(0);
  let loss = 0;
  for (let row = 0; row < rows.count; row += 1) {
    if (weight[row] === 0) continue;
    const score = scoreRow(rows, row, weights);
    const share = weight[row] / totalWeight;
    // log(1 + exp(-m)) without overflow.
    const margin = label[row] === 1 ? score : -score;
    loss += share * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    const error = share * (1 / (1 + Math.exp(-score)) - label[row]);
    gradient[columns] += error;
    for (let entry = rows.start[row]; entry < rows.start[row + 1]; entry += 1) {
      gradient[rows.column[entry]] += error * rows.value[entry];
    }
  }
  for (let column = 0; column < columns; column += 1) {
    if (weights[column] === 0) continue;
    const strength = penalty[column] / totalWeight;
    loss += 0.5 * strength * weights[column] ** 2;
    gradient[column] += strength * weights[column];
  }
  return loss;
}

function descentDirection(
  gradient: Float64Array,
  steps: readonly Float64Array[],
  changes: readonly Float64Array[],
): Float64Array {
  const direction = gradient.map((value) => -value);
  if (steps.length === 0) {
    const length = Math.sqrt(dot(gradient, gradient)) || 1;
    return direction.map((value) => value / length);
  }
  const inverse = steps.map((step, index) => 1 / dot(step, changes[index]));
  const share: number[] = [];
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    share[index] = inverse[index] * dot(steps[index], direction);
    addScaled(direction, changes[index], -share[index]);
  }
  const newest = changes[changes.length - 1];
  const scale = 1 / (inverse[inverse.length - 1] * dot(newest, newest));
  for (let index = 0; index < direction.length; index += 1) direction[index] *= scale;
  for (let index = 0; index < steps.length; index += 1) {
    addScaled(direction, steps[index], share[index] - inverse[index] * dot(changes[index], direction));
  }
  return direction;
}

export function addScaled(target: Float64Array, other: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index += 1) target[index] += factor * other[index];
}

export function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += one[index] * other[index];
  return sum;
}
