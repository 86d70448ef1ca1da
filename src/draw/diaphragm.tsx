/** The mark: the diaphragm of a stethoscope, seen from the front, with the sound that it takes up. */

import { round } from './marks/round.ts';
import { ink } from './theme.ts';

export interface DiaphragmProps {
  readonly x: number;
  readonly y: number;
  /** Outer radius of the rim in px. */
  readonly radiusPx: number;
  /** How many waves of sound stand around it. */
  readonly waves: number;
}

const DOT_RINGS = 9;
const NOTCHES = 72;

export function Diaphragm({ x, y, radiusPx, waves }: DiaphragmProps) {
  const unit = radiusPx / 100;
  return (
    <g fill="none">
      {Array.from({ length: waves }, (_, index) => (
        <circle
          key={index}
          class="wave"
          cx={x}
          cy={y}
          r={round(radiusPx + unit * (20 + 17 * index + 2.2 * index * index))}
          stroke={ink('accent')}
          stroke-width={round(Math.max(0.6, (2.6 - index * 0.34) * unit))}
          stroke-opacity={round(Math.max(0.12, 0.75 - index * 0.11))}
        />
      ))}
      <circle
        cx={x}
        cy={y}
        r={radiusPx}
        fill={ink('paper')}
        stroke={ink('ink')}
        stroke-width={round(7 * unit)}
      />
      <path d={notches(x, y, radiusPx)} stroke={ink('ink')} stroke-width={round(1.4 * unit)} />
      <circle cx={x} cy={y} r={round(radiusPx * 0.8)} stroke={ink('ink')} stroke-width={round(2 * unit)} />
      <path d={membrane(x, y, radiusPx)} fill={ink('ink')} />
    </g>
  );
}

/** The knurled rim. */
function notches(x: number, y: number, radiusPx: number): string {
  return Array.from({ length: NOTCHES }, (_, index) => {
    const angle = (index / NOTCHES) * 2 * Math.PI;
    const at = (share: number) =>
      `${round(x + Math.cos(angle) * radiusPx * share)} ${round(y + Math.sin(angle) * radiusPx * share)}`;
    return `M${at(0.86)}L${at(0.93)}`;
  }).join('');
}

/** Dots in rings, as large as the standing wave of the membrane is high there. */
function membrane(x: number, y: number, radiusPx: number): string {
  const rings = Array.from({ length: DOT_RINGS }, (_, ring) => {
    const reach = ((ring + 0.6) / DOT_RINGS) * 0.72;
    const count = Math.round(6 + ring * 5.2);
    return Array.from({ length: count }, (__, index) => {
      const angle = (index / count) * 2 * Math.PI + ring * 0.35;
      const height = Math.abs(Math.cos(reach * 11)) * (0.62 + 0.38 * Math.cos(2 * angle + 0.7));
      const dotPx = round(radiusPx * (0.008 + 0.026 * height));
      const cx = round(x + Math.cos(angle) * reach * radiusPx - dotPx);
      const cy = round(y + Math.sin(angle) * reach * radiusPx);
      return `M${cx} ${cy}a${dotPx} ${dotPx} 0 1 0 ${round(2 * dotPx)} 0a${dotPx} ${dotPx} 0 1 0 ${round(-2 * dotPx)} 0`;
    }).join('');
  });
  return rings.join('');
}
