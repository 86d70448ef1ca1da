/** Why posts and what was asked need not agree, as a small table: a column for each respect, or a block where the width holds no columns. */

import { Label, TextBlock, textBlockHeightPx } from '../marks/label.tsx';
import { SmallHead } from '../marks/small-head.tsx';
import { SIZE } from '../type.ts';
import { BESIDE_HEAD, type Beside, type BesidePoint } from './beside.ts';

const WIDE_PX = 640;
/** Above the rule. */
const TOP_PX = 24;
const HEAD_PX = TOP_PX + 44;
/** From the name of a column to the first line below it, and from line to line of a wrapped text. */
const LINE_PX = 1.3 * SIZE.small;
const ROW_GAP_PX = 12;
const COLUMN_GAP_PX = 24;
/** Where "Asked" and "Posts" stand beside the columns. */
const SIDE_PX = 64;
/** What the columns take of the width: whom and question have most to say. */
const SHARES = [0.32, 0.34, 0.22, 0.12] as const;
const SENTENCE = { face: 'italic', sizePx: SIZE.body } as const;
/** Above and below the sentence. */
const SENTENCE_ROOM_PX = 40;

const SIDES = [
  ['Asked', 'asked'],
  ['Posts', 'posts'],
] as const satisfies readonly (readonly [string, keyof BesidePoint])[];

export interface BesideTableProps {
  readonly beside: Beside;
  /** Top edge in px. */
  readonly y: number;
  readonly widthPx: number;
}

interface Cell {
  readonly text: string;
  readonly x: number;
  /** Of the first baseline below the top of the table. */
  readonly y: number;
  readonly widthPx: number;
  readonly bold?: boolean;
}

interface Layout {
  readonly cells: readonly Cell[];
  readonly heightPx: number;
}

export function BesideTable({ beside, y, widthPx }: BesideTableProps) {
  const { cells, heightPx } = layoutOf(beside.points, widthPx);
  return (
    <g>
      {cells.length > 0 && <SmallHead x={0} y={y + TOP_PX} widthPx={widthPx} text={BESIDE_HEAD} />}
      {cells.map(({ text, x, y: down, widthPx: room, bold }) =>
        bold ? (
          <Label key={`${text} ${down}`} x={x} y={y + down} face="sansBold" role="ink2">
            {text}
          </Label>
        ) : (
          <TextBlock key={`${text} ${down}`} x={x} y={y + down} widthPx={room}>
            {text}
          </TextBlock>
        ),
      )}
      <TextBlock x={0} y={y + heightPx + 28} {...SENTENCE} widthPx={widthPx} role="ink2">
        {beside.sentence}
      </TextBlock>
    </g>
  );
}

export function besideTableHeightPx({ points, sentence }: Beside, widthPx: number): number {
  const sentencePx = textBlockHeightPx(sentence, { ...SENTENCE, widthPx }) + SENTENCE_ROOM_PX;
  return layoutOf(points, widthPx).heightPx + sentencePx;
}

function layoutOf(points: readonly BesidePoint[], widthPx: number): Layout {
  if (points.length === 0) return { cells: [], heightPx: 0 };
  return widthPx < WIDE_PX ? blocks(points, widthPx) : columns(points, widthPx);
}

function columns(points: readonly BesidePoint[], widthPx: number): Layout {
  const room = widthPx - SIDE_PX;
  const places = points.map((point, index) => ({
    point,
    x: SIDE_PX + room * SHARES.slice(0, index).reduce((sum, share) => sum + share, 0),
    widthPx: room * SHARES[index] - COLUMN_GAP_PX,
  }));
  const cells: Cell[] = places.map(({ point, x, widthPx: width }) => ({
    text: point.name,
    x,
    y: HEAD_PX,
    widthPx: width,
    bold: true,
  }));
  let y = HEAD_PX + LINE_PX + 4;
  for (const [name, side] of SIDES) {
    cells.push({ text: name, x: 0, y, widthPx: SIDE_PX, bold: true });
    const row = places.map(({ point, x, widthPx: width }) => ({ text: point[side], x, y, widthPx: width }));
    cells.push(...row);
    y += Math.max(...row.map(cellPx)) + LINE_PX + ROW_GAP_PX;
  }
  return { cells, heightPx: y - LINE_PX };
}

/** One respect below the other, with "Asked" and "Posts" beside the texts. */
function blocks(points: readonly BesidePoint[], widthPx: number): Layout {
  const cells: Cell[] = [];
  let y = HEAD_PX;
  for (const point of points) {
    cells.push({ text: point.name, x: 0, y, widthPx, bold: true });
    for (const [name, side] of SIDES) {
      y += LINE_PX + 4;
      const cell = { text: point[side], x: SIDE_PX, y, widthPx: widthPx - SIDE_PX };
      cells.push({ text: name, x: 0, y, widthPx: SIDE_PX, bold: false }, cell);
      y += cellPx(cell);
    }
    y += LINE_PX + ROW_GAP_PX;
  }
  return { cells, heightPx: y - LINE_PX };
}

function cellPx({ text, widthPx }: Cell): number {
  return textBlockHeightPx(text, { widthPx });
}
