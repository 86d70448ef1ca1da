/** locations.csv: profile locations to states. Accept level: every row, by state and tier. */

import { readState } from '../../src/understand/place.ts';
import { readCsv } from './read.ts';
import { Tally, type TableResult } from './table.ts';

export async function checkLocations(folder: string): Promise<TableResult> {
  const tally = new Tally();
  for (const { location, state, tier } of await readCsv(folder, 'locations.csv')) {
    const read = readState(location);
    tally.expect(
      location,
      (read.state ?? '') === state && (read.tier ?? '') === tier,
      () =>
        `expected "${state} ${tier}", got ${String(read.state)} ${String(read.tier)} by ${String(read.rule)}`,
    );
  }
  return tally.result();
}
