/** Where the plates stand for a width, and what room they leave. */

import { lyingHeightPx, standingHeightPx } from './plate.tsx';
import type { Plate } from './plates.ts';

export const GAP_PX = 16;

interface PlacedPlate {
  readonly plate: Plate;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

interface Placed {
  readonly places: readonly PlacedPlate[];
  /** Width left free beside fewer than five plates. */
  readonly restPx: number;
  readonly heightPx: number;
}

/** Five beside each other on the sheet, one below the other where it is narrower. */
export function placePlates(shown: readonly Plate[], widthPx: number): Placed {
  if (widthPx >= 900) {
    const platePx = (widthPx - GAP_PX * 4) / 5;
    const heightPx = Math.ceil(Math.max(0, ...shown.map((plate) => standingHeightPx(plate, platePx))));
    return {
      places: shown.map((plate, index) => ({
        plate,
        x: index * (platePx + GAP_PX),
        y: 0,
        widthPx: platePx,
        heightPx,
      })),
      restPx: shown.length < 5 ? widthPx - shown.length * (platePx + GAP_PX) : 0,
      heightPx,
    };
  }
  let top = 0;
  const places = shown.map((plate) => {
    const heightPx = Math.ceil(lyingHeightPx(plate, widthPx));
    const place = { plate, x: 0, y: top, widthPx, heightPx };
    top += heightPx + 12;
    return place;
  });
  return { places, restPx: 0, heightPx: Math.max(0, top - 12) };
}
