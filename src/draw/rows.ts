/** Rows of a figure as a picture reads them: none where the figure is missing, dimensions by their kind. */

import type { FigureRow } from '../records.ts';
import type { Figures } from './panel.ts';

/** Rows of a figure; none where it is missing or empty. */
export function rowsOf(figures: Figures, id: string): readonly FigureRow[] {
  return figures[id]?.rows ?? [];
}

/** `FIGURE/ROW`, for `data-figure`. */
export function reference(figureId: string, row: FigureRow): string {
  return `${figureId}/${row.id}`;
}

/** A dimension as text; "" where it is absent. */
export function textOf(row: FigureRow, dimension: string): string {
  const value = row[dimension];
  return value === null || value === undefined ? '' : String(value);
}

/** A dimension as a number; null where it is absent or none. */
export function numberOf(row: FigureRow, dimension: string): number | null {
  const value = row[dimension];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
