/**
 * Type: two open families, one scale, and the measure of a text without a font file.
 * The faces under assets/fonts and the advance widths beside this file are cut by scripts/fonts.mjs.
 */

import widths from './type-widths.json' with { type: 'json' };

/** `display`: Fraunces for headlines and numerals. `italic`: Fraunces for asides. `sans`, `sansBold`: Public Sans. */
export type Face = 'display' | 'italic' | 'sans' | 'sansBold';

interface FaceStyle {
  readonly family: string;
  readonly weight: number;
  readonly slant: 'normal' | 'italic';
  /** File name without its ending, under assets/fonts: `.ttf` for static output, `.woff2` for the page. */
  readonly file: string;
}

export const FACES: Readonly<Record<Face, FaceStyle>> = {
  display: { family: 'Fraunces', weight: 600, slant: 'normal', file: 'fraunces-display' },
  italic: { family: 'Fraunces', weight: 400, slant: 'italic', file: 'fraunces-italic' },
  sans: { family: 'Public Sans', weight: 400, slant: 'normal', file: 'public-sans-regular' },
  sansBold: { family: 'Public Sans', weight: 600, slant: 'normal', file: 'public-sans-semibold' },
};

/** The folder that holds the faces. Publishing copies the WOFF2 beside the page and hands the TTF to the renderers. */
export const FONT_FOLDER = new URL('../../assets/fonts/', import.meta.url);

/** Steps of a major third from 16 px; nothing on the sheet is smaller than `fine`. */
export const SIZE = {
  fine: 11.5,
  small: 12.8,
  body: 16,
  lead: 20,
  title: 25,
  large: 31.3,
  larger: 39.1,
  huge: 48.8,
  hero: 61,
  giant: 76.3,
  colossal: 95.4,
} as const;

/** Width in px of one line of text, without kerning (so never an underestimate of Latin text by more than a hair). */
export function textWidthPx(text: string, face: Face, sizePx: number): number {
  const table: Readonly<Record<string, number>> = widths[face];
  let sum = 0;
  for (const character of text) sum += table[character] ?? table.n;
  return (sum * sizePx) / 1000;
}

/** Breaks a text into lines that fit `widthPx`. A word wider than the line stands alone, unbroken. */
export function wrapText(text: string, face: Face, sizePx: number, widthPx: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidthPx(longer, face, sizePx) > widthPx) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

/** As `wrapText`, with lines of nearly equal length: for headlines, where a last line of one word looks lost. */
export function balanceText(text: string, face: Face, sizePx: number, widthPx: number): readonly string[] {
  const greedy = wrapText(text, face, sizePx, widthPx);
  if (greedy.length < 2) return greedy;
  let narrow = widthPx / 2;
  let wide = widthPx;
  while (wide - narrow > 4) {
    const middle = (narrow + wide) / 2;
    if (wrapText(text, face, sizePx, middle).length > greedy.length) narrow = middle;
    else wide = middle;
  }
  return wrapText(text, face, sizePx, wide);
}
