/** A heading within a picture: a rule across its part and a bold line below it. */

import { ink } from '../theme.ts';
import { Label } from './label.tsx';
import { round } from './round.ts';

export interface SmallHeadProps {
  readonly x: number;
  /** The rule; the words stand 20 px below it. */
  readonly y: number;
  readonly widthPx: number;
  readonly text: string;
}

export function SmallHead({ x, y, widthPx, text }: SmallHeadProps) {
  return (
    <g>
      <path d={`M${round(x)} ${round(y)}h${round(widthPx)}`} stroke={ink('ink')} />
      <Label x={x} y={y + 20} face="sansBold">
        {text}
      </Label>
    </g>
  );
}
