/** No text of a picture leaves its drawing and none stands upon another: measured, at every width and over editions of every kind. */

import { expect, test } from 'vitest';
import { PANELS } from '../../../src/draw/panels/index.ts';
import type { Figures } from '../../../src/draw/panel.ts';
import { drawPicture } from '../../../src/draw/picture.ts';
import type { Figure, FigureRow } from '../../../src/records.ts';
import { publishedFigures } from '../figures.ts';
import { overlaps, placedTexts } from '../placed-texts.ts';
import { postFigures } from '../posts/post-figures.ts';
import { surveyFigure } from '../survey-figure.ts';

const published = publishedFigures();

/** The figures with the rows of `ids` taken away. */
const without = (figures: Figures, isGone: (id: string) => boolean): Figures =>
  Object.fromEntries(
    Object.values(figures).map((figure): [string, Figure] => [
      figure.id,
      isGone(figure.id) ? { ...figure, rows: [], notes: [`Gather ${figure.id} to draw this.`] } : figure,
    ]),
  );

/** The departments' shares as if they were hospitals', of Texas alone or of every place, on four networks. */
function accounts(figures: Figures, codes: (code: string) => boolean): Figures {
  const rows = published['states-departments'].rows
    .filter((row) => row.network === 'facebook' && codes(String(row.state)))
    .flatMap((row) =>
      ['facebook', 'x', 'youtube', 'instagram'].map((network): FigureRow => ({
        ...row,
        network,
        id: `${String(row.state)}.${network}`,
      })),
    );
  return { ...figures, 'states-accounts': { ...figures['states-accounts'], rows } };
}

/** As long as the longest of a real survey. */
const LONG_LABEL = 'Say most people they follow share their views on health';

function surveys(figures: Figures): Figures {
  const figure = surveyFigure();
  const rows = figure.rows.map((row) => (row.item === 'reworded' ? { ...row, label: LONG_LABEL } : row));
  const ids = ['talk-survey', 'trust-survey', 'share-survey'];
  return { ...figures, ...Object.fromEntries(ids.map((id) => [id, { ...figure, rows, id }])) };
}

const nothing = without(published, () => true);
const EDITIONS: Readonly<Record<string, Figures>> = {
  'published figures': published,
  'posts, surveys and published figures': surveys({ ...published, ...postFigures() }),
  'posts alone': { ...nothing, ...postFigures() },
  'surveys alone': surveys(nothing),
  nothing: nothing,
  'one state': accounts(published, (code) => code === 'TX'),
  'one state, no published figures': accounts(
    without(published, (id) => !id.startsWith('states-')),
    (code) => code === 'VT',
  ),
  'accounts in every state': accounts(published, (code) => code !== 'US'),
  'registry without departments': without(published, (id) => id === 'states-departments'),
  'departments on one network': {
    ...published,
    'states-departments': {
      ...published['states-departments'],
      rows: published['states-departments'].rows.filter(({ network }) => network === 'facebook'),
    },
  },
};
/** Phone, tablet, the column beside a headline, sheet. */
const WIDTHS_PX = [328, 696, 712, 1104];
/** Kerning and rounding. */
const SLACK_PX = 2;

const cases = Object.entries(EDITIONS).flatMap(([edition, figures]) =>
  PANELS.map((panel) => ({ edition, figures, panel, id: panel.id })),
);

test.each(cases)(
  '$edition: no text of $id leaves its drawing or stands upon another',
  ({ figures, panel }) => {
    for (const widthPx of WIDTHS_PX) {
      const { markup, heightPx } = drawPicture(panel, figures, widthPx);
      const boxes = placedTexts(markup);
      const outside = boxes.filter(
        ({ left, right, top, bottom }) =>
          left < -SLACK_PX || right > widthPx + SLACK_PX || top < -SLACK_PX || bottom > heightPx + SLACK_PX,
      );
      expect([widthPx, outside]).toEqual([widthPx, []]);
      expect([widthPx, overlaps(boxes)]).toEqual([widthPx, []]);
    }
  },
);
