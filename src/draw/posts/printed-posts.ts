/** Numbers of figures from posts as they are printed, each with its unit. */

import { displayRatio, formatPercent } from '../../measure/rounding.ts';
import type { FigureRow } from '../../records.ts';

/** One decimal with its sign; what rounds to nought has none. */
function signed(value: number): string {
  const size = Math.abs(value).toFixed(1);
  if (Number(size) === 0) return size;
  return value > 0 ? `+${size}` : `−${size}`;
}

/** As printed with its unit: `12.3%`, `1.50`, `+0.8%` a month. */
export function printedPosts(row: FigureRow): string {
  if (row.value === null) return row.decision === 'hidden' ? 'hidden' : 'not known';
  if (row.unit === 'percent') return `${formatPercent(row.value, row.n)}%`;
  if (row.unit === 'percent-per-month') return `${signed(row.value)}%`;
  if (row.unit === 'per-100000') return row.value < 10 ? row.value.toFixed(1) : row.value.toFixed(0);
  return displayRatio(row.value);
}
