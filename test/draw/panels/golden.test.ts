/** The pictures of four panels kept as text. Renew them with `npx vitest run test/draw -u` after looking at them. */

import { expect, test } from 'vitest';
import { growth } from '../../../src/draw/panels/growth.tsx';
import { hospitals } from '../../../src/draw/panels/hospitals.tsx';
import { practices } from '../../../src/draw/panels/practices.tsx';
import { states } from '../../../src/draw/panels/states.tsx';
import { drawPicture } from '../../../src/draw/picture.ts';
import { publishedFigures } from '../figures.ts';

const figures = publishedFigures();
/** One element a line, so that a difference can be read. */
const readable = (markup: string) => `${markup.replaceAll('><', '>\n<')}\n`;

const cases = [hospitals, practices, growth, states].flatMap((panel) =>
  [328, 1104].map((widthPx) => ({ panel, id: panel.id, widthPx })),
);

test.each(cases)('panel $id at $widthPx px', async ({ panel, id, widthPx }) => {
  await expect(readable(drawPicture(panel, figures, widthPx).markup)).toMatchFileSnapshot(
    `../../golden/panel-${id}-${widthPx}.svg`,
  );
});
