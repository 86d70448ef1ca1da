/**
 * What a distinct count may claim. Up to 100,000 authors a cell is counted exactly, above that by the engine's
 * HyperLogLog with bias correction (Flajolet et al. 2007, AofA:137-156). Merged months are unions, never sums.
 */

/** Sets up to this size are counted exactly. */
export const EXACT_UP_TO = 100_000;
const STANDARD_ERRORS_APART = 3;

/** Relative standard error of a sketch with 2^precision registers: 1.04 / sqrt(registers). */
export function sketchError(precision: number): number {
  return 1.04 / Math.sqrt(2 ** precision);
}

/** Whether two sketched counts differ by more than three of their errors; below that nothing is called growth. */
export function sketchesDiffer(first: number, second: number, precision: number): boolean {
  const error = sketchError(precision) * Math.hypot(first, second);
  return Math.abs(first - second) > STANDARD_ERRORS_APART * error;
}
