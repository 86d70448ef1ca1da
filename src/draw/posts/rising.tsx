/** Topics that rise this week: a slope for each, from the four weeks before to the week, on one scale. */

import { displayRatio } from '../../measure/rounding.ts';
import type { Figure, FigureRow } from '../../records.ts';
import { dayInWords } from '../edition.ts';
import { Label, TextBlock } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { reference, textOf } from '../rows.ts';
import { ink } from '../theme.ts';
import { SIZE, textWidthPx } from '../type.ts';
import { isShown, type PostsPart } from './part.ts';
import { PartHead } from './part-head.tsx';

const MOST_SLOPES = 6;
const HEAD_PX = 44;
const SLOPE_HIGH_PX = 72;
const ROW_PX = 150;

/** Topics that rise by the rule for many tests, steepest first. */
export function risingTopics(
  figure: Figure | undefined,
): readonly (FigureRow & { readonly value: number })[] {
  return (figure?.rows ?? [])
    .filter((row) => row.wording === 'rising')
    .filter(isShown)
    .toSorted((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_SLOPES);
}

const columnsAt = (widthPx: number) => (widthPx < 600 ? 3 : MOST_SLOPES);

export const RISING: PostsPart = {
  heightPx: ({ figure, widthPx }) => {
    const topics = risingTopics(figure).length;
    return topics === 0 ? 0 : HEAD_PX + Math.ceil(topics / columnsAt(widthPx)) * ROW_PX;
  },
  Part: ({ figure, y, widthPx }) => {
    const topics = risingTopics(figure);
    if (topics.length === 0) return null;
    const columns = columnsAt(widthPx);
    const cellPx = widthPx / columns;
    const most = topics[0].value;
    const week = dayInWords(textOf(topics[0], 'date'));
    return (
      <g>
        <PartHead
          y={y}
          widthPx={widthPx}
          full={`Rising in the week of ${week}: share of authors, times the four weeks before`}
          brief={`Rising in the week of ${week}`}
        />
        {topics.map((row, index) => (
          <Slope
            key={row.id}
            row={row}
            figure={reference(figure.id, row)}
            x={(index % columns) * cellPx}
            y={y + HEAD_PX + Math.floor(index / columns) * ROW_PX}
            widthPx={cellPx - 20}
            most={most}
          />
        ))}
      </g>
    );
  },
};

interface SlopeProps {
  readonly row: FigureRow & { readonly value: number };
  readonly figure: string;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly most: number;
}

function Slope({ row, figure, x, y, widthPx, most }: SlopeProps) {
  const toY = (times: number) => y + 22 + SLOPE_HIGH_PX - (SLOPE_HIGH_PX * times) / most;
  const end = x + Math.min(84, widthPx - 8);
  const ratio = displayRatio(row.value);
  const role = row.value === most ? 'accent' : 'ink';
  return (
    <g>
      <path d={`M${round(x)} ${round(toY(1))}H${round(end)}`} stroke={ink('rule')} />
      <path
        d={`M${round(x + 4)} ${round(toY(1))}L${round(end)} ${round(toY(row.value))}`}
        stroke={ink(role)}
        stroke-width="2.4"
        data-figure={figure}
      />
      <circle
        cx={round(x + 4)}
        cy={round(toY(1))}
        r="4"
        fill={ink('paper')}
        stroke={ink(role)}
        stroke-width="2"
      />
      <circle cx={round(end)} cy={round(toY(row.value))} r="4.6" fill={ink(role)} />
      <Label
        x={x}
        y={y + 22 + SLOPE_HIGH_PX + 22}
        face="display"
        sizePx={SIZE.lead}
        role={role}
        figure={figure}
      >
        {ratio}
      </Label>
      <Label
        x={x + textWidthPx(ratio, 'display', SIZE.lead) + 6}
        y={y + 22 + SLOPE_HIGH_PX + 22}
        sizePx={SIZE.fine}
        role="ink2"
      >
        times
      </Label>
      <TextBlock x={x} y={y + 22 + SLOPE_HIGH_PX + 38} widthPx={widthPx + 12} leading={1.1}>
        {row.label}
      </TextBlock>
    </g>
  );
}
