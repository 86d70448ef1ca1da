import { expect, test } from 'vitest';
import { torture } from './torture.ts';

/** Odd seeds speak the contract of 2026, even ones the older; every third has two hosts. `npm run torture` runs 200. */
const SEEDS = [1, 2, 3, 4, 5, 6];

test.concurrent.each(SEEDS)(
  'killed at random instants, seed %i: nothing lost, nothing twice, nothing deleted to be seen',
  { timeout: 240_000 },
  async (seed) => {
    const report = await torture(seed);
    expect(report.expected).toBeGreaterThan(50);
    expect(report.kills).toBeGreaterThan(0);
    expect([...report.fired.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(0);
    const { lost, twice, deletedVisible, wrong } = report;
    expect({ lost, twice, deletedVisible, wrong }).toEqual({
      lost: [],
      twice: [],
      deletedVisible: [],
      wrong: [],
    });
  },
);
