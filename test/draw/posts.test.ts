import { expect, test } from 'vitest';
import * as blocks from '../../src/draw/posts/blocks.ts';
import { PANELS } from '../../src/draw/panels/index.ts';
import { plain } from '../../src/draw/words.ts';
import { unsupportedWords } from '../../src/measure/wording.ts';
import type { Figure, FigureRow } from '../../src/records.ts';

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
