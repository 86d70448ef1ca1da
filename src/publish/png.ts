/** SVG to PNG with the shipped fonts only, so that the bytes are the same on every machine. */

import { Resvg } from '@resvg/resvg-js';

export function svgToPng(svg: string, widthPx: number, fontFiles: readonly string[]): Uint8Array {
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: widthPx },
    font: { fontFiles: [...fontFiles], loadSystemFonts: false },
  });
  return image.render().asPng();
}
