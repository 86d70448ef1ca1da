/**
 * Regression on columns of 0 and 1 with an effect for each account, over cells of like posts. Account effects are not columns: each
 * step takes the weighted account means out of the design (Frisch-Waugh-Lovell), which gives the same coefficients; and
 * because a cell has few columns that are 1, a step takes time as the cells do, for any number of accounts.
 */

import { inverseSymmetric, sandwich, times } from './linear-algebra.ts';
import { columnSums, kindParts, type CellDesign } from './cell-design.ts';
import { byKind, type PracticeCells } from './practice-cells.ts';

/** A linear predictor: the sum of a part of the cell's kind and a part of its account. */
export interface Predictor {
  readonly ofKind: Float64Array;
  readonly ofAccount: Float64Array;
}

export interface WithinFit extends Predictor {
  readonly coefficients: readonly number[];
  /** Inverse of the weighted cross product of the design without its account means. */
  readonly bread: readonly (readonly number[])[];
}

export interface CrossProducts {
  readonly gram: readonly (readonly number[])[];
  readonly right: readonly number[];
}

/**
 * Weighted least squares.
 * @param weight of each cell as a whole
 * @param pull weight times response of each cell
 * @throws RangeError when a column is a combination of others or of the accounts
 */
export function fitWithin(design: CellDesign, weight: Float64Array, pull: Float64Array): WithinFit {
  const { gram, right } = crossProducts(design, weight, pull);
  const bread = inverseSymmetric(gram);
  const coefficients = times(bread, right);
  const ofKind = kindParts(design, coefficients);
  return { coefficients, bread, ofKind, ofAccount: accountParts(design.cells, weight, pull, ofKind) };
}

/** Cross products of the columns, and of columns and response, without their weighted account means. */
export function crossProducts(design: CellDesign, weight: Float64Array, pull: Float64Array): CrossProducts {
  const { cells, columns } = design;
  const sums = triangle(columns);
  const right = columnSums(design, byKind(cells, pull));
  const pulledBy = accountSums(cells, pull);
  forEachAccount(design, weight, null, 1, (account) => {
    const { place, size, at, weights, weighed } = account;
    const mean = pulledBy[place] / weighed;
    for (let column = 0; column < size; column += 1) right[at[column]] -= weights[column] * mean;
    takeOutMeans(account, sums, columns);
  });
  addKinds(design, byKind(cells, weight), sums);
  return { gram: symmetric(sums, columns), right };
}

/**
 * Bread, and the covariance clustered by account: sums of scores by account in a sandwich, times accounts / (accounts - 1).
 * @param residual outcome less its expectation, added up over each cell
 */
export function clusteredCovariance(
  design: CellDesign,
  weight: Float64Array,
  residual: Float64Array,
): { readonly bread: number[][]; readonly covariance: number[][] } {
  const { cells, columns } = design;
  const [sums, scores] = [triangle(columns), triangle(columns)];
  forEachAccount(design, weight, residual, 1, (account) => {
    const { size, at, weights, pulls, weighed, pulled } = account;
    takeOutMeans(account, sums, columns);
    const mean = pulled / weighed;
    for (let place = 0; place < size; place += 1) pulls[place] -= mean * weights[place];
    for (let first = 0; first < size; first += 1) {
      const line = at[first] * columns;
      const score = pulls[first];
      for (let second = 0; second <= first; second += 1) scores[line + at[second]] += score * pulls[second];
    }
  });
  addKinds(design, byKind(cells, weight), sums);
  const bread = inverseSymmetric(symmetric(sums, columns));
  const accounts = cells.accounts.length;
  const covariance = sandwich(bread, symmetric(scores, columns)).map((row) =>
    row.map((value) => (value * accounts) / (accounts - 1)),
  );
  return { bread, covariance };
}

/** Accounts from which on a part of them tells how steps have to be scaled. */
const MANY_ACCOUNTS = 20_000;
/** One account in so many is then looked at. */
const ONE_IN = 4;

/**
 * The inverse cross product that a step is scaled by. Where a step leads decides only how soon the end is reached, so of very many
 * accounts a part will do; the end itself is where nothing pulls on the coefficients any more, all accounts together.
 * @param whole to look at all accounts
 * @throws RangeError when a column is a combination of others or of the accounts
 */
export function curvature(design: CellDesign, weight: Float64Array, whole: boolean): WithinFit['bread'] {
  const { cells, columns } = design;
  const every = whole || cells.accounts.length < MANY_ACCOUNTS ? 1 : ONE_IN;
  const sums = triangle(columns);
  const ofKinds = new Float64Array(cells.kinds.length);
  for (let account = 0; account < cells.accounts.length; account += every)
    for (let cell = cells.starts[account]; cell < cells.starts[account + 1]; cell += 1)
      ofKinds[cells.kind[cell]] += weight[cell];
  forEachAccount(design, weight, null, every, (account) => {
    takeOutMeans(account, sums, columns);
  });
  addKinds(design, ofKinds, sums);
  try {
    return inverseSymmetric(symmetric(sums, columns)).map((row) => row.map((value) => value / every));
  } catch (error) {
    // What is rare may have no place in a part.
    if (every === 1 || !(error instanceof RangeError)) throw error;
    return curvature(design, weight, true);
  }
}

