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
const MODULES = `${ROOT}/node_modules`;
const FRAUNCES = '@fontsource-variable/fraunces';
/** Static cuts: those of the variable file all call themselves Thin, and renderers find a face by its name. */
const PUBLIC_SANS = '@expo-google-fonts/public-sans';

const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('');
const LATIN = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ŒœŠšŽžŸ–—‘’‚“”„•…′″‹›€™−×÷`;

/** Optical size 40: at a larger one the bar of a small 4 is so thin that it reads as a 1. */
const FACES = [
  {
    id: 'display',
    file: 'fraunces-display',
    from: `${FRAUNCES}/files/fraunces-latin-full-normal.woff2`,
    axes: { opsz: 40, SOFT: 0, WONK: 0, wght: 600 },
  },
  {
    id: 'italic',
    file: 'fraunces-italic',
    from: `${FRAUNCES}/files/fraunces-latin-full-italic.woff2`,
    axes: { opsz: 24, SOFT: 0, WONK: 0, wght: 400 },
  },
  {
    id: 'sans',
    file: 'public-sans-regular',
    from: `${PUBLIC_SANS}/400Regular/PublicSans_400Regular.ttf`,
    axes: undefined,
  },
  {
    id: 'sansBold',
    file: 'public-sans-semibold',
    from: `${PUBLIC_SANS}/600SemiBold/PublicSans_600SemiBold.ttf`,
    axes: undefined,
  },
];

const widths = {};
for (const face of FACES) {
  const source = readFileSync(`${MODULES}/${face.from}`);
  for (const [extension, targetFormat] of [
    ['ttf', 'truetype'],
    ['woff2', 'woff2'],
  ]) {
    const cut = await subsetFont(source, LATIN, {
      targetFormat,
      variationAxes: face.axes,
      preserveNameIds: [16, 17],
    });
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
copyFileSync(`${MODULES}/${FRAUNCES}/LICENSE`, `${ROOT}/assets/fonts/OFL-Fraunces.txt`);
copyFileSync(`${MODULES}/${PUBLIC_SANS}/LICENSE_FONT`, `${ROOT}/assets/fonts/OFL-Public-Sans.txt`);
writeFileSync(`${ROOT}/src/draw/type-widths.json`, `${JSON.stringify(widths)}\n`);
