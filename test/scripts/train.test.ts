import { describe, expect, test } from 'vitest';
import { fitPlatt } from '../../scripts/train/calibrate.ts';
import { createEncoder } from '../../scripts/train/corpus.ts';
import { fitModel, type Settings } from '../../scripts/train/fit.ts';
import { fitLeastSquares } from '../../scripts/train/least-squares.ts';
import { fitLogistic, type LinearProblem } from '../../scripts/train/logistic.ts';
import { BREAK, learnWordVectors } from '../../scripts/train/word-vectors.ts';
import { SLOT_BITS } from '../../src/understand/features.ts';
import { hashOf } from '../../src/understand/tokens.ts';
import { loadVocabulary } from '../../src/understand/vocabulary/vocabulary.ts';

const SETTINGS: Settings = {
  seed: 1,
  dimensions: 4,
  slotPenalty: { health: 1, personal: 1, own: 1 },
  densePenalty: { health: 1, personal: 1, own: 1 },
  vectorPenalty: 1,
  negativeShare: 1,
  iterations: { health: 5, personal: 5, own: 5 },
  squaresShare: { health: 0, personal: 1, own: 0 },
  squaresPenalty: { slot: 1, dense: 1 },
};

/** One binary column: 30 of 40 yes where it is set, 10 of 60 where it is not. */
function twoByTwo(penalty: number): LinearProblem {
  const rows = [
    ...Array<[number, number]>(30).fill([1, 1]),
    ...Array<[number, number]>(10).fill([1, 0]),
    ...Array<[number, number]>(10).fill([0, 1]),
    ...Array<[number, number]>(50).fill([0, 0]),
  ];
  const set = rows.map(([column]) => column);
  const start = Int32Array.from({ length: rows.length + 1 }, (_, row) =>
    set.slice(0, row).reduce((sum, one) => sum + one, 0),
  );
  const entries = start[rows.length];
  return {
    rows: {
      count: rows.length,
      start,
      column: new Int32Array(entries),
      value: new Float32Array(entries).fill(1),
    },
    columns: 1,
    label: Float64Array.from(rows, ([, label]) => label),
    weight: new Float64Array(rows.length).fill(1),
    penalty: Float64Array.from([penalty]),
    iterations: 100,
  };
}

describe('logistic regression', () => {
  test('of a two-by-two table is its log odds', () => {
    const [slope, intercept] = fitLogistic(twoByTwo(1e-9));
    expect(intercept).toBeCloseTo(Math.log(10 / 50), 2);
    expect(slope).toBeCloseTo(Math.log((30 / 10) * (50 / 10)), 2);
  });

  test('shrinks under a penalty and is the same twice', () => {
    const [free] = fitLogistic(twoByTwo(1e-9));
    const held = fitLogistic(twoByTwo(20));
    expect(held[0]).toBeGreaterThan(0);
    expect(held[0]).toBeLessThan(0.8 * free);
    expect(fitLogistic(twoByTwo(20))).toEqual(held);
  });
});

describe('least squares', () => {
  test('of a two-by-two table is its means', () => {
    const [slope, intercept] = fitLeastSquares(twoByTwo(1e-9));
    expect(intercept).toBeCloseTo((10 - 50) / 60, 4);
    expect(slope + intercept).toBeCloseTo((30 - 10) / 40, 4);
  });

  test('under a penalty solves the equations of ridge regression', () => {
    // 40 rows with the column: the slope s and intercept c hold (40 + 20) s + 40 c = 30 - 10 and 40 s + 100 c = 40 - 60.
    const [slope, intercept] = fitLeastSquares(twoByTwo(20));
    const determinant = 60 * 100 - 40 * 40;
    expect(slope).toBeCloseTo((20 * 100 - 40 * -20) / determinant, 4);
    expect(intercept).toBeCloseTo((60 * -20 - 40 * 20) / determinant, 4);
  });
});

test('Platt scaling undoes a stretched score', () => {
  const scores = Float64Array.from({ length: 2000 }, (_, at) => (at % 200) / 10 - 10);
  // Each score is a tenth of what it states: yes with probability 1 / (1 + exp(-score / 10)), by quantile.
  const labels = Array.from(scores, (score, at) =>
    (Math.floor(at / 200) + 0.5) / 10 < 1 / (1 + Math.exp(-score / 10)) ? 1 : 0,
  ) as (0 | 1)[];
  const { slope, offset } = fitPlatt(scores, labels);
  expect(slope).toBeCloseTo(0.1, 2);
  expect(offset).toBeCloseTo(0, 1);
});

test('words of like company have like vectors', () => {
  // 1 is never a word: 11 and 12 keep the company of 21 and 22, 13 that of 31 and 32.
  const documents = Array.from({ length: 60 }, (_, at) => {
    const word = 11 + (at % 3);
    const company = word === 13 ? [31, 32] : [21, 22];
    return Int32Array.from([company[0], word, company[1], BREAK]);
  });
  const { vectors } = learnWordVectors(documents, 2, 7);
  const likeness = (one: number, other: number): number => {
    const a = vectors.get(one) ?? new Float64Array(2);
    const b = vectors.get(other) ?? new Float64Array(2);
    return a.reduce((sum, value, at) => sum + value * b[at], 0);
  };
  expect(likeness(11, 12)).toBeGreaterThan(0.99);
  expect(Math.abs(likeness(11, 13))).toBeLessThan(0.5);
});

test('the same examples give the same model, weight by weight', () => {
  const vocabulary = loadVocabulary();
  const encode = createEncoder(vocabulary);
  const examples = vocabulary.topics.flatMap(({ group, fires, silent }) => [
    ...fires.map((text) =>
      encode({ text, group, label: '' }, 'illness', 1, {
        health: 1,
        personal: text.includes(' my ') ? 1 : 0,
        own: 0,
      }),
    ),
    ...silent.map((text) =>
      encode({ text, group, label: '' }, 'general', 1, { health: 0, personal: 0, own: 0 }),
    ),
  ]);
  const fit = () => fitModel(examples, SETTINGS);
  const first = fit();
  const second = fit();
  expect(second.version).toBe(first.version);
  expect(Buffer.from(second.table.buffer).equals(Buffer.from(first.table.buffer))).toBe(true);
  expect(first.table.some((word) => word !== 0)).toBe(true);
});

test('a word hashed like a plain one lends it no weight on health', () => {
  const slotOf = (word: string) => hashOf(word) & ((1 << SLOT_BITS) - 1);
  const alike = wordInSlot(slotOf('the'), slotOf);
  const encode = createEncoder(loadVocabulary());
  const post = (text: string, health: 0 | 1) =>
    encode({ text, group: '', label: '' }, 'general', 1, { health, personal: null, own: null });
  const examples = Array.from({ length: 20 }, () => [
    post(`the ${alike} and the insulin`, 1),
    post('the goal in the net', 0),
  ]).flat();
  const { table } = fitModel(examples, SETTINGS);
  const onHealth = (word: string) => (table[slotOf(word)] << 24) >> 24;
  expect(onHealth('the')).toBe(0);
  expect(onHealth('insulin')).toBeGreaterThan(0);
});

/** A made-up word of letters that falls into `slot`. */
function wordInSlot(slot: number, slotOf: (word: string) => number): string {
  for (let number = 0; ; number += 1) {
    const word = `q${number.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)])}`;
    if (slotOf(word) === slot) return word;
  }
}
