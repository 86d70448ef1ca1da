import { expect, test } from 'vitest';
import { glyphsOnLine } from '../../../src/draw/panels/hospitals/crowd.tsx';
import { hospitalList, ladderLines, leaders } from '../../../src/draw/panels/hospitals/counts.ts';
import { nowGroups, reviewGroups } from '../../../src/draw/panels/hospitals/reviews.tsx';
import { hospitals } from '../../../src/draw/panels/hospitals.tsx';
import { drawPicture } from '../../../src/draw/picture.ts';
import { plain } from '../../../src/draw/words.ts';
import type { FigureRow } from '../../../src/records.ts';
import { publishedFigures } from '../figures.ts';
import { withRows } from './fixture.ts';

const figures = publishedFigures();
const markup = drawPicture(hospitals, figures, 1104).markup;

test('the headline names the leading network with its count', () => {
  expect(plain(hospitals.takeaway(figures))).toBe(
    'Facebook was the most common network: 1,264 of 1,501 listed hospitals had it',
  );
});

test('every count of the list of 2013 stands in the picture and cites its row', () => {
  const printed = ['1,501', '695', '1,264', '967', '651', '1,116', '185'];
  for (const count of printed)
    expect(markup).toMatch(new RegExp(`data-figure="hospitals-2013/[^"]+"[^>]*>${count}<`));
});

test('a lead within chance is not called the lead', () => {
  const list = figures['hospitals-2013'];
  const near = withRows(
    figures,
    'hospitals-2013',
    list.rows.map((row) =>
      row.network === 'foursquare' ? { ...row, value: 1250, share: 1250 / 1501 } : row,
    ),
  );
  expect(plain(hospitals.takeaway(near))).toContain('among the most common');
});

test('glyphs fill column by column, and the lines add up', () => {
  // 1,264 hospitals at 25 a glyph on two lines: 26 columns begun, the last a part of one glyph on the upper line.
  expect(glyphsOnLine(50.56, 2, 0)).toBeCloseTo(25.56);
  expect(glyphsOnLine(50.56, 2, 1)).toBe(25);
  for (const glyphs of [0, 1, 7.4, 60]) {
    const sum = [0, 1, 2].reduce((total, line) => total + glyphsOnLine(glyphs, 3, line), 0);
    expect(sum).toBeCloseTo(glyphs);
  }
});

test('the lead on the list passed as the counts of the list owner say', () => {
  // March 2009: YouTube 124, Twitter 117. April 2009: Twitter 132, YouTube 126. May 2011: Facebook 777, Twitter 714.
  expect(leaders(ladderLines(figures))).toEqual(['YouTube', 'Twitter', 'Facebook']);
});

test('a count whose date is only inferred, or that is probably a misprint, is not on a line', () => {
  const lines = ladderLines(figures);
  expect(lines.flatMap(({ points }) => points).some(({ row }) => row.source === 'tmp-articles')).toBe(false);
  const linkedin = lines.find(({ network }) => network === 'linkedin');
  expect(linkedin?.points.map(({ row }) => row.value)).toEqual([469, 651]);
  expect(linkedin?.doubtful.map(({ row }) => row.value)).toEqual([458]);
});

test('reviews keep their question and day, and a misprinted share is left to the table', () => {
  const groups = reviewGroups(figures);
  expect(groups.map(({ heading }) => heading)).toContain('Has a page or account, 2014');
  expect(groups.flatMap(({ rows }) => rows).map(({ value }) => value)).not.toContain(94.41);
  expect(groups.flatMap(({ rows }) => rows).every((row) => row.place === 'US')).toBe(true);
});

test('what is known of today is a share, or at least a share', () => {
  const [row] = figures['states-departments'].rows;
  const now = withRows(figures, 'hospitals-now', [
    {
      ...row,
      id: 'facebook',
      unit: 'percent',
      network: 'facebook',
      label: 'Facebook',
      value: 31.9,
      display: 'at_least',
      date: '2026-06-30',
    },
  ]);
  expect(nowGroups(now)[0].heading).toBe('Hospitals of the registry, checked by 30 June 2026');
  expect(drawPicture(hospitals, now, 1104).markup).toMatch(
    /data-figure="hospitals-now\/facebook"[^>]*>31%\+</,
  );
});

test('without the list the other counts stand alone; without those too the picture says what to gather, and no number', () => {
  const unlisted = withRows(figures, 'hospitals-2013', [], 'Gather the list to draw it.');
  expect(hospitalList(unlisted)).toBeNull();
  const { markup } = drawPicture(hospitals, unlisted, 328);
  expect(markup).not.toMatch(/Gather the list/);
  // Griffis and others, 2014: 99.41 % from their count.
  expect(markup).toMatch(/data-figure="hospitals-since\/facebook[^"]*"[^>]*>99\.4%</);
  const empty = withRows(unlisted, 'hospitals-since', []);
  expect(drawPicture(hospitals, empty, 328).markup).toMatch(/Gather the list/);
  expect(drawPicture(hospitals, empty, 328).markup).not.toContain('data-figure');
});

const VERMONT = {
  ...figures['hospitals-2013'].rows[0],
  id: 'facebook',
  unit: 'percent',
  label: 'Facebook',
  network: 'facebook',
  state: 'VT',
  date: '2026-06-30',
};

test('a study of one state opens with what its hospitals have today, where that is known', () => {
  const now = { ...figures['hospitals-2013'], id: 'hospitals-now', unit: 'percent', state: 'VT' };
  const row = { ...VERMONT, value: 50, display: 'rate' };
  const figuresWith = (rows: readonly FigureRow[]) => ({ ...figures, 'hospitals-now': { ...now, rows } });
  const headline = (rows: readonly FigureRow[]) => plain(hospitals.takeaway(figuresWith(rows)));
  const cited = [
    ...drawPicture(hospitals, figuresWith([row]), 1104).markup.matchAll(/data-figure="([^/"]+)/g),
  ];
  expect(cited[0][1]).toBe('hospitals-now');
  expect(cited.filter(([, id]) => id === 'hospitals-now')).toHaveLength(3);
  expect(plain(hospitals.alt(figuresWith([row])))).toMatch(/^ ?Hospitals of Vermont/);
  expect(headline([row])).toBe('On Facebook: 50% of the hospitals of Vermont in the registry');
  expect(headline([])).toMatch(/^Facebook was the most common network: 1,264 of 1,501/);
});

test('without the list the headline is what is known of today', () => {
  const now = (value: number, display: string) =>
    plain(
      hospitals.takeaway({
        ...withRows(figures, 'hospitals-2013', []),
        'hospitals-now': {
          ...figures['hospitals-2013'],
          id: 'hospitals-now',
          unit: 'percent',
          rows: [{ ...VERMONT, value, display }],
        },
      }),
    );
  expect(now(50, 'rate')).toBe('On Facebook: 50% of the hospitals of Vermont in the registry');
  expect(now(31.4, 'at_least')).toBe('On Facebook: at least 31% of the hospitals of Vermont in the registry');
});
