/** What posts add to a chapter: which squares are filled, which months are joined, what is hatched; pictures kept as text. */

import { expect, test } from 'vitest';
import type { Figures } from '../../../src/draw/panel.ts';
import { PANELS } from '../../../src/draw/panels/index.ts';
import { drawPicture } from '../../../src/draw/picture.ts';
import { seriesOf } from '../../../src/draw/posts/month-lines.tsx';
import { namedBesidePeers } from '../../../src/draw/posts/beside-peers.tsx';
import { drawnRates, printedRate } from '../../../src/draw/posts/engagement-rates.tsx';
import { postingLines } from '../../../src/draw/posts/posting-table.tsx';
import { hatch } from '../../../src/draw/posts/part.ts';
import { standingOf } from '../../../src/draw/posts/reply-matrix.tsx';
import { risingTopics } from '../../../src/draw/posts/rising.tsx';
import { plain } from '../../../src/draw/words.ts';
import { unsupportedWords } from '../../../src/measure/wording.ts';
import { publishedFigures } from '../figures.ts';
import { postFigures, postRow } from './post-figures.ts';

const published = publishedFigures();
const posts = postFigures();
const withBoth: Figures = { ...published, ...posts };
const panelOf = (id: string) => {
  const panel = PANELS.find((candidate) => candidate.id === id);
  if (!panel) throw new Error(`no panel ${id}`);
  return panel;
};
const readable = (markup: string) => `${markup.replaceAll('><', '>\n<')}\n`;
const drawn = (id: string, figures: Figures, widthPx = 1104) =>
  drawPicture(panelOf(id), figures, widthPx).markup;

test('a pair stands to chance by its whole interval', () => {
  expect(standingOf(postRow('a', 1.8, { lower: 1.1, upper: 2.5 }))).toBe('more');
  expect(standingOf(postRow('a', 0.5, { lower: 0.3, upper: 0.9 }))).toBe('less');
  expect(standingOf(postRow('a', 1.8, { lower: 0.9, upper: 2.7 }))).toBe('unclear');
  expect(standingOf(postRow('a', 1.8))).toBe('unclear');
  expect(standingOf(postRow('a', null))).toBe('hidden');
  expect(standingOf(undefined)).toBe('none');
});

test('the strokes of a hatch end on the edges of its rectangle', () => {
  // 12 by 12, a stroke every 6: at 6, 12 and 18 of the half circumference.
  expect(hatch(0, 0, 12, 12)).toBe('M6 0L0 6M12 0L0 12M12 6L6 12');
});

test('a line of the table for each kind, and only organisations with enough peers beside them', () => {
  const figure = posts['hospitals-posting'];
  expect(postingLines(figure).map(({ label, cells }) => [label, cells.size])).toEqual([
    ['Hospitals on X', 6],
    ['Government bodies on X', 6],
  ]);
  expect(namedBesidePeers(figure.rows).map(({ label }) => label)).toEqual(['Riverbend Hospital']);
});

test('rates per 1,000 followers are drawn network by network, hidden kinds and those without peers left out', () => {
  expect(drawnRates(posts['hospitals-engagement']).map(({ id }) => id)).toEqual([
    'hospital.mastodon',
    'hospital.x',
    'organisation.cms-hospitals.010001.x',
  ]);
  const text = drawn('hospitals', posts).replace(/<[^>]+>/g, '\n');
  const lines = text.split('\n').filter((line) => line !== '');
  expect(lines).toContain('Mastodon: likes, replies');
  expect(lines.slice(lines.indexOf('X: likes, quotes'))).toEqual(
    expect.arrayContaining(['Hospitals, 41 accounts', '0.83', 'Riverbend Hospital, AL', '12']),
  );
  expect([0.834, 4.25, 12.4, null].map(printedRate)).toEqual(['0.83', '4.3', '12', 'not known']);
});

test('what was not gathered is a dash, not a nought', () => {
  const text = drawn('hospitals', posts).replace(/<[^>]+>/g, ' ');
  expect(text).toContain('–');
  expect(text).toContain('1.3 to 5.0');
  expect(text).not.toMatch(/ 0% /);
});

test('only topics that rise by the rule are drawn as slopes, steepest first', () => {
  expect(risingTopics(posts['talk-rising']).map(({ id }) => id)).toEqual(['topic.flu', 'topic.sleep']);
});

