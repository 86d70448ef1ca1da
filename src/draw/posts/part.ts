/** A picture of a figure from posts that takes the place of its rows, where one says more than a list. */

import type { ComponentChild } from 'preact';
import type { Figure, FigureRow } from '../../records.ts';

export interface PartProps {
  /** With every row, hidden ones too. */
  readonly figure: Figure;
  /** Top edge in px. */
  readonly y: number;
  readonly widthPx: number;
}

export interface PostsPart {
  /** Height in px, from the same figure for the same width. */
  readonly heightPx: (props: Omit<PartProps, 'y'>) => number;
  readonly Part: (props: PartProps) => ComponentChild;
}

export function isShown(row: FigureRow): row is FigureRow & { readonly value: number } {
  return row.value !== null && row.decision !== 'hidden';
}

/** From one stroke of a hatch to the next, in px. */
const HATCH_PX = 6;

/** Strokes across a rectangle, within it: a number that the gate hides. A path, because patterns would need an id for each width. */
export function hatch(x: number, y: number, widthPx: number, heightPx: number): string {
  const strokes: string[] = [];
  for (let reach = HATCH_PX; reach < widthPx + heightPx; reach += HATCH_PX) {
    const [startX, startY] = [Math.min(reach, widthPx), Math.max(0, reach - widthPx)];
    const [endX, endY] = [Math.max(0, reach - heightPx), Math.min(reach, heightPx)];
    strokes.push(`M${x + startX} ${y + startY}L${x + endX} ${y + endY}`);
  }
  return strokes.join('');
}
