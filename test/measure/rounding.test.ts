import { expect, test } from 'vitest';
import {
  displayCount,
  displayEstimate,
  displayP,
  displayPercent,
  displayPoints,
  displayRatio,
  formatPercent,
  roundDown,
  roundHalfAway,
} from '../../src/measure/rounding.ts';

test('halves go away from zero in decimal, not in binary', () => {
  expect(roundHalfAway(1.005, 2)).toBe(1.01);
  expect(roundHalfAway(0.145 * 100)).toBe(15);
  expect(roundHalfAway(-2.5)).toBe(-3);
  expect(roundHalfAway(1e-9, 2)).toBe(0);
  expect(roundHalfAway(1.5e21)).toBe(1.5e21);
  expect(roundDown(31.9)).toBe(31);
  expect(roundDown(0.29 * 100)).toBe(29);
});

test('percentages have one decimal from a base of 500 on, and never claim none or all', () => {
  expect(displayPercent(0.5725, 1060)).toBe('57.3%');
  expect(displayPercent(0.5725, 499)).toBe('57%');
  expect(displayPercent(0.004, 100)).toBe('<1%');
  expect(displayPercent(0.996, 300)).toBe('>99%');
  expect(displayPercent(0, 300)).toBe('0%');
  expect(displayPercent(1, 3000)).toBe('100%');
  expect(formatPercent(99.95, 500)).toBe('>99.9');
});

test('counts, estimates, ratios, p-values and differences', () => {
  expect(displayCount(5838)).toBe('5,838');
  expect(displayEstimate(999_600)).toBe('1.00 million');
  expect(displayEstimate(45_678)).toBe('45,700');
  expect(displayEstimate(12_345_678)).toBe('12.3 million');
  expect(displayEstimate(2_345_000_000)).toBe('2.35 billion');
  expect(displayEstimate(123)).toBe('123');
  expect(displayRatio(1.995)).toBe('2.00');
  expect(displayRatio(0.001)).toBe('<0.01');
  expect(displayP(0.0001)).toBe('<0.001');
  expect(displayPoints(0.1)).toBe('0.1 higher');
  expect(displayPoints(-3.05)).toBe('3.1 lower');
  expect(displayPoints(0)).toBe('no difference');
});
