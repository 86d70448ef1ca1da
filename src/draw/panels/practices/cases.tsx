/** The five cases of the sheet of 2013, small, with an empty place for each that was not recovered. */

import { displayCount } from '../../../measure/rounding.ts';
import type { FigureRow } from '../../../records.ts';
import { Label, TextBlock, textBlockHeightPx } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { reference, textOf } from '../../rows.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import { CASES } from './plates.ts';

const PAD_PX = 14;

export interface CasesProps {
  readonly rows: readonly FigureRow[];
  readonly y: number;
  readonly widthPx: number;
  readonly columns: number;
  readonly gapPx: number;
}

interface Box {
  readonly row: FigureRow;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

function boxes({ rows, y, widthPx, columns, gapPx }: CasesProps): readonly Box[] {
  const boxPx = (widthPx - gapPx * (columns - 1)) / columns;
  const placed: Box[] = [];
  let top = y;
  for (let from = 0; from < rows.length; from += columns) {
    const line = rows.slice(from, from + columns);
    const heightPx = Math.max(...line.map((row) => boxHeightPx(row, boxPx)));
    line.forEach((row, index) =>
      placed.push({ row, x: index * (boxPx + gapPx), y: top, widthPx: boxPx, heightPx }),
    );
    top += heightPx + gapPx;
  }
  return placed;
}

export function casesHeightPx(props: CasesProps): number {
  const last = boxes(props).at(-1);
  return last ? last.y + last.heightPx - props.y : 0;
}

export function Cases(props: CasesProps) {
  return (
    <g>
      {boxes(props).map((box) => (
        <Case key={box.row.id} {...box} />
      ))}
    </g>
  );
}

function Case({ row, x, y, widthPx, heightPx }: Box) {
  const inner = widthPx - 2 * PAD_PX;
  const lost = isLost(row);
  const titleEnd = y + 24 + textBlockHeightPx(row.label, { face: 'sansBold', widthPx: inner });
  return (
    <g>
      <rect
        x={round(x + 0.5)}
        y={round(y + 0.5)}
        width={round(widthPx - 1)}
        height={round(heightPx - 1)}
        fill="none"
        stroke={ink(lost ? 'ink3' : 'rule')}
        stroke-dasharray={lost ? '2 5' : undefined}
      />
      {lost ? (
        <TextBlock x={x + PAD_PX} y={y + 24} widthPx={inner} face="italic" role="ink2">
          {`${row.label}: not recovered`}
        </TextBlock>
      ) : (
        <g>
          <TextBlock x={x + PAD_PX} y={y + 24} widthPx={inner} face="sansBold">
            {row.label}
          </TextBlock>
          {row.value !== null && (
            <Label
              x={x + PAD_PX}
              y={titleEnd + 24}
              face="display"
              sizePx={SIZE.lead}
              figure={reference(CASES, row)}
            >
              {`${displayCount(row.value)}${row.decision === 'flagged' ? ', disputed' : ''}`}
            </Label>
          )}
          <TextBlock
            x={x + PAD_PX}
            y={titleEnd + (row.value === null ? 20 : 44)}
            widthPx={inner}
            sizePx={SIZE.fine}
            role="ink2"
            leading={1.35}
          >
            {wordsOf(row)}
          </TextBlock>
        </g>
      )}
    </g>
  );
}

function boxHeightPx(row: FigureRow, widthPx: number): number {
  const inner = widthPx - 2 * PAD_PX;
  if (isLost(row)) return 44;
  const title = textBlockHeightPx(row.label, { face: 'sansBold', widthPx: inner });
  const words = textBlockHeightPx(wordsOf(row), { sizePx: SIZE.fine, widthPx: inner, leading: 1.35 });
  return 24 + title + (row.value === null ? 20 : 44) + words + 18;
}

/** What it did, and what another page says instead where one does. */
function wordsOf(row: FigureRow): string {
  const differs = row.reason.replace(/^another page differs: (?:\S+: )?/, '');
  return [textOf(row, 'question'), textOf(row, 'note'), differs]
    .filter((words) => words !== '')
    .map((words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`)
    .join(' ');
}

const isLost = (row: FigureRow): boolean => row.value === null && row.reason.startsWith('not recovered');
