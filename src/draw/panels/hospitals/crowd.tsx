/**
 * A crowd of hospital glyphs, each standing for the same number of hospitals, filled column by column so that its length
 * reads as a bar. The picture holds one long line of glyphs; every crowd is that line, scaled and cut to its length.
 */

import { HOSPITAL, scalePath } from '../../marks/glyphs.ts';
import { round } from '../../marks/round.ts';
import { ink, type Role } from '../../theme.ts';

/** Hospitals that one glyph stands for. */
export const HOSPITALS_A_GLYPH = 25;

/** Share of a step that the glyph fills; the rest is the gap. */
export const GLYPH_OF_STEP = 0.8;
const STEP = HOSPITAL.widthPx / GLYPH_OF_STEP;

/** The line that every crowd of the picture is cut from, once. The id holds the width, for a page of several pictures. */
export function CrowdLine({ glyphs, widthPx }: { readonly glyphs: number; readonly widthPx: number }) {
  const glyph = scalePath(HOSPITAL.path, 1);
  const onward = `m${onwardMove(glyph)}${glyph}`;
  return (
    <defs>
      <path
        id={lineId(widthPx)}
        d={`M${HOSPITAL.start[0]} ${HOSPITAL.start[1]}${glyph}${onward.repeat(Math.max(0, glyphs - 1))}`}
      />
    </defs>
  );
}

const lineId = (widthPx: number): string => `crowd-${Math.round(widthPx)}`;

/** The move from the end of one glyph to the start of the next: the same text for each, so that the line compresses to almost nothing. */
function onwardMove(glyph: string): string {
  const moves = [...glyph.matchAll(/zm(-?[\d.]+)[ ,]?(-?[\d.]+)/g)];
  const drift = moves.reduce(([dx, dy], [, x, y]) => [dx + Number(x), dy + Number(y)], [0, 0]);
  return `${Math.round((STEP - drift[0]) * 100) / 100} ${Math.round(-drift[1] * 100) / 100}`;
}

export interface CrowdProps {
  readonly x: number;
  readonly y: number;
  /** Glyphs counted, with a fraction: 50.6 draws fifty and a part of the next. */
  readonly filled: number;
  /** Glyphs in all. */
  readonly slots: number;
  readonly lines: number;
  readonly stepPx: number;
  readonly role: Role;
  readonly quiet: Role;
  /** Width of the picture, which names its line. */
  readonly pictureWidthPx: number;
  /** `FIGURE/ROW` that it shows. */
  readonly figure: string;
}

export function Crowd({
  x,
  y,
  filled,
  slots,
  lines,
  stepPx,
  role,
  quiet,
  pictureWidthPx,
  figure,
}: CrowdProps) {
  const cuts = Array.from({ length: lines }, (_, line) => ({
    top: y + line * stepPx,
    all: lengthPx(glyphsOnLine(slots, lines, line), stepPx),
    counted: lengthPx(glyphsOnLine(filled, lines, line), stepPx),
  }));
  const scale = Math.round((stepPx / STEP) * 10000) / 10000;
  const cut = (top: number, widthPx: number, colour: Role) =>
    widthPx > 0 && (
      // A nested drawing cuts the line without a clip path of its own.
      <svg x={round(x)} y={round(top)} width={round(widthPx)} height={round(stepPx)}>
        <use href={`#${lineId(pictureWidthPx)}`} transform={`scale(${scale})`} fill={ink(colour)} />
      </svg>
    );
  return (
    <g data-figure={figure}>
      {cuts.map(({ top, all }) => cut(top, all, quiet))}
      {cuts.map(({ top, counted }) => cut(top, counted, role))}
    </g>
  );
}

/** Glyphs of a crowd that fall on one line when it is filled column by column; the last may be a part. */
export function glyphsOnLine(glyphs: number, lines: number, line: number): number {
  const whole = Math.floor(glyphs);
  const onLine = Math.max(0, Math.ceil((whole - line) / lines));
  return whole % lines === line ? onLine + (glyphs - whole) : onLine;
}

/** Length of so many glyphs: whole steps, then the part of a glyph. */
function lengthPx(glyphs: number, stepPx: number): number {
  const whole = Math.floor(glyphs);
  return (whole + (glyphs - whole) * GLYPH_OF_STEP) * stepPx;
}
