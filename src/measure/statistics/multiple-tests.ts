/** Adjusted p-values when several things are tested at once. Both keep the order given. */

/** Holm's step-down adjustment: the chance of any false claim (Holm 1979, Scand J Stat 6:65-70). */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let running = 0;
  ascending(pValues).forEach((index, rank) => {
    running = Math.max(running, Math.min(1, (pValues.length - rank) * pValues[index]));
    adjusted[index] = running;
  });
  return adjusted;
}

/** Benjamini and Hochberg's step-up adjustment: the share of false discoveries (1995, JRSS B 57:289-300). */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let running = 1;
  const order = ascending(pValues);
  for (let rank = order.length; rank >= 1; rank -= 1) {
    running = Math.min(running, (pValues[order[rank - 1]] * pValues.length) / rank);
    adjusted[order[rank - 1]] = running;
  }
  return adjusted;
}

function ascending(values: readonly number[]): number[] {
  return values.map((_, index) => index).sort((a, b) => values[a] - values[b]);
}
