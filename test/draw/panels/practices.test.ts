import { expect, test } from 'vitest';
import { requests } from '../../../src/draw/panels/practices/patience.tsx';
import { adviceBeside, notSupported, plates } from '../../../src/draw/panels/practices/plates.ts';
import { practices } from '../../../src/draw/panels/practices.tsx';
import type { Figures } from '../../../src/draw/panel.ts';
import { drawPicture } from '../../../src/draw/picture.ts';
import { plain } from '../../../src/draw/words.ts';
import type { FigureRow } from '../../../src/records.ts';
import { publishedFigures } from '../figures.ts';

const published = publishedFigures();

/** As measured in posts: two that hold, one that does not, one that could not be estimated. */
const effect = (
  id: string,
  label: string,
  ratio: number | null,
  lower: number,
  upper: number,
): FigureRow => ({
  id,
  label,
  value: ratio,
  lower,
  upper,
  n: 1384,
  decision: ratio === null ? 'hidden' : 'shown',
  reason: ratio === null ? 'fewer than 100 posts' : '',
  source: 'posts',
  note: '',
});
const measured: Figures = {
  ...published,
  practices: {
    ...published['practices-guidance'],
    id: 'practices',
    base: 'Posts of 61 accounts',
    rows: [
      effect('many-tags', 'Many tags', 0.79, 0.7, 0.9),
      effect('image', 'Image', 1.2, 1.05, 1.4),
      effect('video', 'Video', 1.5, 1.2, 1.9),
      effect('thread', 'Thread', null, 0, 0),
    ],
  },
};

test('without measured posts a plate stands for each grade that gives a number, then the next strongest', () => {
  expect(plates(published).map(({ grade, numeral, title }) => [grade, numeral, title])).toEqual([
    ['law', '0', 'Reveal nothing in a reply'],
    ['scoring tool', '90', 'Score it for clarity'],
    ['scoring tool', '7', 'Break up long lists'],
    ['guidance', '0', 'Describe every picture'],
    ['public expectation', '24', 'Answer within a day'],
  ]);
});

test('measured practices are ranked by their lower limit, and the rest are named as not supported', () => {
  expect(plates(measured).map(({ title }) => title)).toEqual(['Video', 'Image']);
  expect(notSupported(measured).map(({ label }) => label)).toEqual(['Many tags', 'Thread']);
  expect(plain(practices.takeaway(measured))).toBe(
    'Posts with a video got 1.5 times the engagement of the same account’s other posts',
  );
});

test('where fewer than five hold, advice with its grade fills the places, and is said not to be measured', () => {
  expect(adviceBeside(measured).map(({ title }) => title)).toEqual([
    'Reveal nothing in a reply',
    'Score it for clarity',
    'Break up long lists',
  ]);
  expect(adviceBeside(published)).toEqual([]);
  expect(plain(practices.finePrint(measured))).toContain('were not measured here');
  expect(plain(practices.finePrint(published))).not.toContain('were not measured here');
});

test('an effect is drawn with its interval and never called a cause', () => {
  const { markup } = drawPicture(practices, measured, 1104);
  expect(markup).toContain('1.20 to 1.90; dashes: no difference');
  expect(markup).toContain('Also measured, and not supported: many tags, thread.');
  const words = plain(practices.takeaway(measured)) + plain(practices.finePrint(measured));
  expect(words).toContain('associated with');
  expect(words).not.toMatch(/boost|increases|leads to/);
});

test('all five places of 2013 are kept, with those that were lost', () => {
  const { markup } = drawPicture(practices, published, 1104);
  expect(markup).toContain('76,000, disputed');
  expect(markup.match(/not recovered</g)).toHaveLength(2);
});

test('how soon an answer was wanted is told for each request, the soonest first', () => {
  const waits = requests(published).map(({ waits }) => waits.map(({ within, row }) => [within, row.value]));
  expect(waits).toHaveLength(3);
  expect(waits[0]).toEqual([
    ['one hour', 29],
    ['a few hours', 49],
    ['a day or less', 76],
  ]);
  expect(plain(practices.finePrint(published))).toContain('1,060');
});
