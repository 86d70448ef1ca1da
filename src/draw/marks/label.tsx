/** Text upon a picture: one line, or a block wrapped to a width. Numbers name the figure row that they show. */

import type { ComponentChildren } from 'preact';
import { ink, type Role } from '../theme.ts';
import { FACES, SIZE, wrapText, type Face } from '../type.ts';
import { round } from './round.ts';

export interface LabelProps {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly face?: Face;
  readonly sizePx?: number;
  readonly role?: Role;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** `FIGURE/ROW` when the text is a number of a figure. */
  readonly figure?: string;
  /** Extra room between letters in px, for small capitals. */
  readonly trackingPx?: number;
  readonly children: ComponentChildren;
}

/** One line. Attributes that equal the drawing's own (sans, 12.8 px, ink) are left out. */
export function Label({ x, y, children, ...style }: LabelProps) {
  return (
    <text x={round(x)} y={round(y)} {...labelAttributes(style)}>
      {children}
    </text>
  );
}

export interface TextBlockProps extends Omit<LabelProps, 'children'> {
  readonly widthPx: number;
  /** As a multiple of the size; 1.3 unless told. */
  readonly leading?: number;
  readonly children: string;
}

/** Wrapped text; `y` is the baseline of its first line. */
export function TextBlock({ widthPx, leading = 1.3, children, x, y, ...style }: TextBlockProps) {
  const { face = 'sans', sizePx = SIZE.small } = style;
  return (
    <text x={round(x)} y={round(y)} {...labelAttributes(style)}>
      {wrapText(children, face, sizePx, widthPx).map((line, index) => (
        <tspan key={index} x={round(x)} dy={index === 0 ? undefined : round(sizePx * leading)}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** Height in px from the first baseline to the last of a wrapped text. */
export function textBlockHeightPx(
  text: string,
  {
    face = 'sans',
    sizePx = SIZE.small,
    widthPx,
    leading = 1.3,
  }: Omit<TextBlockProps, 'x' | 'y' | 'children'>,
): number {
  return Math.max(0, wrapText(text, face, sizePx, widthPx).length - 1) * sizePx * leading;
}

type LabelStyle = Omit<LabelProps, 'x' | 'y' | 'children'>;

function labelAttributes({ face = 'sans', sizePx, role, anchor, figure, trackingPx }: LabelStyle) {
  const { family, weight, slant } = FACES[face];
  return {
    'font-family': family === FACES.sans.family ? undefined : family,
    'font-weight': weight === FACES.sans.weight ? undefined : weight,
    'font-style': slant === 'normal' ? undefined : slant,
    'font-size': sizePx,
    'letter-spacing': trackingPx,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    fill: role && ink(role),
    'data-figure': figure,
  };
}
