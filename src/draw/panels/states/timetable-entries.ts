/** What the cells of the timetable say: unknown and not in the list are words of their own, apart from a zero. */

import { displayCount } from '../../../measure/rounding.ts';
import { reference } from '../../rows.ts';
import { DEPARTMENTS, HOSPITALS, type Cell, type Place } from './places.ts';

/** What a cell says; a bar is its length in percent, where a share may be drawn. */
export interface Entry {
  readonly text: string;
  readonly bar: number | null;
  /** `FIGURE/ROW` that it shows. */
  readonly figure: string;
}

export function hospitalEntry({ hospitals }: Place): Entry | 'unknown' {
  if (!hospitals) return 'unknown';
  return { text: displayCount(hospitals.value), bar: null, figure: reference(HOSPITALS, hospitals) };
}

export function departmentEntry({ departments }: Place): Entry | 'not listed' {
  if (!departments) return 'not listed';
  return {
    text: displayCount(departments.count),
    bar: null,
    figure: reference(DEPARTMENTS, departments.row),
  };
}

/** A narrow block has no room for bars. */
export function cellEntry(figureId: string, cell: Cell | undefined, barred: boolean): Entry | null {
  if (!cell) return null;
  const hasBar = barred && (cell.display === 'rate' || cell.display === 'at_least');
  return { text: cell.text, bar: hasBar ? cell.value : null, figure: reference(figureId, cell.row) };
}
