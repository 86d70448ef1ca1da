/** From examples to a relevance model: one logistic regression a head, over hashed words and dense features. */

import { DENSE_FEATURES, type DenseFeature, SLOT_BITS } from '../../src/understand/features.ts';
import { type Head, HEADS, type RelevanceModel } from '../../src/understand/relevance.ts';
import type { Example } from './corpus.ts';
import { balancedWeights, stratifiedWeights } from './example-weights.ts';
import { fitLogistic, type SparseRows } from './logistic.ts';
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
}

const SLOTS = 1 << SLOT_BITS;
const DENSE_COUNT = DENSE_FEATURES.length;
/** A slot seen in fewer examples is not learnt. */
const FEWEST_EXAMPLES = 3;
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
  const dimensions = head === 'health' ? vectors.dimensions : 0;
  const columns = SLOTS + DENSE_COUNT + dimensions;
  const penalty = new Float64Array(columns).fill(settings.slotPenalty[head], 0, SLOTS);
  penalty.fill(settings.densePenalty[head], SLOTS, SLOTS + DENSE_COUNT);
  penalty.fill(settings.vectorPenalty, SLOTS + DENSE_COUNT);
  const emphasis = emphasisOf(usable, head);
  const weights = fitLogistic({
    rows: sparseRows(usable, head, emphasis, dimensions > 0 ? vectors : null),
    columns,
    label: Float64Array.from(usable, ({ label }) => label[head] ?? 0),
    weight:
      head === 'health' ? stratifiedWeights(usable, settings.negativeShare) : balancedWeights(usable, head),
    penalty,
    iterations: settings.iterations[head],
  });
  const slots = weights.slice(0, SLOTS).map((weight, slot) => weight * emphasis[slot]);
  const directions = weights.subarray(SLOTS + DENSE_COUNT, columns);
  if (dimensions > 0) {
    for (const [word, vector] of vectors.vectors) {
      let lean = 0;
      for (let at = 0; at < dimensions; at += 1) lean += vector[at] * directions[at];
      slots[word & (SLOTS - 1)] += lean;
    }
  }
  return { slots, dense: weights.slice(SLOTS, SLOTS + DENSE_COUNT), intercept: weights[columns] };
}

function sparseRows(
  examples: readonly Example[],
  head: Head,
  emphasis: Float64Array,
  vectors: WordVectors | null,
): SparseRows {
  const slotsOf = (example: Example) => (head === 'health' ? example.topical : example.all);
  const entries = examples.reduce(
    (sum, example) => sum + slotsOf(example).slot.length + DENSE_COUNT + (vectors?.dimensions ?? 0),
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
    const { slot, count } = slotsOf(example);
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

/**
 * How much each slot counts: 0 when it is too rare to be learnt; for the personal heads the naive Bayes log-count
 * ratio, which keeps small sets from leaning on words that say little (Wang & Manning 2012).
 */
function emphasisOf(examples: readonly Example[], head: Head): Float64Array {
  const [no, yes] = [new Float64Array(SLOTS), new Float64Array(SLOTS)];
  const totals = [0, 0];
  for (const { label, topical, all } of examples) {
    totals[label[head] ?? 0] += 1;
    for (const slot of (head === 'health' ? topical : all).slot) (label[head] === 1 ? yes : no)[slot] += 1;
  }
  return yes.map((count, slot) => {
    if (count + no[slot] < FEWEST_EXAMPLES) return 0;
    if (head === 'health') return 1;
    const ratio = Math.log((count + 1) / (totals[1] + 2) / ((no[slot] + 1) / (totals[0] + 2)));
    return Math.min(LARGEST_RATIO, Math.max(SMALLEST_RATIO, Math.abs(ratio)));
  });
}

function sumOfVectors({ words }: Example, { vectors, dimensions }: WordVectors): Float64Array {
  const sum = new Float64Array(dimensions);
  for (const word of words) {
    const vector = vectors.get(word);
    if (!vector) continue;
    for (let at = 0; at < dimensions; at += 1) sum[at] += vector[at];
  }
  return sum;
}
