/** Rows of a figure from posts: each a dot upon its interval, on one scale, in two columns where there is room. */

import type { FigureRow } from '../../records.ts';
import { IntervalDot } from '../marks/interval-dot.tsx';
import { Label, TextBlock } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { SmallHead } from '../marks/small-head.tsx';
import { ink } from '../theme.ts';
import { SIZE, wrapText } from '../type.ts';
import { printedPosts } from './printed-posts.ts';

export interface PostRowsProps {
  readonly figureId: string;
  readonly rows: readonly FigureRow[];
  readonly heading: string;
  readonly y: number;
  readonly widthPx: number;
}

const ROW_PX = 38;
const GAP_PX = 64;
const NUMBER_PX = 74;
const TWO_COLUMNS_FROM_PX = 900;

interface Frame {
  readonly columns: number;
  readonly columnPx: number;
  readonly labelPx: number;
  readonly headPx: number;
  readonly perColumn: number;
}

function frameOf(rows: readonly FigureRow[], widthPx: number): Frame {
  const columns = widthPx >= TWO_COLUMNS_FROM_PX && rows.length > 3 ? 2 : 1;
  const columnPx = (widthPx - (columns - 1) * GAP_PX) / columns;
  return {
    columns,
    columnPx,
    labelPx: Math.min(210, columnPx * 0.42),
    headPx: 56,
    perColumn: Math.ceil(rows.length / columns),
  };
}

export function postRowsHeightPx(rows: readonly FigureRow[], widthPx: number): number {
  const { headPx, perColumn } = frameOf(rows, widthPx);
  return headPx + perColumn * ROW_PX;
}

export function PostRows({ figureId, rows, heading, y, widthPx }: PostRowsProps) {
  const { columnPx, labelPx, headPx, perColumn } = frameOf(rows, widthPx);
  const ends = rows.flatMap(({ value, lower, upper }) => [
    value ?? 0,
    lower ?? value ?? 0,
    upper ?? value ?? 0,
  ]);
  const [least, most] = [Math.min(0, ...ends), Math.max(...ends)];
  const [from, to] = [labelPx + 16, columnPx - NUMBER_PX];
  const scale = (value: number) => from + ((to - from) * (value - least)) / (most - least || 1);
  return (
    <g>
      <SmallHead
        x={0}
        y={y}
        widthPx={widthPx}
        text={wrapText(heading, 'sansBold', SIZE.small, widthPx).length > 1 ? shortened(heading) : heading}
      />
      {rows.map((row, index) => {
        const left = Math.floor(index / perColumn) * (columnPx + GAP_PX);
        const middle = y + headPx + (index % perColumn) * ROW_PX;
        const lines = wrapText(row.label, 'sans', SIZE.small, labelPx).length;
        const at = (value: number | null) => (value === null ? null : left + scale(value));
        const figure = `${figureId}/${row.id}`;
        const role = index === 0 ? 'accent' : 'ink';
        return (
          <g key={row.id}>
            <TextBlock x={left} y={middle + 5 - (lines - 1) * 8} widthPx={labelPx} leading={1.15}>
              {row.label}
            </TextBlock>
            <path d={`M${round(left + from)} ${middle}H${round(left + to)}`} stroke={ink('rule')} />
            {least < 0 && (
              <path
                d={`M${round(left + scale(0))} ${middle - 11}v22`}
                stroke={ink('ink2')}
                stroke-dasharray="2 3"
              />
            )}
            <IntervalDot
              x={left + scale(row.value ?? 0)}
              lowerX={at(row.lower)}
              upperX={at(row.upper)}
              y={middle}
              role={role}
              radiusPx={5}
              figure={figure}
            />
            <Label
              x={left + columnPx}
              y={middle + 6}
              face="display"
              sizePx={SIZE.lead}
              role={role}
              anchor="end"
              figure={figure}
            >
              {printedPosts(row)}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** On the phone the head says what follows its colon only. */
function shortened(heading: string): string {
  const rest = heading.split(': ')[1] ?? heading;
  const short = rest.split(', ')[0];
  return short.charAt(0).toUpperCase() + short.slice(1);
}
