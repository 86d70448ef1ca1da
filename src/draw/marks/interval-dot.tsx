/** An estimate as a dot upon its 95 % interval. Hollow for an earlier edition, filled for the present one. */

import { ink, type Role } from '../theme.ts';
import { round } from './round.ts';

export interface IntervalDotProps {
  /** Position of the estimate and of the ends of its interval, in px; null ends draw no interval. */
  readonly x: number;
  readonly lowerX: number | null;
  readonly upperX: number | null;
  readonly y: number;
  readonly role: Role;
  readonly hollow?: boolean;
  readonly radiusPx?: number;
  /** `FIGURE/ROW` that it shows. */
  readonly figure: string;
}

export function IntervalDot(props: IntervalDotProps) {
  const { x, lowerX, upperX, y, role, hollow = false, radiusPx = 6, figure } = props;
  return (
    <g data-figure={figure} stroke={ink(role)}>
      {lowerX !== null && upperX !== null && (
        <path d={`M${round(lowerX)} ${round(y)}H${round(upperX)}`} stroke-width="2" />
      )}
      <circle
        cx={round(x)}
        cy={round(y)}
        r={radiusPx}
        fill={ink(hollow ? 'paper' : role)}
        stroke-width={hollow ? 2.4 : 0}
      />
    </g>
  );
}
