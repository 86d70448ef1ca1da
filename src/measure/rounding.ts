/**
 * How numbers are printed: half away from zero, from the unrounded value, once, at display.
 * A count above zero never prints 0, a share below all never prints 100.
 */

const ONE_DECIMAL_FROM_N = 500;
const MILLION = 1_000_000;
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/**
 * Rounds half away from zero in decimal: 1.005 to two places is 1.01 although its binary value lies just below.
 * Fifteen significant digits are taken as the number meant, so that 0.145 * 100 counts as 14.5.
 */
export function roundHalfAway(value: number, decimals = 0): number {
  const meant = Number(Math.abs(value).toPrecision(15));
  const rounded = shift(Math.round(shift(meant, decimals)), -decimals);
  return value < 0 ? -rounded : rounded;
}

/** Rounds towards zero in decimal: what "at least" may claim. */
export function roundDown(value: number, decimals = 0): number {
  const meant = Number(value.toPrecision(15));
  return shift(Math.floor(shift(meant, decimals)), -decimals);
}

/** Decimals of a percentage: one when the base is 500 or more (or has no n to speak of), none below. */
export function percentDecimals(n: number | null | undefined): 0 | 1 {
  return n == null || n >= ONE_DECIMAL_FROM_N ? 1 : 0;
}

/** A percentage (0 to 100) as digits without its sign: `12.3`, `<0.1`, `>99`. */
export function formatPercent(percent: number, n?: number | null): string {
  if (percent === 0 || percent === 100) return String(percent);
  const decimals = percentDecimals(n);
  const rounded = roundHalfAway(percent, decimals);
  const smallest = decimals === 1 ? 0.1 : 1;
  if (rounded === 0) return percent > 0 ? `<${smallest}` : `>-${smallest}`;
  if (rounded >= 100 && percent < 100) return `>${(100 - smallest).toFixed(decimals)}`;
  return rounded.toFixed(decimals);
}

/** A fraction (0 to 1) as a percentage with its sign: `57.2%`, `<1%`. */
export function displayPercent(fraction: number, n?: number | null): string {
  return `${formatPercent(Number((fraction * 100).toPrecision(15)), n)}%`;
}

/** A count from a registry or a table: exact, with thousands separated. */
export function displayCount(count: number): string {
  return grouped.format(count);
}

/** An estimated count to three significant figures: `45,700`, `1.23 million`. */
export function displayEstimate(count: number): string {
  if (Math.abs(count) < 1000) return grouped.format(roundHalfAway(count));
  if (Math.abs(count) < MILLION) {
    const rounded = threeFigures(count);
    return Math.abs(rounded) < MILLION ? grouped.format(rounded) : displayEstimate(rounded);
  }
  const billions = Math.abs(threeFigures(count)) >= 1000 * MILLION;
  const scaled = threeFigures(count) / (billions ? 1000 * MILLION : MILLION);
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(scaled))));
  return `${scaled.toFixed(decimals)} ${billions ? 'billion' : 'million'}`;
}

/** A ratio with two decimals: `1.50`. A ratio above zero never prints 0. */
export function displayRatio(ratio: number): string {
  const rounded = roundHalfAway(ratio, 2);
  return rounded === 0 && ratio > 0 ? '<0.01' : rounded.toFixed(2);
}

/** A p-value with three decimals: `0.049`, `<0.001`. */
export function displayP(p: number): string {
  const rounded = roundHalfAway(p, 3);
  if (rounded === 0) return '<0.001';
  return rounded >= 1 && p < 1 ? '>0.999' : rounded.toFixed(3);
}

/** A difference in percentage points, in words: `2.3 lower`, `less than 0.1 higher`, `no difference`. */
export function displayPoints(points: number): string {
  if (points === 0) return 'no difference';
  const direction = points < 0 ? 'lower' : 'higher';
  const size = Math.abs(points);
  return size < 0.1 ? `less than 0.1 ${direction}` : `${roundHalfAway(size, 1).toFixed(1)} ${direction}`;
}

/** What a number is, as the truth table of rounding names it. */
export type NumberKind = 'percent' | 'count' | 'ratio' | 'p' | 'difference';

/**
 * Prints a number of any kind. `percent` takes 0 to 100, `difference` percentage points;
 * `n` is the base of a percentage, `exact` marks a count that is not an estimate.
 */
export function formatValue(
  kind: NumberKind,
  value: number,
  context: { readonly n?: number | null; readonly exact?: boolean } = {},
): string {
  switch (kind) {
    case 'percent':
      return formatPercent(value, context.n);
    case 'count':
      return context.exact ? displayCount(value) : displayEstimate(value);
    case 'ratio':
      return displayRatio(value);
    case 'p':
      return displayP(value);
    case 'difference':
      return displayPoints(value);
  }
}

function threeFigures(value: number): number {
  return roundHalfAway(value, 2 - Math.floor(Math.log10(Math.abs(value))));
}

/** Multiplies by a power of ten through the decimal notation, which leaves no binary crumbs. */
function shift(value: number, places: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}
