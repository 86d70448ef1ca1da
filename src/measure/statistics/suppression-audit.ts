/**
 * The attacker's side of suppression: what every hidden cell could be, given all that is printed.
 * Found by integer programming, with a formulation of its own, so that it can prove suppression.ts wrong.
 */

import { roundHalfAway } from '../rounding.ts';
import { solve, type Constraint } from './integer-program.ts';
import { isSmall, type CountTable } from './suppression.ts';

export interface FeasibleRange {
  readonly place: number;
  readonly lowest: number;
  readonly highest: number;
}

export interface Audit {
  /** Of every hidden cell, in the order given. */
  readonly ranges: readonly FeasibleRange[];
  /** Small cells that are printed, or that can have one value only. */
  readonly discloses: readonly number[];
  readonly passes: boolean;
}

/** Lowest and highest value of every hidden cell under the printed cells and sums. */
export async function audit(table: CountTable, hidden: readonly number[]): Promise<Audit> {
  const isHidden = new Set(hidden);
  const name = (place: number) => `x${place}`;
  const constraints = table.sums.flatMap((sum): Constraint[] => {
    const unknown = sum.filter((place) => isHidden.has(place));
    if (!unknown.length) return [];
    const value = unknown.reduce((total, place) => total + table.counts[place], 0);
    return [{ terms: new Map(unknown.map((place) => [name(place), 1])), relation: '=', value }];
  });
  const bounds = new Map(hidden.map((place) => [name(place), [0, Number.POSITIVE_INFINITY] as const]));
  const summed = new Set(constraints.flatMap(({ terms }) => [...terms.keys()]));
  const extreme = async (place: number, goal: 'minimise' | 'maximise'): Promise<number> => {
    // A cell under no printed sum may be anything.
    if (!summed.has(name(place))) return goal === 'minimise' ? 0 : Number.POSITIVE_INFINITY;
    const objective = new Map([[name(place), 1]]);
    const solution = await solve({ goal, objective, constraints, bounds, integers: hidden.map(name) });
    if (!solution) throw new Error('the printed sums contradict each other');
    return Math.round(solution.objective);
  };
  const ranges: FeasibleRange[] = [];
  for (const place of hidden)
    ranges.push({
      place,
      lowest: await extreme(place, 'minimise'),
      highest: await extreme(place, 'maximise'),
    });
  const printed = table.counts.flatMap((count, place) =>
    isSmall(count) && !isHidden.has(place) ? [place] : [],
  );
  const pinned = ranges
    .filter(({ place, lowest, highest }) => isSmall(table.counts[place]) && lowest === highest)
    .map(({ place }) => place);
  const discloses = [...printed, ...pinned].sort((a, b) => a - b);
  return { ranges, discloses, passes: discloses.length === 0 };
}

export interface PercentageAudit {
  /** Every count that rounds to the printed percentage. */
  readonly compatibleCounts: readonly number[];
  /** One of them, or its complement, is from 1 to 10. */
  readonly mustSuppress: boolean;
}

/** What a percentage with a printed base gives away; it counts as a count, complement included. */
export function auditPercentage(percent: number, decimals: number, base: number): PercentageAudit {
  const compatibleCounts: number[] = [];
  const step = 10 ** -decimals;
  const first = Math.max(0, Math.floor(((percent - step) / 100) * base));
  const last = Math.min(base, Math.ceil(((percent + step) / 100) * base));
  for (let count = first; count <= last; count += 1)
    if (roundHalfAway((100 * count) / base, decimals) === roundHalfAway(percent, decimals))
      compatibleCounts.push(count);
  return {
    compatibleCounts,
    mustSuppress: compatibleCounts.some((count) => isSmall(count) || isSmall(base - count)),
  };
}
