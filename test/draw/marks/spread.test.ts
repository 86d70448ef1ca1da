import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from '../../../src/draw/marks/spread.ts';

test('labels that have room stay where they are', () => {
  const places = spread(
    [
      { key: 'a', y: 10 },
      { key: 'b', y: 40 },
    ],
    14,
    0,
    100,
  );
  expect([places.get('a'), places.get('b')]).toEqual([10, 40]);
});

test('labels that crowd share the move', () => {
  const places = spread(
    [
      { key: 'a', y: 50 },
      { key: 'b', y: 52 },
    ],
    14,
    0,
    100,
  );
  expect([places.get('a'), places.get('b')]).toEqual([44, 58]);
});

test('labels keep within the frame', () => {
  const places = spread(
    [
      { key: 'a', y: 98 },
      { key: 'b', y: 99 },
    ],
    14,
    0,
    100,
  );
  expect([places.get('a'), places.get('b')]).toEqual([86, 100]);
});

test('no two labels are nearer than the gap while all fit, and their order holds', () => {
  const positions = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(positions, (values) => {
      const labels = values.map((y, index) => ({ key: String(index), y }));
      const placed = [...spread(labels, 14, 0, 300).values()];
      const steps = placed.slice(1).map((y, index) => y - placed[index]);
      return steps.every((step) => step > 13.999) && placed.every((y) => y >= -0.001 && y <= 300.001);
    }),
  );
});
