/** suppression.json: what must be hidden, what an attacker can work out, what a percentage gives away. */

import { audit, auditPercentage } from '../../src/measure/statistics/suppression-audit.ts';
import { isSmall, suppress, twoWayTable } from '../../src/measure/statistics/suppression.ts';
import { readJson } from './read.ts';
import { Tally, type TableResult } from './table.ts';

type Cell = readonly [number, number];
type Ranges = Readonly<Record<string, readonly [number, number]>>;

interface SuppressionTable {
  readonly tables: readonly {
    readonly id: string;
    readonly table: readonly (readonly number[])[];
    readonly primary: readonly Cell[];
    readonly complementary_min: number | null;
    readonly minimum_complementary_total: number;
    readonly example_complementary: readonly Cell[];
    readonly bounds: Ranges;
    readonly margins_below_threshold: {
      readonly rows: readonly number[];
      readonly columns: readonly number[];
    };
    readonly decision: string;
  }[];
  readonly attacks: readonly {
    readonly id: string;
    readonly table: readonly (readonly number[])[];
    readonly hidden: readonly Cell[];
    readonly feasible: Ranges;
    readonly discloses: readonly Cell[];
    readonly passes: boolean;
  }[];
  readonly percentages: readonly {
    readonly percent: number;
    readonly decimals: number;
    readonly base: number;
    readonly must_suppress: boolean;
    readonly compatible_counts: readonly number[];
  }[];
}

export async function checkSuppression(folder: string): Promise<TableResult> {
  const tally = new Tally();
  const { tables, attacks, percentages } = await readJson<SuppressionTable>(folder, 'suppression.json');
  for (const expected of tables) await checkTable(tally, expected);
  for (const expected of attacks) {
    const { table } = expected;
    const width = table[0].length;
    const result = await audit(
      twoWayTable(table),
      expected.hidden.map(([row, column]) => row * width + column),
    );
    tally.same(`${expected.id} ranges`, rangesOf(result.ranges, width), sorted(expected.feasible));
    tally.same(
      `${expected.id} discloses`,
      result.discloses.map((place) => cellOf(place, width)),
      [...expected.discloses].sort(byPlace),
    );
    tally.same(`${expected.id} passes`, result.passes, expected.passes);
  }
  for (const { percent, decimals, base, ...expected } of percentages) {
    const result = auditPercentage(percent, decimals, base);
    tally.same(`${percent} % of ${base} counts`, result.compatibleCounts, expected.compatible_counts);
    tally.same(`${percent} % of ${base} hidden`, result.mustSuppress, expected.must_suppress);
  }
  return tally.result();
}

async function checkTable(tally: Tally, expected: SuppressionTable['tables'][number]): Promise<void> {
  const width = expected.table[0].length;
  const table = twoWayTable(expected.table);
  const result = await suppress(table);
  const at = (field: string) => `${expected.id} ${field}`;
  const primary = result.primary.map((place) => cellOf(place, width));
  tally.same(at('decision'), result.decision, expected.decision);
  tally.same(at('primary'), primary, [...expected.primary].sort(byPlace));
  const small = (totals: readonly number[]) =>
    totals.flatMap((total, index) => (isSmall(total) ? [index] : []));
  const sums = table.sums.map((sum) => sum.reduce((total, place) => total + table.counts[place], 0));
  tally.same(
    at('small rows'),
    small(sums.slice(0, expected.table.length)),
    expected.margins_below_threshold.rows,
  );
  tally.same(
    at('small columns'),
    small(sums.slice(expected.table.length)),
    expected.margins_below_threshold.columns,
  );
  if (expected.complementary_min === null) return;
  const hidden = result.complementary.reduce((total, place) => total + table.counts[place], 0);
  tally.same(at('further cells'), result.complementary.length, expected.complementary_min);
  tally.same(at('persons in them'), hidden, expected.minimum_complementary_total ?? 0);
  const own = await audit(table, [...result.primary, ...result.complementary]);
  tally.same(at('survives the audit'), own.passes, true);
  const places = [...expected.primary, ...expected.example_complementary].sort(byPlace);
  const example = await audit(
    table,
    places.map(([row, column]) => row * width + column),
  );
  tally.same(at('bounds of the example'), rangesOf(example.ranges, width), sorted(expected.bounds));
}

function cellOf(place: number, width: number): Cell {
  return [Math.floor(place / width), place % width];
}

function byPlace(a: Cell, b: Cell): number {
  return a[0] - b[0] || a[1] - b[1];
}

function rangesOf(
  ranges: readonly { readonly place: number; readonly lowest: number; readonly highest: number }[],
  width: number,
): Ranges {
  return sorted(
    Object.fromEntries(
      ranges.map(({ place, lowest, highest }) => [
        cellOf(place, width).join(','),
        [lowest, highest] as const,
      ]),
    ),
  );
}

function sorted(ranges: Ranges): Ranges {
  return Object.fromEntries(Object.entries(ranges).sort(([a], [b]) => a.localeCompare(b)));
}
