/**
 * Organisations that a registry names, each beside its peers on one scale from nought: the organisation filled, the median of its
 * peers hollow, the middle half of them a band where the figure gives it.
 */

import type { FigureRow } from '../../records.ts';
import { Label } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { numberOf, textOf } from '../rows.ts';
import { ink } from '../theme.ts';
import { SIZE, wrapText } from '../type.ts';

const WIDE_PX = 640;
const LINE_PX = { wide: 26, narrow: 40 } as const;
const NUMBER_PX = 56;
const MOST_NAMED = 10;

/** One line: what is filled, what is hollow, which band. Nulls draw nothing. */
export interface PeerLine {
  readonly label: string;
  readonly own: number | null;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly printed: string;
  /** `FIGURE/ROW` that it shows. */
  readonly figure: string;
}

export interface PeerLinesProps {
  readonly lines: readonly PeerLine[];
  readonly y: number;
  readonly widthPx: number;
  /** The right end of the scale. */
  readonly most: number;
}

/** Of the organisations with enough peers to stand beside, those with most posts; the highest first. */
export function namedBesidePeers(rows: readonly FigureRow[]): readonly FigureRow[] {
  return rows
    .filter(
      (row) =>
        row.id.startsWith('organisation.') && row.value !== null && numberOf(row, 'peerMedian') !== null,
    )
    .slice(0, MOST_NAMED)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
}

/** A named organisation as a line. */
export function besidePeers(figureId: string, row: FigureRow, printed: string): PeerLine {
  return {
    label: [row.label, textOf(row, 'state')].filter(Boolean).join(', '),
    own: row.value,
    median: numberOf(row, 'peerMedian'),
    low: numberOf(row, 'peerLow'),
    high: numberOf(row, 'peerHigh'),
    printed,
    figure: `${figureId}/${row.id}`,
  };
}

export function farthest(lines: readonly PeerLine[]): number {
  return Math.max(0, ...lines.flatMap(({ own, median, high }) => [own ?? 0, median ?? 0, high ?? 0]));
}

export function peerLinesHeightPx(lines: number, widthPx: number): number {
  return lines * linePxAt(widthPx);
}

const linePxAt = (widthPx: number) => (widthPx < WIDE_PX ? LINE_PX.narrow : LINE_PX.wide);

export function PeerLines({ lines, y, widthPx, most }: PeerLinesProps) {
  const narrow = widthPx < WIDE_PX;
  // On the phone a name has a line of its own.
  const labelPx = narrow ? widthPx - NUMBER_PX : widthPx * 0.36;
  const [from, to] = [narrow ? 5 : labelPx + 8, widthPx - NUMBER_PX];
  const scale = (value: number) => round(from + ((to - from) * value) / (most || 1));
  return (
    <g>
      {lines.map(({ label, own, median, low, high, printed, figure }, index) => {
        const top = y + index * linePxAt(widthPx);
        const middle = narrow ? top + 28 : top + 13;
        return (
          <g key={figure} data-figure={figure}>
            <Label x={0} y={narrow ? top + 14 : middle + 4}>
              {cutTo(label, labelPx)}
            </Label>
            <path d={`M${round(from)} ${middle}H${round(to)}`} stroke={ink('rule')} />
            {low !== null && high !== null && (
              <path d={`M${scale(low)} ${middle}H${scale(high)}`} stroke={ink('ink2')} stroke-width="3" />
            )}
            {median !== null && (
              <circle
                cx={scale(median)}
                cy={middle}
                r="5"
                fill={ink('paper')}
                stroke={ink('ink2')}
                stroke-width="1.5"
              />
            )}
            {own !== null && <circle cx={scale(own)} cy={middle} r="5" fill={ink('ink')} />}
            <Label x={widthPx} y={middle + 6} face="display" sizePx={SIZE.body} anchor="end" figure={figure}>
              {printed}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** A name that is too long for its line ends in dots; the table gives it whole. */
function cutTo(label: string, widthPx: number): string {
  const [first, ...rest] = wrapText(label, 'sans', SIZE.small, widthPx);
  return rest.length === 0 ? label : `${first.replace(/[\s,]+$/, '')}…`;
}
