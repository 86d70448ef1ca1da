/**
 * Places and networks, set like a timetable: hospitals and other health organisations apart. Unknown is an open ring,
 * none is a zero, not in the list is a dash: three things that must not look alike.
 */

import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import type { Place, Places } from './places.ts';
import { NARROW_PX, columnsOf } from './timetable-columns.ts';
import { ColumnHead, ColumnMarks, ROW_PX, lineStep } from './timetable-marks.tsx';

const HEAD_PX = 62;

export interface TimetableProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly data: Places;
}

/** Columns of places beside each other: as many as the width holds. */
export function timetableLayout(
  placeCount: number,
  widthPx: number,
): { readonly columns: number; readonly heightPx: number } {
  const columns = widthPx >= 660 ? 2 : 1;
  return { columns, heightPx: HEAD_PX + Math.ceil(placeCount / columns) * ROW_PX + 10 };
}

export function Timetable({ x, y, widthPx, data }: TimetableProps) {
  const { columns } = timetableLayout(data.places.length, widthPx);
  const gapPx = widthPx >= 900 ? 48 : 36;
  const blockPx = (widthPx - gapPx * (columns - 1)) / columns;
  const perColumn = Math.ceil(data.places.length / columns);
  return (
    <g>
      {Array.from({ length: columns }, (_, column) => (
        <Block
          key={column}
          x={x + column * (blockPx + gapPx)}
          y={y}
          widthPx={blockPx}
          places={data.places.slice(column * perColumn, (column + 1) * perColumn)}
          data={data}
        />
      ))}
    </g>
  );
}

interface BlockProps extends TimetableProps {
  readonly places: readonly Place[];
}

function Block({ x, y, widthPx, places, data }: BlockProps) {
  const layout = columnsOf(data, x, widthPx);
  const narrow = widthPx < NARROW_PX;
  const body = y + HEAD_PX;
  const own = places.find((place) => place === data.own);
  return (
    <g>
      {own && (
        <rect
          x={round(x)}
          y={body + places.indexOf(own) * ROW_PX}
          width={round(widthPx)}
          height={ROW_PX}
          fill={ink('wash')}
        />
      )}
      <path
        d={layout.groups.map(({ from, to }) => `M${round(from)} ${y + 16}H${round(to)}`).join('')}
        stroke={ink('ink')}
      />
      {layout.groups.map(({ heading, from }) => (
        <Label key={heading} x={from} y={y + 10} face="sansBold" sizePx={SIZE.fine}>
          {heading}
        </Label>
      ))}
      {layout.columns.map(({ key, heading, right }) => (
        <ColumnHead key={key} right={right} y={y + 34} lines={heading} />
      ))}
      <path
        d={`M${round(x)} ${body}${`m0 ${ROW_PX}h${round(widthPx)}m${round(-widthPx)} 0`.repeat(places.length)}`}
        stroke={ink('rule')}
        stroke-width="0.6"
      />
      <text>
        {places.map(({ state }, index) => (
          <tspan
            key={state.code}
            x={round(x)}
            {...lineStep(index, body, index === 0 ? undefined : index - 1)}
          >
            {narrow ? shortName(state.name) : state.name}
          </tspan>
        ))}
      </text>
      {layout.columns.map((column) => (
        <ColumnMarks key={column.key} column={column} places={places} body={body} />
      ))}
    </g>
  );
}

/** Names that a phone's column cannot hold. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  'District of Columbia': 'D.C.',
  'Northern Mariana Islands': 'N. Mariana Is.',
  'US Virgin Islands': 'Virgin Is.',
  'American Samoa': 'Am. Samoa',
};
const shortName = (name: string): string =>
  SHORT_NAMES[name] ??
  name
    .replace(/^(N|S|W)(?:orth|outh|est) /, '$1. ')
    .replace('New Hampshire', 'New Hampsh.')
    .replace('Massachusetts', 'Massachus.');
