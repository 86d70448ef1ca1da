/** An effect as a distance from no difference, with its interval. Ratios lie on a log scale: twice is as far off as half. */

import { scaleLog } from 'd3-scale';
import { displayRatio } from '../../../measure/rounding.ts';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import type { Plate } from './plates.ts';

export const EFFECT_HEIGHT_PX = 38;

/** One scale for every plate. */
const RATIOS: readonly [number, number] = [0.5, 4];

export interface EffectProps {
  readonly effect: NonNullable<Plate['effect']>;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  /** `FIGURE/ROW` that it shows. */
  readonly figure: string;
}

export function Effect({ effect, x, y, widthPx, figure }: EffectProps) {
  const toX = scaleLog(RATIOS, [x, x + widthPx]).clamp(true);
  return (
    <g data-figure={figure}>
      <path d={`M${round(x)} ${round(y)}h${round(widthPx)}`} stroke={ink('rule')} />
      <path d={`M${round(toX(1))} ${round(y - 12)}v24`} stroke={ink('ink2')} stroke-dasharray="2 3" />
      <path
        d={`M${round(toX(effect.lower))} ${round(y)}H${round(toX(effect.upper))}`}
        stroke={ink('accent')}
        stroke-width="3"
      />
      <circle cx={round(toX(effect.ratio))} cy={round(y)} r="6" fill={ink('accent')} />
      <Label x={x} y={y + 28} sizePx={SIZE.fine} role="ink2">
        {`${displayRatio(effect.lower)} to ${displayRatio(effect.upper)}; dashes: no difference`}
      </Label>
    </g>
  );
}
