/** What surveys asked about use, one lane a question: a dot on the same scale for all, and never a line from one to another. */

import { scaleLinear } from 'd3-scale';
import { printedWithUnit } from '../../numbers.ts';
import { Axis } from '../../marks/axis.tsx';
import { IntervalDot } from '../../marks/interval-dot.tsx';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { reference, textOf } from '../../rows.ts';
import { ink } from '../../theme.ts';
import { SIZE, wrapText } from '../../type.ts';
import { SURVEYS, type SurveyAnswer } from './counts.ts';

const TOP_PX = 30;
const LINE_PX = 17;

export interface SurveysProps {
  readonly y: number;
  readonly widthPx: number;
  readonly answers: readonly SurveyAnswer[];
}

interface Lane {
  readonly answer: SurveyAnswer;
  readonly lines: readonly string[];
  readonly top: number;
  readonly heightPx: number;
}

interface Frame {
  readonly wide: boolean;
  readonly textX: number;
  readonly textPx: number;
  readonly from: number;
  readonly to: number;
}

function frameFor(widthPx: number): Frame {
  if (widthPx >= 900) return { wide: true, textX: 560, textPx: widthPx - 560, from: 96, to: 460 };
  if (widthPx >= 520) return { wide: true, textX: 352, textPx: widthPx - 352, from: 64, to: 246 };
  return { wide: false, textX: 0, textPx: widthPx, from: 8, to: widthPx - 84 };
}

function lanes(
  answers: readonly SurveyAnswer[],
  widthPx: number,
): { readonly lanes: readonly Lane[]; readonly heightPx: number } {
  const { wide, textPx } = frameFor(widthPx);
  let top = wide ? TOP_PX : 4;
  const placed = answers.map((answer): Lane => {
    const when = wide ? '' : `${textOf(answer.row, 'date').slice(0, 4)}: `;
    const lines = wrapText(`${when}${answer.words} (${answer.base})`, 'sans', SIZE.small, textPx);
    const heightPx = wide ? Math.max(32, lines.length * LINE_PX + 13) : lines.length * LINE_PX + 32;
    const lane = { answer, lines, top, heightPx };
    top += heightPx;
    return lane;
  });
  return { lanes: placed, heightPx: top + 6 };
}

export function surveysHeightPx(answers: readonly SurveyAnswer[], widthPx: number): number {
  return lanes(answers, widthPx).heightPx;
}

export function Surveys({ y, widthPx, answers }: SurveysProps) {
  const frame = frameFor(widthPx);
  const layout = lanes(answers, widthPx);
  const toX = scaleLinear([0, 100], [frame.from, frame.to]);
  return (
    <g>
      {frame.wide && (
        <Axis
          scale={toX}
          ticks={[0, 25, 50, 75, 100]}
          top={y + TOP_PX - 8}
          bottom={y + layout.heightPx - 6}
          format={(value) => `${value}%`}
        />
      )}
      {layout.lanes.map((lane) => (
        <AnswerLane key={lane.answer.row.id} lane={lane} y={y} frame={frame} toX={toX} widthPx={widthPx} />
      ))}
    </g>
  );
}

interface AnswerLaneProps {
  readonly lane: Lane;
  readonly y: number;
  readonly frame: Frame;
  readonly toX: (percent: number) => number;
  readonly widthPx: number;
}

function AnswerLane({ lane, y, frame, toX, widthPx }: AnswerLaneProps) {
  const { answer, lines, top } = lane;
  const { row, value } = answer;
  const firstBaseline = y + top + (frame.wide ? 18 : 12);
  const dotY = frame.wide ? y + top + 14 : y + top + lines.length * LINE_PX + 8;
  const figure = reference(SURVEYS, row);
  return (
    <g>
      {frame.wide && (
        <Label x={0} y={firstBaseline} face="display" sizePx={SIZE.body}>
          {textOf(row, 'date').slice(0, 4)}
        </Label>
      )}
      <path
        d={`M${round(toX(0))} ${round(dotY)}H${round(frame.wide ? toX(value) : toX(100))}`}
        stroke={ink(frame.wide ? 'ink2' : 'rule')}
      />
      <IntervalDot
        x={toX(value)}
        lowerX={row.lower === null ? null : toX(row.lower)}
        upperX={row.upper === null ? null : toX(row.upper)}
        y={dotY}
        role="data1"
        figure={figure}
      />
      <Label
        x={frame.wide ? frame.textX - 20 : widthPx}
        y={frame.wide ? firstBaseline : dotY + 5}
        face="sansBold"
        anchor="end"
        figure={figure}
      >
        {printedWithUnit(row)}
      </Label>
      <text font-size={SIZE.small}>
        {lines.map((line, index) => (
          <tspan key={index} x={frame.textX} y={round(firstBaseline + index * LINE_PX)}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}
