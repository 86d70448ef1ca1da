/** The root of every picture: an `<svg>` that carries the sheet's sans, its ink and its size, so that marks need not repeat them. */

import type { ComponentChildren } from 'preact';
import { ink } from '../theme.ts';
import { FACES, SIZE } from '../type.ts';
import { round } from './round.ts';

export interface DrawingProps {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly children?: ComponentChildren;
}

export function Drawing({ widthPx, heightPx, children }: DrawingProps) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={round(widthPx)}
      height={round(heightPx)}
      viewBox={`0 0 ${round(widthPx)} ${round(heightPx)}`}
      font-family={FACES.sans.family}
      font-size={SIZE.small}
      fill={ink('ink')}
    >
      {children}
    </svg>
  );
}
