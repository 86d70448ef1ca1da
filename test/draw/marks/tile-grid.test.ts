import { expect, test } from 'vitest';
import { tileGrid } from '../../../src/draw/marks/tile-grid.ts';
import { STATES } from '../../../src/states.ts';

test('every state, DC and every territory has one tile of its own', () => {
  const { tiles } = tileGrid(384);
  expect(tiles.map(({ code }) => code).sort()).toEqual(STATES.map(({ code }) => code).sort());
  expect(new Set(tiles.map(({ x, y }) => `${x},${y}`)).size).toBe(tiles.length);
});

test('the grid keeps within its width', () => {
  for (const widthPx of [328, 384, 700]) {
    const grid = tileGrid(widthPx, 2);
    expect(grid.widthPx).toBeLessThanOrEqual(widthPx);
    expect(Math.max(...grid.tiles.map(({ x }) => x + grid.edgePx))).toBe(grid.widthPx);
    expect(Math.max(...grid.tiles.map(({ y }) => y + grid.edgePx))).toBe(grid.heightPx);
  }
});

test('neighbours in the sheet are neighbours in the land', () => {
  const at = new Map(tileGrid(440).tiles.map(({ code, x, y }) => [code, { x, y }]));
  const eastOf = (a: string, b: string) => (at.get(a)?.x ?? 0) > (at.get(b)?.x ?? 0);
  expect(eastOf('ME', 'WA') && eastOf('FL', 'CA') && eastOf('MA', 'NY')).toBe(true);
});
