/**
 * Regression on columns of 0 and 1 with an effect for each account, over cells of like posts. Account effects are not columns: each
 * step takes the weighted account means out of the design (Frisch-Waugh-Lovell), which gives the same coefficients; and
 * because a cell has few columns that are 1, a step takes time as the cells do, for any number of accounts.
 */

import { inverseSymmetric, sandwich, times } from './linear-algebra.ts';
import type { PracticeCells } from './practice-cells.ts';

/** Columns that are 1, for each kind of cell: those of kind k from `starts[k]` up to `starts[k + 1]`. */
export interface CellDesign {
  readonly cells: PracticeCells;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly column: Int32Array;
}

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

/** @param columnsOf the columns that are 1 for a kind of cell, by what it is or by its place among the kinds */
export function cellDesign(
  cells: PracticeCells,
  columns: number,
  columnsOf: (kind: PracticeCells['kinds'][number], place: number) => readonly number[],
): CellDesign {
  const lists = cells.kinds.map(columnsOf);
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, kind) => {
    starts[kind + 1] = starts[kind] + list.length;
  });
  return { cells, columns, starts, column: Int32Array.from(lists.flat()) };
}

/** The design with some of its columns, numbered anew in their order. */
export function withColumns(design: CellDesign, kept: readonly number[]): CellDesign {
  const numbers = new Map(kept.map((column, index) => [column, index]));
  return cellDesign(design.cells, kept.length, (_, place) =>
    columnsOfKind(design, place).flatMap((column) => numbers.get(column) ?? []),
  );
}

export function columnsOfKind({ starts, column }: CellDesign, kind: number): number[] {
  return [...column.subarray(starts[kind], starts[kind + 1])];
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
export function crossProducts(
  design: CellDesign,
  weight: Float64Array,
  pull: Float64Array,
): { readonly gram: number[][]; readonly right: number[] } {
  const { cells, columns, starts, column } = design;
  const gram = Array.from({ length: columns }, () => new Float64Array(columns));
  const right = new Array<number>(columns).fill(0);
  forEachAccount(design, weight, pull, ({ touched, weights, pulls, weighed, pulled }) => {
    for (let first = 0; first < touched.length; first += 1) {
      const a = touched[first];
      const share = weights[a] / weighed;
      const line = gram[a];
      right[a] += pulls[a] - share * pulled;
      for (let second = 0; second <= first; second += 1)
        line[touched[second]] -= share * weights[touched[second]];
    }
  });
  const kindWeight = new Float64Array(cells.kinds.length);
  for (let cell = 0; cell < cells.kind.length; cell += 1) kindWeight[cells.kind[cell]] += weight[cell];
  for (let kind = 0; kind < kindWeight.length; kind += 1)
    for (let first = starts[kind]; first < starts[kind + 1]; first += 1)
      for (let second = starts[kind]; second <= first; second += 1)
        gram[column[first]][column[second]] += kindWeight[kind];
  // Each pair of columns was added once, whichever came first.
  return {
    gram: gram.map((line, a) => Array.from(line, (value, b) => (a === b ? value : value + gram[b][a]))),
    right,
  };
}

/**
 * Covariance clustered by account: sums of scores by account in a sandwich, times accounts / (accounts - 1).
 * @param residual outcome less its expectation, added up over each cell
 */
export function clusteredCovariance(
  design: CellDesign,
  bread: WithinFit['bread'],
  weight: Float64Array,
  residual: Float64Array,
): number[][] {
  const { columns } = design;
  const meat = Array.from({ length: columns }, () => new Array<number>(columns).fill(0));
  const score = new Float64Array(columns);
  forEachAccount(design, weight, residual, ({ touched, weights, pulls, weighed, pulled }) => {
    for (const a of touched) score[a] = pulls[a] - (pulled * weights[a]) / weighed;
    for (const a of touched) for (const b of touched) meat[a][b] += score[a] * score[b];
  });
  const accounts = design.cells.accounts.length;
  return sandwich(bread, meat).map((row) => row.map((value) => (value * accounts) / (accounts - 1)));
}

/** Sums over the cells of one account; one object and its arrays are used for all accounts. */
interface AccountSums {
  /** Columns that are 1 somewhere. */
  readonly touched: number[];
  /** By column: weight and pull of the cells where it is 1. */
  readonly weights: Float64Array;
  readonly pulls: Float64Array;
  weighed: number;
  pulled: number;
}

function forEachAccount(
  { cells, columns, starts, column }: CellDesign,
  weight: Float64Array,
  pull: Float64Array,
  visit: (sums: AccountSums) => void,
): void {
  const touched: number[] = [];
  const [weights, pulls] = [new Float64Array(columns), new Float64Array(columns)];
  const sums: AccountSums = { touched, weights, pulls, weighed: 0, pulled: 0 };
  const isTouched = new Uint8Array(columns);
  for (let account = 0; account < cells.accounts.length; account += 1) {
    let weighed = 0;
    let pulled = 0;
    for (let cell = cells.starts[account]; cell < cells.starts[account + 1]; cell += 1) {
      const kind = cells.kind[cell];
      weighed += weight[cell];
      pulled += pull[cell];
      for (let at = starts[kind]; at < starts[kind + 1]; at += 1) {
        const a = column[at];
        if (isTouched[a] === 0) touched.push(a);
        isTouched[a] = 1;
        weights[a] += weight[cell];
        pulls[a] += pull[cell];
      }
    }
    sums.weighed = weighed;
    sums.pulled = pulled;
    visit(sums);
    for (const a of touched) isTouched[a] = weights[a] = pulls[a] = 0;
    touched.length = 0;
  }
}

function kindParts({ starts, column }: CellDesign, coefficients: readonly number[]): Float64Array {
  const parts = new Float64Array(starts.length - 1);
  for (let kind = 0; kind < parts.length; kind += 1)
    for (let at = starts[kind]; at < starts[kind + 1]; at += 1) parts[kind] += coefficients[column[at]];
  return parts;
}

/** What each account's cells are above or below their kinds, in the weighted mean. */
function accountParts(
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
