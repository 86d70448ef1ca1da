/**
 * A map of shares in five steps of one hue. States with fewer than ten facilities are hatched, because a share of them
 * says nothing, and so is a share that is only "at least"; what nobody looked at stays open.
 */

import type { Network } from '../../../records.ts';
import { GRID_PX, stateOutlines } from '../../marks/map/outlines.ts';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { ink, networkRole } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import type { Cell } from './places.ts';

/** Lower ends of the steps, in percent, and how much of the hue each lets through. */
const STEPS = [
  { from: 0, opacity: 0.1 },
  { from: 20, opacity: 0.3 },
  { from: 40, opacity: 0.52 },
  { from: 60, opacity: 0.76 },
  { from: 80, opacity: 1 },
] as const;

export interface MapShapesProps {
  readonly widthPx: number;
  /** Width of the picture: each has hatchings of its own, because a pattern of a drawing that is not shown paints nothing. */
  readonly pictureWidthPx: number;
  /** Networks whose hatching the maps need. */
  readonly networks: readonly Network[];
}

/** Outlines and hatchings once for every map of a picture; their ids hold the width, for a page of several pictures. */
export function MapShapes({ widthPx, pictureWidthPx, networks }: MapShapesProps) {
  return (
    <defs>
      {networks.map((network) => (
        <pattern
          key={network}
          id={hatchId(network, pictureWidthPx)}
          width="10"
          height="10"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 5H10" stroke={ink(networkRole(network))} stroke-width="3" fill="none" />
        </pattern>
      ))}
      {stateOutlines(widthPx).outlines.map(({ code, path }) => (
        <path key={code} id={shapeId(code, widthPx)} d={path} />
      ))}
    </defs>
  );
}

const shapeId = (code: string, widthPx: number): string => `state-${Math.round(widthPx)}-${code}`;

export interface ChoroplethProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  /** Width that the shapes of `MapShapes` were drawn for. */
  readonly shapesPx: number;
  readonly pictureWidthPx: number;
  readonly network: Network;
  /** By USPS code. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** The place that the study is about, which is outlined. */
  readonly own: string | null;
}

export function choroplethHeightPx(widthPx: number): number {
  return stateOutlines(widthPx).heightPx;
}

export function Choropleth(props: ChoroplethProps) {
  const { x, y, widthPx, shapesPx, pictureWidthPx, network, cells, own } = props;
  const hatch = hatchId(network, pictureWidthPx);
  const scale = widthPx / shapesPx;
  return (
    <g
      transform={`translate(${round(x)} ${round(y)})scale(${Math.round(GRID_PX * scale * 1000) / 1000})`}
      stroke={ink('paper')}
      stroke-width={round((widthPx > 500 ? 2 : 1.4) / scale)}
    >
      {stateOutlines(shapesPx).outlines.map(({ code }) => (
        <use key={code} href={`#${shapeId(code, shapesPx)}`} {...paintOf(cells.get(code), network, hatch)} />
      ))}
      {own && (
        <use
          href={`#${shapeId(own, shapesPx)}`}
          fill="none"
          stroke={ink('accent')}
          stroke-width={round(3.5 / scale)}
        />
      )}
    </g>
  );
}

/** A share may be shaded; a count of few, or the least a share can be, may not: shading would rank what must not be ranked. */
function paintOf(cell: Cell | undefined, network: Network, hatch: string) {
  if (!cell) return { fill: ink('paper'), stroke: ink('ink3'), 'stroke-dasharray': '2 4' };
  const { display, value } = cell;
  if (display !== 'rate') return { fill: `url(#${hatch})`, stroke: ink(networkRole(network)) };
  const hue = ink(networkRole(network));
  const opacity = opacityOf(value);
  return { fill: hue, 'fill-opacity': opacity === 1 ? undefined : opacity };
}

function opacityOf(percent: number): number {
  return STEPS.findLast(({ from }) => percent >= from)?.opacity ?? STEPS[0].opacity;
}

const hatchId = (network: Network, pictureWidthPx: number): string =>
  `hatch-${network}-${Math.round(pictureWidthPx)}`;

export interface LegendProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly network: Network;
  /** Width of the picture whose hatching it explains. */
  readonly pictureWidthPx: number;
}

export const LEGEND_HEIGHT_PX = 34;

/** Five steps, then hatched: fewer than ten, or too few looked at. */
export function Legend({ x, y, widthPx, network, pictureWidthPx }: LegendProps) {
  const hue = ink(networkRole(network));
  const stepPx = Math.min(44, (widthPx - 146) / STEPS.length);
  const end = x + STEPS.length * stepPx;
  return (
    <g>
      {STEPS.map(({ from, opacity }, index) => (
        <g key={from}>
          <rect
            x={round(x + index * stepPx)}
            y={y}
            width={round(stepPx)}
            height="12"
            fill={hue}
            fill-opacity={opacity}
          />
          <Label
            x={x + index * stepPx}
            y={y + 26}
            sizePx={SIZE.fine}
            role="ink2"
            anchor={index === 0 ? 'start' : 'middle'}
          >
            {index === 0 ? '0%' : from}
          </Label>
        </g>
      ))}
      <Label x={end} y={y + 26} sizePx={SIZE.fine} role="ink2" anchor="middle">
        100
      </Label>
      <rect
        x={round(end + 26)}
        y={y}
        width="22"
        height="12"
        fill={`url(#${hatchId(network, pictureWidthPx)})`}
        stroke={hue}
      />
      <Label x={end + 54} y={y + 10} sizePx={SIZE.fine} role="ink2">
        no share to draw
      </Label>
    </g>
  );
}
