/** wilson.csv, newcombe.json and adoption.json. */

import { adoption } from '../../src/measure/statistics/adoption.ts';
import { newcombe } from '../../src/measure/statistics/newcombe.ts';
import { wilson } from '../../src/measure/statistics/wilson.ts';
import { readCsv, readJson } from './read.ts';
import { Tally, type TableResult } from './table.ts';

const TOLERANCE = 1e-6;

export async function checkWilson(folder: string): Promise<TableResult> {
  const tally = new Tally();
  for (const row of await readCsv(folder, 'wilson.csv')) {
    const [count, n] = [Number(row.x), Number(row.n)];
    for (const level of [95, 99]) {
      const interval = wilson(count, n, level / 100);
      const name = `${count}/${n} at ${level} %`;
      tally.near(`${name} lower`, interval?.lower ?? null, number(row[`lower${level}`]), TOLERANCE);
      tally.near(`${name} upper`, interval?.upper ?? null, number(row[`upper${level}`]), TOLERANCE);
    }
  }
  return tally.result();
}

interface NewcombeTable {
  readonly cases: readonly {
    readonly x1: number;
    readonly n1: number;
    readonly x2: number;
    readonly n2: number;
    readonly difference: number;
    readonly lower95: number;
    readonly upper95: number;
  }[];
}

export async function checkNewcombe(folder: string): Promise<TableResult> {
  const tally = new Tally();
  const { cases } = await readJson<NewcombeTable>(folder, 'newcombe.json');
  for (const { x1, n1, x2, n2, ...expected } of cases) {
    const name = `${x1}/${n1} - ${x2}/${n2}`;
    const result = newcombe(x1, n1, x2, n2);
    tally.near(`${name} difference`, result?.difference ?? null, expected.difference, TOLERANCE);
    tally.near(`${name} lower`, result?.lower ?? null, expected.lower95, TOLERANCE);
    tally.near(`${name} upper`, result?.upper ?? null, expected.upper95, TOLERANCE);
  }
  return tally.result();
}

interface AdoptionTable {
  readonly cases: readonly {
    readonly id: string;
    readonly facilities: number;
    readonly present: number;
    readonly confirmed_absent: number;
    readonly unknown: number;
    readonly stale: number;
    readonly coverage: number | null;
    readonly rate_among_known: number | null;
    readonly wilson95: readonly [number, number] | null;
    readonly lower_bound: number | null;
    readonly upper_bound: number | null;
    readonly display: string;
    readonly text: string;
  }[];
}

export async function checkAdoption(folder: string): Promise<TableResult> {
  const tally = new Tally();
  const { cases } = await readJson<AdoptionTable>(folder, 'adoption.json');
  for (const expected of cases) {
    const result = adoption({ ...expected, confirmedAbsent: expected.confirmed_absent });
    const at = (field: string) => `${expected.id} ${field}`;
    tally.near(at('coverage'), result.coverage, expected.coverage, TOLERANCE);
    tally.near(at('rate'), result.rateAmongKnown, expected.rate_among_known, TOLERANCE);
    tally.near(at('lower'), result.interval?.lower ?? null, expected.wilson95?.[0] ?? null, TOLERANCE);
    tally.near(at('upper'), result.interval?.upper ?? null, expected.wilson95?.[1] ?? null, TOLERANCE);
    tally.near(at('lower bound'), result.lowerBound, expected.lower_bound, TOLERANCE);
    tally.near(at('upper bound'), result.upperBound, expected.upper_bound, TOLERANCE);
    tally.same(at('display'), result.display, expected.display);
    tally.same(at('text'), result.text, expected.text);
  }
  return tally.result();
}

function number(cell: string): number | null {
  return cell === '' ? null : Number(cell);
}
