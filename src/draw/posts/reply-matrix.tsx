/** Who replied to whom: a square for each pair of voices, filled where replies are clearly more than chance would give. */

import type { Figure, FigureRow } from '../../records.ts';
import { Label, TextBlock, textBlockHeightPx } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { reference, textOf } from '../rows.ts';
import { ink, type Role } from '../theme.ts';
import { SIZE } from '../type.ts';
import { hatch, isShown, type PostsPart } from './part.ts';
import { PartHead } from './part-head.tsx';

/** Voices in the order of the matrix, in as few words as a column holds. */
const VOICES: readonly (readonly [string, string])[] = [
  ['patient', 'Own illness'],
  ['public', 'The public'],
  ['clinician', 'Clinicians'],
  ['hospital', 'Hospitals'],
  ['health-organisation', 'Health groups'],
  ['government', 'Government'],
  ['news', 'News'],
];
const GAP_PX = 3;
const HEAD_PX = 66;
const LABEL_WIDE_PX = 150;
const LABEL_NARROW_PX = 104;
const NARROW_BELOW_PX = 600;
const CELL_HIGH_PX = 34;
const LARGEST_CELL_PX = 110;
const KEY =
  'Filled: clearly more often than chance would give, by the 95% interval. Outlined: clearly less. Pale: no clear difference. Hatched: hidden, to keep counts below 11 from being known. Dash: none seen.';

export type Standing = 'more' | 'less' | 'unclear' | 'hidden' | 'none';

/** How a pair stands to chance (1), by its whole interval. */
export function standingOf(row: FigureRow | undefined): Standing {
  if (!row) return 'none';
  if (!isShown(row)) return 'hidden';
  if (row.lower !== null && row.lower > 1) return 'more';
  return row.upper !== null && row.upper < 1 ? 'less' : 'unclear';
}

/** Voices that answer or are answered in any row, hidden ones too. */
function voicesOf({ rows }: Figure): readonly (readonly [string, string])[] {
  const met = new Set(rows.flatMap((row) => [textOf(row, 'from'), textOf(row, 'to')]));
  return VOICES.filter(([voice]) => met.has(voice));
}

const keyHeightPx = (widthPx: number) => textBlockHeightPx(KEY, { sizePx: SIZE.fine, widthPx });

export const REPLY_MATRIX: PostsPart = {
  heightPx: ({ figure, widthPx }) =>
    HEAD_PX + voicesOf(figure).length * (CELL_HIGH_PX + GAP_PX) + 32 + keyHeightPx(widthPx),
  Part: ({ figure, y, widthPx }) => {
    const voices = voicesOf(figure);
    const narrow = widthPx < NARROW_BELOW_PX;
    const labelPx = narrow ? LABEL_NARROW_PX : LABEL_WIDE_PX;
    const cellPx = Math.min(LARGEST_CELL_PX, Math.floor((widthPx - labelPx) / voices.length) - GAP_PX);
    const byPair = new Map(figure.rows.map((row) => [`${textOf(row, 'from')} ${textOf(row, 'to')}`, row]));
    const most = Math.max(
      0,
      ...figure.rows.filter((row) => standingOf(row) === 'more').map((row) => row.value ?? 0),
    );
    const top = y + HEAD_PX;
    const left = (column: number) => labelPx + column * (cellPx + GAP_PX);
    return (
      <g>
        <PartHead
          y={y}
          widthPx={widthPx}
          full="Posts gathered: who replied to whom, times what chance would give"
          brief="Replies seen, times what chance gives"
          briefBelowPx={NARROW_BELOW_PX}
        />
        <Label x={0} y={top - 10} sizePx={SIZE.fine} role="ink2">
          {narrow ? 'Replies of, to' : 'Replies of, and to'}
        </Label>
        {voices.map(([voice, name], column) => (
          <Label
            key={voice}
            x={left(column) + cellPx / 2}
            y={top - 10}
            sizePx={SIZE.fine}
            role="ink2"
            anchor="middle"
          >
            {narrow ? String(column + 1) : name}
          </Label>
        ))}
        {voices.map(([from, name], line) => (
          <g key={from}>
            <Label x={0} y={top + line * (CELL_HIGH_PX + GAP_PX) + 22}>
              {narrow ? `${line + 1} ${name}` : name}
            </Label>
            {voices.map(([to], column) => (
              <Cell
                key={to}
                figureId={figure.id}
                row={byPair.get(`${from} ${to}`)}
                x={left(column)}
                y={top + line * (CELL_HIGH_PX + GAP_PX)}
                widthPx={cellPx}
                highest={most}
              />
            ))}
          </g>
        ))}
        <TextBlock
          x={0}
          y={top + voices.length * (CELL_HIGH_PX + GAP_PX) + 18}
          sizePx={SIZE.fine}
          role="ink2"
          widthPx={widthPx}
        >
          {KEY}
        </TextBlock>
      </g>
    );
  },
};

interface CellProps {
  readonly figureId: string;
  readonly row: FigureRow | undefined;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  /** The highest ratio clearly above chance carries the accent. */
  readonly highest: number;
}

function Cell({ figureId, row, x, y, widthPx, highest }: CellProps) {
  const standing = standingOf(row);
  const filled: Role = row?.value === highest ? 'accent' : 'ink';
  const fill: Role = standing === 'more' ? filled : 'wash';
  const text: Role = filled === 'accent' ? 'onAccent' : 'paper';
  const [edgeX, edgeY] = [round(x), round(y)];
  return (
    <g data-figure={row && reference(figureId, row)}>
      {standing === 'less' ? (
        <path
          d={`M${edgeX + 0.5} ${edgeY + 0.5}h${widthPx - 1}v${CELL_HIGH_PX - 1}h${1 - widthPx}z`}
          fill="none"
          stroke={ink('ink2')}
        />
      ) : (
        <rect x={edgeX} y={edgeY} width={widthPx} height={CELL_HIGH_PX} fill={ink(fill)} />
      )}
      {standing === 'hidden' ? (
        <path d={hatch(edgeX, edgeY, widthPx, CELL_HIGH_PX)} stroke={ink('ink3')} />
      ) : (
        <Label
          x={x + widthPx / 2}
          y={y + 22}
          face="sansBold"
          anchor="middle"
          role={standing === 'more' ? text : 'ink'}
          figure={row && reference(figureId, row)}
        >
          {row?.value == null ? '–' : cellRatio(row.value)}
        </Label>
      )}
    </g>
  );
}

/** Two digits that tell: `0.62`, `3.4`, `12`. */
function cellRatio(ratio: number): string {
  if (ratio < 1) return ratio.toFixed(2);
  return ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0);
}
