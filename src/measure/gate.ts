/**
 * The gate between measuring and drawing: no count of persons from 1 to 10 passes it.
 * CMS Cell Size Suppression Policy (ResDAC, 26 January 2024); see docs/methods.md, section b.
 */

import type { FigureRow } from '../records.ts';
import type { Counted } from './figure.ts';

const SMALLEST_SHOWN = 11;

/** Rows as they may be drawn. A hidden row keeps its place and loses its numbers. */
export function gate(rows: readonly FigureRow[], counts: Counted): readonly FigureRow[] {
  if (counts !== 'persons') return rows;
  return rows.map((row) => {
    const small = row.n !== null && row.n > 0 && row.n < SMALLEST_SHOWN;
    return small || row.decision === 'hidden' ? hide(row, 'fewer than 11 persons') : row;
  });
}

function hide(row: FigureRow, reason: string): FigureRow {
  return {
    ...row,
    value: null,
    lower: null,
    upper: null,
    n: null,
    decision: 'hidden',
    reason: row.reason || reason,
  };
}
