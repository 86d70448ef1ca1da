/** For the eye: `npx tsx test/draw/look-page.ts` writes the page, with its fonts, to a folder for passing files. */

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { renderPage } from '../../src/draw/page.tsx';
import { PANELS } from '../../src/draw/panels/index.ts';
import { FONT_FOLDER } from '../../src/draw/type.ts';
import { clientScript } from '../../src/publish/client-script.ts';
import { lookFigures } from './figures.ts';
import { EDITION } from './sheet.ts';

const folder = `${tmpdir()}/look-page`;
mkdirSync(`${folder}/fonts`, { recursive: true });
cpSync(fileURLToPath(FONT_FOLDER), `${folder}/fonts`, { recursive: true });
const html = renderPage(
  {
    edition: EDITION,
    figures: lookFigures(),
    panels: PANELS,
  },
  { script: await clientScript() },
);
writeFileSync(`${folder}/index.html`, html);
console.log(folder, html.length, gzipSync(html, { level: 9 }).length);
