/**
 * Whom people trust: from doctor to stranger, every dot upon its interval. Hollow dots are the sheet of 2013; what was asked since
 * stands beside it under its own question, filled, and no line joins two wordings. Where one survey asked the same words twice,
 * a line joins its two dots.
 */

import type { FigureRow } from '../../records.ts';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice } from '../marks/empty-notice.tsx';
import { SurveyRows, surveyRowsHeightPx } from '../marks/survey-rows.tsx';
import { definePanel, type Figures, type PictureProps } from '../panel.ts';
import { standing } from '../ranking.ts';
import { laterAnswer, pollAndSurvey } from '../poll-and-survey.ts';
import { listWords } from '../report.ts';
import { surveyItems, surveyLeader, surveyWords, wholePercent } from '../survey.ts';
import { cite, joinWords, type Words } from '../words.ts';
import { Ranking, THEN, rankingHeightPx } from './trust/ranking.tsx';
import { SINCE, SURVEY, Since, sinceHeightPx, sinceQuestions } from './trust/since.tsx';

export const trust = definePanel({
  id: 'trust',
  number: 2,
  title: 'Whom people trust',
  question: 'Whom do people trust on health?',
  figures: [THEN, SURVEY, SINCE],
  ground: 'band',
  takeaway,
  alt: (figures) =>
    joinWords(
      listWords('Asked in 2012, so many US adults would trust health posts by:', figures[THEN]),
      surveyWords('Trusted a lot for information about cancer,', figures[SURVEY]),
      ...sinceQuestions(figures).map(({ question, rows }) =>
        listWords(`${question}:`, { ...figures[SINCE], rows }),
      ),
    ),
  ...pollAndSurvey(
    { figure: THEN, caption: 'Would trust health information posted by this source, percent' },
    SURVEY,
    { figure: SINCE, caption: 'What later polls asked about trust, percent' },
  ),
  Picture,
});

function takeaway(figures: Figures): Words {
  const now = surveyLeader(surveyItems(figures[SURVEY]));
  if (now) {
    return [
      `On cancer, adults trust ${now.label.toLowerCase()} most: `,
      cite(wholePercent(now), SURVEY, now.id),
      ` a lot in ${String(now.cycle)}`,
    ];
  }
  const rows = figures[THEN]?.rows ?? [];
  const { leaders, last } = standing(rows);
  if (leaders.length === 0) return laterAnswer(figures, { poll: THEN, survey: SURVEY, since: SINCE });
  const [first] = leaders;
  const who = `${first.label}s`;
  const lead = leaders.length === 1 ? `${who} were trusted most` : `${who} were among the most trusted`;
  return last ? `${lead}; ${last.label.toLowerCase()} were trusted least` : lead;
}

function Picture({ figures, widthPx }: PictureProps) {
  const then = figures[THEN];
  const questions = sinceQuestions(figures);
  const hasPoll = then !== undefined && then.rows.length > 0;
  // Without the poll the later questions have the whole width.
  const wide = widthPx >= 900 && hasPoll;
  const leftPx = wide ? Math.round(widthPx * 0.56) : widthPx;
  const rightPx = wide ? widthPx - leftPx - 72 : widthPx;
  const leftHeightPx = hasPoll ? rankingHeightPx(then) : 0;
  const surveyPx = surveyRowsHeightPx(figures[SURVEY], rightPx, sourceName);
  const sincePx = questions.length > 0 ? sinceHeightPx(questions, rightPx) : 0;
  if (!hasPoll && surveyPx + sincePx === 0) return <EmptyNotice figure={then} widthPx={widthPx} />;
  const surveyGapPx = surveyPx > 0 && sincePx > 0 ? 28 : 0;
  const rightTop = wide || !hasPoll ? 0 : leftHeightPx + 24;
  const rightHeightPx = surveyPx + surveyGapPx + sincePx;
  return (
    <Drawing widthPx={widthPx} heightPx={Math.max(leftHeightPx, rightTop + rightHeightPx)}>
      {hasPoll && <Ranking figure={then} widthPx={leftPx} />}
      <SurveyRows
        figure={figures[SURVEY]}
        x={wide ? leftPx + 72 : 0}
        y={rightTop}
        widthPx={rightPx}
        heading="TRUST A LOT, ON CANCER:"
        role="data3"
        leading
        nameOf={sourceName}
      />
      {questions.length > 0 && (
        <Since
          questions={questions}
          x={wide ? leftPx + 72 : 0}
          y={rightTop + surveyPx + surveyGapPx}
          widthPx={rightPx}
        />
      )}
    </Drawing>
  );
}

/** Sources were asked about for information on cancer; what was asked in general says so. */
function sourceName(row: FigureRow): string {
  return /cancer/i.test(String(row.question)) ? row.label : `${row.label}, in general`;
}
