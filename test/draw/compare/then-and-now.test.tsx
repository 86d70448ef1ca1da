import { expect, test } from 'vitest';
import { thenAndNow } from '../../../src/draw/compare/then-and-now.tsx';
import type { Figures } from '../../../src/draw/panel.ts';
import { renderPage } from '../../../src/draw/page.tsx';
import { PANELS } from '../../../src/draw/panels/index.ts';
import { drawPicture } from '../../../src/draw/picture.ts';
import { renderPoster } from '../../../src/draw/poster.tsx';
import { plain } from '../../../src/draw/words.ts';
import { publishedFigures } from '../figures.ts';
import { EDITION } from '../sheet.ts';

const figures = publishedFigures();
const sheetOf = (shown: Figures) => ({ edition: EDITION, figures: shown, panels: PANELS });
const page = renderPage(sheetOf(figures));
const section = /<section[^>]*id="compare-2013".*?<\/section>/s.exec(page)?.[0] ?? '';
const text = section.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const without: Figures = { ...figures, 'compare-2013': { ...figures['compare-2013'], rows: [] } };

test('the headline counts what has a newer answer and what was counted the same way', () => {
  expect(plain(thenAndNow.takeaway(figures))).toBe(
    'Six of the seven questions of 2013 have newer answers; only one was counted the same way',
  );
});

test('the headline where all, none or one of the questions has a newer answer', () => {
  const compared = figures['compare-2013'];
  const headline = (keep: (row: (typeof compared.rows)[number]) => boolean) =>
    plain(thenAndNow.takeaway({ 'compare-2013': { ...compared, rows: compared.rows.filter(keep) } }));
  expect(headline(({ chapter }) => chapter !== 'share')).toBe(
    'All six questions of 2013 have newer answers; only one was counted the same way',
  );
  expect(headline(({ side }) => side === 'then')).toBe(
    'None of the seven questions of 2013 has a newer answer yet',
  );
  expect(headline(({ chapter }) => chapter === 'trust')).toBe(
    'The one question of 2013 has a newer answer; none was asked the same way',
  );
});

test('both definitions stand with the numbers where the words differ, and no change is told', () => {
  expect(text).toContain('Would you trust health information that this source posts on social media?');
  expect(text).toContain('Trusts recommendations at least a fair amount.');
  expect(section.match(/class="tag">[^<]*in other words/g)).toHaveLength(7);
  expect(section.match(/class="tag">[^<]*counted the same way: higher/g)).toHaveLength(1);
});

test('what was lost is said to be lost, and what is missing to be gathered', () => {
  expect(section.match(/<i>lost<\/i>/g)).toHaveLength(2);
  expect(text).toContain('Gather HINTS 6 or 7');
});

test('every chapter of the spread leads to its chapter on the page', () => {
  const targets = [...section.matchAll(/<h3><a href="#([a-z]+)"/g)].map((match) => match[1]);
  expect(targets).toEqual(['talk', 'trust', 'share', 'hospitals', 'practices', 'growth', 'states']);
  for (const id of targets) expect(page).toContain(` id="${id}"`);
});

test('words for those who cannot see it give every number', () => {
  const alt = plain(thenAndNow.alt(figures));
  for (const number of [
    '24%',
    '72%',
    '60%',
    '93%',
    '47%',
    '1,501',
    'over 1,576',
    '1,264 of 1,501',
    '99.4%',
    '76,000',
    '55%',
    '456',
    '66.8%',
  ])
    expect(alt).toContain(number);
  expect(thenAndNow.tables(figures)[0].rows).toHaveLength(18);
});

test('a study without 2013 has no such spread, on the page and on the poster', () => {
  expect(renderPage(sheetOf(without))).not.toContain('id="compare-2013"');
  expect(renderPoster(sheetOf(without))).not.toContain('Since');
  expect(renderPoster(sheetOf(figures))).toContain('Since');
});

test.each([328, 1104])('the spread at %i px', async (widthPx) => {
  const { markup } = drawPicture(thenAndNow, figures, widthPx);
  const sizes = [...markup.matchAll(/font-size="([\d.]+)"/g)].map((match) => Number(match[1]));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
  await expect(`${markup.replaceAll('><', '>\n<')}\n`).toMatchFileSnapshot(
    `../../golden/compare-2013-${widthPx}.svg`,
  );
});
