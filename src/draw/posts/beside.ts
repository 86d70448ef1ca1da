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

/** One respect in which the two differ. */
export interface BesidePoint {
  readonly name: string;
  readonly asked: string;
  readonly posts: string;
}

export interface Beside {
  /** None where nothing was asked, or where one sentence says it all. */
  readonly points: readonly BesidePoint[];
  readonly sentence: string;
}

/**
 * @param above figures of the chapter that stand above the posts; the survey among them speaks for the rest
 * @param posts the figure below
 */
export function besideAsked(above: readonly Figure[], posts: Figure, { unit, limit }: Asked): Beside {
  const survey = above.find((figure) => surveyItems(figure).length > 0);
  const figure = survey ?? above.find(({ rows }) => rows.length > 0);
  const row = survey ? surveyItems(survey)[0].later : figure?.rows[0];
  if (!figure || !row) return { points: [], sentence: '' };
  const questions = new Set(figure.rows.map(questionOf));
  return {
    points: [
      { name: 'Whom', asked: survey ? figure.base : askedOf(row), posts: posts.base },
      {
        name: 'Question',
        asked: `${questions.size > 1 ? 'such as ' : ''}“${questionOf(row)}”`,
        posts: 'none was put',
      },
      { name: 'Unit', asked: 'percent of those asked', posts: unit },
      {
        name: 'Time',
        asked: years(figure.rows.map((one) => textOf(one, 'date'))),
        posts: years(posts.base.match(DAYS) ?? []),
      },
    ],
    sentence: limit,
  };
}

/** The same in words, for those who do not see the table. */
export function besideInWords({ points, sentence }: Beside): string {
  if (points.length === 0) return sentence;
  const differences = points.map(({ name, asked, posts }) => `${name}: ${asked}; below, ${posts}.`);
  return [`${BESIDE_HEAD}.`, ...differences, sentence].join(' ');
}

export const BESIDE_HEAD = 'The two need not agree';

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
