/**
 * Whom people trust: from doctor to stranger, every dot upon its interval. Hollow dots are the sheet of 2013; what was asked since
 * stands beside it under its own question, filled, and no line joins two wordings. Where one survey asked the same words twice,
 * a line joins its two dots.
 */

import type { Figure, FigureRow } from '../../records.ts';
import { dayInWords } from '../edition.ts';
import { Capitals } from '../marks/capitals.tsx';
import { Axis } from '../marks/axis.tsx';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice } from '../marks/empty-notice.tsx';
import { IntervalDot } from '../marks/interval-dot.tsx';
import { round } from '../marks/round.ts';
import { SurveyRows, surveyRowsHeightPx } from '../marks/survey-rows.tsx';
import { Label, TextBlock, textBlockHeightPx } from '../marks/label.tsx';
import { printed, printedWithUnit } from '../numbers.ts';
import { definePanel, type Figures, type PictureProps } from '../panel.ts';
import { standing } from '../ranking.ts';
import { laterAnswer, pollAndSurvey } from '../poll-and-survey.ts';
import { listWords } from '../report.ts';
import { surveyItems, surveyLeader, surveyWords, wholePercent } from '../survey.ts';
import { ink } from '../theme.ts';
import { SIZE } from '../type.ts';
import { cite, joinWords, type Words } from '../words.ts';

const THEN = 'trust-2013';
const SINCE = 'trust-since';
const SURVEY = 'trust-survey';
const ROW_PX = 39;
const TOP_PX = 66;
/** Enough of the later questions for the eye, fewer beside a survey; the table holds all. */
const SINCE_QUESTIONS = 5;
const SINCE_QUESTIONS_BESIDE_SURVEY = 2;

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
  const leftHeightPx = hasPoll ? TOP_PX + then.rows.length * ROW_PX + 8 : 0;
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

