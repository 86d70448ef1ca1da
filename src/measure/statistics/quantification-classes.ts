/** Shares of several classes corrected for confusion between them: least squares on the simplex. */

import { dot, solveSquare, times } from './linear-algebra.ts';

/**
 * Finds the shares that best explain what was predicted: minimises |M' shares - observed| over shares that are
 * not negative and sum to one.
 * @param confusion row = true class, column = predicted class, each row summing to one
 * @param observed share predicted of each class
 */
export function correctClasses(
  confusion: readonly (readonly number[])[],
  observed: readonly number[],
): number[] {
  const classes = confusion.length;
  const gram = confusion.map((row) => confusion.map((other) => dot(row, other)));
  const target = times(confusion, observed);
  let support = confusion.map((_, index) => index);
  // Active set: leave classes that turn negative, readmit one whose gradient says that it should grow.
  for (let round = 0; round < 10 * classes; round += 1) {
    const { shares, multiplier } = onSupport(gram, target, support);
    const lowest = support.reduce((a, b) => (shares[a] <= shares[b] ? a : b));
    if (shares[lowest] < 0) {
      support = support.filter((index) => index !== lowest);
      continue;
    }
    const gradient = times(gram, shares).map((value, index) => value - target[index] + multiplier);
    const outside = gradient.findIndex((value, index) => !support.includes(index) && value < -1e-12);
    if (outside < 0) return shares;
    support = [...support, outside].sort((a, b) => a - b);
  }
  throw new Error('the corrected shares did not settle');
}

/** Least squares with sum one on the classes of `support`, zero elsewhere. */
function onSupport(
  gram: readonly (readonly number[])[],
  target: readonly number[],
  support: readonly number[],
): { readonly shares: number[]; readonly multiplier: number } {
  const rows = support.map((row) => [...support.map((column) => gram[row][column]), 1]);
  rows.push([...support.map(() => 1), 0]);
  const solution = solveSquare(rows, [...support.map((row) => target[row]), 1]);
  const shares = gram.map(() => 0);
  support.forEach((index, place) => {
    shares[index] = solution[place];
  });
  return { shares, multiplier: solution[support.length] };
}
