/** One practice on a plate: its grade of evidence, the number to hold to, and the words; standing on the sheet, lying on a phone. */

import { EVIDENCE_GRADES } from '../../../measure/figures/practices-guidance.ts';
import { Label, textBlockHeightPx } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { ink } from '../../theme.ts';
import { SIZE, textWidthPx } from '../../type.ts';
import { Numeral, PlateBody, plateBodyHeightPx } from './plate-body.tsx';
import type { Plate } from './plates.ts';

const PAD_PX = 18;
const STEP_PX = 9;

export interface PlateProps {
  readonly plate: Plate;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The finding of the panel: its number takes the accent. */
  readonly leading: boolean;
}

/** Two lines for the unit and two for the title on every plate: titles and advice stand on one line across the sheet. */
const STANDING = { gradeY: 36, numeralY: 142, titleY: 228, titleLines: 2 } as const;

/** Everything in one column, for five beside each other on the sheet. */
export function StandingPlate({ plate, x, y, widthPx, heightPx, leading }: PlateProps) {
  const inner = widthPx - 2 * PAD_PX;
  const left = x + PAD_PX;
  return (
    <g>
      <Ground x={x} y={y} widthPx={widthPx} heightPx={heightPx} />
      <Grade grade={plate.grade} x={left} y={y + STANDING.gradeY} />
      <Numeral
        plate={plate}
        x={left}
        y={y + STANDING.numeralY}
        widthPx={inner}
        sizePx={numeralPx(plate.numeral, inner, SIZE.colossal)}
        leading={leading}
      />
      <PlateBody
        plate={plate}
        x={left}
        y={y + STANDING.titleY}
        widthPx={inner}
        titleLines={STANDING.titleLines}
      />
    </g>
  );
}

export function standingHeightPx(plate: Plate, widthPx: number): number {
  const body = plateBodyHeightPx({ plate, widthPx: widthPx - 2 * PAD_PX, titleLines: STANDING.titleLines });
  return STANDING.titleY + body + 22;
}

const LYING = { gradeY: 34, titleY: 84, numeralY: 70 } as const;

/** The number to the left, words to the right, for one below the other. */
export function LyingPlate({ plate, x, y, widthPx, heightPx, leading }: PlateProps) {
  const { numberPx, inner } = lyingColumns(widthPx);
  const left = x + PAD_PX - 4;
  return (
    <g>
      <Ground x={x} y={y} widthPx={widthPx} heightPx={heightPx} />
      <Numeral
        plate={plate}
        x={left}
        y={y + LYING.numeralY}
        widthPx={numberPx - 14}
        sizePx={numeralPx(plate.numeral, numberPx - 14, widthPx < 520 ? SIZE.huge : SIZE.giant)}
        leading={leading}
      />
      <Grade grade={plate.grade} x={left + numberPx} y={y + LYING.gradeY} />
      <PlateBody plate={plate} x={left + numberPx} y={y + LYING.titleY} widthPx={inner} titleLines={1} />
    </g>
  );
}

export function lyingHeightPx(plate: Plate, widthPx: number): number {
  const { numberPx, inner } = lyingColumns(widthPx);
  const body = LYING.titleY + plateBodyHeightPx({ plate, widthPx: inner, titleLines: 1 });
  const number = LYING.numeralY + 24 + textBlockHeightPx(plate.unit, { widthPx: numberPx - 14 });
  return Math.max(body, number) + 22;
}

function lyingColumns(widthPx: number): { readonly numberPx: number; readonly inner: number } {
  const numberPx = widthPx < 520 ? 96 : 160;
  return { numberPx, inner: widthPx - numberPx - 2 * PAD_PX + 4 };
}

/** As large as its room allows, up to a step of the scale. */
function numeralPx(numeral: string, widthPx: number, mostPx: number): number {
  const atOnePx = textWidthPx(numeral, 'display', 1);
  return Math.min(mostPx, Math.floor(widthPx / Math.max(atOnePx, 0.01)));
}

function Ground({ x, y, widthPx, heightPx }: Omit<PlateProps, 'plate' | 'leading'>) {
  return (
    <rect x={round(x)} y={round(y)} width={round(widthPx)} height={round(heightPx)} fill={ink('wash')} />
  );
}

/** The grades as rising steps, the strongest last, with this plate's own step filled and named. */
function Grade({ grade, x, y }: { readonly grade: string; readonly x: number; readonly y: number }) {
  if (grade === '')
    return (
      <Label x={x} y={y} face="sansBold">
        Measured in posts
      </Label>
    );
  const steps = [...EVIDENCE_GRADES].reverse();
  return (
    <g>
      {steps.map((step, index) => {
        const height = round(4 + index * 1.6);
        return (
          <path
            key={step}
            d={`M${round(x + index * STEP_PX)} ${round(y)}v${-height}h${STEP_PX - 2}v${height}z`}
            fill={ink(step === grade ? 'ink' : 'rule')}
          />
        );
      })}
      <Label x={x} y={y + 20} face="sansBold" sizePx={SIZE.small}>
        {grade.charAt(0).toUpperCase() + grade.slice(1)}
      </Label>
    </g>
  );
}