/** Twelve sources in falling order. The leader and the last carry the finding. */
function Ranking({ figure, widthPx }: { readonly figure: Figure; readonly widthPx: number }) {
  const { leaders, last } = standing(figure.rows);
  const found = new Set([leaders[0]?.id, last?.id]);
  const labelPx = widthPx < 480 ? 138 : 186;
  const numberPx = 50;
  const most = ceilingOf(figure.rows);
  const scale = scaleTo(labelPx + 12, widthPx - numberPx - 12, most);
  const bottom = TOP_PX + figure.rows.length * ROW_PX - 8;
  return (
    <g>
      <Capitals x={0} y={12}>
        {`OF 100 ADULTS ASKED IN ${String(figure.rows[0].date).slice(0, 4)}`}
      </Capitals>
      <Axis
        scale={scale}
        ticks={[0, 25, 50, 75, 100].filter((tick) => tick <= most)}
        top={TOP_PX - 10}
        bottom={bottom}
      />
      {figure.rows.map((row, index) => {
        const y = TOP_PX + 10 + index * ROW_PX;
        const role = found.has(row.id) ? 'accent' : 'ink';
        const id = `${THEN}/${row.id}`;
        return (
          <g key={row.id}>
            <TextBlock
              x={0}
              y={y + (widthPx < 480 && row.label.length > 19 ? -3 : 5)}
              face={role === 'accent' ? 'sansBold' : 'sans'}
              role={role}
              widthPx={labelPx}
              leading={1.1}
            >
              {row.label}
            </TextBlock>
            <path
              d={`M${scale(0)} ${y}H${scale(row.value ?? 0)}`}
              stroke={ink('ink3')}
              stroke-dasharray="1 5"
            />
            <IntervalDot
              x={scale(row.value ?? 0)}
              lowerX={row.lower === null ? null : scale(row.lower)}
              upperX={row.upper === null ? null : scale(row.upper)}
              y={y}
              role={role}
              hollow
              radiusPx={role === 'accent' ? 9 : 7}
              figure={id}
            />
            <Label
              x={widthPx}
              y={y + (role === 'accent' ? 11 : 8)}
              face="display"
              sizePx={role === 'accent' ? SIZE.large : SIZE.title}
              role={role}
              anchor="end"
              figure={id}
            >
              {printed(row)}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** Sources were asked about for information on cancer; what was asked in general says so. */
function sourceName(row: FigureRow): string {
  return /cancer/i.test(String(row.question)) ? row.label : `${row.label}, in general`;
}

interface SinceQuestion {
  readonly question: string;
  readonly rows: readonly FigureRow[];
}

/** The later questions that ask about trust, of whole populations, the latest first. */
function sinceQuestions(figures: Figures): readonly SinceQuestion[] {
  const figure = figures[SINCE];
  const room = surveyItems(figures[SURVEY]).length > 0 ? SINCE_QUESTIONS_BESIDE_SURVEY : SINCE_QUESTIONS;
  const groups = new Map<string, FigureRow[]>();
  for (const row of figure?.rows ?? []) {
    if (row.subgroup !== '' || !/trust/i.test(String(row.question))) continue;
    const when = dayInWords(String(row.date).slice(0, 7));
    const asked = row.label === row.question ? '' : String(row.question);
    const people = String(row.base).split(': ')[1] ?? String(row.base);
    const key = `${asked}, ${people}, ${when}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .map(([question, rows]) => ({ question, rows }))
    .sort((a, b) => String(a.rows[0].date).localeCompare(String(b.rows[0].date)))
    .slice(0, room);
}

const QUESTION = { face: 'italic', sizePx: 15, leading: 1.25 } as const;
const ANSWER_PX = 26;

function sinceHeightPx(questions: readonly SinceQuestion[], widthPx: number): number {
  return questions.reduce(
    (sum, { question, rows }) => sum + questionHeightPx(question, widthPx) + rows.length * ANSWER_PX + 20,
    30,
  );
}

function questionHeightPx(question: string, widthPx: number): number {
  return textBlockHeightPx(question, { ...QUESTION, widthPx }) + 26;
}

interface SinceProps {
  readonly questions: readonly SinceQuestion[];
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

/** Each later question with its own answers on its own scale of a hundred. */
function Since({ questions, x, y, widthPx }: SinceProps) {
  const scale = scaleTo(x + 96, x + widthPx - 48);
  let top = y + 30;
  return (
    <g>
      <Capitals x={x} y={y + 12}>
        ASKED SINCE, IN OTHER WORDS
      </Capitals>
      {questions.map(({ question, rows }) => {
        const start = top;
        const first = start + questionHeightPx(question, widthPx);
        top = first + rows.length * ANSWER_PX + 20;
        return (
          <g key={question}>
            <TextBlock x={x} y={start + 14} {...QUESTION} widthPx={widthPx} role="ink">
              {question}
            </TextBlock>
            {rows.map((row, index) => {
              const middle = first + 10 + index * ANSWER_PX;
              const id = `${SINCE}/${row.id}`;
              return (
                <g key={row.id}>
                  <Label x={x} y={middle + 4} role="ink2">
                    {row.label}
                  </Label>
                  <path d={`M${scale(0)} ${middle}H${scale(100)}`} stroke={ink('rule')} />
                  <IntervalDot
                    x={scale(row.value ?? 0)}
                    lowerX={row.lower === null ? null : scale(row.lower)}
                    upperX={row.upper === null ? null : scale(row.upper)}
                    y={middle}
                    role="data3"
                    radiusPx={4.5}
                    figure={id}
                  />
                  <Label
                    x={x + widthPx}
                    y={middle + 6}
                    face="display"
                    sizePx={SIZE.lead}
                    anchor="end"
                    figure={id}
                  >
                    {printedWithUnit(row)}
                  </Label>
                </g>
              );
            })}
          </g>
        );
      })}
    </g>
  );
}

/** The scale ends at the next quarter above the highest interval. */
function ceilingOf(rows: readonly FigureRow[]): number {
  return Math.ceil(Math.max(...rows.map((row) => row.upper ?? row.value ?? 0)) / 25) * 25;
}

/** 0 to `most` onto px. */
function scaleTo(from: number, to: number, most = 100): (value: number) => number {
  return (value) => round(from + ((to - from) * value) / most);
}
