/** The comparison of 2013 and now as it is read: questions, their numbers of 2013, and beside each what is known since. */

import type { FigureRow } from '../../records.ts';
import { dayInWords } from '../edition.ts';
import { printed, printedInterval, printedWithUnit } from '../numbers.ts';
import type { Figures } from '../panel.ts';
import { printedPosts } from '../posts/printed-posts.ts';
import { rowsOf, textOf } from '../rows.ts';

export const COMPARE = 'compare-2013';

/** One number with its words. */
export interface Entry {
  readonly row: FigureRow;
  /** `COMPARE/ROW`, for `data-figure`. */
  readonly figure: string;
  /** The day, and for what is known since, how it stands to 2013. */
  readonly tag: string;
  /** As printed with its unit; "" where the row is words alone. */
  readonly number: string;
  /** `of 1,501`, or the 95 % interval. */
  readonly aside: string;
  readonly label: string;
  /** What was asked or counted, of whom, by whom: the definition. */
  readonly definition: string;
  /** Words in the place of a number. */
  readonly words: string;
  /** Counted or asked in the same words as in 2013. */
  readonly same: boolean;
}

export interface Pairing {
  readonly then: Entry;
  readonly now: readonly Entry[];
}

export interface Spread {
  /** The panel that asks the question. */
  readonly chapter: string;
  readonly pairings: readonly Pairing[];
  /** What to gather where nothing newer is known, else "". */
  readonly gather: string;
}

/** Questions in the order of the sheet; none where the figure has no rows. */
export function spreads(figures: Figures): readonly Spread[] {
  const publishers = new Map(
    (figures[COMPARE]?.sources ?? []).map(({ id, publisher, title }) => [id, publisher || title]),
  );
  const byChapter = Map.groupBy(rowsOf(figures, COMPARE), (row) => textOf(row, 'chapter'));
  return [...byChapter].map(([chapter, rows]) => ({
    chapter,
    gather: textOf(rows[0], 'gather'),
    pairings: rows
      .filter((row) => row.side === 'then')
      .map((then) => ({
        then: entryOf(then, publishers),
        now: rows.filter((row) => row.against === then.id).map((row) => entryOf(row, publishers)),
      })),
  }));
}

function entryOf(row: FigureRow, publishers: ReadonlyMap<string, string>): Entry {
  const recovered = row.value !== null || row.side === 'now' || !row.reason.startsWith('not recovered');
  return {
    row,
    figure: `${COMPARE}/${row.id}`,
    tag: [dayInWords(textOf(row, 'date').slice(0, 7)), verdictOf(row)].filter(Boolean).join(', '),
    number: numberOf(row),
    aside: asideOf(row),
    label: row.evidence === 'guidance' ? 'The advice with the strongest backing' : row.label,
    definition: definitionOf(row, publishers.get(row.source) ?? row.source),
    words: wordsOf(row, recovered),
    same: row.definitions === 'same',
  };
}

function verdictOf(row: FigureRow): string {
  if (row.definitions === 'same') return `counted the same way: ${textOf(row, 'change')}`;
  return row.definitions === 'differ' ? 'in other words' : '';
}

const OF_POSTS = ['ratio', 'percent-per-month', 'per-100000'];

function numberOf(row: FigureRow): string {
  if (row.value === null) return row.decision === 'hidden' ? 'hidden' : '';
  return OF_POSTS.includes(textOf(row, 'unit')) ? printedPosts(row) : printedWithUnit(row);
}

function asideOf(row: FigureRow): string {
  if (row.value === null) return '';
  if (row.unit === 'count') return row.n === null ? '' : `of ${row.n.toLocaleString('en-US')}`;
  return row.unit === 'percent' ? printedInterval(row) : '';
}

function wordsOf(row: FigureRow, recovered: boolean): string {
  if (row.value !== null || row.decision === 'hidden') return '';
  if (!recovered) return 'lost';
  return row.evidence === 'guidance' ? row.label : textOf(row, 'text');
}

/** One line of definition; the label is not said twice. */
function definitionOf(row: FigureRow, publisher: string): string {
  const asked = textOf(row, 'asked');
  const base = textOf(row, 'base').split(';')[0].replaceAll(': ', ', ');
  const n = row.unit === 'percent' && row.n !== null ? `, n = ${row.n.toLocaleString('en-US')}` : '';
  return [
    asked === row.label ? '' : sentence(asked),
    `${sentence(base + n)}`,
    // Posts are gathered by the study itself, as their base says.
    row.evidence === 'posts' ? '' : sentence(publisher),
    row.reason.startsWith('another page differs') ? 'Another page prints it otherwise.' : '',
    row.decision === 'hidden' ? sentence(row.reason) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function sentence(text: string): string {
  const upper = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(upper) ? upper : `${upper}.`;
}

/** A number in a sentence: with its unit, or the words that stand for it. */
export function said({ row, number, words }: Entry): string {
  if (number !== '' && row.unit === 'count' && row.n !== null)
    return `${printed(row)} of ${row.n.toLocaleString('en-US')}`;
  return number || words || row.label;
}
