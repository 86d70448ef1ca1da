/**
 * Trust set beside sharing for the same sources, on one scale: a line falls from how many would trust a source's posts to how many
 * would share their own health with it. The gap is printed where the rules carry it.
 */

import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice } from '../marks/empty-notice.tsx';
import { SurveyRows, surveyRowsHeightPx } from '../marks/survey-rows.tsx';
import { printed } from '../numbers.ts';
import { definePanel, type Figures, type PictureProps } from '../panel.ts';
import { standing } from '../ranking.ts';
import { laterAnswer, pollAndSurvey } from '../poll-and-survey.ts';
import { listWords } from '../report.ts';
import { surveyWords } from '../survey.ts';
import { cite, joinWords, type Words } from '../words.ts';
import { SHARE, TRUST, sharedSources } from './share/shared-sources.ts';
import { Slope, slopeHeightPx } from './share/slope.tsx';

const SINCE = 'share-since';
const SURVEY = 'share-survey';

export const share = definePanel({
  id: 'share',
  number: 3,
  title: 'With whom people share',
  question: 'With whom would people share their own health?',
  figures: [SHARE, TRUST, SURVEY, SINCE],
  ground: 'paper',
  layout: 'beside',
  takeaway,
  alt: (figures) =>
    joinWords(
      listWords(
        'Asked in 2012, so many US adults would share their own health information with:',
        figures[SHARE],
      ),
      listWords('So many would trust health posts by:', figures[TRUST]),
      surveyWords('By survey,', figures[SURVEY]),
    ),
  ...pollAndSurvey(
    { figure: SHARE, caption: 'Would share own health information with this group, percent' },
    SURVEY,
    { figure: SINCE, caption: 'Other survey answers on sharing, percent' },
  ),
  Picture,
});

function takeaway(figures: Figures): Words {
  const pairs = sharedSources(figures);
  const [first] = pairs;
  if (!first) {
    const [leader] = standing(figures[SHARE]?.rows ?? []).leaders;
    return leader
      ? [cite(printed(leader), SHARE, leader.id), ` in 100 would share with a ${leader.label.toLowerCase()}`]
      : laterAnswer(figures, { poll: SHARE, survey: SURVEY });
  }
  const held = pairs.filter((pair) => pair.clear);
  if (!held.includes(first))
    return `No clear gap between trust in a ${first.trusted.label.toLowerCase()} and sharing with one`;
  return `Fewer would share with a ${first.trusted.label.toLowerCase()} than would trust one`;
}

/** Between the slope and the survey. */
const SURVEY_GAP_PX = 36;

function Picture({ figures, widthPx }: PictureProps) {
  const told = figures[SHARE];
  const hasPoll = told !== undefined && told.rows.length > 0;
  const surveyPx = surveyRowsHeightPx(figures[SURVEY], widthPx);
  if (!hasPoll && surveyPx === 0) return <EmptyNotice figure={told} widthPx={widthPx} />;
  const slopePx = hasPoll ? slopeHeightPx(widthPx) : 0;
  const surveyTop = hasPoll && surveyPx > 0 ? slopePx + SURVEY_GAP_PX : slopePx;
  return (
    <Drawing widthPx={widthPx} heightPx={surveyTop + surveyPx}>
      {hasPoll && <Slope figures={figures} told={told} widthPx={widthPx} />}
      <SurveyRows
        figure={figures[SURVEY]}
        x={0}
        y={surveyTop}
        widthPx={widthPx}
        heading="BY SURVEY,"
        role="ink"
      />
    </Drawing>
  );
}
