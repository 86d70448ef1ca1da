/** Posts about health for every 100,000 residents, each place a tile of one size; hidden places are hatched, the rest had none. */

import { Label, TextBlock, textBlockHeightPx } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { tileGrid } from '../marks/tile-grid.ts';
import { reference, textOf } from '../rows.ts';
import { ink } from '../theme.ts';
import { SIZE } from '../type.ts';
import { hatch, isShown, type PostsPart } from './part.ts';
import { PartHead } from './part-head.tsx';
import { printedPosts } from './printed-posts.ts';

const HEAD_PX = 44;
const WIDEST_PX = 640;
const BESIDE_FROM_PX = 900;
const MOST_LISTED = 8;
const KEY =
  'The bar is the number on one scale. Hatched: hidden, to keep counts below 11 from being known. Dash: no post whose author names the place.';

const gridPx = (widthPx: number) => Math.min(widthPx, WIDEST_PX);
const keyHeightPx = (widthPx: number) =>
  textBlockHeightPx(KEY, { sizePx: SIZE.fine, widthPx: gridPx(widthPx) });

export const STATE_TILES: PostsPart = {
  heightPx: ({ widthPx }) => HEAD_PX + tileGrid(gridPx(widthPx)).heightPx + 32 + keyHeightPx(widthPx),
  Part: ({ figure, y, widthPx }) => {
    const grid = tileGrid(gridPx(widthPx));
    const edge = grid.edgePx;
    const byCode = new Map(figure.rows.map((row) => [textOf(row, 'state'), row]));
    const ranked = figure.rows
      .filter(isShown)
      .toSorted((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1));
    const most = ranked[0]?.value ?? 1;
    const top = y + HEAD_PX;
    const roomy = edge >= 36;
    return (
      <g>
        <PartHead
          y={y}
          widthPx={widthPx}
          full="Posts gathered: posts about health for every 100,000 residents"
          brief="Posts for every 100,000 residents"
        />
        {grid.tiles.map((tile) => {
          const row = byCode.get(tile.code);
          const [x, tileY] = [tile.x, top + tile.y];
          const figureOf = row && reference(figure.id, row);
          const shown = row && isShown(row) ? row : null;
          return (
            <g key={tile.code}>
              <rect x={x} y={tileY} width={edge} height={edge} fill={ink('wash')} />
              {row && !shown && (
                <path
                  d={hatch(x, tileY + edge / 2, edge, edge / 2)}
                  stroke={ink('ink3')}
                  data-figure={figureOf}
                />
              )}
              <Label
                x={x + edge / 2}
                y={tileY + (roomy ? 14 : 11)}
                sizePx={SIZE.fine}
                role="ink2"
                anchor="middle"
              >
                {tile.code}
              </Label>
              {(shown !== null || !row) && (
                <Label
                  x={x + edge / 2}
                  y={tileY + (roomy ? 31 : 22)}
                  face="sansBold"
                  sizePx={roomy ? SIZE.small : SIZE.fine}
                  anchor="middle"
                  figure={figureOf}
                >
                  {shown ? printedPosts(shown) : '–'}
                </Label>
              )}
              {shown && (
                <path
                  d={`M${x} ${tileY + edge - 2}h${round((edge * shown.value) / most)}`}
                  stroke={ink(shown === ranked[0] ? 'accent' : 'ink')}
                  stroke-width="4"
                />
              )}
            </g>
          );
        })}
        {widthPx >= BESIDE_FROM_PX &&
          ranked.slice(0, MOST_LISTED).map((row, index) => (
            <g key={row.id}>
              <Label
                x={WIDEST_PX + 64}
                y={top + 24 + index * 38}
                face={index === 0 ? 'sansBold' : 'sans'}
                sizePx={SIZE.body}
              >
                {row.label}
              </Label>
              <Label
                x={widthPx}
                y={top + 24 + index * 38}
                face="display"
                sizePx={SIZE.lead}
                role={index === 0 ? 'accent' : 'ink'}
                anchor="end"
                figure={reference(figure.id, row)}
              >
                {printedPosts(row)}
              </Label>
              <path d={`M${WIDEST_PX + 64} ${top + 36 + index * 38}H${widthPx}`} stroke={ink('rule')} />
            </g>
          ))}
        <TextBlock
          x={0}
          y={top + grid.heightPx + 20}
          sizePx={SIZE.fine}
          role="ink2"
          widthPx={gridPx(widthPx)}
        >
          {KEY}
        </TextBlock>
      </g>
    );
  },
};
