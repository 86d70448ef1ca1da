/** For the eye: `npx tsx test/draw/look-poster.ts [light|dark|print] [WIDTH]` writes the poster as PNG to a folder for passing files. */

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { renderPoster } from '../../src/draw/poster.tsx';
import { PANELS } from '../../src/draw/panels/index.ts';
import type { Mode } from '../../src/draw/theme.ts';
import { FACES, FONT_FOLDER } from '../../src/draw/type.ts';
import { lookFigures } from './figures.ts';
import { EDITION } from './sheet.ts';

const [mode = 'light', width = '1200'] = process.argv.slice(2);
const svg = renderPoster({ edition: EDITION, figures: lookFigures(), panels: PANELS }, mode as Mode);
const fontFiles = Object.values(FACES).map((face) => fileURLToPath(new URL(`${face.file}.ttf`, FONT_FOLDER)));
const started = performance.now();
const image = new Resvg(svg, {
  fitTo: { mode: 'width', value: Number(width) },
  font: { fontFiles, loadSystemFonts: false },
}).render();
writeFileSync(`${tmpdir()}/look-poster-${mode}.svg`, svg);
writeFileSync(`${tmpdir()}/look-poster-${mode}.png`, image.asPng());
console.log(image.width, image.height, svg.length, Math.round(performance.now() - started));
