/**
 * The gate between measuring and drawing: no count of persons from 1 to 10 passes it, nor anything from which one could
 * be worked out. CMS Cell Size Suppression Policy (ResDAC, 26 January 2024); see docs/methods.md, section b.
 */

import type { FigureRow } from '../records.ts';
import type { FigureDefinition } from './figure.ts';
import { audit, auditPercentage } from './statistics/suppression-audit.ts';
import { isSmall, suppress, type CountTable } from './statistics/suppression.ts';
import { percentDecimals } from './rounding.ts';

/**
 * Rows as they may be drawn. A hidden row keeps its place and loses its numbers.
 * @param sums sets of row ids whose counts add up to a sum that is printed, here or elsewhere
 * @throws Error when what is left still gives a small count away: our own mistake, never the data's
 */
export async function gate(
  rows: readonly FigureRow[],
  figure: Pick<FigureDefinition, 'counts' | 'unit'>,
  sums: readonly (readonly string[])[] = [],
): Promise<readonly FigureRow[]> {
  if (figure.counts !== 'persons') return rows;
  const hidden = new Set(
    rows.filter((row) => isSmall(personsOf(row) ?? 0) || givesAway(row, figure.unit)).map(({ id }) => id),
  );
  for (const members of connected(sums)) await hideWithin(rows, members, sums, hidden);
  return rows.map((row) => {
    // What the figure says of such a row may hold a number too, so its words go with it.
    if (hidden.has(row.id)) {
      const small = isSmall(personsOf(row) ?? 0);
      return hide(row, small ? 'fewer than 11 persons' : 'a count below 11 could be worked out from it');
    }
    return row.decision === 'hidden' ? hide(row, row.reason || 'too few to show') : row;
  });
}

/** The persons behind a row: its dimension `persons` where it counts posts or shares of a larger base, else its n. */
function personsOf({ persons, n }: FigureRow): number | null {
  return typeof persons === 'number' ? persons : n;
}

/** A percentage with its base is a count; so is its complement. */
function givesAway(row: FigureRow, unit: FigureDefinition['unit']): boolean {
  if (unit !== 'percent' || row.value === null || row.n === null) return false;
  return auditPercentage(row.value, percentDecimals(row.n), row.n).mustSuppress;
}

/** Hides within one table of counts that share printed sums, and asks the audit whether it holds. */
async function hideWithin(
  rows: readonly FigureRow[],
  members: ReadonlySet<string>,
  sums: readonly (readonly string[])[],
  hidden: Set<string>,
): Promise<void> {
  const cells = rows.filter((row) => members.has(row.id) && personsOf(row) !== null);
  const place = new Map(cells.map(({ id }, index) => [id, index]));
  const table: CountTable = {
    counts: cells.map((row) => personsOf(row) ?? 0),
    sums: sums.map((sum) => sum.flatMap((id) => place.get(id) ?? [])).filter((sum) => sum.length > 0),
  };
  const { decision, primary, complementary } = await suppress(table);
  if (decision === 'publish all') return;
  const covered =
    decision === 'hide primary and complementary cells'
      ? [...primary, ...complementary]
      : cells.map((_, index) => index);
  for (const index of covered) hidden.add(cells[index].id);
  if (decision !== 'hide primary and complementary cells') return;
  const { discloses } = await audit(table, covered);
  if (discloses.length)
    throw new Error(`the row ${cells[discloses[0]].id} can still be worked out from the printed sums`);
}

/** Sums that share a row make one table. */
function connected(sums: readonly (readonly string[])[]): Set<string>[] {
  let tables: Set<string>[] = [];
  for (const sum of sums) {
    const own = new Set(sum);
    const [touching, apart] = [
      tables.filter((table) => !table.isDisjointFrom(own)),
      tables.filter((table) => table.isDisjointFrom(own)),
    ];
    tables = [...apart, touching.reduce((joined, table) => joined.union(table), own)];
  }
  return tables;
}

/** Dimensions that say where a row stands; every other number of a hidden row goes. */
const PLACES: ReadonlySet<string> = new Set(['rank', 'order', 'cycle']);

function hide(row: FigureRow, reason: string): FigureRow {
  const dimensions = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'number' && !PLACES.has(name) ? null : value,
  ]);
  return {
    ...(Object.fromEntries(dimensions) as FigureRow),
    value: null,
    lower: null,
    upper: null,
    n: null,
    decision: 'hidden',
    reason,
  };
}
