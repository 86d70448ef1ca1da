/** A crowd of hospital glyphs, each standing for the same number of hospitals, filled column by column so that its length reads as a bar. */

import { HOSPITAL, scalePath } from '../../marks/glyphs.ts';
import { round } from '../../marks/round.ts';
import { ink, type Role } from '../../theme.ts';

/** Hospitals that one glyph stands for. */
export const HOSPITALS_A_GLYPH = 25;

export interface CrowdProps {
  readonly x: number;
  readonly y: number;
  /** Glyphs counted, with a fraction: 50.6 draws fifty and a part of the next. */
  readonly filled: number;
  /** Glyphs in all, rounded up. */
  readonly slots: number;
  readonly lines: number;
  readonly stepPx: number;
  /** Width and height of a glyph, in px. */
  readonly glyphPx: number;
  readonly role: Role;
  readonly quiet: Role;
  /** `FIGURE/ROW` that it shows. */
  readonly figure: string;
}

export function Crowd(props: CrowdProps) {
  const { x, y, filled, slots, lines, stepPx, glyphPx, role, quiet, figure } = props;
  const scale = glyphPx / HOSPITAL.widthPx;
  const glyph = scalePath(HOSPITAL.path, scale);
  const place = (index: number): [number, number] => [
    x + Math.floor(index / lines) * stepPx,
    y + (index % lines) * stepPx,
  ];
  const onward = `m${onwardMove(glyph, stepPx)}`;
  const path = (from: number, to: number): string =>
    Array.from({ length: lines }, (_, line) => {
      const first = from + ((line - (from % lines) + lines) % lines);
      const count = Math.ceil((to - first) / lines);
      if (count <= 0) return '';
      const [left, top] = place(first);
      const start = `M${round(left)} ${round(top + HOSPITAL.start[1] * scale)}${glyph}`;
      return start + `${onward}${glyph}`.repeat(count - 1);
    }).join('');
  const whole = Math.floor(filled);
  const part = filled - whole;
  const [partLeft, partTop] = place(whole);
  return (
    <g data-figure={figure}>
      <path d={path(whole, Math.ceil(slots))} fill={ink(quiet)} />
      <path d={path(0, whole)} fill={ink(role)} />
      {part > 0.01 && (
        // A nested drawing cuts the last glyph off without needing an id, which a page of many pictures would repeat.
        <svg x={round(partLeft)} y={round(partTop)} width={round(glyphPx * part)} height={round(glyphPx)}>
          <path d={`M0 ${round(HOSPITAL.start[1] * scale)}${glyph}`} fill={ink(role)} />
        </svg>
      )}
    </g>
  );
}

/** The move from the end of one glyph to the start of the next: the same text for each, so that a crowd compresses to almost nothing. */
function onwardMove(glyph: string, stepPx: number): string {
  const moves = [...glyph.matchAll(/zm(-?[\d.]+)[ ,]?(-?[\d.]+)/g)];
  const drift = moves.reduce(([dx, dy], [, x, y]) => [dx + Number(x), dy + Number(y)], [0, 0]);
  return `${Math.round((stepPx - drift[0]) * 100) / 100} ${Math.round(-drift[1] * 100) / 100}`;
}
