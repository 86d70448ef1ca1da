/** Months with few authors: what may be said of the others, and that nothing printed depends on a hidden count. */

import { expect, test } from 'vitest';
import { growth } from '../../src/measure/figures/growth.ts';
import { gate } from '../../src/measure/gate.ts';

const SCOPE = { country: 'US', state: null, from: null, to: null, asOf: '2026-12-31' };
const MONTHS = Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, '0')}`);
/** Twice as many after twelve months. */
const doubling = (index: number) => 300_000 * 2 ** (index / 12);

async function printed(authorsOf: (index: number) => number, seenOf: (index: number) => number) {
  const at = (index: number) => ({ network: 'bluesky', source: 'bluesky', month: MONTHS[index] });
  const coverage = [{ network: 'bluesky', source: 'bluesky', posts: 9e6, first: '2025-01-01', last: '2025-12-31', models: ['m'] }]; // prettier-ignore
  const draft = growth.derive(
    {
      coverage,
      health: MONTHS.map((_, index) => ({ ...at(index), authors: authorsOf(index) })),
      all: MONTHS.map((_, index) => ({ ...at(index), authors: seenOf(index), posts: 1e6 })),
      gaps: [],
    },
    SCOPE,
  );
  return { rows: await gate(draft.rows, growth, draft.sums), notes: draft.notes ?? [] };
}
const rowOf = ({ rows }: Awaited<ReturnType<typeof printed>>, name: string) =>
  rows.find(({ id }) => id === `bluesky.bluesky.${name}`);

test('a month with ten authors is hidden, and the trend of the others is that of a doubling in twelve months', async () => {
  const figure = await printed(
    (index) => (index === 4 ? 10 : doubling(index)),
    () => 10_000_000,
  );
  expect(rowOf(figure, '2025-05')).toMatchObject({ decision: 'hidden', value: null, n: null, persons: null });
  expect(rowOf(figure, '2025-06')?.decision).toBe('shown');
  const trend = rowOf(figure, 'trend');
  expect(trend).toMatchObject({ decision: 'shown', months: 11, wording: 'grew' });
  expect(trend?.value).toBeCloseTo(100 * (2 ** (1 / 12) - 1), 6);
  expect(figure.notes.join(' ')).toContain('left out of the trend: 1');
});

test('nothing printed depends on the count of a hidden month', async () => {
  const [one, ten] = [1, 10].map((few) =>
    printed(
      (index) => (index === 11 ? few : doubling(index)),
      () => 10_000_000,
    ),
  );
  expect(await ten).toEqual(await one);
});

test('a month in which all but four wrote about health is hidden too', async () => {
  const figure = await printed(doubling, (index) => (index === 2 ? doubling(2) + 4 : 10_000_000));
  expect(rowOf(figure, '2025-03')).toMatchObject({ decision: 'hidden', value: null });
  expect(rowOf(figure, '2025-03')?.reason).toContain('left out of the trend');
  expect(rowOf(figure, 'trend')).toMatchObject({ decision: 'shown', months: 11 });
});
