/**
 * Pictograms as path data with relative commands, drawn from their own origin (top left). Each repeats by a new `M`, so a
 * crowd of a hundred is one path: it compresses to almost nothing and every renderer draws it.
 */

import { round } from './round.ts';

export interface Glyph {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Path data after the first `M x y`; the pen starts at the glyph's own start point. */
  readonly path: string;
  readonly start: readonly [x: number, y: number];
}

/** A person: head and shoulders to the feet, 8 by 18. */
export const PERSON: Glyph = {
  widthPx: 8,
  heightPx: 18,
  start: [4, 0],
  path: 'a2.6 2.6 0 1 1 0 5.2a2.6 2.6 0 1 1 0-5.2zm-2.4 6.2h4.8c1 0 1.6.7 1.6 1.6v4.4h-1.6v5.8h-4.8v-5.8h-1.6v-4.4c0-.9.6-1.6 1.6-1.6z',
};

/** A hospital: a block with a door and a cross cut out, 14 by 14. */
export const HOSPITAL: Glyph = {
  widthPx: 14,
  heightPx: 14,
  start: [0, 3],
  path: 'h3v-3h8v3h3v11h-5.4v-3.6h-3.2v3.6h-5.4zm6-.8v1.6h-1.6v2h1.6v1.6h2v-1.6h1.6v-2h-1.6v-1.6z',
};

/**
 * Path data of `count` glyphs in a grid, filled row by row from the bottom left.
 * `from` leaves out the first glyphs, so that two paths of two colours share one grid.
 */
export function glyphGrid(
  glyph: Glyph,
  grid: {
    readonly x: number;
    readonly y: number;
    readonly columns: number;
    readonly rows: number;
    readonly stepX: number;
    readonly stepY: number;
    readonly from: number;
    readonly to: number;
    readonly scale?: number;
  },
): string {
  const scale = grid.scale ?? 1;
  const path = scale === 1 ? glyph.path : scalePath(glyph.path, scale);
  let d = '';
  for (let index = grid.from; index < grid.to; index += 1) {
    const column = index % grid.columns;
    const row = grid.rows - 1 - Math.floor(index / grid.columns);
    const x = grid.x + column * grid.stepX + glyph.start[0] * scale;
    const y = grid.y + row * grid.stepY + glyph.start[1] * scale;
    d += `M${round(x)} ${round(y)}${path}`;
  }
  return d;
}

/** Scales relative path data. Arc flags and rotations are left as they are. */
export function scalePath(path: string, scale: number): string {
  return path.replace(/([a-z])([^a-z]*)/g, (_, command: string, text: string) => {
    const numbers = (text.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    const scaled = numbers.map((value, index) =>
      command === 'a' && index % 7 >= 2 && index % 7 <= 4 ? value : Math.round(value * scale * 100) / 100,
    );
    return command + scaled.join(' ');
  });
}
