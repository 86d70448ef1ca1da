/** rounding.csv and claims.json. */

import { compare, shareWording, type ComparisonInput } from '../../src/measure/claims.ts';
import { formatValue, type NumberKind } from '../../src/measure/rounding.ts';
import { readCsv, readJson } from './read.ts';
import { Tally, type TableResult } from './table.ts';

export async function checkRounding(folder: string): Promise<TableResult> {
  const tally = new Tally();
  for (const row of await readCsv(folder, 'rounding.csv')) {
    const n = /n=(\d+)/.exec(row.context)?.[1];
    const exact = row.context.includes('exact');
    const shown = formatValue(row.kind as NumberKind, Number(row.value), {
      n: n === undefined ? null : Number(n),
      exact,
    });
    tally.same(`${row.kind} ${row.value} ${row.context}`, shown, row.display);
  }
  return tally.result();
}

interface ClaimsTable {
  readonly comparisons: readonly {
    readonly id: string;
    readonly estimate_a: number | null;
    readonly se_a: number | null;
    readonly estimate_b: number | null;
    readonly se_b: number | null;
    readonly covariance: number;
    readonly df?: number;
    readonly difference?: number;
    readonly se_difference?: number;
    readonly p_value?: number;
    readonly ci95?: readonly [number, number];
    readonly ci90?: readonly [number, number];
    readonly equivalent_within_3_points?: boolean;
    readonly intervals_overlap?: boolean;
    readonly wording: string;
  }[];
  readonly shares: readonly {
    readonly id: string;
    readonly estimate: number;
    readonly ci: readonly [number, number];
    readonly say: string | null;
  }[];
}

const TOLERANCE = 1e-6;
/** Whatever else a table says, such as the percentage itself, means the number alone. */
const WORDS: readonly (string | null)[] = ['nearly all', 'most', 'about half', 'fewer than half', 'few'];

export async function checkClaims(folder: string): Promise<TableResult> {
  const tally = new Tally();
  const { comparisons, shares } = await readJson<ClaimsTable>(folder, 'claims.json');
  for (const expected of comparisons) {
    const input: ComparisonInput = {
      estimateA: expected.estimate_a,
      seA: expected.se_a,
      estimateB: expected.estimate_b,
      seB: expected.se_b,
      covariance: expected.covariance,
      ...(expected.df === undefined ? {} : { df: expected.df }),
    };
    const result = compare(input);
    const at = (field: string) => `${expected.id} ${field}`;
    tally.same(at('wording'), result.wording, expected.wording);
    if (expected.difference === undefined) continue;
    tally.near(at('difference'), result.difference, expected.difference, TOLERANCE);
    tally.near(at('se'), result.seDifference, expected.se_difference ?? null, TOLERANCE);
    tally.near(at('p'), result.pValue, expected.p_value ?? null, TOLERANCE);
    tally.near(at('lower 95'), result.interval95?.lower ?? null, expected.ci95?.[0] ?? null, TOLERANCE);
    tally.near(at('upper 95'), result.interval95?.upper ?? null, expected.ci95?.[1] ?? null, TOLERANCE);
    tally.near(at('lower 90'), result.interval90?.lower ?? null, expected.ci90?.[0] ?? null, TOLERANCE);
    tally.near(at('upper 90'), result.interval90?.upper ?? null, expected.ci90?.[1] ?? null, TOLERANCE);
    tally.same(at('equivalent'), result.equivalent, expected.equivalent_within_3_points);
    tally.same(at('overlap'), result.intervalsOverlap, expected.intervals_overlap);
  }
  for (const { id, estimate, ci, say } of shares) {
    const word = shareWording(estimate, ci[0], ci[1]);
    const expected = WORDS.includes(say) ? say : null;
    tally.same(id, word, expected);
  }
  return tally.result();
}
