/**
 * From examples to a relevance model: one linear score a head over hashed words and dense features, by logistic
 * regression and, for personal mention, least squares beside it.
 */

import { DENSE_FEATURES, type DenseFeature, SLOT_BITS } from '../../src/understand/features.ts';
import { type Head, HEADS, type RelevanceModel } from '../../src/understand/relevance.ts';
import type { Example } from './corpus.ts';
import { balancedWeights, stratifiedWeights } from './example-weights.ts';
import { fitLeastSquares } from './least-squares.ts';
import { addScaled, fitLogistic, type LinearProblem, type SparseRows } from './logistic.ts';
import { packModel, type RawHead } from './pack.ts';
import { learnWordVectors, type WordVectors } from './word-vectors.ts';

export interface Settings {
  readonly seed: number;
  readonly dimensions: number;
  /** Penalty of slots, of dense features and of directions in the space of words. */
  readonly slotPenalty: Readonly<Record<Head, number>>;
  readonly densePenalty: Readonly<Record<Head, number>>;
  readonly vectorPenalty: number;
  /** How much the negatives of a stratum weigh against its positives, for the health head. */
  readonly negativeShare: number;
  readonly iterations: Readonly<Record<Head, number>>;
  /** Of the least squares that are added to the logistic regression; 0 where they are not. */
  readonly squaresShare: Readonly<Record<Head, number>>;
  readonly squaresPenalty: { readonly slot: number; readonly dense: number };
}

interface SlotVectors {
  readonly dimensions: number;
  /** By slot, the sum of the vectors of the words that fall on it. */
  readonly sums: ReadonlyMap<number, Float64Array>;
}

const SLOTS = 1 << SLOT_BITS;
const DENSE_COUNT = DENSE_FEATURES.length;
/** A slot seen in fewer examples is not learnt: whatever is, also weighs the words and pairs that are hashed alike. */
const FEWEST_EXAMPLES: Readonly<Record<Head, number>> = { health: 5, personal: 3, own: 3 };
/** Where a smaller share of a slot's occurrences is of topic, it belongs to plain words hashed alike, which are everywhere. */
const LEAST_TOPICAL = 0.5;
const SMALLEST_RATIO = 0.1;
const LARGEST_RATIO = 3;
/**
 * Dense features that tell of content, not of the network a post was made on: the health head learns from sets that
 * differ in both, so it sees these only.
 */
const OF_CONTENT: ReadonlySet<DenseFeature> = new Set([
  'match',
  'two-matches',
  'three-matches',
  'two-groups',
  'match-density',
  'refused-match',
  'figurative-match',
  'grown-only',
  'self-near',
  'relation-near',
  'somebody-near',
  'clinical',
  'clinical-near',
  'having-before',
  'laugh',
  'elsewhere',
  'elsewhere-near',
  'death-near',
]);

/** Fits every head on the examples of which the set says something. The result is not calibrated: slope 1, offset 0. */
export function fitModel(examples: readonly Example[], settings: Settings): RelevanceModel {
  const vectors = learnWordVectors(
    examples.filter(({ set }) => set !== 'reddit-start').map(({ words }) => words),
    settings.dimensions,
    settings.seed,
  );
  return packModel(HEADS.map((head) => fitHead(head, examples, vectors, settings)));
}

function fitHead(
  head: Head,
  examples: readonly Example[],
  vectors: WordVectors,
  settings: Settings,
): RawHead {
  const usable = examples.filter(({ label }) => label[head] !== null);
  const mostlyTopical = topicalSlots(usable);
  const slotVectors = head === 'health' ? vectorsOfSlots(vectors, mostlyTopical) : null;
  const dimensions = slotVectors?.dimensions ?? 0;
  const columns = SLOTS + DENSE_COUNT + dimensions;
  const penalty = new Float64Array(columns).fill(settings.slotPenalty[head], 0, SLOTS);
  penalty.fill(settings.densePenalty[head], SLOTS, SLOTS + DENSE_COUNT);
  penalty.fill(settings.vectorPenalty, SLOTS + DENSE_COUNT);
  const emphasis = emphasisOf(usable, head, mostlyTopical);
  const problem: LinearProblem = {
    rows: sparseRows(usable, head, emphasis, slotVectors),
    columns,
    label: Float64Array.from(usable, ({ label }) => label[head] ?? 0),
    weight:
      head === 'health' ? stratifiedWeights(usable, settings.negativeShare) : balancedWeights(usable, head),
    penalty,
    iterations: settings.iterations[head],
  };
  const weights = fitLogistic(problem);
  const share = settings.squaresShare[head];
  if (share > 0) addScaled(weights, fitLeastSquares(heldAsSquares(problem, settings)), share);
  const slots = weights.slice(0, SLOTS).map((weight, slot) => weight * emphasis[slot]);
  const directions = weights.subarray(SLOTS + DENSE_COUNT, columns);
  for (const [slot, vector] of slotVectors?.sums ?? []) {
    for (let at = 0; at < dimensions; at += 1) slots[slot] += vector[at] * directions[at];
  }
  return { slots, dense: weights.slice(SLOTS, SLOTS + DENSE_COUNT), intercept: weights[columns] };
}

