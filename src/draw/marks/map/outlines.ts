/**
 * Outlines of the states for a choropleth: Albers equal-area for the 48, Alaska and Hawaii as insets (as the atlas
 * places them), Puerto Rico as an inset of our own. Simplified to the width they are drawn for, so that the phone
 * does not carry the poster's coastline. Source: us-atlas 3 (US Census Bureau cartographic boundaries, 1:10 million).
 */

import { createRequire } from 'node:module';
import { geoArea, geoMercator } from 'd3-geo';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import { filter, filterWeight, presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { STATES } from '../../../states.ts';
import { gridPath, type Point } from './path.ts';

export interface Outline {
  /** Two-letter USPS code. */
  readonly code: string;
  /** Counts in grid steps: draw inside `transform="scale(GRID_PX)"`. */
  readonly path: string;
  /** Where a label sits, in px: the middle of the widest span of the largest ring near its centroid. */
  readonly labelX: number;
  readonly labelY: number;
  /** Width of the span the label sits in, in px. */
  readonly roomPx: number;
}

export interface StateOutlines {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly outlines: readonly Outline[];
}

type Area = Polygon | MultiPolygon;
type States = Topology<{ states: GeometryCollection }>;

/** Paths are rounded to half a px: finer than the eye, half the digits. */
export const GRID_PX = 0.5;

/** The atlas draws its Albers map on a sheet of 975 by 610. */
const SHEET = { width: 975, height: 610 };
/** A bend whose triangle is smaller than this, in px², is not seen; an islet smaller than this neither. */
const LEAST_BEND_PX2 = 3.6;
const LEAST_ISLET_PX2 = 7;
/** Puerto Rico, on the atlas's sheet: the open sea south-east of Florida, at about one and a half times its scale. */
const PUERTO_RICO = {
  fips: '72',
  box: [
    [872, 556],
    [942, 586],
  ] as [Point, Point],
};

const require = createRequire(import.meta.url);
const CODE_OF = new Map(STATES.map(({ fips, code }) => [fips, code]));

/** Drawings already made, by width: a page draws the same map several times, and simplifying it is the slow part. */
const drawn = new Map<number, StateOutlines>();

/** Every outline the map shows: the 50 states and Puerto Rico. DC and the other territories are in the tile grid. */
export function stateOutlines(widthPx: number): StateOutlines {
  const known = drawn.get(widthPx);
  if (known) return known;
  const outlines = outlinesFor(widthPx);
  drawn.set(widthPx, outlines);
  return outlines;
}

function outlinesFor(widthPx: number): StateOutlines {
  const scale = widthPx / SHEET.width;
  const atlas = presimplify(require('us-atlas/states-albers-10m.json') as States);
  const bends = simplify(atlas, LEAST_BEND_PX2 / scale ** 2);
  const clean = filter(bends, filterWeight(bends, LEAST_ISLET_PX2 / scale ** 2));
  const main = featuresOf(clean as States).flatMap(({ id, geometry }) => {
    const code = CODE_OF.get(String(id).padStart(2, '0'));
    return code && isArea(geometry) ? [outline(code, ringsOf(geometry), scale)] : [];
  });
  return {
    widthPx,
    heightPx: Math.ceil(SHEET.height * scale),
    outlines: [...main, outline('PR', puertoRico(scale), scale)],
  };
}

function puertoRico(scale: number): Point[][] {
  const world = require('us-atlas/states-10m.json') as States;
  const island = featuresOf(world).find(({ id }) => id === PUERTO_RICO.fips);
  if (!island || !isArea(island.geometry)) return [];
  const largest = [...polygonsOf(island.geometry)].sort((a, b) => areaOf(b) - areaOf(a))[0];
  const projection = geoMercator().fitExtent(
    PUERTO_RICO.box.map(([x, y]) => [x, y]) as [[number, number], [number, number]],
    { type: 'Polygon', coordinates: largest },
  );
  const ring = largest[0].map(([longitude, latitude]): Point => projection([longitude, latitude]) ?? [0, 0]);
  return [thin(ring, 1.2 / scale)];
}

/** Drops points closer than `leastPx` to the last one kept. */
function thin(ring: readonly Point[], leastPx: number): Point[] {
  const kept: Point[] = [];
  for (const point of ring) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= leastPx) kept.push(point);
  }
  return kept;
}

function outline(code: string, rings: readonly (readonly Point[])[], scale: number): Outline {
  const scaled = rings.map((ring) => ring.map(([x, y]): Point => [x * scale, y * scale]));
  const largest = [...scaled].sort((a, b) => Math.abs(ringArea(b)) - Math.abs(ringArea(a)))[0] ?? [];
  return { code, path: gridPath(scaled, GRID_PX), ...labelSpot(largest) };
}

/**
 * The middle of the widest horizontal span through the ring, looked for in the middle half of its height:
 * a centroid falls into the sea for Florida, Louisiana, Idaho and Michigan.
 */
function labelSpot(ring: readonly Point[]): { labelX: number; labelY: number; roomPx: number } {
  const heights = ring.map(([, y]) => y);
  const top = Math.min(...heights);
  const tall = Math.max(...heights) - top;
  const spans = [0.3, 0.36, 0.42, 0.48, 0.54, 0.6, 0.66, 0.72].flatMap((share) => {
    const y = top + tall * share;
    return spansAt(ring, y).map(([left, right]) => ({ y, left, right, off: Math.abs(share - 0.5) }));
  });
  const best = spans.sort((a, b) => worth(b) - worth(a))[0] ?? { left: 0, right: 0, y: 0 };
  return {
    labelX: round((best.left + best.right) / 2),
    labelY: round(best.y),
    roomPx: round(best.right - best.left),
  };
}

/** A wide span is good, one near the middle height better: neither alone puts Idaho's or Texas's label well. */
const worth = (span: { left: number; right: number; off: number }): number =>
  (span.right - span.left) * (1 - span.off);

function spansAt(ring: readonly Point[], y: number): [number, number][] {
  const crossings = ring
    .flatMap(([x1, y1], index) => {
      const [x2, y2] = ring[(index + 1) % ring.length];
      return y1 < y !== y2 < y ? [x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)] : [];
    })
    .sort((a, b) => a - b);
  return crossings.flatMap((left, index) =>
    index % 2 === 0 ? [[left, crossings[index + 1]] as [number, number]] : [],
  );
}

const ringArea = (ring: readonly Point[]): number =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length];
    return sum + x * nextY - nextX * y;
  }, 0) / 2;

/** The states of an atlas. The library's types cannot tell a collection from a single shape. */
function featuresOf(atlas: States): readonly Feature[] {
  const states = feature(atlas, atlas.objects.states);
  return 'features' in states ? states.features : [states];
}

const areaOf = (polygon: Position[][]): number => geoArea({ type: 'Polygon', coordinates: polygon });
const isArea = (geometry: { type: string }): geometry is Area =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';
const polygonsOf = (geometry: Area): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
const ringsOf = (geometry: Area): Point[][] =>
  polygonsOf(geometry).flatMap((polygon) => polygon.map((ring) => ring.map(([x, y]): Point => [x, y])));
const round = (px: number): number => Math.round(px * 10) / 10;
