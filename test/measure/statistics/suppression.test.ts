import { expect, test } from 'vitest';
import { audit, auditPercentage } from '../../../src/measure/statistics/suppression-audit.ts';
import { oneWayTable, suppress, twoWayTable } from '../../../src/measure/statistics/suppression.ts';

/** A small generator of its own, so that every run sees the same tables. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** Fewest further cells by trying every subset, each judged by counting feasible tables by hand. */
function fewestByHand(rows: readonly (readonly number[])[]): number | null {
  const { counts, sums } = twoWayTable(rows);
  const primary = counts.flatMap((count, place) => (count > 0 && count < 11 ? [place] : []));
  const others = counts.flatMap((_, place) => (primary.includes(place) ? [] : [place]));
  // Differences of at most one a cell suffice in a two-way table.
  const neighbours: number[][] = [];
  const walk = (change: number[]): void => {
    if (change.length === counts.length) {
      if (sums.every((sum) => sum.reduce((total, place) => total + change[place], 0) === 0))
        neighbours.push(change);
      return;
    }
    for (const step of [-1, 0, 1]) if (counts[change.length] + step >= 0) walk([...change, step]);
  };
  walk([]);
  for (let size = 0; size <= others.length; size += 1)
    for (let mask = 0; mask < 2 ** others.length; mask += 1) {
      const chosen = others.filter((_, index) => (mask >> index) & 1);
      if (chosen.length !== size) continue;
      const hidden = new Set([...primary, ...chosen]);
      const safe = primary.every((small) =>
        neighbours.some(
          (change) => change[small] !== 0 && change.every((step, place) => step === 0 || hidden.has(place)),
        ),
      );
      if (safe) return size;
    }
  return null;
}

test('the fewest further cells agree with trying every subset', async () => {
  const random = seeded(7);
  for (let round = 0; round < 12; round += 1) {
    const rows = Array.from({ length: 3 }, () =>
      Array.from({ length: 3 }, () => {
        const draw = random();
        if (draw < 0.15) return 0;
        return draw < 0.35 ? 1 + Math.floor(random() * 10) : 11 + Math.floor(random() * 80);
      }),
    );
    const result = await suppress(twoWayTable(rows));
    if (result.decision !== 'hide primary and complementary cells') continue;
    expect({ rows, further: result.complementary.length }).toEqual({ rows, further: fewestByHand(rows) });
    const proof = await audit(twoWayTable(rows), [...result.primary, ...result.complementary]);
    expect(proof.passes).toBe(true);
  }
});

test('a table of states by networks is protected as well', async () => {
  const random = seeded(11);
  const rows = Array.from({ length: 20 }, () =>
    Array.from({ length: 8 }, () => Math.floor(random() ** 4 * 3000) + (random() < 0.1 ? 3 : 14)),
  );
  const table = twoWayTable(rows);
  const result = await suppress(table);
  expect(result.decision).toBe('hide primary and complementary cells');
  const proof = await audit(table, [...result.primary, ...result.complementary]);
  expect(proof.discloses).toEqual([]);
});

test('one small cell beside a printed total takes one partner, none without the total', async () => {
  const counts = [4, 30, 20];
  expect((await suppress(oneWayTable(counts, true))).complementary).toEqual([2]);
  expect((await suppress(oneWayTable(counts, false))).complementary).toEqual([]);
});

test('a small total withholds the body, a small grand total everything', async () => {
  expect((await suppress(twoWayTable([[3, 4], [50, 60]]))).decision).toMatch(/^withhold the body/); // prettier-ignore
  expect((await suppress(twoWayTable([[1, 2], [0, 3]]))).decision).toBe('withhold everything'); // prettier-ignore
});

test('a percentage with its base gives its count away', () => {
  // 1 of 40 is 2.5 %, 2 of 40 is 5 %: five per cent of forty can only be two persons.
  expect(auditPercentage(5, 0, 40)).toEqual({ compatibleCounts: [2], mustSuppress: true });
  expect(auditPercentage(95, 0, 40)).toEqual({ compatibleCounts: [38], mustSuppress: true });
  expect(auditPercentage(50, 0, 40)).toEqual({ compatibleCounts: [20], mustSuppress: false });
});
