/**
 * What people say about health. Of a hundred people, those who did a thing stand; the others are dots. One block for each
 * thing, because one person may have done several. Below, what a later poll found people see: another question, set apart.
 */

import type { Figure, FigureRow } from '../../records.ts';
import { AnswerNumber } from '../answer-number.tsx';
import { dayInWords } from '../edition.ts';
import { Bar } from '../marks/bar.tsx';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice } from '../marks/empty-notice.tsx';
import { Capitals } from '../marks/capitals.tsx';
import { Crowd, CrowdPattern } from '../marks/crowd.tsx';
import { PERSON, type Glyph } from '../marks/glyphs.ts';
import { Label, TextBlock, textBlockHeightPx } from '../marks/label.tsx';
import { SurveyRows, surveyRowsHeightPx } from '../marks/survey-rows.tsx';
import { printed, printedInterval } from '../numbers.ts';
import { definePanel, type Figures, type PictureProps } from '../panel.ts';
import { standing } from '../ranking.ts';
import { laterAnswer, pollAndSurvey } from '../poll-and-survey.ts';
import { rowsOf } from '../rows.ts';
import { listWords } from '../report.ts';
import { changeSentence, surveyWords } from '../survey.ts';
import { ink } from '../theme.ts';
import { SIZE, textWidthPx } from '../type.ts';
import { cite, joinWords, type Words } from '../words.ts';

const DID = 'talk-2013';
const SEEN = 'talk-since';
const SURVEY = 'talk-survey';
const GAP_PX = 34;
/** Room for the line that says who was asked and when. */
const HEADING_PX = 34;
const STEP_X_PX = 13;
const STEP_Y_PX = 18;
const CELL = { stepX: STEP_X_PX, stepY: STEP_Y_PX, scale: 0.9 } as const;

/** A dot where nobody stands, on the same grid as the people. */
const DOT: Glyph = {
  widthPx: 8,
  heightPx: 18,
  start: [4, 13],
  path: 'a1.7 1.7 0 1 1 0 3.4a1.7 1.7 0 1 1 0-3.4z',
};

export const talk = definePanel({
  id: 'talk',
  number: 1,
  title: 'What people say',
  question: 'What do people do about health on social media?',
  figures: [DID, SURVEY, SEEN],
  ground: 'paper',
  takeaway,
  alt,
  ...pollAndSurvey(
    { figure: DID, caption: 'Had done this on social media, percent of US adults asked' },
    SURVEY,
    { figure: SEEN, caption: 'Saw posts about it, percent of US adults asked' },
  ),
  Picture,
});

function takeaway(figures: Figures): Words {
  const change = changeSentence(figures[SURVEY]);
  if (change) return change;
  const rows = figures[DID]?.rows ?? [];
  const { leaders } = standing(rows);
  const [first] = leaders;
  if (!first) return laterAnswer(figures, { poll: DID, survey: SURVEY, since: SEEN });
  const lead = leaders.length === 1 ? 'was the most common act' : 'was among the most common acts';
  return [`${first.label} ${lead}: `, cite(printed(first), DID, first.id), ' in 100 had done it'];
}

function alt(figures: Figures): Words {
  return joinWords(
    listWords('Of 100 US adults asked in 2012, so many had done this on social media:', figures[DID]),
    surveyWords('By survey,', figures[SURVEY]),
    listWords('In a later poll, so many of 100 had seen posts about:', figures[SEEN]),
  );
}

function Picture({ figures, widthPx }: PictureProps) {
  const did = rowsOf(figures, DID);
  const leaders = new Set(standing(did).leaders.map((row) => row.id));
  const narrow = widthPx < 480;
  const columns = narrow
    ? 1
    : Math.min(Math.max(1, did.length), Math.floor((widthPx + GAP_PX) / (128 + GAP_PX)));
  const cellPx = (widthPx - (columns - 1) * GAP_PX) / columns;
  const rowPx = narrow ? 132 : 312;
  const crowdPx = did.length > 0 ? HEADING_PX + Math.ceil(did.length / columns) * rowPx : 0;
  const patterns = `talk-${widthPx}`;
  const surveyPx = surveyRowsHeightPx(figures[SURVEY], widthPx);
  const surveyGapPx = surveyPx > 0 && crowdPx > 0 ? 28 : 0;
  const seen = figures[SEEN];
  const seenPx = seen && seen.rows.length > 0 ? seenHeightPx(seen, widthPx, narrow) : 0;
  const heightPx = crowdPx + surveyPx + surveyGapPx + seenPx;
  if (heightPx === 0) return <EmptyNotice figure={figures[DID]} widthPx={widthPx} />;
  return (
    <Drawing widthPx={widthPx} heightPx={heightPx}>
      <defs>
        <CrowdPattern {...CELL} id={`${patterns}-dot`} glyph={DOT} role="ink3" />
        <CrowdPattern {...CELL} id={`${patterns}-accent`} glyph={PERSON} role="accent" />
        <CrowdPattern {...CELL} id={`${patterns}-ink`} glyph={PERSON} role="ink" />
      </defs>
      {did.length > 0 && (
        <Capitals x={0} y={12}>
          {`OF 100 ADULTS ASKED IN ${String(did[0].date).slice(0, 4)}`}
        </Capitals>
      )}
      {did.map((row, index) => (
        <Answer
          key={row.id}
          row={row}
          x={(index % columns) * (cellPx + GAP_PX)}
          y={HEADING_PX + Math.floor(index / columns) * rowPx}
          widthPx={cellPx}
          leading={leaders.has(row.id)}
          flat={narrow}
          patterns={patterns}
        />
      ))}
      <SurveyRows
        figure={figures[SURVEY]}
        x={0}
        y={crowdPx + surveyGapPx}
        widthPx={widthPx}
        heading="BY SURVEY,"
        role="ink"
      />
      {seen && seenPx > 0 && (
        <Seen figure={seen} y={crowdPx + surveyPx + surveyGapPx} widthPx={widthPx} narrow={narrow} />
      )}
    </Drawing>
  );
}

