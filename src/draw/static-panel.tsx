/** One panel as a picture of its own: its plate with title and description, for download and for embedding. */

import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Figures, PanelDefinition } from './panel.ts';
import { layPlate } from './plate.tsx';
import type { Mode } from './theme.ts';
import { FACES, SIZE } from './type.ts';
import { plain } from './words.ts';

export interface StaticPanelOptions {
  /** 1200 unless told; below 700 the plate is laid for a phone. */
  readonly widthPx?: number;
  readonly mode?: Mode;
}

/** A finished SVG: plain hex, shipped families by name, no script, no external reference. */
export function renderPanel(
  panel: PanelDefinition,
  figures: Figures,
  { widthPx = 1200, mode = 'light' }: StaticPanelOptions = {},
): string {
  const plate = layPlate(panel, figures, { widthPx, marginPx: widthPx < 700 ? 16 : 48, mode });
  return standalone({
    title: plain(panel.takeaway(figures)),
    description: plain(panel.alt(figures)),
    widthPx,
    heightPx: plate.heightPx,
    markup: plate.markup,
  });
}

export interface StandaloneProps {
  readonly title: string;
  readonly description: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Size on the screen as a multiple of the drawing's own units. */
  readonly scale?: number;
  readonly markup: string;
}

/** Wraps finished markup as an SVG document with its words for those who cannot see it. */
export function standalone({
  title,
  description,
  widthPx,
  heightPx,
  scale = 1,
  markup,
}: StandaloneProps): string {
  return `${renderToString(
    h(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: widthPx * scale,
        height: heightPx * scale,
        viewBox: `0 0 ${widthPx} ${heightPx}`,
        'font-family': FACES.sans.family,
        'font-size': SIZE.small,
        role: 'img',
        'aria-labelledby': 'title description',
      },
      h('title', { id: 'title' }, title),
      h('desc', { id: 'description' }, description),
      h('g', { dangerouslySetInnerHTML: { __html: markup } }),
    ),
  )}\n`;
}
