/** Hospitals in every place, each place a tile of one size: number in words, length of the bar by the number. */

import { displayCount } from '../../../measure/rounding.ts';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { tileGrid } from '../../marks/tile-grid.ts';
import { reference } from '../../rows.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import { HOSPITALS, type Place } from './places.ts';

export interface HospitalTilesProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly places: readonly Place[];
}

export function hospitalTilesHeightPx(widthPx: number): number {
  return tileGrid(widthPx).heightPx;
}

export function HospitalTiles({ x, y, widthPx, places }: HospitalTilesProps) {
  const grid = tileGrid(widthPx);
  const edge = grid.edgePx;
  const byCode = new Map(places.map((place) => [place.state.code, place.hospitals]));
  const most = Math.max(1, ...places.map(({ hospitals }) => hospitals?.value ?? 0));
  const roomy = edge >= 36;
  return (
    <g>
      <path
        d={grid.tiles
          .map((tile) => `M${round(x + tile.x)} ${round(y + tile.y)}h${edge}v${edge}h-${edge}z`)
          .join('')}
        fill={ink('wash')}
      />
      {grid.tiles.map((tile) => {
        const row = byCode.get(tile.code);
        const [left, top] = [x + tile.x, y + tile.y];
        return (
          <g key={tile.code}>
            <Label
              x={left + edge / 2}
              y={top + (roomy ? 14 : 11)}
              sizePx={SIZE.fine}
              role="ink2"
              anchor="middle"
            >
              {tile.code}
            </Label>
            {row ? (
              <g data-figure={reference(HOSPITALS, row)}>
                <Label
                  x={left + edge / 2}
                  y={top + (roomy ? 30 : 22)}
                  face="sansBold"
                  sizePx={roomy ? 13 : SIZE.fine}
                  anchor="middle"
                >
                  {displayCount(row.value)}
                </Label>
                <path
                  d={`M${round(left)} ${round(top + edge - 2)}h${round((edge * row.value) / most)}`}
                  stroke={ink('ink')}
                  stroke-width="4"
                />
              </g>
            ) : (
              <Label x={left + edge / 2} y={top + (roomy ? 30 : 22)} role="ink2" anchor="middle">
                –
              </Label>
            )}
          </g>
        );
      })}
    </g>
  );
}
