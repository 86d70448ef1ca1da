/** The words of a plate, one under the other: title, what exactly to do, a remark, and the effect where it was measured. */

import { Label, TextBlock, textBlockHeightPx } from '../../marks/label.tsx';
import { reference } from '../../rows.ts';
import { SIZE, wrapText } from '../../type.ts';
import { EFFECT_HEIGHT_PX, Effect } from './effect.tsx';
import type { Plate } from './plates.ts';

const TITLE = { face: 'display', sizePx: SIZE.lead, leading: 1.15 } as const;
const ADVICE = { sizePx: SIZE.small, leading: 1.4 } as const;
const REMARK = { sizePx: SIZE.fine, leading: 1.4 } as const;

export interface PlateBodyProps {
  readonly plate: Plate;
  readonly x: number;
  /** Baseline of the title's first line. */
  readonly y: number;
  readonly widthPx: number;
  /** Lines kept for the title, so that plates beside each other align. */
  readonly titleLines: number;
}

type Measures = Omit<PlateBodyProps, 'x' | 'y'>;

/** Baselines below the title's, and where the body ends. */
function offsets({ plate, widthPx, titleLines }: Measures) {
  const lines = Math.max(titleLines, wrapText(plate.title, TITLE.face, TITLE.sizePx, widthPx).length);
  const advice = (lines - 1) * TITLE.sizePx * TITLE.leading + 26;
  const adviceEnd = advice + textBlockHeightPx(plate.advice, { ...ADVICE, widthPx });
  const remark = adviceEnd + (plate.remark ? 24 : 0);
  const remarkEnd = remark + (plate.remark ? textBlockHeightPx(plate.remark, { ...REMARK, widthPx }) : 0);
  const effect = remarkEnd + 26;
  return { advice, remark, effect, end: plate.effect ? effect + EFFECT_HEIGHT_PX : remarkEnd };
}

/** From the title's baseline to the last baseline. */
export function plateBodyHeightPx(measures: Measures): number {
  return offsets(measures).end;
}

export function PlateBody({ x, y, ...measures }: PlateBodyProps) {
  const { plate, widthPx } = measures;
  const at = offsets(measures);
  const figure = reference(plate.figureId, plate.row);
  return (
    <g>
      <TextBlock x={x} y={y} widthPx={widthPx} {...TITLE}>
        {plate.title}
      </TextBlock>
      <TextBlock x={x} y={y + at.advice} widthPx={widthPx} {...ADVICE} figure={figure}>
        {plate.advice}
      </TextBlock>
      {plate.remark && (
        <TextBlock x={x} y={y + at.remark} widthPx={widthPx} {...REMARK} role="ink2" figure={figure}>
          {plate.remark}
        </TextBlock>
      )}
      {plate.effect && (
        <Effect effect={plate.effect} x={x} y={y + at.effect} widthPx={widthPx} figure={figure} />
      )}
    </g>
  );
}

export interface NumeralProps {
  readonly plate: Plate;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly widthPx: number;
  readonly sizePx: number;
  readonly leading: boolean;
}

/** The number to hold to, large, and what it counts. */
export function Numeral({ plate, x, y, widthPx, sizePx, leading }: NumeralProps) {
  const figure = reference(plate.figureId, plate.row);
  return (
    <g>
      <Label x={x} y={y} face="display" sizePx={sizePx} role={leading ? 'accent' : 'ink'} figure={figure}>
        {plate.numeral}
      </Label>
      <TextBlock x={x} y={y + 24} widthPx={widthPx} sizePx={SIZE.small} role="ink2" figure={figure}>
        {plate.unit}
      </TextBlock>
    </g>
  );
}
