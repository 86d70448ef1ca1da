import { expect, test } from 'vitest';
import { nominalAlpha } from '../../../src/measure/statistics/krippendorff.ts';

const pairs = (first: string, second: string): [string, string][] =>
  first.split(' ').map((label, index) => [label, second.split(' ')[index]]);

test('the worked examples of Krippendorff 2011, sections A and B', () => {
  const binary = nominalAlpha(pairs('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0'));
  expect(binary).toBeCloseTo(0.095, 3);
  const nominal = nominalAlpha(pairs('a a b b d c c c e d d a', 'b a b b b c c c e d d d'));
  expect(nominal).toBeCloseTo(0.692, 3);
});

test('whoever agrees throughout has 1; one label throughout, or no pair, says nothing', () => {
  expect(nominalAlpha(pairs('yes no yes', 'yes no yes'))).toBe(1);
  expect(nominalAlpha(pairs('yes yes', 'yes yes'))).toBeNull();
  expect(nominalAlpha([])).toBeNull();
});