interface AnswerProps {
  readonly row: FigureRow;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly leading: boolean;
  /** Four rows of 25 with the words above, for the phone; else ten by ten with the words below. */
  readonly flat: boolean;
  /** How the ids of the patterns begin. */
  readonly patterns: string;
}

function Answer({ row, x, y, widthPx, leading, flat, patterns }: AnswerProps) {
  const standingCount = Math.round(row.value ?? 0);
  const [columns, rows] = flat ? [25, 4] : [10, 10];
  const top = flat ? y + 40 : y;
  const grid = { x: Math.round(x), y: top, columns, rows, stepX: STEP_X_PX, stepY: STEP_Y_PX };
  const role = leading ? 'accent' : 'ink';
  const figure = `${DID}/${row.id}`;
  const aside = x + textWidthPx(printed(row), 'display', SIZE.huge) + 8;
  return (
    <g>
      <Crowd {...grid} pattern={`${patterns}-dot`} from={standingCount} to={100} />
      <Crowd {...grid} pattern={`${patterns}-${role}`} from={0} to={standingCount} figure={figure} />
      {flat ? (
        <>
          <Label x={x} y={y + 28} face="display" sizePx={SIZE.large} role={role} figure={figure}>
            {printed(row)}
          </Label>
          <TextBlock x={x + 48} y={y + 18} face="sansBold" widthPx={widthPx - 90} leading={1.15}>
            {row.label}
          </TextBlock>
          <Label x={x + widthPx} y={y + 33} sizePx={SIZE.fine} role="ink2" anchor="end" figure={figure}>
            {printedInterval(row)}
          </Label>
        </>
      ) : (
        <>
          <Label x={x - 2} y={top + 229} face="display" sizePx={SIZE.huge} role={role} figure={figure}>
            {printed(row)}
          </Label>
          <Label x={aside} y={top + 214} sizePx={SIZE.fine} role="ink2">
            in 100
          </Label>
          <Label x={aside} y={top + 229} sizePx={SIZE.fine} role="ink2" figure={figure}>
            {printedInterval(row)}
          </Label>
          <TextBlock x={x} y={top + 252} face="sansBold" widthPx={Math.min(widthPx + 2, 132)} leading={1.22}>
            {row.label}
          </TextBlock>
        </>
      )}
    </g>
  );
}

interface SeenProps {
  readonly figure: Figure;
  readonly y: number;
  readonly widthPx: number;
  readonly narrow: boolean;
}

const seenQuestion = ({ rows: [first] }: Figure) =>
  `${dayInWords(String(first.date).slice(0, 7))}, another question: ${lowerFirst(String(first.question))}`;
const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1);
const HEADING = { face: 'italic', sizePx: SIZE.lead } as const;

function seenHeightPx(figure: Figure, widthPx: number, narrow: boolean): number {
  const headingPx = textBlockHeightPx(seenQuestion(figure), { ...HEADING, widthPx });
  return 64 + headingPx + figure.rows.length * (narrow ? 42 : 30);
}

/** The later poll: bars on a scale of a hundred, under a rule and its own question. */
function Seen({ figure, y, widthPx, narrow }: SeenProps) {
  const question = seenQuestion(figure);
  const headingPx = textBlockHeightPx(question, { ...HEADING, widthPx });
  const labelPx = narrow ? 0 : 236;
  const barPx = widthPx - labelPx - 64;
  const stepPx = narrow ? 42 : 30;
  const scale = (value: number) => (value / 100) * barPx;
  return (
    <g>
      <path d={`M0 ${y + 8}H${widthPx}`} stroke={ink('rule')} />
      <TextBlock x={0} y={y + 40} {...HEADING} widthPx={widthPx} role="ink2">
        {question}
      </TextBlock>
      {figure.rows.map((row, index) => {
        const top = y + 58 + headingPx + index * stepPx;
        const id = `${SEEN}/${row.id}`;
        return (
          <g key={row.id}>
            <Label x={0} y={narrow ? top + 10 : top + 15}>
              {row.label}
            </Label>
            <rect x={labelPx} y={narrow ? top + 17 : top + 4} width={barPx} height={14} fill={ink('wash')} />
            <Bar
              x={labelPx}
              y={narrow ? top + 17 : top + 4}
              widthPx={scale(row.value ?? 0)}
              heightPx={14}
              role={index === 0 ? 'ink' : 'ink3'}
              lowerPx={row.lower === null ? null : scale(row.lower)}
              upperPx={row.upper === null ? null : scale(row.upper)}
              figure={id}
            />
            <AnswerNumber figureId={SEEN} row={row} x={widthPx} y={narrow ? top + 30 : top + 18} />
          </g>
        );
      })}
    </g>
  );
}
