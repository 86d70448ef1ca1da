import { expect, test } from 'vitest';
import { adoption, isFresh } from '../../../src/measure/statistics/adoption.ts';

test('a check counts for 365 days and not a day longer', () => {
  expect(isFresh('2025-01-31', '2026-01-31')).toBe(true);
  expect(isFresh('2025-01-30', '2026-01-31')).toBe(false);
  // Across 29 February 2024 a year has 366 days.
  expect(isFresh('2024-01-31', '2025-01-31')).toBe(false);
});

test('what is stale counts as unknown, in the bounds and in the words', () => {
  const result = adoption({ facilities: 20, present: 5, confirmedAbsent: 1, unknown: 10, stale: 4 });
  expect(result.text).toBe('At least 25% (5 of 20; 14 not checked recently)');
  expect(result.upperBound).toBeCloseTo(19 / 20, 12);
});

test('a presence is never printed as none', () => {
  const one = { facilities: 400, present: 1, confirmedAbsent: 0, unknown: 399, stale: 0 };
  expect(adoption(one).text).toBe('At least 0.2% (1 of 400; 399 not checked recently)');
  expect(adoption({ ...one, facilities: 5000, present: 2500, unknown: 2500 }).text).toBe(
    'At least 50.0% (2,500 of 5,000; 2,500 not checked recently)',
  );
});

test('counts that do not add up are refused', () => {
  expect(() => adoption({ facilities: 20, present: 5, confirmedAbsent: 1, unknown: 10, stale: 0 })).toThrow(
    /do not make 20 facilities/,
  );
});
