/** Chapters of three parts, each asked in its own words: the poll of 2013, a survey's microdata, and polls since. What they say beside their picture. */

import type { PanelDefinition } from './panel.ts';
import { figureTable, sourceLine } from './report.ts';
import { surveyLine, surveyTable } from './survey.ts';
import { joinWords } from './words.ts';

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
    finePrint: (figures) =>
      joinWords(
        sourceLine(figures[poll.figure]),
        surveyLine(figures[survey]),
        sourceLine(figures[since.figure]),
      ),
  };
}
