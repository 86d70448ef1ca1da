/** Figure rows as printed: a published value as its source printed it, an estimate rounded by the rules. */

import { displayCount, formatPercent } from '../measure/rounding.ts';
import type { FigureRow } from '../records.ts';

/** The value without its unit: `60`, `35.6`, `1,501`; "hidden" or "not known" in words where there is none. */
export function printed(row: FigureRow): string {
  if (row.value === null) return row.decision === 'hidden' ? 'hidden' : 'not known';
  const about = comparisonSign(row);
  if (row.unit === 'count') return about + displayCount(row.value);
  return about + (Number.isInteger(row.value) ? String(row.value) : formatPercent(row.value, row.n));
}

/** The value with its unit: `60%`. */
export function printedWithUnit(row: FigureRow): string {
  if (row.value === null || row.unit === 'count') return printed(row);
  return `${printed(row)}%`;
}

/** The 95 % interval as `57–63`, or "" where none can be given. */
export function printedInterval(row: FigureRow): string {
  if (row.lower === null || row.upper === null) return '';
  return `${row.lower.toFixed(0)}–${row.upper.toFixed(0)}`;
}

/** How a source gave its value where not exactly. */
function comparisonSign(row: FigureRow): string {
  if (row.comparison === '>') return 'over ';
  if (row.comparison === '<') return 'under ';
  return row.comparison === '~' ? 'about ' : '';
}
