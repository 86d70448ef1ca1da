/** From examples to a relevance model: one logistic regression a head, packed into signed bytes, then calibrated. */

import { createHash } from 'node:crypto';
import {
  DENSE_FEATURES,
  type DenseFeature,
  type Features,
  SLOT_BITS,
} from '../../src/understand/features.ts';
import {
  createScorer,
  type Head,
  HEADS,
  type HeadWeights,
  type RelevanceModel,
} from '../../src/understand/relevance.ts';
import type { Example } from './corpus.ts';
import { fitLogistic, type SparseRows } from './logistic.ts';
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
const WEAK_TRUST = 0.6;
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
/** Signed bytes hold -127 to 127. */
const LARGEST_BYTE = 127;

interface RawHead {
  readonly slots: Float64Array;
  readonly dense: Float64Array;
  readonly intercept: number;
}

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

/**
 * Within each stratum of length positives and negatives weigh alike (but for `negativeShare`), so that the model
 * cannot tell health by length; within a stratum a group weighs by the square root of its size.
 */
function stratifiedWeights(examples: readonly Example[], negativeShare: number): Float64Array {
  const cellOf = ({ length, label }: Example) => `${stratumOf(length)} ${label.health}`;
  const groupSize = countBy(examples, (example) => `${cellOf(example)} ${example.set} ${example.group}`);
  const strata = countBy(examples, ({ length }) => String(stratumOf(length)));
  const weight = examples.map((example) =>
    example.set === 'examples'
      ? 1
      : trustIn(example) /
        Math.sqrt(groupSize.get(`${cellOf(example)} ${example.set} ${example.group}`) ?? 1),
  );
  const cellWeight = new Map<string, number>();
  examples.forEach((example, index) => {
    cellWeight.set(cellOf(example), (cellWeight.get(cellOf(example)) ?? 0) + weight[index]);
  });
  return Float64Array.from(examples, (example, index) => {
    const ofStratum = strata.get(String(stratumOf(example.length))) ?? 0;
    const side = example.label.health === 1 ? 1 : negativeShare;
    return (
      ((weight[index] / (cellWeight.get(cellOf(example)) ?? 1)) * ofStratum * side) / (1 + negativeShare)
    );
  });
}

/**
 * A subreddit is a weak label: a kitten in a health forum is not about health, a cancer trial among the science links
 * is. Where the vocabulary disagrees with the forum the post counts for less.
 */
function trustIn({ set, label, dense }: Example): number {
  if (set !== 'reddit' && set !== 'reddit-start') return 1;
  const matches = dense[DENSE_FEATURES.indexOf('match')] + dense[DENSE_FEATURES.indexOf('two-matches')];
  if (label.health === 1) return matches === 0 ? WEAK_TRUST : 1;
  return matches === 2 ? WEAK_TRUST : 1;
}

function stratumOf(length: number): number {
  return [70, 160, 600].filter((edge) => length >= edge).length;
}

/** Positives and negatives of a set weigh by the square root of their odds: between plain and fully balanced. */
function balancedWeights(examples: readonly Example[], head: Head): Float64Array {
  const counts = countBy(examples, ({ label }) => String(label[head]));
  const odds = Math.sqrt((counts.get('0') ?? 1) / (counts.get('1') ?? 1));
  return Float64Array.from(examples, ({ label }) => (label[head] === 1 ? odds : 1));
}

function countBy(examples: readonly Example[], key: (example: Example) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const example of examples) counts.set(key(example), (counts.get(key(example)) ?? 0) + 1);
  return counts;
}

function packModel(raw: readonly RawHead[]): RelevanceModel {
  const table = new Int32Array(SLOTS);
  const heads = HEADS.map((_, index): HeadWeights => {
    const { slots, dense, intercept } = raw[index];
    const step = slots.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LARGEST_BYTE || 1;
    slots.forEach((weight, slot) => {
      table[slot] |= (Math.round(weight / step) & 0xff) << (8 * index);
    });
    return {
      intercept: rounded(intercept),
      step: rounded(step),
      dense: Object.fromEntries(DENSE_FEATURES.map((name, at) => [name, rounded(dense[at])])),
      threshold: 0.5,
      slope: 1,
      offset: 0,
    };
  });
  return withHeads(table, { health: heads[0], personal: heads[1], own: heads[2] });
}

/** The model with a version that follows from all its weights. */
export function withHeads(table: Int32Array, heads: RelevanceModel['heads']): RelevanceModel {
  const version = createHash('sha256')
    .update(new Uint8Array(table.buffer))
    .update(JSON.stringify(heads))
    .digest('hex');
  return { version: version.slice(0, 12), table, heads };
}

/** Nine digits are more than the weights are sure of and read the same everywhere. */
function rounded(value: number): number {
  return Number(value.toPrecision(9));
}

/** The model's uncalibrated score of an example, through the scorer that readers use. */
export function scoresOf(model: RelevanceModel, examples: readonly Example[], head: Head): Float64Array {
  const score = createScorer(model);
  const { slope, offset } = model.heads[head];
  return Float64Array.from(examples, (example) => {
    const probability = score(featuresOf(example))[head];
    return (Math.log(probability / (1 - probability)) - offset) / slope;
  });
}

function featuresOf(example: Example): Features {
  return {
    slots: example.slots,
    slotCount: example.slots.length,
    slotScale: example.scale,
    dense: example.dense,
    nearClasses: 0,
    allClasses: 0,
  };
}

/** Platt scaling with his targets for small samples: slope and offset of score to log-odds, by Newton's method. */
export function fitPlatt(
  scores: Float64Array,
  labels: readonly (0 | 1)[],
): Pick<HeadWeights, 'slope' | 'offset'> {
  const positives = labels.filter((label) => label === 1).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (labels.length - positives + 2);
  // From no slope and the overall odds Newton's steps do not overshoot.
  let slope = 0;
  let offset = Math.log((positives + 1) / (labels.length - positives + 1));
  for (let turn = 0; turn < 50; turn += 1) {
    let [gradientSlope, gradientOffset, curveSlope, curveBoth, curveOffset] = [0, 0, 1e-9, 0, 1e-9];
    scores.forEach((score, row) => {
      const probability = 1 / (1 + Math.exp(-(slope * score + offset)));
      const error = probability - (labels[row] === 1 ? high : low);
      const curve = probability * (1 - probability);
      gradientSlope += error * score;
      gradientOffset += error;
      curveSlope += curve * score * score;
      curveBoth += curve * score;
      curveOffset += curve;
    });
    const determinant = curveSlope * curveOffset - curveBoth ** 2;
    const stepSlope = (curveOffset * gradientSlope - curveBoth * gradientOffset) / determinant;
    const stepOffset = (curveSlope * gradientOffset - curveBoth * gradientSlope) / determinant;
    slope -= stepSlope;
    offset -= stepOffset;
    if (Math.abs(stepSlope) + Math.abs(stepOffset) < 1e-9) break;
  }
  return { slope: rounded(slope), offset: rounded(offset) };
}
