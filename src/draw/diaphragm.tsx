/** The mark: the diaphragm of a stethoscope, seen from the front, with the sound that it takes up. */

import { round } from './marks/round.ts';
import { ink } from './theme.ts';

export interface DiaphragmProps {
  /** Unique in the document: the mark repeats one sector by reference. */
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Outer radius of the rim in px. */
  readonly radiusPx: number;
  /** How many waves of sound stand around it. */
  readonly waves: number;
}

/** Drawn at a radius of 100 and scaled. The membrane is one sector, repeated about the centre. */
const SECTORS = 6;
const RINGS = 9;
const NOTCHES_A_SECTOR = 12;

export function Diaphragm({ id, x, y, radiusPx, waves }: DiaphragmProps) {
  return (
    <g fill="none" transform={`translate(${x} ${y})scale(${radiusPx / 100})`}>
      {Array.from({ length: waves }, (_, index) => (
        <circle
          key={index}
          class="wave"
          r={round(120 + 17 * index + 2.2 * index * index)}
          stroke={ink('accent')}
          stroke-width={round(Math.max(0.6, 2.6 - index * 0.34))}
          stroke-opacity={round(Math.max(0.12, 0.75 - index * 0.11))}
        />
      ))}
      <circle r="100" fill={ink('paper')} stroke={ink('ink')} stroke-width="7" />
      <circle r="80" stroke={ink('ink')} stroke-width="2" />
      <circle r="2.6" fill={ink('ink')} />
      <g id={id}>
        <path d={notches()} stroke={ink('ink')} stroke-width="1.4" />
        <path d={membrane()} fill={ink('ink')} />
      </g>
      {Array.from({ length: SECTORS - 1 }, (_, index) => (
        <use key={index} href={`#${id}`} transform={`rotate(${((index + 1) * 360) / SECTORS})`} />
      ))}
    </g>
  );
}

/** The knurled rim. */
function notches(): string {
  return Array.from({ length: NOTCHES_A_SECTOR }, (_, index) => {
    const angle = ((index + 0.5) / NOTCHES_A_SECTOR / SECTORS) * 2 * Math.PI;
    const at = (radius: number) => `${round(Math.cos(angle) * radius)} ${round(Math.sin(angle) * radius)}`;
    return `M${at(86)}L${at(93)}`;
  }).join('');
}

/** Dots in rings, as large as the standing wave of the membrane is high there. */
function membrane(): string {
  const rings = Array.from({ length: RINGS }, (_, ring) => {
    const radius = (ring + 1) * 8;
    return Array.from({ length: ring + 1 }, (__, index) => {
      const share = (index + (ring % 2) / 2) / (ring + 1);
      const angle = (share / SECTORS) * 2 * Math.PI;
      const height = Math.abs(Math.cos(radius / 9.2)) * (0.6 + 0.4 * Math.cos(2 * Math.PI * share));
      const dot = round(0.8 + 2.7 * height);
      const cx = round(Math.cos(angle) * radius - dot);
      return `M${cx} ${round(Math.sin(angle) * radius)}a${dot} ${dot} 0 1 0 ${round(2 * dot)} 0a${dot} ${dot} 0 1 0 ${round(-2 * dot)} 0`;
    }).join('');
  });
  return rings.join('');
}
