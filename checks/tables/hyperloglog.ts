/** hyperloglog.json: the engine's sketch, as the tables of the store keep it, against exact counts. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/keep/open.ts';
import { EXACT_UP_TO, sketchError } from '../../src/measure/statistics/distinct-counts.ts';
import { readJson } from './read.ts';
import { Tally, type TableResult } from './table.ts';

interface HyperloglogTable {
  readonly acceptance: readonly {
    readonly n: number;
    readonly max_rms_relative_error: number;
    readonly max_abs_bias: number;
    readonly trials: number;
  }[];
  readonly relative_error: readonly { readonly p: number; readonly value: number }[];
  readonly exact_rule: string;
}

/** Every trial counts other authors; two halves that overlap are merged, as months are. */
const TRIALS = `
SELECT uniqCombined64Merge(state) AS estimate
FROM (
  SELECT trial, uniqCombined64State(cityHash64(trial, author)) AS state
  FROM (SELECT intDiv(number, {n:UInt64}) AS trial, number % {n:UInt64} AS author
        FROM numbers({n:UInt64} * {trials:UInt64}))
  GROUP BY trial, if(author % 3 = 0, 0, 1)
)
GROUP BY trial`;

export async function checkHyperloglog(folder: string): Promise<TableResult> {
  const tally = new Tally();
  const table = await readJson<HyperloglogTable>(folder, 'hyperloglog.json');
  for (const { p, value } of table.relative_error) tally.near(`error at p ${p}`, sketchError(p), value, 1e-6);
  const limit = /\d[\d ,]*/.exec(table.exact_rule)?.[0].replaceAll(/[ ,]/g, '');
  tally.same('exact up to', EXACT_UP_TO, Number(limit));
  const place = await mkdtemp(join(tmpdir(), 'auscult-sketch-'));
  const store = await openStore(`chdb:${place}`);
  try {
    for (const { n, trials, ...accepted } of table.acceptance) {
      const rows = await store.query<{ estimate: number }>(TRIALS, { n, trials });
      const errors = rows.map(({ estimate }) => Number(estimate) / n - 1);
      const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      const rms = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
      tally.same(`${n} trials`, rows.length, trials);
      tally.expect(`${n} rms`, rms <= accepted.max_rms_relative_error, () => `${rms} is above`);
      tally.expect(`${n} bias`, Math.abs(bias) <= accepted.max_abs_bias, () => `${bias} is beyond`);
    }
  } finally {
    await store.close();
    await rm(place, { recursive: true, force: true });
  }
  return tally.result();
}
