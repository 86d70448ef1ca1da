/** The head of the sheet: the mark at the right, and the pulse line that leaves it, beats, and turns down the left margin. */

import { Diaphragm } from './diaphragm.tsx';
import { beatLeft, threadX } from './thread.ts';
import { ink } from './theme.ts';

export interface MastheadShape {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Centre and radius of the mark. */
  readonly mark: {
    readonly x: number;
    readonly y: number;
    readonly radiusPx: number;
    readonly waves: number;
  };
  /** Where the pulse line runs across. */
  readonly lineY: number;
  /** Where the line runs down beside the words, when not below the mark. */
  readonly downX?: number;
  /** Beats along the line, as distances from its right end, and their scale. */
  readonly beats: readonly { readonly after: number; readonly scale: number }[];
}

/** The masthead of the sheet, drawn for its three widths. */
export const MASTHEADS = {
  sheet: {
    widthPx: 1200,
    heightPx: 520,
    mark: { x: 962, y: 214, radiusPx: 136, waves: 6 },
    lineY: 462,
    beats: [
      { after: 110, scale: 1 },
      { after: 130, scale: 0.7 },
      { after: 150, scale: 0.45 },
    ],
  },
  tablet: {
    widthPx: 768,
    heightPx: 500,
    mark: { x: 636, y: 150, radiusPx: 82, waves: 5 },
    lineY: 446,
    beats: [
      { after: 60, scale: 0.9 },
      { after: 80, scale: 0.6 },
    ],
  },
  phone: {
    widthPx: 360,
    heightPx: 560,
    mark: { x: 268, y: 106, radiusPx: 54, waves: 5 },
    lineY: 520,
    downX: 352.5,
    beats: [
      { after: 30, scale: 0.62 },
      { after: 40, scale: 0.4 },
    ],
  },
} as const satisfies Record<string, MastheadShape>;

/** The drawing behind the words of the masthead. Decoration: it holds no number. */
export function MastheadArt({ shape }: { readonly shape: MastheadShape }) {
  const { mark, lineY, widthPx, heightPx } = shape;
  return (
    <g>
      <Diaphragm {...mark} id={`membrane-${widthPx}`} />
      <path d={pulse(shape)} fill="none" stroke={ink('accent')} stroke-width="3" stroke-linejoin="round" />
      <path
        d={`M${threadX(widthPx) + 14} ${lineY}Q${threadX(widthPx)} ${lineY} ${threadX(widthPx)} ${lineY + 14}V${heightPx}`}
        fill="none"
        stroke={ink('accent')}
        stroke-width="3"
      />
    </g>
  );
}

function pulse({ mark, lineY, widthPx, beats, downX }: MastheadShape): string {
  const bend = 26;
  const from =
    downX === undefined
      ? `M${mark.x} ${mark.y + mark.radiusPx + 4}`
      : `M${mark.x + mark.radiusPx + 2} ${mark.y}H${downX - 14}Q${downX} ${mark.y} ${downX} ${mark.y + 14}`;
  const x = downX ?? mark.x;
  const steps = beats.map(({ after, scale }) => `h${-after}${beatLeft(scale)}`).join('');
  return `${from}V${lineY - bend}Q${x} ${lineY} ${x - bend} ${lineY}${steps}H${threadX(widthPx) + 14}`;
}
