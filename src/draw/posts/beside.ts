/** Why posts and what was asked need not agree: whom each counts, what was asked, in which unit and when, from the figures themselves. */

import type { Figure, FigureRow } from '../../records.ts';
import { surveyItems } from '../survey.ts';
import { textOf } from '../rows.ts';

/** What only the chapter knows of its posts. */
export interface Asked {
  /** What the percentage or ratio of the posts is of. */
  readonly unit: string;
  /** What a post cannot say on this question. */
  readonly limit: string;
}

/**
 * @param above figures of the chapter that stand above the posts; the survey among them speaks for the rest
 * @param posts the figure below
 */
export function besideAsked(above: readonly Figure[], posts: Figure, { unit, limit }: Asked): string {
  const survey = above.find((figure) => surveyItems(figure).length > 0);
  const figure = survey ?? above.find(({ rows }) => rows.length > 0);
  const row = survey ? surveyItems(survey)[0].later : figure?.rows[0];
  if (!figure || !row) return '';
  const questions = new Set(figure.rows.map(questionOf));
  return [
    'The two need not agree.',
    `Whom: ${survey ? figure.base : askedOf(row)}; below, ${posts.base}.`,
    `Question: ${questions.size > 1 ? 'such as ' : ''}“${questionOf(row)}”; below, none was put. ${limit}`,
    `Unit: percent of those asked; below, ${unit}.`,
    `Time: ${years(figure.rows.map((one) => textOf(one, 'date')))}; below, ${years(posts.base.match(DAYS) ?? [])}.`,
  ].join(' ');
}

const DAYS = /\d{4}-\d\d-\d\d/g;

/** The words of the question without the answer that is counted. */
function questionOf(row: FigureRow): string {
  return textOf(row, 'question').split(' Answer: ')[0];
}

function askedOf(row: FigureRow): string {
  const base = textOf(row, 'base').split(';')[0];
  return row.n === null ? base : `${row.n.toLocaleString('en-US')} ${base}`;
}

/** `2024`, or `2011 to 2021`. */
function years(dates: readonly string[]): string {
  const found = dates
    .map((date) => date.slice(0, 4))
    .filter((year) => /^\d{4}$/.test(year))
    .sort();
  const [first, last] = [found.at(0) ?? 'not stated', found.at(-1)];
  return last === undefined || first === last ? first : `${first} to ${last}`;
}
