/** What was asked about trust since, each question in its own words and on its own scale. */

import type { FigureRow } from '../../../records.ts';
import { AnswerNumber } from '../../answer-number.tsx';
import { dayInWords } from '../../edition.ts';
import { Capitals } from '../../marks/capitals.tsx';
import { IntervalDot } from '../../marks/interval-dot.tsx';
import { Label, TextBlock, textBlockHeightPx } from '../../marks/label.tsx';
import type { Figures } from '../../panel.ts';
import { surveyItems } from '../../survey.ts';
import { ink } from '../../theme.ts';
import { scaleTo } from './scale.ts';

export const SINCE = 'trust-since';
export const SURVEY = 'trust-survey';
/** Enough of the later questions for the eye, fewer beside a survey; the table holds all. */
const SINCE_QUESTIONS = 5;
const SINCE_QUESTIONS_BESIDE_SURVEY = 2;

interface SinceQuestion {
  readonly question: string;
  readonly rows: readonly FigureRow[];
}

/** The later questions that ask about trust, of whole populations, the latest first. */
export function sinceQuestions(figures: Figures): readonly SinceQuestion[] {
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

export function sinceHeightPx(questions: readonly SinceQuestion[], widthPx: number): number {
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
export function Since({ questions, x, y, widthPx }: SinceProps) {
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
                  <AnswerNumber figureId={SINCE} row={row} x={x + widthPx} y={middle + 6} />
                </g>
              );
            })}
          </g>
        );
      })}
    </g>
  );
}
