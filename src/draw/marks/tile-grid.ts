/**
 * Every place as a tile of one size, near where it lies: what a map cannot give Rhode Island, DC or Guam.
 * The arrangement of the states is the one newsrooms settled on in 2015 (NPR Visuals); the territories share the last row.
 */

export interface Tile {
  /** Two-letter USPS code. */
  readonly code: string;
  readonly x: number;
  readonly y: number;
}

export interface TileGrid {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Edge of a tile, without the gap. */
  readonly edgePx: number;
  readonly tiles: readonly Tile[];
}

const ROWS = [
  'AK .. .. .. .. .. .. .. .. .. ME',
  '.. .. .. .. .. .. .. .. .. VT NH',
  'WA ID MT ND MN IL WI MI NY RI MA',
  'OR NV WY SD IA IN OH PA NJ CT ..',
  'CA UT CO NE MO KY WV VA MD DE ..',
  '.. AZ NM KS AR TN NC SC DC .. ..',
  'HI .. .. OK LA MS AL GA .. .. ..',
  'AS GU MP TX .. .. .. .. FL PR VI',
].map((row) => row.split(' '));
const COLUMNS = ROWS[0].length;

/** Tiles for a grid `widthPx` wide, `gapPx` apart. Corners are whole px, so that edges stay sharp. */
export function tileGrid(widthPx: number, gapPx = 2): TileGrid {
  const pitch = Math.floor((widthPx + gapPx) / COLUMNS);
  const tiles = ROWS.flatMap((row, rowIndex) =>
    row.flatMap((code, columnIndex) =>
      code === '..' ? [] : [{ code, x: columnIndex * pitch, y: rowIndex * pitch }],
    ),
  );
  return {
    widthPx: COLUMNS * pitch - gapPx,
    heightPx: ROWS.length * pitch - gapPx,
    edgePx: pitch - gapPx,
    tiles,
  };
}
