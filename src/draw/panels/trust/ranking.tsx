/** The sheet's ranking of trust: a hollow dot upon its interval for each source, and its number. */

import type { Figure, FigureRow } from '../../../records.ts';
import { Axis } from '../../marks/axis.tsx';
import { Capitals } from '../../marks/capitals.tsx';
import { IntervalDot } from '../../marks/interval-dot.tsx';
import { Label, TextBlock } from '../../marks/label.tsx';
import { printed } from '../../numbers.ts';
import { standing } from '../../ranking.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import { scaleTo } from './scale.ts';

export const THEN = 'trust-2013';
const ROW_PX = 39;
const TOP_PX = 66;

export const rankingHeightPx = ({ rows }: Figure): number => TOP_PX + rows.length * ROW_PX + 8;

/** Twelve sources in falling order. The leader and the last carry the finding. */
export function Ranking({ figure, widthPx }: { readonly figure: Figure; readonly widthPx: number }) {
  const { leaders, last } = standing(figure.rows);
  const found = new Set([leaders[0]?.id, last?.id]);
  const labelPx = widthPx < 480 ? 138 : 186;
  const numberPx = 50;
  const most = ceilingOf(figure.rows);
  const scale = scaleTo(labelPx + 12, widthPx - numberPx - 12, most);
  const bottom = TOP_PX + figure.rows.length * ROW_PX - 8;
  return (
    <g>
      <Capitals x={0} y={12}>
        {`OF 100 ADULTS ASKED IN ${String(figure.rows[0].date).slice(0, 4)}`}
      </Capitals>
      <Axis
        scale={scale}
        ticks={[0, 25, 50, 75, 100].filter((tick) => tick <= most)}
        top={TOP_PX - 10}
        bottom={bottom}
      />
      {figure.rows.map((row, index) => {
        const y = TOP_PX + 10 + index * ROW_PX;
        const role = found.has(row.id) ? 'accent' : 'ink';
        const id = `${THEN}/${row.id}`;
        return (
          <g key={row.id}>
            <TextBlock
              x={0}
              y={y + (widthPx < 480 && row.label.length > 19 ? -3 : 5)}
              face={role === 'accent' ? 'sansBold' : 'sans'}
              role={role}
              widthPx={labelPx}
              leading={1.1}
            >
              {row.label}
            </TextBlock>
            <path
              d={`M${scale(0)} ${y}H${scale(row.value ?? 0)}`}
              stroke={ink('ink3')}
              stroke-dasharray="1 5"
            />
            <IntervalDot
              x={scale(row.value ?? 0)}
              lowerX={row.lower === null ? null : scale(row.lower)}
              upperX={row.upper === null ? null : scale(row.upper)}
              y={y}
              role={role}
              hollow
              radiusPx={role === 'accent' ? 9 : 7}
              figure={id}
            />
            <Label
              x={widthPx}
              y={y + (role === 'accent' ? 11 : 8)}
              face="display"
              sizePx={role === 'accent' ? SIZE.large : SIZE.title}
              role={role}
              anchor="end"
              figure={id}
            >
              {printed(row)}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** The scale ends at the next quarter above the highest interval. */
function ceilingOf(rows: readonly FigureRow[]): number {
  return Math.ceil(Math.max(...rows.map((row) => row.upper ?? row.value ?? 0)) / 25) * 25;
}