test('the line of twelve months breaks at a hidden and at a flagged month', () => {
  const [series] = seriesOf(posts.growth);
  expect(series.months).toHaveLength(12);
  // January to March, May to July, September to December.
  const line =
    /d="(M[^"]*)" fill="none" stroke="var\(--ink\)" stroke-width="2"/.exec(drawn('growth', withBoth))?.[1] ??
    '';
  expect(
    line
      .split('M')
      .slice(1)
      .map((part) => part.split('L').length),
  ).toEqual([3, 3, 4]);
});

test('a month that no line reaches stands on a stem, and a single month is dated once', () => {
  const stems = (markup: string) =>
    [...markup.matchAll(/d="(M[^"]*V[^"]*)" stroke="var\(--ink3\)"/g)].flatMap(
      ([, d]) => d.match(/V/g) ?? [],
    );
  // The flagged month alone; then June without any other.
  expect(stems(drawn('growth', withBoth))).toHaveLength(1);
  const rows = posts.growth.rows.filter(({ kind, date }) => kind === 'trend' || date === '2026-06');
  const alone = drawn('growth', { ...withBoth, growth: { ...posts.growth, rows } });
  expect(stems(alone)).toHaveLength(1);
  expect(alone.match(/>Jun 2026</g)).toHaveLength(1);
});

test('where no month is hidden, or none is whole, no path is without its course: a poster of it could not be read', () => {
  const months = (decision: 'shown' | 'flagged') => ({
    ...withBoth,
    growth: {
      ...posts.growth,
      rows: posts.growth.rows
        .filter((row) => row.value !== null)
        .map((row) => (row.kind === 'trend' ? row : { ...row, decision })),
    },
  });
  for (const decision of ['shown', 'flagged'] as const)
    expect(drawn('growth', months(decision))).not.toMatch(/ d(?:=""|[ />])/);
});

test('no number of a hidden row is drawn, and the fine print counts them', () => {
  const markup = drawn('states', withBoth);
  expect(markup).not.toMatch(/data-figure="states-posts\/vt"[^>]*>[^<]/);
  expect(markup).toContain('data-figure="states-posts/vt"');
  expect(plain(panelOf('states').finePrint(withBoth))).toContain('Hidden: 1 of 4 numbers');
  expect(plain(panelOf('growth').finePrint(withBoth))).toContain('Hidden: 1 of 13 numbers');
});

test.each(['talk', 'trust', 'share', 'hospitals', 'growth', 'states'])(
  'panel %s says of posts alone what may be said',
  (id) => {
    const panel = panelOf(id);
    const words = [panel.takeaway(posts), panel.alt(posts), panel.finePrint(posts)].map(plain).join(' ');
    expect(unsupportedWords(words)).toEqual([]);
  },
);

const cases = ['talk', 'share', 'hospitals', 'growth', 'states'].flatMap((id) =>
  [328, 1104].map((widthPx) => ({ id, widthPx })),
);

test.each(cases)('posts of $id alone at $widthPx px', async ({ id, widthPx }) => {
  await expect(readable(drawn(id, posts, widthPx))).toMatchFileSnapshot(
    `../../golden/posts-${id}-${widthPx}.svg`,
  );
});

test('a lead over authors who overlap takes twice the room', () => {
  // 24 against 21, intervals of two points each way: standard errors of 1.02 add up to 2.04, so the lead of 3 is z = 1.47.
  expect(plain(panelOf('talk').takeaway(posts))).toBe(
    'Flu was among the most common topics: 24.0% of those who posted about health wrote of it',
  );
  // 41 against 22, intervals of three points each way: 19 over 3.06.
  expect(plain(panelOf('trust').takeaway(posts))).toContain('the most common kind of site linked to: 41.0%');
});

test('months are drawn where the growth itself is hidden, and no growth is claimed', () => {
  const [, ...months] = posts.growth.rows;
  const hidden = postRow('bluesky.made.trend', null, {
    kind: 'trend',
    network: 'bluesky',
    unit: 'percent-per-month',
    date: '2026-12',
  });
  const figures: Figures = { growth: { ...posts.growth, rows: [hidden, ...months] } };
  expect(plain(panelOf('growth').takeaway(figures))).toBe(
    'Too few authors a month wrote about health to print how their share changed',
  );
  expect(drawn('growth', figures)).toContain('growth a month is hidden');
  expect(drawn('growth', figures)).toContain('data-figure="growth/bluesky.made.2026-12"');
});
