/** One side of the slope: every source that a question names, by its dot, its number and its name. */

import type { Figure, FigureRow } from '../../../records.ts';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { spread } from '../../marks/spread.ts';
import { printed } from '../../numbers.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';

interface SlopeColumnProps {
  readonly figure: Figure | undefined;
  readonly x: number;
  readonly side: 'left' | 'right';
  /** Percent to px. */
  readonly y: (percent: number) => number;
  readonly top: number;
  readonly bottom: number;
  readonly widthPx: number;
  readonly leading: FigureRow | undefined;
}

/** The dots of one question with their intervals, and their names kept apart beside them. */
export function SlopeColumn({ figure, x, side, y, top, bottom, widthPx, leading }: SlopeColumnProps) {
  if (!figure) return null;
  const outward = side === 'left' ? -1 : 1;
  const anchor = side === 'left' ? 'end' : 'start';
  const places = spread(
    figure.rows.map((row) => ({ key: row.id, y: y(row.value ?? 0) })),
    20,
    top,
    bottom + 12,
  );
  return (
    <g>
      {figure.rows.map((row) => {
        const role = row === leading ? 'accent' : 'ink';
        const dot = round(y(row.value ?? 0));
        const place = places.get(row.id) ?? dot;
        const id = `${figure.id}/${row.id}`;
        return (
          <g key={row.id}>
            <circle cx={x} cy={dot} r={row === leading ? 8 : 5} fill={ink(role)} data-figure={id} />
            <path d={`M${x + outward * 8} ${dot}L${x + outward * 14} ${round(place)}`} stroke={ink('rule')} />
            <Label
              x={x + outward * 17}
              y={place + (row === leading ? 8 : 6)}
              face="display"
              sizePx={row === leading ? SIZE.large : SIZE.lead - 2}
              role={role}
              anchor={anchor}
              figure={id}
            >
              {printed(row)}
            </Label>
            <Label
              x={x + outward * (row === leading ? 60 : 44)}
              y={place + 5}
              role={role === 'accent' ? role : 'ink2'}
              anchor={anchor}
              face={role === 'accent' ? 'sansBold' : 'sans'}
            >
              {shorten(row.label, widthPx < 150)}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** Names that a narrow column can hold; the table has them in full. */
function shorten(label: string, narrow: boolean): string {
  if (!narrow) return label;
  return SHORT[label] ?? label;
}

const SHORT: Readonly<Record<string, string>> = {
  'Patient advocacy group': 'Advocates',
  'Retail pharmacy': 'Pharmacy',
  'Patients you know': 'Known patient',
  'Government agency': 'Government',
  'Health insurer': 'Insurer',
  'Drug company': 'Drug maker',
  'Alternative care provider': 'Alternative',
  'Gym or fitness center': 'Gym',
  'Patients you do not know': 'Stranger',
  'Retail health clinic': 'Retail clinic',
  'Worksite health clinic': 'Work clinic',
  'Other patients': 'Patients',
};
