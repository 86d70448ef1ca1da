/** How soon people wanted an answer: for each request the shares that expected it within an hour, some hours, a day. */

import { scaleLinear } from 'd3-scale';
import type { FigureRow } from '../../../records.ts';
import { IntervalDot } from '../../marks/interval-dot.tsx';
import { Label, TextBlock } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { SmallHead } from '../../marks/small-head.tsx';
import { printedWithUnit } from '../../numbers.ts';
import type { Figures } from '../../panel.ts';
import { reference, rowsOf, textOf } from '../../rows.ts';
import { ink } from '../../theme.ts';
import { SIZE, wrapText } from '../../type.ts';
import { EXPECTATIONS } from './plates.ts';

export interface Request {
  readonly label: string;
  /** The soonest first. */
  readonly waits: readonly {
    readonly within: string;
    readonly row: FigureRow & { readonly value: number };
  }[];
}

/** Requests of the survey with the shares that expected an answer within each time. */
export function requests(figures: Figures): readonly Request[] {
  const found = new Map<string, Request['waits']>();
  for (const row of rowsOf(figures, EXPECTATIONS)) {
    const within = / within (.*)$/.exec(textOf(row, 'question'))?.[1];
    if (!within || row.value === null || row.decision === 'hidden') continue;
    found.set(row.label, [...(found.get(row.label) ?? []), { within, row: { ...row, value: row.value } }]);
  }
  // More people expect an answer within a longer time, so the smallest share is the soonest.
  return [...found].map(([label, waits]) => ({
    label,
    waits: [...waits].sort((a, b) => a.row.value - b.row.value),
  }));
}

const HEAD_PX = 44;
const ROW_PX = 54;
const LABEL_LINE_PX = 17;

export interface PatienceProps {
  readonly all: readonly Request[];
  readonly y: number;
  readonly widthPx: number;
}

interface Placed {
  readonly request: Request;
  /** The scale, from the top of the block. */
  readonly line: number;
  readonly labelTop: number;
}

interface Layout {
  readonly wide: boolean;
  /** Width of the requests beside their scales; 0 where they stand above. */
  readonly labelPx: number;
  readonly rows: readonly Placed[];
  readonly heightPx: number;
}

function layoutFor(all: readonly Request[], widthPx: number): Layout {
  const wide = widthPx >= 620;
  const labelPx = wide ? Math.round(widthPx * 0.34) : 0;
  let top = HEAD_PX;
  const rows = all.map((request): Placed => {
    const lines = wide ? 0 : wrapText(request.label, 'sans', SIZE.small, widthPx).length;
    const line = top + 26 + lines * LABEL_LINE_PX;
    const labelTop = wide ? line + 4 : top + 12;
    top = line + ROW_PX - (wide ? 26 : 16);
    return { request, line, labelTop };
  });
  return { wide, labelPx, rows, heightPx: all.length === 0 ? 0 : top };
}

/** 0 without requests. */
export function patienceHeightPx(all: readonly Request[], widthPx: number): number {
  return layoutFor(all, widthPx).heightPx;
}

export function Patience({ all, y, widthPx }: PatienceProps) {
  const [first] = all;
  if (!first) return null;
  const { wide, labelPx, rows } = layoutFor(all, widthPx);
  const year = textOf(first.waits[0].row, 'date').slice(0, 4);
  const from = wide ? ' from a health company' : '';
  const toX = scaleLinear([0, 100], [labelPx, widthPx]);
  return (
    <g>
      <SmallHead x={0} y={y} widthPx={widthPx} text={`How soon people wanted an answer${from}, ${year}`} />
      {rows.map(({ request, line, labelTop }, index) => (
        <g key={request.label}>
          <TextBlock x={0} y={y + labelTop} widthPx={wide ? labelPx - 24 : widthPx}>
            {request.label}
          </TextBlock>
          <Scale from={labelPx} to={widthPx} y={y + line} isNamed={index === 0} />
          {request.waits.map(({ within, row }) => (
            <Wait key={row.id} row={row} within={wide ? within : shorter(within)} y={y + line} toX={toX} />
          ))}
        </g>
      ))}
    </g>
  );
}

interface ScaleProps {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  /** The first scale says its ends for all. */
  readonly isNamed: boolean;
}

function Scale({ from, to, y, isNamed }: ScaleProps) {
  return (
    <g>
      <path
        d={`M${from} ${y}H${round(to)}M${from} ${y - 5}v10M${round(to)} ${y - 5}v10`}
        stroke={ink('rule')}
      />
      {isNamed && (
        <Label x={from} y={y + 20} sizePx={SIZE.fine} role="ink2">
          0%
        </Label>
      )}
      {isNamed && (
        <Label x={to} y={y + 20} sizePx={SIZE.fine} role="ink2" anchor="end">
          100%
        </Label>
      )}
    </g>
  );
}

interface WaitProps {
  readonly row: Request['waits'][number]['row'];
  readonly within: string;
  readonly y: number;
  readonly toX: (percent: number) => number;
}

function Wait({ row, within, y, toX }: WaitProps) {
  const figure = reference(EXPECTATIONS, row);
  const x = toX(row.value);
  return (
    <g>
      <IntervalDot
        x={x}
        lowerX={row.lower === null ? null : toX(row.lower)}
        upperX={row.upper === null ? null : toX(row.upper)}
        y={y}
        role="data6"
        radiusPx={5}
        figure={figure}
      />
      <Label x={x} y={y - 11} face="sansBold" sizePx={SIZE.fine} anchor="middle" figure={figure}>
        {printedWithUnit(row)}
      </Label>
      <Label x={x} y={y + 20} sizePx={SIZE.fine} role="ink2" anchor="middle">
        {within}
      </Label>
    </g>
  );
}

/** "a few hours" and "a day or less" in the words that a phone has room for. */
const shorter = (within: string): string => within.replace('a few ', '').replace(' or less', '');
