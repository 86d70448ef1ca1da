import { expect, test } from 'vitest';
import type { Store } from '../../src/keep/store.ts';
import { changeOf, comparisonRows, type ComparisonQuestion } from '../../src/measure/comparison.ts';
import { FIGURES } from '../../src/measure/index.ts';
import { measureFigure } from '../../src/measure/measure.ts';
import type { Figure, FigureRow } from '../../src/records.ts';
import { publishedFigures } from '../draw/figures.ts';

const figures = publishedFigures();
const compared = figures['compare-2013'];
const row = (id: string): FigureRow => {
  const found = compared.rows.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
};

/** Read by eye from studies/us/published/figures.csv: the value, and the line's date. */
const READ_BY_EYE = [
  ['talk.then.1', 24, '2012'],
  ['talk.now.1', 72, '2025-07-14'],
  ['trust.then.1', 60, '2012'],
  ['trust.now.1', 93, '2023-06-12'],
  ['share.then.1', 47, '2012'],
  ['hospitals.then.1', 1501, '2013-07'],
  ['hospitals.now.1', 1576, '2015-05-12'],
  ['hospitals.then.2', 1264, '2013-07'],
  ['hospitals.now.2', 99.41, '2014'],
  ['practices.then.1', 76_000, '2013-07'],
  ['practices.now.1', null, '2023'],
  ['growth.then.1', null, '2013-07'],
  ['growth.then.2', 33, '2012'],
  ['growth.now.1', 55, '2025-07-14'],
  ['states.then.1', null, '2013-07'],
  ['states.then.2', null, '2013-07'],
  // Hospitals of Texas in the registry file, and counties with a page, 2,101 of 3,143.
  ['states.now.1', 456, '2026-06-17'],
  ['states.now.2', 66.847, '2021-12-10'],
] as const;

test('the seven questions stand with the numbers of the study, each with its day', () => {
  expect(compared.rows.map(({ id }) => id).toSorted()).toEqual(READ_BY_EYE.map(([id]) => id).toSorted());
  for (const [id, value, date] of READ_BY_EYE) {
    expect([id, row(id).date]).toEqual([id, date]);
    if (value === null) expect([id, row(id).value]).toEqual([id, null]);
    else expect(row(id).value, id).toBeCloseTo(value, 3);
  }
});

test('every number is that of the figure row it names', () => {
  for (const { of, value, lower, upper, n, decision, source } of compared.rows) {
    const [figure, id] = String(of).split('/');
    expect(figures[figure].rows.find((candidate) => candidate.id === id)).toMatchObject({
      value,
      lower,
      upper,
      n,
      decision,
      source,
    });
  }
});

test('only the list was counted the same way twice; nothing else carries a change', () => {
  expect(compared.rows.filter(({ definitions }) => definitions === 'same').map(({ id }) => id)).toEqual([
    'hospitals.now.1',
  ]);
  expect(row('hospitals.now.1').change).toBe('higher');
  expect(compared.rows.filter(({ change }) => change !== '').map(({ id }) => id)).toEqual([
    'hospitals.now.1',
  ]);
});

test('where nothing newer is gathered it says what to gather', () => {
  expect(row('share.then.1').gather).toMatch(/^Gather HINTS 6 or 7/);
  expect(compared.rows.filter(({ gather }) => gather !== '').map(({ id }) => id)).toEqual(['share.then.1']);
});

test('an edition of one chapter compares one question; one without 2013 none', () => {
  const definition = FIGURES.find(({ id }) => id === 'compare-2013');
  const scope = { country: 'US', state: null, from: null, to: null, asOf: '2026-06-30' };
  const derive = (ids: readonly string[]) =>
    definition?.derive(
      {},
      scope,
      ids.map((id) => figures[id]),
    ).rows ?? [];
  expect(new Set(derive(['states-2013', 'states-hospitals']).map(({ chapter }) => chapter))).toEqual(
    new Set(['states']),
  );
  expect(derive(['states-hospitals', 'trust-since'])).toEqual([]);
});

test('the receipt names the figures that are carried on, and the files behind them', async () => {
  const definition = FIGURES.find(({ id }) => id === 'compare-2013');
  if (!definition) throw new Error('no figure compare-2013');
  const file = { source: 'published-figures', file: 'f.csv', sha256: 'a', read: 1, kept: 1, quarantined: 0 };
  const trust = figures['trust-2013'];
  const measured = [
    { ...trust, receipt: { ...trust.receipt, inputs: [file] } },
    figures['hospital-list'],
  ].filter(Boolean);
  const { receipt } = await measureFigure(definition, {
    store: {} as Store,
    scope: { country: 'US', state: null, from: null, to: null, asOf: '2026-06-30' },
    inputs: [file, { ...file, source: 'hints' }],
    versions: {},
    measured,
  });
  expect(receipt).toMatchObject({ queries: [], figures: ['trust-2013'], inputs: [file] });
});

