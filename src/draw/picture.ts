/** A panel's picture as finished markup with its measures, for the page and for static output alike. */

import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Figures, PanelDefinition } from './panel.ts';

export interface DrawnPicture {
  /** One `<svg>`, its colours still roles. */
  readonly markup: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Draws a panel's picture for a width. Throws when it is not an `<svg>` with width and height. */
export function drawPicture(panel: PanelDefinition, figures: Figures, widthPx: number): DrawnPicture {
  const written = renderToString(h('g', null, panel.Picture({ figures, widthPx }))).slice(3, -4);
  // Empty elements close themselves, in HTML as in SVG: thousands of end tags less on the page.
  const markup = written.replace(/><\/(?:path|circle|rect|use|line)>/g, '/>');
  const root = /^<svg[^>]*?\swidth="([\d.]+)"\s+height="([\d.]+)"/.exec(markup);
  if (!root)
    throw new Error(`the picture of panel "${panel.id}" has no root with width and height: use <Drawing>`);
  return { markup, widthPx: Number(root[1]), heightPx: Number(root[2]) };
}