/** The same rows under the penalties of least squares: its curve is steeper, so that they are larger. */
function heldAsSquares(problem: LinearProblem, { squaresPenalty }: Settings): LinearProblem {
  const penalty = problem.penalty.map((_, column) =>
    column < SLOTS ? squaresPenalty.slot : squaresPenalty.dense,
  );
  return { ...problem, penalty };
}

/** Rows hold a post's slots as the scorer adds them up, words that only share a slot included. */
function sparseRows(
  examples: readonly Example[],
  head: Head,
  emphasis: Float64Array,
  vectors: SlotVectors | null,
): SparseRows {
  const entries = examples.reduce(
    (sum, { all }) => sum + all.slot.length + DENSE_COUNT + (vectors?.dimensions ?? 0),
    0,
  );
  const start = new Int32Array(examples.length + 1);
  const column = new Int32Array(entries);
  const value = new Float32Array(entries);
  let at = 0;
  const add = (into: number, amount: number) => {
    column[at] = into;
    value[at] = amount;
    at += 1;
  };
  examples.forEach((example, row) => {
    const { slot, count } = example.all;
    slot.forEach((into, index) => {
      if (emphasis[into] > 0) add(into, emphasis[into] * count[index] * example.scale);
    });
    example.dense.forEach((amount, index) => {
      const seen = head !== 'health' || OF_CONTENT.has(DENSE_FEATURES[index]);
      if (amount !== 0 && seen) add(SLOTS + index, amount);
    });
    if (vectors) {
      sumOfVectors(example, vectors).forEach((amount, index) => {
        if (amount !== 0) add(SLOTS + DENSE_COUNT + index, amount * example.scale);
      });
    }
    start[row + 1] = at;
  });
  return { count: examples.length, start, column: column.subarray(0, at), value: value.subarray(0, at) };
}

/** 1 for slots that a word or pair of topic may weigh in, 0 for those that mostly plain words fall on. */
function topicalSlots(examples: readonly Example[]): Uint8Array {
  const [topic, every] = [new Float64Array(SLOTS), new Float64Array(SLOTS)];
  for (const { topical, all } of examples) {
    topical.slot.forEach((slot, index) => (topic[slot] += topical.count[index]));
    all.slot.forEach((slot, index) => (every[slot] += all.count[index]));
  }
  return Uint8Array.from(topic, (count, slot) => Number(count >= LEAST_TOPICAL * every[slot]));
}

/**
 * How much each slot counts: 0 when it is too rare to be learnt; for the personal heads the naive Bayes log-count
 * ratio, which keeps small sets from leaning on words that say little (Wang & Manning 2012).
 */
function emphasisOf(examples: readonly Example[], head: Head, mostlyTopical: Uint8Array): Float64Array {
  const [no, yes] = [new Float64Array(SLOTS), new Float64Array(SLOTS)];
  const totals = [0, 0];
  for (const { label, topical, all } of examples) {
    totals[label[head] ?? 0] += 1;
    for (const slot of (head === 'health' ? topical : all).slot) (label[head] === 1 ? yes : no)[slot] += 1;
  }
  return yes.map((count, slot) => {
    if (count + no[slot] < FEWEST_EXAMPLES[head]) return 0;
    if (head === 'health') return mostlyTopical[slot];
    const ratio = Math.log((count + 1) / (totals[1] + 2) / ((no[slot] + 1) / (totals[0] + 2)));
    return Math.min(LARGEST_RATIO, Math.max(SMALLEST_RATIO, Math.abs(ratio)));
  });
}

function vectorsOfSlots({ vectors, dimensions }: WordVectors, mostlyTopical: Uint8Array): SlotVectors {
  const sums = new Map<number, Float64Array>();
  for (const [word, vector] of vectors) {
    const slot = word & (SLOTS - 1);
    if (mostlyTopical[slot] === 0) continue;
    const sum = sums.get(slot);
    sums.set(slot, sum ? sum.map((value, at) => value + vector[at]) : vector);
  }
  return { dimensions, sums };
}

function sumOfVectors({ all }: Example, { sums, dimensions }: SlotVectors): Float64Array {
  const sum = new Float64Array(dimensions);
  all.slot.forEach((slot, index) => {
    const vector = sums.get(slot);
    if (!vector) return;
    for (let at = 0; at < dimensions; at += 1) sum[at] += all.count[index] * vector[at];
  });
  return sum;
}
