// `npm run picture`: docs/sheet.png, the head of the sheet of studies/us as README shows it. Build editions/us first ("npm start").

import { readFile, writeFile } from 'node:fs/promises';
import { Resvg } from '@resvg/resvg-js';
import { TTF_PATHS } from '../src/publish/pictures.ts';

const SHOWN_WIDTH_PX = 840;
/** Masthead and first chapter. */
const SHOWN_HEIGHT_PX = 1012;

const poster = await readFile('editions/us/poster.svg', 'utf8');
const drawing = new Resvg(poster.replace(/<style>.*?<\/style>/s, ''), {
  fitTo: { mode: 'width', value: SHOWN_WIDTH_PX },
  font: { fontFiles: [...TTF_PATHS], loadSystemFonts: false },
  crop: { left: 0, top: 0, right: SHOWN_WIDTH_PX, bottom: SHOWN_HEIGHT_PX },
});
await writeFile('docs/sheet.png', drawing.render().asPng());
