/** Coordinates in a profile, and the state they lie in (method e, L10). The outlines are read when first needed. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoBounds, geoContains } from 'd3-geo';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { STATE_BY_FIPS } from '../../states.ts';

export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

type Area = Polygon | MultiPolygon;

interface StateArea {
  readonly code: string;
  readonly area: Feature<Area>;
  /** West, south, east, north in degrees; west is greater than east where the area crosses the date line. */
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

/** Two decimal numbers with at least two places, as telephones write them: `40.725815,-74.00777`. */
const DECIMAL = /(?<![\d.])([-+]?\d{1,2}\.\d{2,})\s*[,;/ ]\s*([-+]?\d{1,3}\.\d{2,})(?!\d)/;
/** Degrees with minutes and seconds: `N 34°1' 0'' / W 118°24' 0''`, the letter before or after. */
const SEXAGESIMAL =
  /([NS])?\s*(\d{1,2})\s*[°º]\s*(?:(\d{1,2})\s*['′’]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:''|["″”]))?\s*([NS])?[\s,/|]*([EW])?\s*(\d{1,3})\s*[°º]\s*(?:(\d{1,2})\s*['′’]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:''|["″”]))?\s*([EW])?/i;

/** The coordinates that a text holds, or null. */
export function findCoordinates(text: string): Coordinates | null {
  const decimal = DECIMAL.exec(text);
  if (decimal) return onEarth(Number(decimal[1]), Number(decimal[2]));
  const parts = text.includes('°') || text.includes('º') ? SEXAGESIMAL.exec(text) : null;
  if (!parts) return null;
  const vertical = parts[1] ?? parts[5];
  const horizontal = parts[6] ?? parts[10];
  if (vertical === undefined || horizontal === undefined) return null;
  const latitude = degrees(parts[2], parts[3], parts[4]) * (vertical.toUpperCase() === 'S' ? -1 : 1);
  const longitude = degrees(parts[7], parts[8], parts[9]) * (horizontal.toUpperCase() === 'W' ? -1 : 1);
  return onEarth(latitude, longitude);
}

function degrees(whole: string, minutes: string | undefined, seconds: string | undefined): number {
  return Number(whole) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
}

function onEarth(latitude: number, longitude: number): Coordinates | null {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

let areas: readonly StateArea[] | null = null;

/** The state, district or territory whose outline (1:10 million) holds the point, or null. */
export function stateAt({ latitude, longitude }: Coordinates): string | null {
  areas ??= readAreas();
  for (const { code, area, box } of areas) {
    const [west, south, east, north] = box;
    const isWithin =
      west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
    if (isWithin && latitude >= south && latitude <= north && geoContains(area, [longitude, latitude]))
      return code;
  }
  return null;
}

function readAreas(): StateArea[] {
  const file = createRequire(import.meta.url).resolve('us-atlas/states-10m.json');
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ states: GeometryCollection }>;
  return feature(atlas, atlas.objects.states).features.flatMap((found): StateArea[] => {
    const state = STATE_BY_FIPS.get(String(found.id));
    if (!state) return [];
    const area = found as Feature<Area>;
    const [[west, south], [east, north]] = geoBounds(area);
    return [{ code: state.code, area, box: [west, south, east, north] }];
  });
}
