/** The tables below the plates: every number of the chapter, whatever the picture leaves out. */

import { dayInWords } from '../../edition.ts';
import type { Figures, PanelTable } from '../../panel.ts';
import { figureTable } from '../../report.ts';
import { reference, rowsOf, textOf } from '../../rows.ts';
import { CASES, EFFECTS, EXPECTATIONS, GUIDANCE } from './plates.ts';

export const FIELD = 'practices-field';

export function tables(figures: Figures): readonly PanelTable[] {
  const guidance = rowsOf(figures, GUIDANCE);
  const cases = rowsOf(figures, CASES);
  const effects = rowsOf(figures, EFFECTS);
  const all: readonly PanelTable[] = [
    {
      caption: 'Practices measured within accounts, rate ratios',
      columns: ['Practice', 'Ratio', 'From', 'To', 'Posts', 'Remark'],
      rows: effects.map((row) => [
        row.label,
        number(row.value),
        number(row.lower),
        number(row.upper),
        row.n === null ? '' : String(row.n),
        row.reason,
      ]),
      ids: effects.map((row) => reference(EFFECTS, row)),
    },
    {
      caption: 'What the guidance says',
      columns: [
        'Practice',
        'What to do',
        'Grade of evidence',
        'Number to hold to',
        'Remark',
        'Source',
        'Date',
      ],
      rows: guidance.map((row) => [
        row.label,
        textOf(row, 'advice'),
        textOf(row, 'grade'),
        textOf(row, 'threshold'),
        textOf(row, 'note'),
        [row.source, textOf(row, 'other_sources')].filter(Boolean).join(', '),
        dayInWords(textOf(row, 'date')),
      ]),
      ids: guidance.map((row) => reference(GUIDANCE, row)),
    },
    {
      caption: 'The five cases of 2013',
      columns: ['Case', 'What it did', 'Number', 'Remark'],
      rows: cases.map((row) => [
        row.label,
        textOf(row, 'question'),
        row.value === null ? '' : row.value.toLocaleString('en-US'),
        row.reason || textOf(row, 'note'),
      ]),
      ids: cases.map((row) => reference(CASES, row)),
    },
  ];
  return [
    ...all.filter(({ rows }) => rows.length > 0),
    ...figureTable(figures[EXPECTATIONS], 'What people expected of health organizations, 2012'),
    ...figureTable(figures[FIELD], 'What hospitals used social media for'),
  ];
}

const number = (value: number | null): string => (value === null ? '' : value.toFixed(2));
