/**
 * The pulse line: one thread in the accent colour from the masthead down the sheet. It beats where a chapter begins, and in the
 * chapter on growth it is the curve itself. Path data only; the sheet, the page and the poster stroke it alike.
 */

import { round } from './marks/round.ts';

/** Where the thread runs, from the edge of the sheet, by its width in px: on a half, so that three px of stroke are crisp. */
export function threadX(sheetWidthPx: number): number {
  if (sheetWidthPx >= 1200) return 24.5;
  return sheetWidthPx >= 768 ? 18.5 : 7.5;
}

/** The room on either side of the content. */
export function marginPx(sheetWidthPx: number): number {
  if (sheetWidthPx >= 1200) return 48;
  return sheetWidthPx >= 768 ? 36 : 16;
}

/** One heartbeat leftwards from the current point, 120 px wide at scale 1: T wave, spike, P wave. */
export function beatLeft(scale: number): string {
  const s = (value: number) => round(value * scale);
  return [
    `h${s(-18)}q${s(-9)} ${s(-16)} ${s(-18)} 0h${s(-10)}`,
    `l${s(-5)} ${s(12)}l${s(-8)} ${s(-78)}l${s(-8)} ${s(82)}l${s(-5)} ${s(-16)}`,
    `h${s(-14)}q${s(-7)} ${s(-10)} ${s(-14)} 0h${s(-20)}`,
  ].join('');
}

/** A beat of the line running down, 40 px tall, its spike to the right by `reachPx` (negative: to the left). */
export function beatDown(reachPx: number): string {
  const reach = round(reachPx);
  return `v6l${-round(reachPx * 0.25)} 5l${round(reach * 1.25)} 9l${round(-reach * 1.4)} 10l${round(reach * 0.4)} 4v6`;
}
