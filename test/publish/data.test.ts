import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { dataPackage, figureCsv } from '../../src/publish/data.ts';
import type { Figure, FigureRow } from '../../src/records.ts';

const row = (id: string, label: string, value: number | null): FigureRow => ({
  id,
  label,
  value,
  lower: null,
  upper: null,
  n: 10,
  decision: 'shown',
  reason: '',
  source: 'one',
  place: 'TX',
});

const figure: Figure = {
  id: 'sample',
  title: 'Sample',
  question: 'How many?',
  base: 'places',
  unit: 'count',
  rows: [
    row('a', 'plain', -1.5),
    row('b', '=HYPERLINK("http://evil.example")', 2),
    row('c', 'a "quoted", broken\nline', null),
  ],
  sources: [{ id: 'one', title: 'One', publisher: 'Us', url: 'https://one.example', date: '2026', note: '' }],
  notes: [],
  receipt: { method: '', statistic: '', queries: [], inputs: [], versions: {} },
};

test('a reader of CSV gets the rows back, with numbers as numbers', () => {
  const rows = parse(figureCsv(figure), { columns: true });
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({ id: 'a', value: '-1.5', n: '10', place: 'TX' });
  expect(rows[2]).toMatchObject({ label: 'a "quoted", broken\nline', value: '' });
});

test('a label that a spreadsheet would run as a formula becomes text', () => {
  const rows = parse(figureCsv(figure), { columns: true });
  expect(rows[1]).toMatchObject({ label: '\'=HYPERLINK("http://evil.example")' });
});

test('the data package names every column with its type', () => {
  const described = dataPackage({
    name: 'x',
    title: 'X',
    created: '2026-01-01T00:00:00.000Z',
    version: '1',
    figures: [figure],
  });
  expect(described).toMatchObject({
    resources: [
      {
        path: 'figures/sample.csv',
        schema: {
          primaryKey: ['id'],
          fields: expect.arrayContaining([
            { name: 'value', type: 'number' },
            { name: 'label', type: 'string' },
          ]) as unknown,
        },
      },
    ],
    sources: [{ title: 'One (Us)', path: 'https://one.example' }],
  });
});
