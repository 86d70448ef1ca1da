/** The maps of one kind of organisation: the first network as the hero, the second beside it, and what they add up to. */

import { displayCount, displayPercent } from '../../../measure/rounding.ts';
import { Label, TextBlock } from '../../marks/label.tsx';
import { nameThen, nameThenAndNow } from '../../networks.ts';
import { numberOf, reference } from '../../rows.ts';
import { networkRole } from '../../theme.ts';
import { SIZE, textWidthPx } from '../../type.ts';
import { Choropleth, LEGEND_HEIGHT_PX, Legend, choroplethHeightPx } from './choropleth.tsx';
import type { MapLayer, NetworkMap, ShareRow } from './layers.ts';

/** Tablet and sheet share one set of shapes, drawn for the hero of the sheet: the page carries them once. */
const SHARED_SHAPES_PX = 684;
const PHONE_BELOW_PX = 480;
const GAP_PX = 48;
const HEAD_PX = 34;
/** Height of one network's line of the national share. */
const NATION_PX = 62;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

interface Layout {
  readonly heightPx: number;
  readonly at: (index: number) => Place;
  /** Where the national shares stand. */
  readonly nations: Place;
}

/** Width that the shapes of every map in a picture are drawn for. */
export function mapShapesPx(widthPx: number): number {
  return widthPx < PHONE_BELOW_PX ? widthPx : SHARED_SHAPES_PX;
}

function layoutFor({ maps }: MapLayer, widthPx: number): Layout {
  const shapesPx = mapShapesPx(widthPx);
  const heroPx = Math.round(widthPx * 0.62);
  const mapHeight = (mapPx: number): number => Math.ceil((choroplethHeightPx(shapesPx) * mapPx) / shapesPx);
  const captionPx = HEAD_PX + LEGEND_HEIGHT_PX + 14;
  if (widthPx < 900) {
    const top = maps.filter((map) => shareOf(map) !== null).length * NATION_PX;
    const stepPx = mapHeight(widthPx) + captionPx + 28;
    return {
      heightPx: top + maps.length * stepPx + 8,
      at: (index) => ({ x: 0, y: top + index * stepPx, widthPx }),
      nations: { x: 0, y: 0, widthPx },
    };
  }
  const sidePx = widthPx - heroPx - GAP_PX;
  const sideX = heroPx + GAP_PX;
  return {
    heightPx: mapHeight(heroPx) + captionPx + 40,
    at: (index) =>
      index === 0
        ? { x: 0, y: 0, widthPx: heroPx }
        : { x: sideX, y: mapHeight(heroPx) - mapHeight(sidePx), widthPx: sidePx },
    nations: { x: sideX, y: 0, widthPx: sidePx },
  };
}

export interface LayerMapsProps {
  readonly layer: MapLayer;
  readonly y: number;
  /** Width of the picture. */
  readonly widthPx: number;
}

export function layerMapsHeightPx(layer: MapLayer, widthPx: number): number {
  return layoutFor(layer, widthPx).heightPx;
}

export function LayerMaps({ layer, y, widthPx }: LayerMapsProps) {
  const { at, nations } = layoutFor(layer, widthPx);
  return (
    <g>
      <Nations layer={layer} x={nations.x} y={y + nations.y} widthPx={nations.widthPx} />
      {layer.maps.map((map, index) => {
        const place = at(index);
        return (
          <OneMap
            key={map.network}
            map={map}
            layer={layer}
            {...place}
            y={y + place.y}
            shapesPx={mapShapesPx(widthPx)}
            pictureWidthPx={widthPx}
          />
        );
      })}
    </g>
  );
}

interface OneMapProps extends Place {
  readonly map: NetworkMap;
  readonly layer: MapLayer;
  readonly shapesPx: number;
  readonly pictureWidthPx: number;
}

function OneMap(props: OneMapProps) {
  const { layer, shapesPx, pictureWidthPx, x, y, widthPx } = props;
  const { network, cells } = props.map;
  const mapTop = y + HEAD_PX;
  const name = nameThenAndNow(network, layer.date);
  const subtitle = `share of ${layer.who}`;
  const subtitleX = x + textWidthPx(name, 'display', SIZE.lead) + 12;
  const legendTop = mapTop + (choroplethHeightPx(shapesPx) * widthPx) / shapesPx + 12;
  return (
    <g>
      <Label x={x} y={y + 16} face="display" sizePx={SIZE.lead} role={networkRole(network)}>
        {name}
      </Label>
      {subtitleX + textWidthPx(subtitle, 'sans', SIZE.fine) <= x + widthPx && (
        <Label x={subtitleX} y={y + 16} sizePx={SIZE.fine} role="ink2">
          {subtitle}
        </Label>
      )}
      <Choropleth
        x={x}
        y={mapTop}
        widthPx={widthPx}
        shapesPx={shapesPx}
        pictureWidthPx={pictureWidthPx}
        network={network}
        cells={cells}
        own={layer.own?.code ?? null}
      />
      <Legend x={x} y={legendTop} widthPx={widthPx} network={network} pictureWidthPx={pictureWidthPx} />
    </g>
  );
}

interface NationsProps extends Place {
  readonly layer: MapLayer;
}

/** What is said large: the share of the place that the study is about, else of the whole list. */
const shareOf = ({ own, nation }: NetworkMap): ShareRow | null => own ?? nation;

/** What the maps add up to, large, and what was counted. */
function Nations({ layer, x, y, widthPx }: NationsProps) {
  const numeralPx = 124;
  const rows = layer.maps.flatMap((map) => {
    const row = shareOf(map);
    return row ? [{ ...map, row }] : [];
  });
  return (
    <g>
      {rows.map(({ network, row, own, nation }, index) => {
        const top = y + index * NATION_PX;
        const present = numberOf(row, 'present') ?? 0;
        const looked = present + (numberOf(row, 'absent') ?? 0);
        const counted = `${displayCount(present)} of ${displayCount(looked)}`;
        const whom = looked < (row.n ?? 0) ? `${layer.who} looked at` : layer.who;
        const where = own ? ` in ${layer.own?.name ?? ''}` : '';
        const beside = own && nation ? `; the country ${displayPercent(nation.value / 100, nation.n)}` : '';
        return (
          <g key={network} data-figure={reference(layer.figureId, row)}>
            <Label
              x={x}
              y={top + 34}
              face="display"
              sizePx={SIZE.larger}
              role={index === 0 ? 'accent' : 'ink'}
            >
              {displayPercent(row.value / 100, row.n)}
            </Label>
            <TextBlock
              x={x + numeralPx}
              y={top + 17}
              widthPx={widthPx - numeralPx}
              role="ink2"
              leading={1.35}
            >
              {`on ${nameThen(network, layer.date)}: ${counted} ${whom}${where}, ${layer.date.slice(0, 4)}${beside}`}
            </TextBlock>
          </g>
        );
      })}
    </g>
  );
}
