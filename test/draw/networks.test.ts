import { expect, test } from 'vitest';
import { nameThen, nameThenAndNow } from '../../src/draw/networks.ts';

test('a network has the name that it had on the day', () => {
  expect(nameThen('x', '2021-12-10')).toBe('Twitter');
  expect(nameThen('x', '2023-07')).toBe('Twitter');
  expect(nameThen('x', '2026-06-30')).toBe('X');
  expect(nameThenAndNow('x', '2013-07')).toBe('Twitter, now X');
  expect(nameThenAndNow('facebook', '2013-07')).toBe('Facebook');
});
