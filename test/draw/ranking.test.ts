import { expect, test } from 'vitest';
import { compareRows, standing } from '../../src/draw/ranking.ts';
import type { FigureRow } from '../../src/records.ts';
import { publishedFigures } from './figures.ts';

const row = (label: string, value: number | null, n: number | null = 1060): FigureRow => ({
  id: label,
  label,
  value,
  lower: null,
  upper: null,
  n,
  decision: 'shown',
  reason: '',
  source: 's',
});

/**
 * Worked by hand: se(60 %) = 1.505, se(56 %) = 1.525, se(54 %) = 1.531, se(48 %) = 1.534 points of n 1060; least favourable, the se
 * of a difference is their sum. 60-54: 6/3.036 = 1.98, p 0.048, times 2 by Holm is not below 0.05; 60-48: 12/3.039 = 3.95 is.
 */
test('those with no clear difference from the first share its place', () => {
  const { leaders, last } = standing([row('a', 60), row('b', 56), row('c', 54), row('d', 48)]);
  expect(leaders.map((leader) => leader.label)).toEqual(['a', 'b', 'c']);
  expect(last).toBeNull();
});

test('the last is named only when it is clearly below the one before it', () => {
  expect(standing([row('a', 60), row('b', 34), row('c', 25)]).last?.label).toBe('c');
  expect(standing([row('a', 60), row('b', 27), row('c', 25)]).last).toBeNull();
});

test('rows without n or value carry no claim', () => {
  expect(standing([])).toEqual({ leaders: [], last: null });
  expect(standing([row('a', 60, null)]).leaders).toEqual([]);
  expect(compareRows([[row('a', 60), row('b', null)]])).toEqual(['not shown']);
});

test('the sheet of 2013: four sources share the lead, patients one does not know come last', () => {
  const { leaders, last } = standing(publishedFigures()['trust-2013'].rows);
  expect(leaders.map((leader) => leader.label)).toEqual([
    'Doctor',
    'Nurse',
    'Hospital',
    'Patient advocacy group',
  ]);
  expect(last?.label).toBe('Patients you do not know');
});
