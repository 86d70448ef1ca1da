/** For the eye: `npx tsx test/draw/look-page.ts` writes the page, with its fonts, to a folder for passing files. */

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { renderPage } from '../../src/draw/page.tsx';
import { PANELS } from '../../src/draw/panels/index.ts';
import { FONT_FOLDER } from '../../src/draw/type.ts';
import { publishedFigures } from './figures.ts';

const folder = `${tmpdir()}/look-page`;
mkdirSync(`${folder}/fonts`, { recursive: true });
cpSync(fileURLToPath(FONT_FOLDER), `${folder}/fonts`, { recursive: true });
const html = renderPage({
  edition: {
    title: 'Health care and social media',
    subtitle:
      'What patients say, whom they trust, and where hospitals are found. The sheet of 2013, and since then.',
    credit: 'Auscult, from published figures and public registries',
    as_of: '2026-06-30',
  },
  figures: publishedFigures(),
  panels: PANELS,
});
writeFileSync(`${folder}/index.html`, html);
console.log(folder, html.length, gzipSync(html, { level: 9 }).length);
