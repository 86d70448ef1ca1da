/** One survey asked more than once: the year before hollow, the latest filled, a line between them where the words were the same. */

import type { Figure, FigureRow } from '../../records.ts';
import { printedWithUnit } from '../numbers.ts';
import { surveyItems, type SurveyItem } from '../survey.ts';
import { ink, type Role } from '../theme.ts';
import { SIZE, wrapText } from '../type.ts';
import { Capitals } from './capitals.tsx';
import { IntervalDot } from './interval-dot.tsx';
import { Label, TextBlock } from './label.tsx';
import { round } from './round.ts';

export interface SurveyRowsProps {
  readonly figure: Figure | undefined;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  /** Who answered, in capitals, before the years. */
  readonly heading: string;
  /** Colour of the rows; the first takes the accent where `leading`. */
  readonly role: Role;
  readonly leading?: boolean;
  /** The name of a row; its label unless told. */
  readonly nameOf?: NameOf;
}

type NameOf = (row: FigureRow) => string;
const labelOf: NameOf = (row) => row.label;

const HEAD_PX = 34;
/** Below this width the years stand on a line of their own, and labels above their lines. */
const NARROW_PX = 380;
const LINE_PX = 15;
const NUMBER_PX = 64;

/** Height of the block; 0 where there is nothing to show. */
export function surveyRowsHeightPx(
  figure: Figure | undefined,
  widthPx: number,
  nameOf: NameOf = labelOf,
): number {
  const items = surveyItems(figure);
  if (items.length === 0) return 0;
  return headPx(widthPx) + items.reduce((sum, item) => sum + rowPx(nameOf(item.later), widthPx), 0) + 8;
}

export function SurveyRows(props: SurveyRowsProps) {
  const { figure, x, y, widthPx, heading, nameOf = labelOf } = props;
  const items = surveyItems(figure);
  if (!figure || items.length === 0) return null;
  const narrow = widthPx < NARROW_PX;
  let top = y + headPx(widthPx);
  return (
    <g>
      {(narrow ? [heading, years(items)] : [`${heading} ${years(items)}`]).map((line, index) => (
        <Capitals key={line} x={x} y={y + 12 + index * LINE_PX}>
          {line}
        </Capitals>
      ))}
      {items.map((item, index) => {
        const start = top;
        const name = nameOf(item.later);
        top += rowPx(name, widthPx);
        const role = index === 0 && props.leading ? 'accent' : props.role;
        return (
          <Row
            key={item.later.id}
            item={item}
            id={figure.id}
            x={x}
            y={start}
            widthPx={widthPx}
            role={role}
            name={name}
          />
        );
      })}
    </g>
  );
}

interface RowProps {
  readonly item: SurveyItem;
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly role: Role;
  readonly name: string;
}

function Row({ item, id, x, y, widthPx, role, name }: RowProps) {
  const { later, earlier, comparable } = item;
  const labelPx = labelWidthPx(widthPx);
  const beside = labelPx < widthPx;
  const middle = beside ? y + 10 : y + LINE_PX * labelLines(name, widthPx) + 12;
  const from = x + (beside ? labelPx + 16 : 6);
  const to = x + widthPx - NUMBER_PX;
  const scale = (percent: number) => round(from + ((to - from) * percent) / 100);
  const at = (value: number | null) => (value === null ? null : scale(value));
  return (
    <g>
      <TextBlock
        x={x}
        y={y + (beside ? 14 - (labelLines(name, widthPx) - 1) * 7 : 10)}
        widthPx={labelPx}
        leading={1.15}
      >
        {name}
      </TextBlock>
      <path d={`M${scale(0)} ${middle}H${scale(100)}`} stroke={ink('rule')} />
      {earlier && comparable && (
        <path
          d={`M${scale(earlier.value ?? 0)} ${middle}H${scale(later.value ?? 0)}`}
          stroke={ink(role)}
          stroke-width="4"
        />
      )}
      {earlier && (
        <IntervalDot
          x={scale(earlier.value ?? 0)}
          lowerX={at(earlier.lower)}
          upperX={at(earlier.upper)}
          y={middle}
          role={role}
          hollow
          radiusPx={4}
          figure={`${id}/${earlier.id}`}
        />
      )}
      <IntervalDot
        x={scale(later.value ?? 0)}
        lowerX={at(later.lower)}
        upperX={at(later.upper)}
        y={middle}
        role={role}
        radiusPx={5}
        figure={`${id}/${later.id}`}
      />
      <Label
        x={x + widthPx}
        y={middle + 6}
        face="display"
        sizePx={SIZE.lead}
        role={role === 'accent' ? 'accent' : 'ink'}
        anchor="end"
        figure={`${id}/${later.id}`}
      >
        {printedWithUnit(later)}
      </Label>
    </g>
  );
}

/** On a narrow drawing the label stands above its line. */
function labelWidthPx(widthPx: number): number {
  return widthPx < NARROW_PX ? widthPx : Math.min(270, widthPx * 0.42);
}

function labelLines(name: string, widthPx: number): number {
  return wrapText(name, 'sans', SIZE.small, labelWidthPx(widthPx)).length;
}

function rowPx(name: string, widthPx: number): number {
  const lines = labelLines(name, widthPx);
  return labelWidthPx(widthPx) < widthPx ? Math.max(29, lines * LINE_PX + 6) : lines * LINE_PX + 31;
}

function headPx(widthPx: number): number {
  return HEAD_PX + (widthPx < NARROW_PX ? LINE_PX : 0);
}

function years(items: readonly SurveyItem[]): string {
  const latest = String(items[0].later.cycle);
  const before = items.find((item) => item.earlier)?.earlier;
  return before ? `${String(before.cycle)} HOLLOW, ${latest} FILLED` : latest;
}
