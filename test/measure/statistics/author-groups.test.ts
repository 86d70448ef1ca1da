import { expect, test } from 'vitest';
import {
  groupBootstrap,
  shareInterval,
  shareRatioInterval,
  twoShareStatistic,
} from '../../../src/measure/statistics/author-groups.ts';

test('with one post an author the interval is that of independent posts, within what the log-odds scale moves', () => {
  const wholes = Array.from({ length: 200 }, () => 1);
  const parts = wholes.map((_, index) => Number(index < 60));
  const interval = shareInterval(parts, wholes);
  // 0.3 +- 1.972 * sqrt(0.3 * 0.7 / 199) on the scale of log odds, by hand.
  expect(interval?.lower).toBeCloseTo(0.2403, 3);
  expect(interval?.upper).toBeCloseTo(0.3674, 3);
});

test('posts that repeat their author widen the interval', () => {
  const parts = Array.from({ length: 200 }, (_, index) => (index < 60 ? 10 : 0));
  const wide = shareInterval(
    parts,
    parts.map(() => 10),
  );
  const independent = 2 * 1.96 * Math.sqrt((0.3 * 0.7) / 2000);
  expect(Number(wide?.upper) - Number(wide?.lower)).toBeGreaterThan(2.5 * independent);
  expect(shareInterval([0, 0], [1, 1])).toBeNull();
});

test('the same seed draws the same intervals, and few groups give none', () => {
  const groups = Array.from({ length: 40 }, (_, index) => [index % 3, 2]);
  const share = (cells: Float64Array) => [cells[0] / cells[1]];
  expect(groupBootstrap(groups, share, 5)).toEqual(groupBootstrap(groups, share, 5));
  expect(groupBootstrap(groups.slice(0, 5), share, 5)).toEqual([null]);
});

test('two shares: the textbook statistic and interval', () => {
  // 30 of 100 against 20 of 100: z = 1.6330; ratio 1.5, log se sqrt(1/30 - 1/100 + 1/20 - 1/100).
  expect(twoShareStatistic(30, 100, 20, 100)).toBeCloseTo(1.633, 3);
  const interval = shareRatioInterval(30, 100, 20, 100);
  expect(interval?.lower).toBeCloseTo(0.9159, 3);
  expect(interval?.upper).toBeCloseTo(2.4566, 3);
});
