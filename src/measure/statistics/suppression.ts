/**
 * Small-cell suppression: no count of persons from 1 to 10 is printed, nor anything from which one could be worked out
 * (CMS Cell Size Suppression Policy). Which further cells must be hidden is solved as an integer program; whether the
 * result holds is asked of another one, in suppression-audit.ts.
 */

import { solve, type Constraint } from './integer-program.ts';

/** Counts with the sums that are printed beside them. */
export interface CountTable {
  readonly counts: readonly number[];
  /** Each printed sum as the places (in `counts`) of the cells that it adds up. */
  readonly sums: readonly (readonly number[])[];
}

export type SuppressionDecision =
  | 'publish all'
  | 'hide primary and complementary cells'
  | 'withhold the body and the margins; publish the grand total only'
  | 'withhold everything';

export interface Suppression {
  readonly decision: SuppressionDecision;
  /** Places of the cells from 1 to 10. */
  readonly primary: readonly number[];
  /** Places of the further cells that must be hidden. */
  readonly complementary: readonly number[];
}

const SMALLEST_SHOWN = 11;
/** Up to so many unknowns the fewest cells are found exactly; above, cell by cell by the cheapest way round. */
const EXACT_UP_TO = 6000;
const NEAR_ZERO = 1e-6;

/** Whether a count of persons is too small to print: 1 to 10. Zero may be printed. */
export function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_SHOWN;
}

/** A two-way table whose row, column and grand totals are printed; cells run row by row. */
export function twoWayTable(rows: readonly (readonly number[])[]): CountTable {
  const width = rows[0]?.length ?? 0;
  const counts = rows.flat();
  const places = counts.map((_, place) => place);
  return {
    counts,
    sums: [
      ...rows.map((_, row) => places.slice(row * width, (row + 1) * width)),
      ...Array.from({ length: width }, (_, column) => places.filter((place) => place % width === column)),
    ],
  };
}

/** A list of counts; `total` says whether their sum is printed or known from elsewhere. */
export function oneWayTable(counts: readonly number[], total: boolean): CountTable {
  return { counts, sums: total ? [counts.map((_, place) => place)] : [] };
}

/**
 * Decides what to hide: the small cells, then the fewest further cells (smallest total on ties) such that every small
 * cell keeps at least two feasible values. A small printed sum withholds the body; a small grand total everything.
 */
export async function suppress(table: CountTable): Promise<Suppression> {
  const { counts, sums } = table;
  const primary = counts.flatMap((count, place) => (isSmall(count) ? [place] : []));
  if (!primary.length) return { decision: 'publish all', primary, complementary: [] };
  const totals = sums.map((sum) => sum.reduce((total, place) => total + counts[place], 0));
  const grandTotal = counts.reduce((total, count) => total + count, 0);
  if (isSmall(grandTotal)) return { decision: 'withhold everything', primary, complementary: [] };
  const withheld: Suppression = {
    decision: 'withhold the body and the margins; publish the grand total only',
    primary,
    complementary: [],
  };
  if (totals.some(isSmall)) return withheld;
  const unknowns = primary.length * counts.length;
  const complementary =
    unknowns <= EXACT_UP_TO ? await fewestPartners(table, primary) : await cheapPartners(table, primary);
  return complementary
    ? { decision: 'hide primary and complementary cells', primary, complementary }
    : withheld;
}

const hide = (place: number) => `h${place}`;
const change = (small: number, place: number) => `d${small}_${place}`;
const up = (small: number) => `u${small}`;

/**
 * The exact search. For each small cell there must be a second table that differs from the true one in it, agrees with
 * every printed sum and changes hidden cells only, by one person each: enough where the sums are rows and columns.
 */
