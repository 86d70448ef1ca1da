import { expect, test } from 'vitest';
import { gate } from '../../src/measure/gate.ts';
import type { FigureRow } from '../../src/records.ts';

const rowOf = (id: string, n: number, value = n): FigureRow => ({
  id,
  label: id,
  value,
  lower: null,
  upper: null,
  n,
  decision: 'shown',
  reason: '',
  source: 'posts',
});
const persons = { counts: 'persons', unit: 'count' } as const;
const hiddenOf = (rows: readonly FigureRow[]) =>
  rows.filter(({ decision }) => decision === 'hidden').map(({ id }) => id);

test('small counts of persons lose their numbers, counts of organisations pass', async () => {
  const rows = [rowOf('me', 7), rowOf('tx', 400), rowOf('wy', 0)];
  const passed = await gate(rows, persons);
  expect(hiddenOf(passed)).toEqual(['me']);
  expect(passed[0]).toMatchObject({ value: null, n: null, reason: 'fewer than 11 persons' });
  expect(await gate(rows, { ...persons, counts: 'organisations' })).toEqual(rows);
});

test('beside a printed total one more row is hidden', async () => {
  const rows = [rowOf('me', 7), rowOf('tx', 400), rowOf('vt', 25)];
  const passed = await gate(rows, persons, [['me', 'tx', 'vt']]);
  expect(hiddenOf(passed)).toEqual(['me', 'vt']);
  expect(passed[2].reason).toBe('a count below 11 could be worked out from it');
});

test('rows and columns with printed totals keep a way round every small cell', async () => {
  const counts = [
    [120, 7, 60],
    [88, 40, 35],
    [70, 52, 31],
  ];
  const id = (row: number, column: number) => `r${row}.c${column}`;
  const rows = counts.flatMap((line, row) => line.map((n, column) => rowOf(id(row, column), n)));
  const sums = [0, 1, 2].flatMap((a) => [[0, 1, 2].map((b) => id(a, b)), [0, 1, 2].map((b) => id(b, a))]);
  expect(hiddenOf(await gate(rows, persons, sums))).toEqual(['r0.c1', 'r0.c2', 'r1.c1', 'r1.c2']);
});

test('a small printed total withholds its whole table and leaves others alone', async () => {
  const rows = [rowOf('a', 3), rowOf('b', 4), rowOf('c', 50), rowOf('d', 60)];
  expect(hiddenOf(await gate(rows, persons, [['a', 'b'], ['c', 'd']]))).toEqual(['a', 'b']); // prettier-ignore
});

test('a percentage whose base is printed counts as a count', async () => {
  const share = { counts: 'persons', unit: 'percent' } as const;
  // 2 % of 300 are six persons; 98 % leave six; 40 % are 120.
  const rows = [rowOf('few', 300, 2), rowOf('rest', 300, 98), rowOf('many', 300, 40)];
  expect(hiddenOf(await gate(rows, share))).toEqual(['few', 'rest']);
});

test('the words of a row that is hidden for its few persons go with its numbers', async () => {
  const row = {
    id: 'own',
    label: 'Own',
    value: 1.5,
    lower: null,
    upper: null,
    n: 400,
    decision: 'flagged' as const,
    reason: 'flagged 1.5%',
    source: 's',
    persons: 6,
  };
  expect(await gate([row], { counts: 'persons', unit: 'percent' })).toEqual([
    expect.objectContaining({ value: null, persons: null, reason: 'fewer than 11 persons' }),
  ]);
  const [hidden] = await gate(
    [{ ...row, value: null, decision: 'hidden', reason: 'not identified; flagged 1.5%' }],
    {
      counts: 'persons',
      unit: 'percent',
    },
  );
  expect(hidden.reason).toBe('fewer than 11 persons');
});
