import { expect, test } from 'vitest';
import {
  compare,
  compareAll,
  leadWording,
  shareWording,
  simpleSampleSe,
  worstCovariance,
} from '../../src/measure/claims.ts';
import { benjaminiHochberg, holm } from '../../src/measure/statistics/multiple-tests.ts';

test('Holm multiplies the smallest by their number and never lets the order turn', () => {
  // By hand: 0.01 * 4, 0.02 * 3, then 0.03 * 2 = 0.06 kept, 0.04 * 1 raised to 0.06.
  const adjusted = holm([0.04, 0.01, 0.03, 0.02]);
  [0.06, 0.04, 0.06, 0.06].forEach((expected, index) => {
    expect(adjusted[index]).toBeCloseTo(expected, 12);
  });
  expect(holm([])).toEqual([]);
});

test('Benjamini and Hochberg divide by the rank and never let the order turn', () => {
  // By hand: 0.04 * 4 / 4, 0.03 * 4 / 3 = 0.04, 0.02 * 4 / 2 = 0.04, 0.01 * 4 / 1 = 0.04.
  for (const adjusted of benjaminiHochberg([0.04, 0.01, 0.03, 0.02])) expect(adjusted).toBeCloseTo(0.04, 12);
  expect(benjaminiHochberg([0.5, 0.001])[1]).toBeCloseTo(0.002, 12);
});

test('a difference that is significant alone may not be among many', () => {
  const weak = { estimateA: 0.3, seA: 0.015, estimateB: 0.25, seB: 0.015 };
  expect(compare(weak).wording).toBe('higher');
  expect(compareAll([weak, weak, weak]).map(({ wording }) => wording)).toEqual(
    Array.from({ length: 3 }, () => 'no clear difference'),
  );
});

test('a hidden cell is not compared and does not count among the tests', () => {
  const hidden = { estimateA: 0.45, seA: 0.02, estimateB: null, seB: null };
  const weak = { estimateA: 0.3, seA: 0.015, estimateB: 0.25, seB: 0.015 };
  expect(compareAll([hidden, weak, hidden]).map(({ wording }) => wording)).toEqual([
    'not shown',
    'higher',
    'not shown',
  ]);
});

test('few degrees of freedom make a claim harder', () => {
  const pair = { estimateA: 0.56, seA: 0.02, estimateB: 0.5, seB: 0.02 };
  // t = 2.12: beyond 1.96, within 2.306 (8 degrees of freedom, from a printed t table).
  expect(compare(pair).wording).toBe('higher');
  expect(compare({ ...pair, df: 8 }).wording).toBe('no clear difference');
});

test('shares of the same people need the covariance; the worst case adds the errors', () => {
  const seA = simpleSampleSe(0.5, 100);
  const seB = simpleSampleSe(0.36, 100);
  expect(seA).toBeCloseTo(0.05, 12);
  expect(seB).toBeCloseTo(0.048, 12);
  const covariance = worstCovariance(seA, seB);
  expect(compare({ estimateA: 0.5, seA, estimateB: 0.36, seB, covariance }).seDifference).toBeCloseTo(
    0.098,
    12,
  );
});

test('words for shares follow the interval, not the estimate', () => {
  expect(shareWording(0.58, 0.5, 0.66)).toBe('about half');
  expect(shareWording(0.58, 0.45, 0.71)).toBeNull();
  expect(shareWording(0.5, 0.4, 0.6)).toBe('about half');
  expect(shareWording(0.45, 0.35, 0.55)).toBe('about half');
  expect(shareWording(0.3, 0.25, 0.35)).toBe('fewer than half');
  expect(shareWording(0.91, 0.89, 0.93)).toBe('most');
  expect(shareWording(null, null, null)).toBeNull();
});

test('the most common needs a clear lead over the second', () => {
  const first = { estimateA: 0.61, seA: 0.015, estimateB: 0.55, seB: 0.015 };
  expect(leadWording(compare(first))).toBe('the most common');
  expect(leadWording(compare({ ...first, estimateB: 0.6 }))).toBe('among the most common');
});
