/** The pictures of an edition that a renderer makes from drawn SVG, and the faces that the page needs. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FACES, FONT_FOLDER } from '../draw/type.ts';
import { picturedPanels, type Edition, type EditionFile } from './edition.ts';
import { posterPdf } from './pdf.ts';
import { svgToPng } from './png.ts';
import { svgSize } from './svg-size.ts';

const POSTER_PNG_WIDTH_PX = 2400;
const PANEL_PNG_WIDTH_PX = 1600;

const FACE_FILES = Object.values(FACES).map((face) => face.file);
export const TTF_PATHS = FACE_FILES.map((file) => fileURLToPath(new URL(`${file}.ttf`, FONT_FOLDER)));

/** `poster.png` and `poster.pdf`, from the poster's SVG. */
export async function posterPictures(svg: string, edition: Edition): Promise<EditionFile[]> {
  return [
    { path: 'poster.png', content: svgToPng(svg, POSTER_PNG_WIDTH_PX, TTF_PATHS) },
    {
      path: 'poster.pdf',
      content: await posterPdf({
        svg,
        title: edition.title,
        alt: picturedPanels(edition)
          .map(({ number, takeaway, alt }) => `${number === null ? '' : `${number}. `}${takeaway} ${alt}`)
          .join(' '),
        ...svgSize(svg),
        fontFolders: [fileURLToPath(FONT_FOLDER)],
        createdAt: Math.floor(Date.parse(edition.as_of) / 1000),
      }),
    },
  ];
}

/** A PNG beside each of these panels. */
export function panelPictures(svgs: readonly EditionFile[]): EditionFile[] {
  return svgs.map((svg) => ({
    path: svg.path.replace(/\.svg$/, '.png'),
    content: svgToPng(String(svg.content), PANEL_PNG_WIDTH_PX, TTF_PATHS),
  }));
}

/** The faces of the page, to lie beside it: it asks no other host for anything. */
export async function fontFiles(): Promise<EditionFile[]> {
  return Promise.all(
    FACE_FILES.map(async (file) => ({
      path: `fonts/${file}.woff2`,
      content: new Uint8Array(await readFile(new URL(`${file}.woff2`, FONT_FOLDER))),
    })),
  );
}
