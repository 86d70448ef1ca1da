/** What every panel says beside its picture: the table of its rows, the list in words, the line on n, base, interval and source. */

import type { Figure, FigureRow } from '../records.ts';
import { dayInWords } from './edition.ts';
import { printedInterval, printedWithUnit } from './numbers.ts';
import type { PanelTable } from './panel.ts';
import { cite, type Cited, type Words } from './words.ts';

/** The table of a figure of published shares, or none when it is empty. */
export function figureTable(figure: Figure | undefined, caption: string): readonly PanelTable[] {
  if (!figure || figure.rows.length === 0) return [];
  const questions = new Set(figure.rows.map((row) => row.question));
  const mixed = questions.size > 1;
  return [
    {
      caption,
      columns: [
        ...(mixed ? ['Question'] : []),
        'Answer',
        'Value',
        '95% interval',
        'Asked',
        'Date',
        'Source',
        'Remark',
      ],
      rows: figure.rows.map((row) => [
        ...(mixed ? [String(row.question)] : []),
        [row.label, row.subgroup].filter(Boolean).join(', '),
        printedWithUnit(row),
        printedInterval(row) || 'none',
        row.n === null ? 'not stated' : row.n.toLocaleString('en-US'),
        dayInWords(String(row.date ?? '')),
        sourceName(figure, row),
        row.reason,
      ]),
      ids: figure.rows.map((row) => `${figure.id}/${row.id}`),
    },
  ];
}

/** `Lead Doctor 60%, Nurse 56%.` with every number cited. */
export function listWords(lead: string, figure: Figure | undefined): Words {
  if (!figure || figure.rows.length === 0) return '';
  const items = figure.rows.flatMap((row, index): (string | Cited)[] => [
    `${index === 0 ? ' ' : ', '}${row.label} `,
    cite(printedWithUnit(row), figure.id, row.id),
  ]);
  return [lead, ...items, '.'];
}

/** The fine print of a figure: base, n, interval, source and date; its empty sentence when it has no rows. */
export function sourceLine(figure: Figure | undefined): Words {
  if (!figure) return '';
  const [first] = figure.rows;
  if (!first) return figure.notes[0] ?? '';
  const sources = figure.sources.map((source) => `${source.publisher}, ${source.date}`);
  const sizes = [...new Set(figure.rows.map((row) => row.n))];
  const n: readonly (string | Cited)[] =
    sizes.length === 1 && first.n !== null
      ? ['n = ', cite(first.n.toLocaleString('en-US'), figure.id, first.id), '. ']
      : ['n as in the table. '];
  const interval = figure.rows.some((row) => row.lower !== null)
    ? 'Intervals 95%, as if from a simple random sample. '
    : '';
  return [
    `${figure.title}. ${upperFirst(figure.base)}; `,
    ...n,
    interval,
    `Source: ${[...new Set(sources)].join('; ')}.`,
  ];
}

function sourceName(figure: Figure, row: FigureRow): string {
  const source = figure.sources.find((candidate) => candidate.id === row.source);
  return source ? `${source.publisher}, ${source.date}` : row.source;
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