/** Sums over the cells of one account; one object and its arrays are used for all accounts. */
interface AccountSums {
  /** Of the account. */
  place: number;
  /** How many columns are 1 somewhere. */
  size: number;
  /** Which those are, ascending, and of each the weight and pull of the cells where it is 1. */
  readonly at: Int32Array;
  readonly weights: Float64Array;
  readonly pulls: Float64Array;
  weighed: number;
  pulled: number;
}

/**
 * @param pull null where nobody asks for it
 * @param every one account in so many
 */
function forEachAccount(
  design: CellDesign,
  weight: Float64Array,
  pull: Float64Array | null,
  every: number,
  visit: (sums: AccountSums) => void,
): void {
  const { cells, columns } = design;
  const sums: AccountSums = {
    place: 0,
    size: 0,
    at: new Int32Array(columns),
    weights: new Float64Array(columns),
    pulls: new Float64Array(columns),
    weighed: 0,
    pulled: 0,
  };
  const byColumn = [new Float64Array(columns), new Float64Array(columns)] as const;
  for (let account = 0; account < cells.accounts.length; account += every) {
    addUp(design, weight, pull, account, byColumn, sums);
    visit(sums);
  }
}

/** Fills `sums`. A function of its own, as one that is called often is soon compiled and one that runs long is not. */
function addUp(
  { cells: { starts }, ends, entries, touchedStarts, touched }: CellDesign,
  weight: Float64Array,
  pull: Float64Array | null,
  account: number,
  [weights, pulls]: readonly [Float64Array, Float64Array],
  sums: AccountSums,
): void {
  const first = starts[account];
  let entry = first === 0 ? 0 : ends[first - 1];
  let weighed = 0;
  let pulled = 0;
  for (let cell = first; cell < starts[account + 1]; cell += 1) {
    const end = ends[cell];
    const ofWeight = weight[cell];
    weighed += ofWeight;
    if (pull === null) for (; entry < end; entry += 1) weights[entries[entry]] += ofWeight;
    else {
      const ofPull = pull[cell];
      pulled += ofPull;
      for (; entry < end; entry += 1) {
        weights[entries[entry]] += ofWeight;
        pulls[entries[entry]] += ofPull;
      }
    }
  }
  const from = touchedStarts[account];
  const size = touchedStarts[account + 1] - from;
  for (let place = 0; place < size; place += 1) {
    const a = touched[from + place];
    sums.at[place] = a;
    sums.weights[place] = weights[a];
    sums.pulls[place] = pulls[a];
    weights[a] = pulls[a] = 0;
  }
  sums.place = account;
  sums.size = size;
  sums.weighed = weighed;
  sums.pulled = pulled;
}

/** The lower triangle of a square matrix, line after line of full length. */
function triangle(columns: number): Float64Array {
  return new Float64Array(columns * columns);
}

/** What the weighted mean of an account takes from the cross products. */
function takeOutMeans(
  { size, at, weights, weighed }: AccountSums,
  sums: Float64Array,
  columns: number,
): void {
  for (let first = 0; first < size; first += 1) {
    const line = at[first] * columns;
    const share = weights[first] / weighed;
    for (let second = 0; second <= first; second += 1) sums[line + at[second]] -= share * weights[second];
  }
}

/** The cross products themselves, from weights by kind. */
function addKinds({ columns, starts, column }: CellDesign, weights: Float64Array, sums: Float64Array): void {
  for (let kind = 0; kind < weights.length; kind += 1)
    for (let first = starts[kind]; first < starts[kind + 1]; first += 1)
      for (let second = starts[kind]; second <= first; second += 1)
        sums[column[first] * columns + column[second]] += weights[kind];
}

function symmetric(sums: Float64Array, columns: number): number[][] {
  return Array.from({ length: columns }, (_, a) =>
    Array.from({ length: columns }, (__, b) => sums[Math.max(a, b) * columns + Math.min(a, b)]),
  );
}

/** A number of each cell added up by account. */
export function accountSums({ starts }: PracticeCells, ofCell: Float64Array): Float64Array {
  const sums = new Float64Array(starts.length - 1);
  for (let account = 0; account < sums.length; account += 1) {
    let sum = 0;
    for (let cell = starts[account]; cell < starts[account + 1]; cell += 1) sum += ofCell[cell];
    sums[account] = sum;
  }
  return sums;
}

/** What each account's cells are above or below their kinds, in the weighted mean. */
export function accountParts(
  cells: PracticeCells,
  weight: Float64Array,
  pull: Float64Array,
  ofKind: Float64Array,
): Float64Array {
  const parts = new Float64Array(cells.accounts.length);
  for (let account = 0; account < parts.length; account += 1) {
    let left = 0;
    let total = 0;
    for (let cell = cells.starts[account]; cell < cells.starts[account + 1]; cell += 1) {
      left += pull[cell] - weight[cell] * ofKind[cells.kind[cell]];
      total += weight[cell];
    }
    parts[account] = left / total;
  }
  return parts;
}
