/** Which columns of 0 and 1 a regression over cells of like posts has: by kind of cell, and laid out cell by cell. */

import type { PracticeCells } from './practice-cells.ts';

/** Columns that are 1, for each kind of cell: those of kind k from `starts[k]` up to `starts[k + 1]`, ascending. */
export interface CellDesign {
  readonly cells: PracticeCells;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly column: Int32Array;
  /** The same cell after cell, which is read faster than by way of the kinds: those of a cell end before `ends[cell]`. */
  readonly ends: Int32Array;
  readonly entries: Int32Array;
  /** Columns that are 1 somewhere in an account, ascending: those of account a from `touchedStarts[a]` up to `touchedStarts[a + 1]`. */
  readonly touchedStarts: Int32Array;
  readonly touched: Int32Array;
}

/** @param columnsOf the columns that are 1 for a kind of cell, ascending, by what it is or by its place among the kinds */
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
  const ofKinds = { starts, column: Int32Array.from(lists.flat()) };
  return { cells, columns, ...ofKinds, ...laidOut(cells, columns, ofKinds) };
}

/** The design with some of its columns, numbered anew in their order. */
export function withColumns(design: CellDesign, kept: readonly number[]): CellDesign {
  if (kept.length === design.columns) return design;
  const numbers = new Map(kept.map((column, index) => [column, index]));
  return cellDesign(design.cells, kept.length, (_, place) =>
    columnsOfKind(design, place).flatMap((column) => numbers.get(column) ?? []),
  );
}

export function columnsOfKind(
  { starts, column }: Pick<CellDesign, 'starts' | 'column'>,
  kind: number,
): number[] {
  return [...column.subarray(starts[kind], starts[kind + 1])];
}

/** By kind, the sum of the coefficients of its columns. */
export function kindParts(
  { starts, column }: Pick<CellDesign, 'starts' | 'column'>,
  coefficients: readonly number[],
): Float64Array {
  const parts = new Float64Array(starts.length - 1);
  for (let kind = 0; kind < parts.length; kind += 1)
    for (let at = starts[kind]; at < starts[kind + 1]; at += 1) parts[kind] += coefficients[column[at]];
  return parts;
}

/** By column, the sum over the kinds where it is 1. */
export function columnSums({ columns, starts, column }: CellDesign, ofKind: Float64Array): number[] {
  const sums = new Array<number>(columns).fill(0);
  for (let kind = 0; kind < ofKind.length; kind += 1)
    for (let at = starts[kind]; at < starts[kind + 1]; at += 1) sums[column[at]] += ofKind[kind];
  return sums;
}

/** The columns of the kinds laid out cell by cell and account by account. */
function laidOut(
  { starts: cellsFrom, kind }: PracticeCells,
  columns: number,
  { starts, column }: Pick<CellDesign, 'starts' | 'column'>,
): Pick<CellDesign, 'ends' | 'entries' | 'touchedStarts' | 'touched'> {
  const accounts = cellsFrom.length - 1;
  const ends = new Int32Array(kind.length);
  let end = 0;
  for (let cell = 0; cell < kind.length; cell += 1) {
    end += starts[kind[cell] + 1] - starts[kind[cell]];
    ends[cell] = end;
  }
  const entries = new Int32Array(end);
  const touchedStarts = new Int32Array(accounts + 1);
  const touched = new Int32Array(Math.min(end, accounts * columns));
  const lastAccount = new Int32Array(columns).fill(-1);
  let [entry, reached] = [0, 0];
  for (let account = 0; account < accounts; account += 1) {
    for (let cell = cellsFrom[account]; cell < cellsFrom[account + 1]; cell += 1)
      for (let at = starts[kind[cell]]; entry < ends[cell]; at += 1, entry += 1) {
        entries[entry] = column[at];
        lastAccount[column[at]] = account;
      }
    for (let a = 0; a < columns; a += 1) {
      if (lastAccount[a] !== account) continue;
      touched[reached] = a;
      reached += 1;
    }
    touchedStarts[account + 1] = reached;
  }
  return { ends, entries, touchedStarts, touched: touched.subarray(0, reached) };
}
