import { expect, test } from 'vitest';
import * as blocks from '../../src/draw/posts/blocks.ts';
import { PANELS } from '../../src/draw/panels/index.ts';
import { printedPosts } from '../../src/draw/posts/printed-posts.ts';
import { plain } from '../../src/draw/words.ts';
import { unsupportedWords } from '../../src/measure/wording.ts';
import type { Figure, FigureRow } from '../../src/records.ts';
import { postRow } from './posts/post-figures.ts';

const row = (id: string, value: number, more: Partial<FigureRow> = {}): FigureRow => ({
  id,
  label: id,
  value,
  lower: value * 0.9,
  upper: value * 1.1,
  n: 5000,
  decision: 'shown',
  reason: '',
  source: 'bluesky.bluesky',
  unit: 'percent',
  ...more,
});
const figure = (id: string, rows: readonly FigureRow[]): Figure => ({
  id,
  title: id,
  question: '',
  base: '5,000 posts',
  unit: 'percent',
  rows,
  sources: [{ id: 'bluesky.bluesky', title: '', publisher: '', url: '', date: '', note: '' }],
  notes: ['A note.'],
  receipt: { method: '', statistic: '', queries: [], inputs: [], versions: {} },
});
const panelOf = (id: string) => {
  const panel = PANELS.find((candidate) => candidate.id === id);
  if (!panel) throw new Error(`no panel ${id}`);
  return panel;
};

test('headings of posts say no more than posts can show', () => {
  for (const block of Object.values(blocks).filter(
    (value) => typeof value === 'object' && 'heading' in value,
  ))
    expect([block.heading, unsupportedWords(`${block.heading} ${block.caption}`)]).toEqual([
      block.heading,
      [],
    ]);
});

test('with posts alone the chapter speaks of posts, by the rules for a lead', () => {
  const clear = {
    talk: figure('talk', [row('Flu', 40, { kind: 'topic' }), row('Sleep', 10, { kind: 'topic' })]),
  };
  expect(plain(panelOf('talk').takeaway(clear))).toBe(
    'Flu was the most common topic: 40.0% of those who posted about health wrote of it',
  );
  const close = {
    talk: figure('talk', [row('Flu', 10.2, { kind: 'topic' }), row('Sleep', 10, { kind: 'topic' })]),
  };
  expect(plain(panelOf('talk').takeaway(close))).toContain('among the most common topics');
});

test('hidden rows are neither drawn nor ranked, and the table says why', () => {
  const hidden = row('Rare', 1, {
    kind: 'topic',
    value: null,
    lower: null,
    upper: null,
    n: null,
    decision: 'hidden',
    reason: 'fewer than 11 persons',
  });
  const figures = { talk: figure('talk', [row('Flu', 40, { kind: 'topic' }), hidden]) };
  expect(plain(panelOf('talk').alt(figures))).not.toContain('Rare');
  const cells = panelOf('talk')
    .tables(figures)
    .flatMap(({ rows }) => rows.filter(([name]) => name === 'Rare'));
  expect(cells).toEqual([['Rare', '', 'hidden', 'none', 'not shown', 'fewer than 11 persons']]);
});

const asked = (question: string): Figure => ({
  ...figure('trust-survey', [
    row('doctor.2022', 70, { item: 'doctor', group: 'all', cycle: 2022, date: '2022', question, change: '' }),
    row('doctor.2024', 71, { item: 'doctor', group: 'all', cycle: 2024, date: '2024', question, change: '' }),
  ]),
  base: 'US adults, 2022: 6,252 respondents; US adults, 2024: 7,278 respondents',
});

test('beside a survey it says whom, what, in which unit and when each counts, from the figures', () => {
  const links = {
    ...figure('trust-links', [row('all.news', 40, { role: 'all' })]),
    base: '812 posts about health gathered from x, 2011-02-03 to 2021-12-09',
  };
  const poll = { ...figure('trust-2013', [row('doctor', 60)]), base: 'US adults' };
  const figures = {
    'trust-2013': poll,
    'trust-survey': asked('How much would you trust information about cancer from each? Answer: a lot'),
    'trust-links': links,
  };
  expect(plain(panelOf('trust').alt(figures))).toContain(
    'The two need not agree. Whom: US adults, 2022: 6,252 respondents; US adults, 2024: 7,278 respondents; below, 812 posts about health gathered from x, 2011-02-03 to 2021-12-09. Question: “How much would you trust information about cancer from each?”; below, none was put. Unit: percent of those asked; below, percent of links, an author and a site once a month. Time: 2022 to 2024; below, 2011 to 2021. A link shows where a post pointed, and may criticise it.',
  );
});

test('without a survey the poll of 2013 speaks for what was asked', () => {
  const poll = figure('talk-2013', [
    row('did', 28, {
      question: 'Have you done this on social media?',
      base: 'US adults; inferred',
      date: '2012',
      n: 1060,
    }),
  ]);
  const posts = figure('talk', [row('Flu', 40, { kind: 'topic' })]);
  const alt = plain(panelOf('talk').alt({ 'talk-2013': poll, talk: posts }));
  expect(alt).toContain('Whom: 1,060 US adults; below, 5,000 posts.');
  expect(alt).toContain('Time: 2012; below, not stated.');
});

test('a growth has its sign, what rounds to nought has none', () => {
  const growth = (value: number) => printedPosts({ ...postRow('trend', value), unit: 'percent-per-month' });
  expect([growth(0.84), growth(-1.26), growth(-0.04), growth(0.04)]).toEqual([
    '+0.8%',
    '−1.3%',
    '0.0%',
    '0.0%',
  ]);
});
