/** Chapters of three parts, each asked in its own words: the poll of 2013, a survey's microdata, and polls since. What they say beside their picture. */

import { emptySentence } from './marks/empty-notice.tsx';
import { printedWithUnit } from './numbers.ts';
import type { Figures, PanelDefinition } from './panel.ts';
import { figureTable, sourceLine } from './report.ts';
import { rowsOf } from './rows.ts';
import { baseOf, surveyItems, surveyLine, surveyTable, wholePercent } from './survey.ts';
import { cite, joinWords, plain, type Words } from './words.ts';

interface Part {
  readonly figure: string;
  /** Of its table. */
  readonly caption: string;
}

/** Tables and fine print of the three parts, in their order. */
export function pollAndSurvey(
  poll: Part,
  survey: string,
  since: Part,
): Pick<PanelDefinition, 'tables' | 'finePrint'> {
  return {
    tables: (figures) => [
      ...figureTable(figures[poll.figure], poll.caption),
      ...surveyTable(figures[survey]),
      ...figureTable(figures[since.figure], since.caption),
    ],
    finePrint: (figures) => {
      const line = (id: string): Words => (rowsOf(figures, id).length > 0 ? sourceLine(figures[id]) : '');
      const lines = joinWords(line(poll.figure), surveyLine(figures[survey]), line(since.figure));
      return plain(lines) === '' ? emptySentence(figures[poll.figure]) : lines;
    },
  };
}

/** Ids of the figures of a chapter; `since` only where its picture shows the polls since. */
interface Parts {
  readonly poll: string;
  readonly survey: string;
  readonly since?: string;
}

/** The headline of a chapter without its poll: the first answer of the survey, else of the polls since; what to gather without either. */
export function laterAnswer(figures: Figures, ids: Parts): Words {
  const items = surveyItems(figures[ids.survey]);
  if (items.length > 0) {
    const { later } = items[0];
    return [
      `${later.label}: `,
      cite(wholePercent(later), ids.survey, later.id),
      ` of ${baseOf(later)} in ${String(later.cycle)}`,
    ];
  }
  const answer = ids.since && rowsOf(figures, ids.since).find(({ value }) => value !== null);
  if (!ids.since || !answer) return emptySentence(figures[ids.poll]);
  return [
    `${answer.label}: `,
    cite(printedWithUnit(answer), ids.since, answer.id),
    ` when asked in ${String(answer.date).slice(0, 4)}`,
  ];
}
