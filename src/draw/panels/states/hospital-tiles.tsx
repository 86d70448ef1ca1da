/** Hospitals in every place, each place a tile of one size: number in words, length of the bar by the number. */

import { displayCount } from '../../../measure/rounding.ts';
import { round } from '../../marks/round.ts';
import { tileGrid } from '../../marks/tile-grid.ts';
import { reference } from '../../rows.ts';
import { ink } from '../../theme.ts';
import { FACES, SIZE } from '../../type.ts';
import { HOSPITALS, type Places } from './places.ts';

export interface HospitalTilesProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly data: Places;
}

export function hospitalTilesHeightPx(widthPx: number): number {
  return tileGrid(widthPx).heightPx;
}

export function HospitalTiles({ x, y, widthPx, data }: HospitalTilesProps) {
  const { places, own } = data;
  const grid = tileGrid(widthPx);
  const ownTile = grid.tiles.find(({ code }) => code === own?.state.code);
  const edge = grid.edgePx;
  const byCode = new Map(places.map((place) => [place.state.code, place.hospitals]));
  const most = Math.max(1, ...places.map(({ hospitals }) => hospitals?.value ?? 0));
  const roomy = edge >= 36;
  const bars = grid.tiles.flatMap((tile) => {
    const count = byCode.get(tile.code)?.value ?? 0;
    return count > 0
      ? [`M${round(x + tile.x)} ${round(y + tile.y + edge - 2)}h${round((edge * count) / most)}`]
      : [];
  });
  const rows = [...Map.groupBy(grid.tiles, (tile) => tile.y)];
  return (
    <g text-anchor="middle">
      <path
        d={grid.tiles
          .map((tile) => `M${round(x + tile.x)} ${round(y + tile.y)}h${edge}v${edge}h-${edge}z`)
          .join('')}
        fill={ink('wash')}
      />
      {rows.map(([top, tiles]) => (
        // A line of tiles is one text: the same places across the sheet again and again, which compresses well.
        <g key={top}>
          <text y={round(y + top + (roomy ? 14 : 11))} font-size={SIZE.fine} fill={ink('ink2')}>
            {tiles.map((tile) => (
              <tspan key={tile.code} x={round(x + tile.x + edge / 2)}>
                {tile.code}
              </tspan>
            ))}
          </text>
          <text
            y={round(y + top + (roomy ? 30 : 22))}
            font-weight={FACES.sansBold.weight}
            font-size={roomy ? 13 : SIZE.fine}
          >
            {tiles.map((tile) => {
              const row = byCode.get(tile.code);
              return (
                <tspan
                  key={tile.code}
                  x={round(x + tile.x + edge / 2)}
                  data-figure={row ? reference(HOSPITALS, row) : undefined}
                >
                  {row ? displayCount(row.value) : '–'}
                </tspan>
              );
            })}
          </text>
        </g>
      ))}
      <path d={bars.join('')} stroke={ink('ink')} stroke-width="4" />
      {ownTile && (
        <rect
          x={round(x + ownTile.x)}
          y={round(y + ownTile.y)}
          width={edge}
          height={edge}
          fill="none"
          stroke={ink('accent')}
          stroke-width="2.5"
        />
      )}
    </g>
  );
}
