/** The number of an answer at the end of its line, with its unit. */

import type { FigureRow } from '../records.ts';
import { Label } from './marks/label.tsx';
import { printedWithUnit } from './numbers.ts';
import { reference } from './rows.ts';
import { SIZE } from './type.ts';

export interface AnswerNumberProps {
  readonly figureId: string;
  readonly row: FigureRow;
  /** Its right end. */
  readonly x: number;
  readonly y: number;
}

export function AnswerNumber({ figureId, row, x, y }: AnswerNumberProps) {
  return (
    <Label x={x} y={y} face="display" sizePx={SIZE.lead} anchor="end" figure={reference(figureId, row)}>
      {printedWithUnit(row)}
    </Label>
  );
}
