/** A count with the noun it counts, as messages say it. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/**
 * `1 file`, `1,234 files`, `2 entries`.
 * @param many the plural where it takes more than an s
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped.format(count)} ${count === 1 ? one : many}`;
}
