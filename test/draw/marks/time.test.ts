import { expect, test } from 'vitest';
import { decimalYear, shortDate, stretches } from '../../../src/draw/marks/time.ts';

test('a date stands where its precision allows', () => {
  expect(decimalYear('2014')).toBe(2014.5);
  expect(decimalYear('2009-03')).toBeCloseTo(2009 + 2.5 / 12);
  expect(decimalYear('2010-01-01')).toBe(2010);
  expect(decimalYear('undated')).toBeNull();
});

test('ticks are short', () => {
  expect(shortDate('2013-07')).toBe('Jul 2013');
  expect(shortDate('2014')).toBe('2014');
});

test('a line is cut where more than a year passed', () => {
  const years = [2009, 2009.5, 2011, 2012].map((year) => ({ year }));
  expect(stretches(years).map((part) => part.map(({ year }) => year))).toEqual([
    [2009, 2009.5],
    [2011, 2012],
  ]);
});
