/** For the eye: `npx tsx test/draw/look.ts PANEL WIDTH [light|dark|print]` writes a PNG to the system's folder for passing files. */

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { PANELS } from '../../src/draw/panels/index.ts';
import { drawPicture } from '../../src/draw/picture.ts';
import { PALETTES, resolveColours, type Mode } from '../../src/draw/theme.ts';
import { FACES, FONT_FOLDER } from '../../src/draw/type.ts';
import { lookFigures } from './figures.ts';

const [id, width = '1104', mode = 'light'] = process.argv.slice(2);
const panel = PANELS.find((candidate) => candidate.id === id);
if (!panel) throw new Error(`no panel "${id}"`);
const { markup } = drawPicture(panel, lookFigures(), Number(width));
const png = new Resvg(resolveColours(markup, mode as Mode, panel.ground), {
  background: PALETTES[mode as Mode][panel.ground].paper,
  font: {
    fontFiles: Object.values(FACES).map((face) => fileURLToPath(new URL(`${face.file}.ttf`, FONT_FOLDER))),
    loadSystemFonts: false,
  },
})
  .render()
  .asPng();
const file = `${tmpdir()}/look-${id}-${width}-${mode}.png`;
writeFileSync(file, png);
console.log(file, markup.length);
