import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bounded, fitSize, fitted, opening, zoomed } from '../../src/client/view.ts';

const stage = { widthPx: 800, heightPx: 600 };

test('a wide picture fits by width and stands in the middle', () => {
  const drawn = fitSize({ widthPx: 1600, heightPx: 400 }, stage);
  expect(drawn).toEqual({ widthPx: 800, heightPx: 200 });
  expect(fitted(drawn, stage)).toEqual({ scale: 1, x: 0, y: 200 });
});

test('a very tall picture opens at the width of the stage, and can be seen whole', () => {
  const drawn = fitSize({ widthPx: 400, heightPx: 4000 }, stage);
  expect(drawn).toEqual({ widthPx: 60, heightPx: 600 });
  expect(opening(drawn, stage)).toEqual({ scale: 800 / 60, x: 0, y: 0 });
  expect(fitted(drawn, stage)).toEqual({ scale: 1, x: 370, y: 0 });
});

test('zooming keeps the point under the pointer where it is', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 12, noNaN: true }),
      fc.integer({ min: -500, max: 500 }),
      fc.integer({ min: -500, max: 500 }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      (scale, x, y, factor) => {
        const before = { scale, x, y };
        const after = zoomed(before, factor, 300, 200);
        expect((300 - after.x) / after.scale).toBeCloseTo((300 - x) / scale, 6);
        expect((200 - after.y) / after.scale).toBeCloseTo((200 - y) / scale, 6);
        expect(after.scale).toBeGreaterThanOrEqual(1);
        expect(after.scale).toBeLessThanOrEqual(24);
      },
    ),
  );
});

test('a picture larger than the stage leaves no gap at an edge', () => {
  const drawn = { widthPx: 800, heightPx: 600 };
  expect(bounded({ scale: 2, x: 50, y: -900 }, drawn, stage)).toEqual({ scale: 2, x: 0, y: -600 });
});