const share = (value: number | null, n: number, more: Partial<FigureRow> = {}): FigureRow => ({
  ...row('trust.then.1'),
  comparison: '=',
  value,
  n,
  ...more,
});

test('a change of shares follows the rules for claims', () => {
  // z = 0.05 / sqrt(0.6 * 0.4 / 1060 + 0.65 * 0.35 / 1000) = 2.347, p = 0.019, worked out by hand.
  expect(changeOf(share(60, 1060), share(65, 1000))).toEqual({
    change: 'higher',
    changePoints: expect.closeTo(5, 9) as number,
  });
  // z = 1.41: no clear difference. 0.5 points with n = 10,000 each: the 90 % interval is within 3 points.
  expect(changeOf(share(60, 1060), share(63, 1000)).change).toBe('no clear difference');
  expect(changeOf(share(60, 10_000), share(60.5, 10_000)).change).toBe('about the same');
  // The survey's own error, 4 points, takes the place of that of a simple random sample.
  expect(changeOf(share(60, 1060), share(65, 1000, { se: 4 })).change).toBe('no clear difference');
});

test('what is hidden, rounded or only bounded is not compared as if it were exact', () => {
  expect(changeOf(share(60, 1060), share(null, 1000))).toEqual({ change: 'not shown', changePoints: null });
  expect(changeOf(share(33, 1060, { comparison: '~' }), share(55, 1283)).change).toBe('no clear difference');
  const count = (value: number, comparison: string) => share(value, 0, { unit: 'count', comparison });
  expect(changeOf(count(1501, '='), count(1576, '>')).change).toBe('higher');
  expect(changeOf(count(1501, '='), count(1400, '>')).change).toBe('no clear difference');
  expect(changeOf(count(1501, '='), count(1501, '=')).change).toBe('the same');
  expect(changeOf(count(1501, '='), count(1499, '=')).change).toBe('lower');
});

test.each([
  ['the question', { question: 'Do you trust this source?' }],
  ['the base', { base: 'adults in Texas' }],
  ['the answer', { label: 'Nurse' }],
  ['the unit', { unit: 'count' }],
])('another wording of %s, and no change is worked out', (_, other) => {
  const then = figures['trust-2013'];
  const now: Figure = {
    ...then,
    id: 'trust-again',
    rows: [{ ...then.rows[0], value: 70, ...other }],
  };
  const question: ComparisonQuestion = {
    id: 'trust',
    then: [{ figure: then.id, evidence: 'published', pick: ({ rows }) => rows[0] }],
    now: [{ figure: now.id, evidence: 'survey', pick: ({ rows }) => rows[0] }],
  };
  const again = (figure: Figure) =>
    comparisonRows(
      question,
      new Map([
        [then.id, then],
        [figure.id, figure],
      ]),
    ).at(1);
  expect(again(now)).toMatchObject({ definitions: 'differ', change: '', changePoints: null });
  expect(again({ ...now, rows: [{ ...then.rows[0], value: 70 }] })).toMatchObject({
    definitions: 'same',
    change: 'higher',
  });
});

test('a trend of posts has its own last month, a figure of several networks the last day of any', () => {
  const sources = ['2013-08-09', '2021-12-11'].map((date, index) => ({
    ...figures['growth-surveys'].sources[0],
    id: `s${index}`,
    date,
  }));
  const question = (date: string) => {
    const trend: FigureRow = { ...row('growth.then.2'), source: 's0', kind: 'trend', value: 0.3, date };
    const posts: Figure = { ...figures['growth-surveys'], id: 'growth', sources, rows: [trend] };
    const known: ComparisonQuestion = {
      id: 'growth',
      then: [{ figure: 'growth-surveys', evidence: 'published', pick: ({ rows }) => rows[0] }],
      now: [{ figure: 'growth', evidence: 'posts', pick: ({ rows }) => rows[0] }],
    };
    const of = new Map([
      ['growth', posts],
      ['growth-surveys', figures['growth-surveys']],
    ]);
    return comparisonRows(known, of).find(({ side }) => side === 'now')?.date;
  };
  expect(question('2013-07')).toBe('2013-07');
  expect(question('')).toBe('2021-12-11');
});
