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

/** @param columnsOf the columns that are 1 for a kind of cell */
export function cellDesign(
  cells: PracticeCells,
  columns: number,
  columnsOf: (kind: PracticeCells['kinds'][number]) => readonly number[],
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
  const place = new Map(kept.map((column, index) => [column, index]));
  let kind = -1;
  return cellDesign(design.cells, kept.length, () => {
    kind += 1;
    return columnsOfKind(design, kind).flatMap((column) => place.get(column) ?? []);
  });
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
  const kindWeight = new Float64Array(cells.kinds.length);
  const kindPull = new Float64Array(cells.kinds.length);
  forEachAccount(design, weight, (account, sums, touched, total) => {
    let pulled = 0;
    for (let cell = cells.starts[account]; cell < cells.starts[account + 1]; cell += 1) {
      kindWeight[cells.kind[cell]] += weight[cell];
      kindPull[cells.kind[cell]] += pull[cell];
      pulled += pull[cell];
    }
    for (let first = 0; first < touched.length; first += 1) {
      const share = sums[touched[first]] / total;
      right[touched[first]] -= share * pulled;
      const line = gram[touched[first]];
      for (let second = 0; second < touched.length; second += 1)
        line[touched[second]] -= share * sums[touched[second]];
    }
  });
  for (let kind = 0; kind < cells.kinds.length; kind += 1)
    for (let first = starts[kind]; first < starts[kind + 1]; first += 1) {
      right[column[first]] += kindPull[kind];
      const line = gram[column[first]];
      for (let second = starts[kind]; second < starts[kind + 1]; second += 1)
        line[column[second]] += kindWeight[kind];
    }
  return { gram: gram.map((line) => [...line]), right };
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
  const { cells, columns } = design;
  const meat = Array.from({ length: columns }, () => new Array<number>(columns).fill(0));
  const score = new Float64Array(columns);
  forEachAccount(design, weight, (account, sums, touched, total) => {
    let left = 0;
    for (let cell = cells.starts[account]; cell < cells.starts[account + 1]; cell += 1) {
      const kind = cells.kind[cell];
      left += residual[cell];
      for (let at = design.starts[kind]; at < design.starts[kind + 1]; at += 1)
        score[design.column[at]] += residual[cell];
    }
    for (const a of touched) score[a] -= (left * sums[a]) / total;
    for (const a of touched) for (const b of touched) meat[a][b] += score[a] * score[b];
    for (const a of touched) score[a] = 0;
  });
  const accounts = cells.accounts.length;
  return sandwich(bread, meat).map((row) => row.map((value) => (value * accounts) / (accounts - 1)));
}

/**
 * Visits the accounts one after the other with the weighted sums of their columns.
 * @param visit `touched` are the columns whose sum is not 0, `total` the account's weight; both arrays are used again
 */
function forEachAccount(
  { cells, columns, starts, column }: CellDesign,
  weight: Float64Array,
  visit: (account: number, sums: Float64Array, touched: readonly number[], total: number) => void,
): void {
  const sums = new Float64Array(columns);
  const touched: number[] = [];
  for (let account = 0; account < cells.accounts.length; account += 1) {
    let total = 0;
    for (let cell = cells.starts[account]; cell < cells.starts[account + 1]; cell += 1) {
      const kind = cells.kind[cell];
      total += weight[cell];
      for (let at = starts[kind]; at < starts[kind + 1]; at += 1) {
        if (sums[column[at]] === 0) touched.push(column[at]);
        sums[column[at]] += weight[cell];
      }
    }
    visit(account, sums, touched, total);
    for (const a of touched) sums[a] = 0;
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
