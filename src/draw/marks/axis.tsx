/** A horizontal scale: hairlines through the picture and the numbers above them. The numbers are the scale's, not a figure's. */

import { ink } from '../theme.ts';
import { SIZE } from '../type.ts';
import { round } from './round.ts';
import { Label } from './label.tsx';

export interface AxisProps {
  /** Value to px. */
  readonly scale: (value: number) => number;
  readonly ticks: readonly number[];
  /** The hairlines run from `top` to `bottom`. */
  readonly top: number;
  readonly bottom: number;
  readonly format?: (value: number) => string;
}

export function Axis({ scale, ticks, top, bottom, format = String }: AxisProps) {
  return (
    <g>
      <path
        d={ticks.map((tick) => `M${round(scale(tick))} ${round(top)}V${round(bottom)}`).join('')}
        stroke={ink('rule')}
      />
      {ticks.map((tick) => (
        <Label key={tick} x={scale(tick)} y={top - 6} sizePx={SIZE.fine} role="ink2" anchor="middle">
          {format(tick)}
        </Label>
      ))}
    </g>
  );
}
