/** The counts of the list in time, and the surveys that asked about use, as the chapter draws them. */

import type { FigureRow } from '../../../records.ts';
import { decimalYear } from '../../marks/time.ts';
import type { Figures } from '../../panel.ts';
import { rowsOf, textOf } from '../../rows.ts';

export const LIST = 'growth-list';
export const SURVEYS = 'growth-surveys';
export const THEN = 'growth-2013';

export interface ListCount {
  readonly year: number;
  readonly count: number;
  /** Who kept the list. */
  readonly keeper: string;
  readonly row: FigureRow;
}

/** Counts with a stated date, in time order. One whose date is only inferred stays in the table. */
export function listCounts(figures: Figures): readonly ListCount[] {
  return rowsOf(figures, LIST)
    .flatMap((row): ListCount[] => {
      const year = decimalYear(textOf(row, 'date'));
      if (row.value === null || row.decision === 'hidden' || year === null || isDateInferred(row)) return [];
      return [{ year, count: row.value, keeper: textOf(row, 'kept_by'), row }];
    })
    .sort((a, b) => a.year - b.year);
}

export interface Tenure {
  readonly keeper: string;
  readonly first: ListCount;
  readonly last: ListCount;
}

/** Who kept the list, from their first count to their last. */
export function tenures(counts: readonly ListCount[]): readonly Tenure[] {
  const found: Tenure[] = [];
  for (const count of counts) {
    const last = found.at(-1);
    if (last?.keeper === count.keeper) found[found.length - 1] = { ...last, last: count };
    else found.push({ keeper: count.keeper, first: count, last: count });
  }
  return found;
}

export interface SurveyAnswer {
  readonly year: number;
  readonly value: number;
  /** Question and answer as one phrase. */
  readonly words: string;
  /** Who was asked. */
  readonly base: string;
  readonly row: FigureRow;
}

/** What makes a row an answer about using social media: reasons, reviews, refusals and other tools are other questions. */
const ABOUT_USE = /social (?:media|network)/i;
const OTHER_QUESTION = /reason|review|never|AI tools/i;

/** Survey answers about the use of social media by all who were asked, in time order. Every one is its own question. */
export function surveyAnswers(figures: Figures): readonly SurveyAnswer[] {
  return rowsOf(figures, SURVEYS)
    .flatMap((row): SurveyAnswer[] => {
      const year = decimalYear(textOf(row, 'date'));
      const words = phrase(row);
      if (row.value === null || row.decision === 'hidden' || year === null) return [];
      if (textOf(row, 'subgroup') !== '' || !ABOUT_USE.test(words) || OTHER_QUESTION.test(words)) return [];
      return [{ year, value: row.value, words, base: baseWords(row), row }];
    })
    .sort((a, b) => a.year - b.year || b.value - a.value);
}

/** Some sources give one question for many answers ("Has done / does"); the answer alone then says what was asked. */
function phrase(row: FigureRow): string {
  const question = textOf(row, 'question');
  if (question === row.label || question === 'Has done / does') return row.label;
  return question.startsWith('In the')
    ? `${row.label} ${question.replace('In', 'in')}`
    : `${question}: ${row.label}`;
}

/** "US adults: internet users" is a base within a base; its last part is who the share speaks of. */
function baseWords(row: FigureRow): string {
  return textOf(row, 'base').split(': ').at(-1) ?? '';
}

function isDateInferred(row: FigureRow): boolean {
  return textOf(row, 'note').startsWith('date inferred');
}
