/** 2013 beside now, question by question: the numbers of other figures, with the words of each. */

import type { FigureSource } from '../../records.ts';
import { comparisonRows } from '../comparison.ts';
import { COMPARISON_QUESTIONS } from '../comparison-questions.ts';
import { defineFigure } from '../figure.ts';

const FROM = [
  ...new Set(COMPARISON_QUESTIONS.flatMap(({ then, now }) => [...then, ...now].map(({ figure }) => figure))),
];

export const compare2013 = defineFigure<Record<string, never>>({
  id: 'compare-2013',
  title: '2013 beside now',
  question: 'What did the sheet of 2013 say, and what is known now?',
  base: 'as stated in each row',
  unit: 'percent',
  counts: 'published',
  method: 'j. Readability, rounding, uncertainty, claims',
  statistic:
    'numbers of other figures as they stand there; a change only where label, question, base and unit are word for word the same',
  inputs: [],
  whenEmpty: 'Gather published figures (a CSV with the series of 2013) to set 2013 beside now.',
  from: FROM,
  queries: () => ({}),
  derive: (_results, _scope, measured = []) => {
    const figures = new Map(measured.map((figure) => [figure.id, figure]));
    const rows = COMPARISON_QUESTIONS.flatMap((question) => comparisonRows(question, figures));
    const cited = new Set(rows.map(({ source }) => source));
    const sources = new Map<string, FigureSource>(
      measured.flatMap((figure) =>
        figure.sources.filter(({ id }) => cited.has(id)).map((source) => [source.id, source] as const),
      ),
    );
    return {
      rows,
      sources: [...sources.values()],
      notes: [
        'Numbers that were asked or counted in other words are set side by side, not compared: both definitions stand with them, and no change is worked out.',
        'The sheet of 2013 does not name its survey; that it is the one of 1,060 adults by PwC, 2012, is inferred.',
      ],
    };
  },
});
