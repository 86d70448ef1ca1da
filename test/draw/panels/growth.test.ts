import { expect, test } from 'vitest';
import { listCounts, surveyAnswers, tenures } from '../../../src/draw/panels/growth/counts.ts';
import { growth } from '../../../src/draw/panels/growth.tsx';
import { drawPicture } from '../../../src/draw/picture.ts';
import { plain } from '../../../src/draw/words.ts';
import { publishedFigures } from '../figures.ts';
import { withRows } from './fixture.ts';

const figures = publishedFigures();
const counts = listCounts(figures);
const { markup, heightPx } = drawPicture(growth, figures, 1104);

test('the curve holds the dated counts of the list in time order', () => {
  expect(counts.map(({ count }) => count)).toEqual([206, 216, 391, 540, 557, 965, 1188, 1501, 1501, 1576]);
});

test('the list changes hands once', () => {
  expect(
    tenures(counts).map(({ keeper, first, last }) => [keeper.split(', ')[1], first.count, last.count]),
  ).toEqual([
    ['Ed Bennett', 206, 1188],
    ['Mayo Clinic', 1501, 1576],
  ]);
});

test('gaps in the counting are said on the line', () => {
  // February 2010 to May 2011, October 2011 to April 2013, July 2013 to May 2015.
  expect([...markup.matchAll(/no count for (\d+) months/g)].map(([, months]) => Number(months))).toEqual([
    15, 18, 22,
  ]);
});

test('the headline stands on counts that were given exactly', () => {
  expect(plain(growth.takeaway(figures))).toBe(
    'The list of hospitals on social media grew from 206 in 2009 to 1,501 in 2013',
  );
  expect(markup).toContain('at least 1,576');
});

test('surveys about something else stay in the table', () => {
  const answers = surveyAnswers(figures);
  expect(answers.length).toBeGreaterThanOrEqual(8);
  expect(answers.filter(({ words }) => /AI|reason|review|never/i.test(words))).toEqual([]);
  expect(answers.every(({ row }) => row.subgroup === '')).toBe(true);
});

test('the pulse line enters on the base line and leaves at the height of the last count', () => {
  const thread = growth.thread?.({ figures, widthPx: 1104 });
  expect(thread?.enter).toBeGreaterThan(thread?.leave ?? 1);
  expect((thread?.enter ?? 0) * heightPx).toBeLessThan(heightPx / 2);
});

test('without data the picture says what to gather', () => {
  const empty = withRows(withRows(figures, 'growth-list', [], 'Gather the lists.'), 'growth-surveys', []);
  expect(drawPicture(growth, empty, 696).markup).toContain('Gather the lists.');
});
