/**
 * What may be said of a ranking of shares from one survey whose overlaps were not published. Shares of the same respondents are
 * compared with the covariance least favourable to a claim, as for a simple random sample, with Holm's correction over all pairs.
 */

import { compareAll, simpleSampleSe, worstCovariance, type ComparisonWording } from '../measure/claims.ts';
import type { FigureRow } from '../records.ts';

export interface Standing {
  /** The first row and every row with no clear difference from it, in order. */
  readonly leaders: readonly FigureRow[];
  /** The last row when it is clearly below the one before it, else null. */
  readonly last: FigureRow | null;
}

/** Rows in per cent with n, in falling order. Rows without a value or n are left out of every claim. */
export function standing(rows: readonly FigureRow[]): Standing {
  const ranked = rows.filter(isComparable);
  const [first, ...others] = ranked;
  if (!first) return { leaders: [], last: null };
  const [beforeLast, last] = ranked.length > 2 ? ranked.slice(-2) : [];
  const pairs = [
    ...others.map((row) => [first, row] as const),
    ...(beforeLast && last ? [[beforeLast, last] as const] : []),
  ];
  const wordings = compareRows(pairs);
  return {
    leaders: [first, ...others.filter((_, index) => wordings[index] !== 'higher')],
    last: last && wordings[others.length] === 'higher' ? last : null,
  };
}

/** What may be said of the first against the second of each pair, Holm's correction over all pairs. */
export function compareRows(
  pairs: readonly (readonly [FigureRow, FigureRow])[],
): readonly ComparisonWording[] {
  const comparisons = compareAll(
    pairs.map(([a, b]) => {
      const [one, other] = [estimateOf(a), estimateOf(b)];
      return {
        estimateA: one.share,
        seA: one.se,
        estimateB: other.share,
        seB: other.se,
        covariance: one.se === null || other.se === null ? 0 : worstCovariance(one.se, other.se),
      };
    }),
  );
  return comparisons.map((comparison) => comparison.wording);
}

function isComparable(row: FigureRow): boolean {
  return row.value !== null && row.n !== null && row.decision !== 'hidden';
}

function estimateOf(row: FigureRow): { share: number | null; se: number | null } {
  if (row.value === null || row.n === null || row.decision === 'hidden') return { share: null, se: null };
  return { share: row.value / 100, se: simpleSampleSe(row.value / 100, row.n) };
}