async function fewestPartners(table: CountTable, primary: readonly number[]): Promise<number[] | null> {
  const isPrimary = new Set(primary);
  const others = table.counts.flatMap((_, place) => (isPrimary.has(place) ? [] : [place]));
  const constraints: Constraint[] = [];
  const bounds = new Map<string, readonly [number, number]>();
  for (const small of primary) {
    for (const sum of table.sums)
      constraints.push({
        terms: new Map(sum.map((place) => [change(small, place), 1])),
        relation: '=',
        value: 0,
      });
    table.counts.forEach((count, place) => {
      const name = change(small, place);
      const lowest = count > 0 ? -1 : 0;
      bounds.set(name, [lowest, 1]);
      if (isPrimary.has(place)) return;
      constraints.push({ terms: new Map([[name, 1], [hide(place), -1]]), relation: '<=', value: 0 }); // prettier-ignore
      constraints.push({ terms: new Map([[name, 1], [hide(place), -lowest]]), relation: '>=', value: 0 }); // prettier-ignore
    });
    // One person more or one fewer in the small cell itself: change = 2 * up - 1.
    constraints.push({ terms: new Map([[change(small, small), 1], [up(small), -2]]), relation: '=', value: -1 }); // prettier-ignore
  }
  const program = {
    goal: 'minimise' as const,
    bounds,
    binaries: [...others.map(hide), ...primary.map(up)],
  };
  const cells = new Map(others.map((place) => [hide(place), 1]));
  if (!others.length) cells.set(up(primary[0]), 0);
  const fewest = await solve({ ...program, objective: cells, constraints });
  if (!fewest) return null;
  // Second pass: among the solutions with so few cells, the one that hides the fewest persons.
  const smallest = await solve({
    ...program,
    objective: new Map([...cells.keys()].map((name) => [name, countOf(table, name)])),
    constraints: [...constraints, { terms: cells, relation: '<=', value: Math.round(fewest.objective) }],
  });
  const values = (smallest ?? fewest).values;
  return others.filter((place) => (values.get(hide(place)) ?? 0) > 0.5);
}

function countOf(table: CountTable, name: string): number {
  return name.startsWith('h') ? table.counts[Number(name.slice(1))] : 0;
}

/** For large tables: each small cell in turn takes the cheapest way round through cells that are already hidden. */
async function cheapPartners(table: CountTable, primary: readonly number[]): Promise<number[] | null> {
  const hidden = new Set(primary);
  for (const small of primary) {
    const ways = await Promise.all([1, -1].map((step) => cheapestWay(table, hidden, small, step)));
    const [best] = ways.flatMap((way) => (way ? [way] : [])).sort((a, b) => a.cost - b.cost);
    if (!best) return null;
    for (const place of best.places) hidden.add(place);
  }
  return [...hidden].filter((place) => !isSmall(table.counts[place])).sort((a, b) => a - b);
}

async function cheapestWay(
  table: CountTable,
  hidden: ReadonlySet<number>,
  small: number,
  step: number,
): Promise<{ readonly cost: number; readonly places: number[] } | null> {
  const persons = table.counts.reduce((total, count) => total + count, 0);
  const more = (place: number) => `m${place}`;
  const fewer = (place: number) => `f${place}`;
  const bounds = new Map<string, readonly [number, number]>();
  const objective = new Map<string, number>();
  table.counts.forEach((count, place) => {
    const isIt = place === small;
    bounds.set(more(place), isIt ? [Number(step > 0), Number(step > 0)] : [0, 1]);
    bounds.set(fewer(place), isIt ? [Number(step < 0), Number(step < 0)] : [0, Math.min(1, count)]);
    const cost = hidden.has(place) ? 0 : 1 + count / (persons + 1);
    objective.set(more(place), cost).set(fewer(place), cost);
  });
  const constraints = table.sums.map((sum): Constraint => ({
    terms: new Map(sum.flatMap((place) => [[more(place), 1], [fewer(place), -1]] as const)), // prettier-ignore
    relation: '=',
    value: 0,
  }));
  const solution = await solve({ goal: 'minimise', objective, constraints, bounds });
  if (!solution) return null;
  const moved = (place: number) =>
    Math.abs((solution.values.get(more(place)) ?? 0) - (solution.values.get(fewer(place)) ?? 0));
  return {
    cost: solution.objective,
    places: table.counts.flatMap((_, place) => (moved(place) > NEAR_ZERO ? [place] : [])),
  };
}
