import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { seededRandom } from './mutations.ts';

/** `npm run fuzz:gather` runs a million. */
const INPUTS = 20_000;

test(`${INPUTS} damaged inputs: no error, no hang, every record accounted for`, () => {
  const report = fuzz(INPUTS, seededRandom(4));
  expect(report.failures).toEqual([]);
  expect(report.byKind.post).toBeGreaterThan(INPUTS / 3);
  expect(report.byKind.quarantined).toBeGreaterThan(INPUTS / 20);
});
