/** What other counts found since, each under its own question, day and base: dots upon their intervals, joined by nothing. */

import { scaleLinear } from 'd3-scale';
import type { FigureRow, Network } from '../../../records.ts';
import { displayCount } from '../../../measure/rounding.ts';
import { STATE_BY_CODE } from '../../../states.ts';
import { printedWithUnit } from '../../numbers.ts';
import { dayInWords } from '../../edition.ts';
import { IntervalDot } from '../../marks/interval-dot.tsx';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { decimalYear } from '../../marks/time.ts';
import type { Figures } from '../../panel.ts';
import { reference, rowsOf, textOf } from '../../rows.ts';
import { ink, networkRole, type Role } from '../../theme.ts';
import { SIZE, wrapText } from '../../type.ts';
import { NOW, SINCE, networkName } from './counts.ts';

type Review = FigureRow & { readonly value: number };

export interface ReviewGroup {
  /** The question, its day and who was counted: word for word one for all rows of the group. */
  readonly heading: string;
  readonly date: string;
  readonly figureId: string;
  readonly rows: readonly Review[];
}

/** Reviews of US hospitals, the latest first. A value that the same source contradicts is left to the table. */
export function reviewGroups(figures: Figures): readonly ReviewGroup[] {
  const groups = new Map<string, Review[]>();
  for (const row of rowsOf(figures, SINCE)) {
    if (row.value === null || row.decision === 'hidden' || isContradicted(row)) continue;
    if (textOf(row, 'place') !== 'US' || row.n === null) continue;
    const key = [textOf(row, 'date'), textOf(row, 'question'), textOf(row, 'base')].join('|');
    groups.set(key, [...(groups.get(key) ?? []), { ...row, value: row.value }]);
  }
  return [...groups.values()]
    .map((rows) => ({
      heading: headingOf(rows),
      date: textOf(rows[0], 'date'),
      figureId: SINCE,
      rows: [...rows].sort((a, b) => b.value - a.value),
    }))
    .sort((a, b) => (decimalYear(b.date) ?? 0) - (decimalYear(a.date) ?? 0));
}

/** What is known of today, from the accounts that were gathered: a share, or the least it can be. */
export function nowGroups(figures: Figures): readonly ReviewGroup[] {
  const rows = rowsOf(figures, NOW).flatMap((row) =>
    row.value === null || row.decision === 'hidden' ? [] : [{ ...row, value: row.value }],
  );
  if (rows.length === 0) return [];
  const date =
    rows
      .map((row) => textOf(row, 'date'))
      .sort()
      .at(-1) ?? '';
  return [
    {
      heading: `Hospitals of ${placeOf(rows[0])}, checked by ${dayInWords(date)}`,
      date,
      figureId: NOW,
      rows: rows.sort((a, b) => b.value - a.value),
    },
  ];
}

/** A study of one state counts that state's hospitals alone. */
export function placeOf(row: FigureRow): string {
  const state = STATE_BY_CODE.get(textOf(row, 'state'));
  return state ? `${state.name} in the registry` : 'the registry';
}

/** An answer that is not a network's name belongs to the question. */
function headingOf(rows: readonly Review[]): string {
  const answer = rows.length === 1 && !rows[0].network ? `: ${rows[0].label}` : '';
  return `${textOf(rows[0], 'question')}${answer}, ${dayInWords(textOf(rows[0], 'date'))}`;
}

/** "31%+" is at least 31%: what is not known may well be there. */
export function wordsOf(row: Review): string {
  if (textOf(row, 'display') === 'at_least') return `${Math.floor(row.value)}%+`;
  if (textOf(row, 'display') === 'counts_only') return textOf(row, 'text');
  return printedWithUnit(row);
}

/** Griffis and others print 94.41 % beside the count that makes 99.41: the row from the count is drawn, the misprint is in the table. */
function isContradicted(row: FigureRow): boolean {
  return row.decision === 'flagged' && row.reason.includes('misprint');
}

const ROW_PX = 26;
const HEAD_LINE_PX = 15;
const GROUP_GAP_PX = 18;
const LABEL_PX = 96;

interface Placed {
  readonly group: ReviewGroup;
  readonly heading: readonly string[];
  /** Baseline of the heading's first line, from the top of the block. */
  readonly top: number;
}

/** Groups one under the other, with room for headings that wrap. */
function placed(
  groups: readonly ReviewGroup[],
  widthPx: number,
): { readonly rows: readonly Placed[]; readonly heightPx: number } {
  let top = HEAD_LINE_PX;
  const rows = groups.map((group) => {
    const heading = wrapText(
      `${group.heading}, n=${displayCount(group.rows[0].n ?? 0)}`,
      'sans',
      SIZE.fine,
      widthPx,
    );
    const here = { group, heading, top };
    top += heading.length * HEAD_LINE_PX + group.rows.length * ROW_PX + GROUP_GAP_PX;
    return here;
  });
  return { rows, heightPx: top - GROUP_GAP_PX };
}

export function reviewsHeightPx(groups: readonly ReviewGroup[], widthPx: number): number {
  return placed(groups, widthPx).heightPx;
}

export interface ReviewsProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly groups: readonly ReviewGroup[];
}

export function Reviews({ x, y, widthPx, groups }: ReviewsProps) {
  const toX = scaleLinear([0, 100], [x + LABEL_PX, x + widthPx - 56]);
  return (
    <g>
      {placed(groups, widthPx).rows.map(({ group, heading, top }) => {
        const first = y + top + heading.length * HEAD_LINE_PX;
        return (
          <g key={group.heading}>
            <text
              font-size={SIZE.fine}
              fill={ink('ink2')}
              data-figure={reference(group.figureId, group.rows[0])}
            >
              {heading.map((line, index) => (
                <tspan key={index} x={round(x)} y={round(y + top + index * HEAD_LINE_PX)}>
                  {line}
                </tspan>
              ))}
            </text>
            <path
              d={[0, 50, 100]
                .map((tick) => `M${round(toX(tick))} ${round(first - 6)}v${group.rows.length * ROW_PX}`)
                .join('')}
              stroke={ink('rule')}
            />
            {group.rows.map((row, index) => (
              <Row
                key={row.id}
                row={row}
                figure={reference(group.figureId, row)}
                x={x}
                y={first + 7 + index * ROW_PX}
                toX={toX}
                right={x + widthPx}
              />
            ))}
          </g>
        );
      })}
    </g>
  );
}

interface RowProps {
  readonly row: Review;
  /** `FIGURE/ROW` that it shows. */
  readonly figure: string;
  readonly x: number;
  readonly y: number;
  readonly toX: (percent: number) => number;
  readonly right: number;
}

function Row({ row, figure, x, y, toX, right }: RowProps) {
  const role: Role = row.network ? networkRole(row.network as Network) : 'ink2';
  return (
    <g>
      {row.network && (
        <Label x={x} y={y + 4}>
          {networkName(row)}
        </Label>
      )}
      <path d={`M${round(toX(0))} ${y}H${round(toX(row.value))}`} stroke={ink(role)} />
      <IntervalDot
        x={toX(row.value)}
        lowerX={row.lower === null ? null : toX(row.lower)}
        upperX={row.upper === null ? null : toX(row.upper)}
        y={y}
        role={role}
        hollow={textOf(row, 'display') === 'at_least'}
        radiusPx={5}
        figure={figure}
      />
      <Label x={right} y={y + 4} face="sansBold" anchor="end" figure={figure}>
        {wordsOf(row)}
      </Label>
    </g>
  );
}
