/** Figures with the rows of one exchanged, for what the study's own figures do not hold. */

import type { Figures } from '../../../src/draw/panel.ts';
import type { FigureRow } from '../../../src/records.ts';

export function withRows(figures: Figures, id: string, rows: readonly FigureRow[], note = ''): Figures {
  return { ...figures, [id]: { ...figures[id], rows, notes: note === '' ? figures[id].notes : [note] } };
}
