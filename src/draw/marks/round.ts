/** Coordinates to a tenth of a px: finer cannot be seen and costs bytes. */
export function round(px: number): number {
  return Math.round(px * 10) / 10;
}
