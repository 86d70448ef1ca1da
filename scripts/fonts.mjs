/**
 * Cuts the four faces of the sheet from the open families Fraunces and Public Sans (SIL Open Font License):
 * TTF for static pictures, WOFF2 for the page, and a table of advance widths, so that text is measured without a font file.
 * Run again after a change of the character set: `node scripts/fonts.mjs`.
 */

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import subsetFont from 'subset-font';
import * as fontkit from 'fontkit';

const ROOT = resolve(import.meta.dirname, '..');
const FAMILIES = `${ROOT}/node_modules/@fontsource-variable`;

const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');
const LATIN = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ŒœŠšŽžŸ–—‘’‚“”„•…′″‹›€™−×÷`;

/** Optical size 84 keeps the hairlines of the display face above a third of a pixel at 20 px. */
const FACES = [
  {
    id: 'display',
    file: 'fraunces-display',
    from: 'fraunces/files/fraunces-latin-full-normal.woff2',
    axes: { opsz: 84, SOFT: 0, WONK: 0, wght: 600 },
  },
  {
    id: 'italic',
    file: 'fraunces-italic',
    from: 'fraunces/files/fraunces-latin-full-italic.woff2',
    axes: { opsz: 24, SOFT: 0, WONK: 0, wght: 400 },
  },
  {
    id: 'sans',
    file: 'public-sans-regular',
    from: 'public-sans/files/public-sans-latin-wght-normal.woff2',
    axes: { wght: 400 },
  },
  {
    id: 'sansBold',
    file: 'public-sans-semibold',
    from: 'public-sans/files/public-sans-latin-wght-normal.woff2',
    axes: { wght: 600 },
  },
];

const widths = {};
for (const face of FACES) {
  const source = readFileSync(`${FAMILIES}/${face.from}`);
  for (const [extension, targetFormat] of [
    ['ttf', 'truetype'],
    ['woff2', 'woff2'],
  ]) {
    const cut = await subsetFont(source, LATIN, { targetFormat, variationAxes: face.axes });
    writeFileSync(`${ROOT}/assets/fonts/${face.file}.${extension}`, cut);
  }
  const font = fontkit.openSync(`${ROOT}/assets/fonts/${face.file}.ttf`);
  widths[face.id] = Object.fromEntries(
    [...LATIN].map((character) => [
      character,
      Math.round((font.glyphForCodePoint(character.codePointAt(0)).advanceWidth * 1000) / font.unitsPerEm),
    ]),
  );
  console.log(face.file, font.familyName, font['OS/2'].usWeightClass);
}
copyFileSync(`${FAMILIES}/fraunces/LICENSE`, `${ROOT}/assets/fonts/OFL-Fraunces.txt`);
copyFileSync(`${FAMILIES}/public-sans/LICENSE`, `${ROOT}/assets/fonts/OFL-Public-Sans.txt`);
writeFileSync(`${ROOT}/src/draw/type-widths.json`, `${JSON.stringify(widths)}\n`);
