import { expect, test } from 'vitest';
import { GRID_PX, stateOutlines } from '../../../src/draw/marks/map/outlines.ts';
import { gridPath } from '../../../src/draw/marks/map/path.ts';
import { STATES } from '../../../src/states.ts';

test('a ring becomes relative whole steps, and points that fall together are one', () => {
  // A 2 by 1 px rectangle from (1, 1) on a half-px grid, with one point given twice within the grid.
  const ring = [
    [1, 1],
    [3, 1],
    [3.1, 1.1],
    [3, 2],
    [1, 2],
  ] as const;
  expect(gridPath([ring], 0.5)).toBe('M2 2l4 0 0 2-4 0z');
});

test('a ring that the grid flattens is left out', () => {
  expect(
    gridPath(
      [
        [
          [0, 0],
          [0.1, 0],
          [0, 0.1],
        ],
      ],
      0.5,
    ),
  ).toBe('');
});

test('the map holds every state and Puerto Rico, in few bytes', () => {
  const { outlines } = stateOutlines(700);
  const expected = STATES.filter(({ code, kind }) => kind === 'state' || code === 'PR').map(
    ({ code }) => code,
  );
  expect(outlines.map(({ code }) => code).sort()).toEqual(expected.sort());
  expect(outlines.map(({ path }) => path).join('').length).toBeLessThan(15_000);
});

test('areas keep their true proportions', () => {
  const { outlines } = stateOutlines(700);
  const area = (code: string) => pathArea(outlines.find((outline) => outline.code === code)?.path ?? '');
  // Square miles of the Census Bureau's state area table (total area): Colorado, Wyoming, Kansas.
  expect(area('CO') / area('WY')).toBeCloseTo(104_094 / 97_813, 1);
  expect(area('KS') / area('CO')).toBeCloseTo(82_278 / 104_094, 1);
});

test('labels sit inside the sheet', () => {
  const { widthPx, heightPx, outlines } = stateOutlines(328);
  for (const { code, labelX, labelY } of outlines) {
    expect(labelX > 0 && labelX < widthPx && labelY > 0 && labelY < heightPx, code).toBe(true);
  }
});

/** Area in px², by walking the relative steps and the shoelace formula. */
function pathArea(path: string): number {
  return path
    .split('z')
    .filter((ring) => ring !== '')
    .reduce((sum, ring) => {
      const numbers = [...ring.matchAll(/-?\d+/g)].map(([digits]) => Number(digits) * GRID_PX);
      let [x, y] = numbers;
      let doubled = 0;
      const start = [x, y];
      for (let index = 2; index < numbers.length; index += 2) {
        const [nextX, nextY] = [x + numbers[index], y + numbers[index + 1]];
        doubled += x * nextY - nextX * y;
        [x, y] = [nextX, nextY];
      }
      doubled += x * start[1] - start[0] * y;
      return sum + Math.abs(doubled / 2);
    }, 0);
}
