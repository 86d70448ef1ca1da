/** Labels beside a line's end, moved apart until none covers another, each as near its own end as the others allow. */

export interface Spread {
  readonly key: string;
  /** Where the label wants to be. */
  readonly y: number;
}

/**
 * Positions between `top` and `bottom`, at least `gapPx` apart, in the order of `y` (pool-adjacent-violators:
 * the sum of squared moves is the least possible). More labels than fit are pressed together evenly.
 */
export function spread(
  labels: readonly Spread[],
  gapPx: number,
  top: number,
  bottom: number,
): ReadonlyMap<string, number> {
  const gap = labels.length > 1 ? Math.min(gapPx, (bottom - top) / (labels.length - 1)) : gapPx;
  const sorted = [...labels].sort((a, b) => a.y - b.y || a.key.localeCompare(b.key));
  // Taking one gap off per place turns "at least a gap apart" into "never falling", which pooling solves exactly.
  const pools: { sum: number; count: number }[] = [];
  sorted.forEach(({ y }, index) => {
    let pool = { sum: y - index * gap, count: 1 };
    for (let last = pools.at(-1); last && mean(last) > mean(pool); last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  });
  const ceiling = bottom - (sorted.length - 1) * gap;
  const levels = pools.flatMap((pool) =>
    Array.from({ length: pool.count }, () => Math.min(Math.max(mean(pool), top), Math.max(ceiling, top))),
  );
  return new Map(sorted.map(({ key }, index) => [key, levels[index] + index * gap]));
}

const mean = ({ sum, count }: { sum: number; count: number }): number => sum / count;
