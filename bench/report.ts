/** How every benchmark ends: a table for people, and with `--json` one last line for programs. */

export interface BenchmarkReport {
  readonly name: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** Prints the figures; with `--json` among the arguments, one JSON line comes last. */
export function report(result: BenchmarkReport, argv: readonly string[] = process.argv): void {
  const width = Math.max(...Object.keys(result.figures).map((key) => key.length));
  for (const [key, value] of Object.entries(result.figures)) console.log(`${key.padEnd(width)}  ${value}`);
  if (argv.includes('--json')) console.log(JSON.stringify(result));
}

/** The middle value; the mean of the two middle ones when there is an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
