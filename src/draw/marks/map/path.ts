/**
 * Rings of points as the shortest SVG path that draws them: whole grid steps, relative moves.
 * A map is most of the weight of a page, and a relative step takes a third of the bytes of an absolute point.
 */

export type Point = readonly [x: number, y: number];

/**
 * `rings` in px; `stepPx` is the grid they are rounded to. The path counts in grid steps:
 * draw it inside `transform="scale(stepPx)"`. Rings that the grid flattens to fewer than three points are left out.
 */
export function gridPath(rings: readonly (readonly Point[])[], stepPx: number): string {
  return rings.map((ring) => ringPath(onGrid(ring, stepPx))).join('');
}

function onGrid(ring: readonly Point[], stepPx: number): Point[] {
  const rounded = ring.map(([x, y]): Point => [Math.round(x / stepPx), Math.round(y / stepPx)]);
  return rounded.filter(([x, y], index) => {
    const [beforeX, beforeY] = rounded[(index + rounded.length - 1) % rounded.length];
    return x !== beforeX || y !== beforeY;
  });
}

function ringPath(ring: readonly Point[]): string {
  if (ring.length < 3) return '';
  const [startX, startY] = ring[0];
  const steps = ring.slice(1).map(([x, y], index) => {
    const [beforeX, beforeY] = ring[index];
    return pair(x - beforeX, y - beforeY);
  });
  // A minus sign separates by itself; only a digit after a digit needs a space.
  return `M${pair(startX, startY)}l${steps.join(' ').replaceAll(' -', '-')}z`;
}

const pair = (x: number, y: number): string => (y < 0 ? `${x}${y}` : `${x} ${y}`);
