/** A bar from zero, with its interval as a fine line through the end. */

import { ink, type Role } from '../theme.ts';
import { round } from './round.ts';

export interface BarProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly role: Role;
  /** Ends of the interval in px from the bar's zero; null draws none. */
  readonly lowerPx?: number | null;
  readonly upperPx?: number | null;
  /** `FIGURE/ROW` that it shows. */
  readonly figure: string;
}

export function Bar(props: BarProps) {
  const { x, y, widthPx, heightPx, role, lowerPx = null, upperPx = null, figure } = props;
  const middle = round(y + heightPx / 2);
  return (
    <g data-figure={figure}>
      <path
        d={`M${round(x)} ${round(y)}h${round(widthPx)}v${round(heightPx)}h${round(-widthPx)}z`}
        fill={ink(role)}
      />
      {lowerPx !== null && upperPx !== null && (
        <path
          d={`M${round(x + lowerPx)} ${middle}H${round(x + upperPx)}`}
          stroke={ink('ink')}
          stroke-width="1.5"
        />
      )}
    </g>
  );
}
