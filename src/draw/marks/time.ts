/** Dates as exactly as they were given: a place on a time scale, and a tick's words. `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The date as a decimal year; a year alone stands at its middle, a month alone at its middle. Null when there is no date in it. */
export function decimalYear(date: string): number | null {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
  if (!found) return null;
  const [, year, month, day] = found;
  if (!month) return Number(year) + 0.5;
  const monthStart = Number(year) + (Number(month) - 1) / 12;
  return monthStart + (day ? (Number(day) - 1) / 31 : 0.5) / 12;
}

/** Month and year, the month cut to three letters: `Jul 2013`; a year stays a year. For ticks and narrow columns. */
export function shortDate(date: string): string {
  const [year, month] = date.split('-');
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  return name ? `${name} ${year}` : year;
}

/** More than a year between two counts is a gap: nobody looked, so no line is drawn through it. */
export const GAP_YEARS = 1;

/** Cuts points in time order into stretches without a gap. */
export function stretches<Point extends { readonly year: number }>(
  points: readonly Point[],
  gapYears: number = GAP_YEARS,
): readonly (readonly Point[])[] {
  const parts: Point[][] = [];
  for (const point of points) {
    const last = parts.at(-1)?.at(-1);
    if (last && point.year - last.year <= gapYears) parts.at(-1)?.push(point);
    else parts.push([point]);
  }
  return parts;
}
