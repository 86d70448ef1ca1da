/**
 * The relevance model: one linear score for each question over hashed words and dense features, made a probability
 * by Platt scaling (Platt 1999). Methods c, steps 3 and 4; how it was trained is in docs/model-card.md.
 *
 * The weights of a slot for all questions are kept as four signed bytes of one 32-bit word.
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DENSE_FEATURES, type Features, SLOT_BITS } from './features.ts';
import { hashOf } from './tokens.ts';

/** `health`: about health in a literal sense; `personal`: a person has the condition; `own`: the author has it. */
export const HEADS = ['health', 'personal', 'own'] as const;
export type Head = (typeof HEADS)[number];

export interface HeadWeights {
  readonly intercept: number;
  /** What one step of a slot's signed byte is worth. */
  readonly step: number;
  /** By the name of the dense feature; a feature that is not named weighs nothing. */
  readonly dense: Readonly<Record<string, number>>;
  /** The probability from which the answer is yes, chosen where F1 was best in cross-validation. */
  readonly threshold: number;
  /** Probability = 1 / (1 + exp(-(slope * score + offset))). */
  readonly slope: number;
  readonly offset: number;
}

export interface RelevanceModel {
  /** The first twelve hexadecimal digits of the SHA-256 of all weights. */
  readonly version: string;
  /** One 32-bit word a slot: the byte of the first head lowest. */
  readonly table: Int32Array;
  readonly heads: Readonly<Record<Head, HeadWeights>>;
}

/** What is written beside the table, in `model.json`. */
export interface ModelDescription {
  readonly version: string;
  readonly tableSha256: string;
  /** The hash of the word "health" when the model was trained: another hash function would make nonsense of it. */
  readonly hashOfHealth: number;
  readonly vocabulary: string;
  readonly seed: number;
  readonly heads: Readonly<Record<Head, HeadWeights>>;
}

export interface ModelFiles {
  /** JSON of a `ModelDescription`. */
  readonly description: string;
  /** The table, little-endian, gzipped. */
  readonly table: Uint8Array;
}

export type Scores = Record<Head, number>;

const MODEL_FOLDER = new URL('./model/', import.meta.url);

/** The model shipped with the package. */
export function shippedModel(): ModelFiles {
  return {
    description: readFileSync(new URL('model.json', MODEL_FOLDER), 'utf8'),
    table: readFileSync(new URL('table.bin.gz', MODEL_FOLDER)),
  };
}

/** @throws Error when the files do not belong together: our own corruption, not bad input */
export function loadModel(files: ModelFiles = shippedModel()): RelevanceModel {
  const description = JSON.parse(files.description) as ModelDescription;
  const bytes = gunzipSync(files.table);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== description.tableSha256) {
    throw new Error(
      `the model's table has SHA-256 ${digest}, its description says ${description.tableSha256}: run "npm run train"`,
    );
  }
  if (hashOf('health') !== description.hashOfHealth) {
    throw new Error('words are hashed in another way than when the model was trained: run "npm run train"');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = new Int32Array(1 << SLOT_BITS);
  for (let slot = 0; slot < table.length; slot += 1) table[slot] = view.getInt32(4 * slot, true);
  return { version: description.version, table, heads: description.heads };
}

/** The probability of one answer from the features of a text. Allocates nothing. */
export type Scorer = (features: Features) => number;

/**
 * A scorer for one question, with a table of its own: every post is asked whether it is about health and few are asked more,
 * and a quarter of a megabyte stays in the processor's cache where a whole one does not.
 */
export function createScorer({ table, heads }: RelevanceModel, head: Head): Scorer {
  const { intercept, step, dense: denseWeights, slope, offset } = heads[head];
  const shift = 24 - 8 * HEADS.indexOf(head);
  const weights = new Int8Array(table.length);
  for (let slot = 0; slot < table.length; slot += 1) weights[slot] = (table[slot] << shift) >> 24;
  const ofDense = Float64Array.from(DENSE_FEATURES, (name) => denseWeights[name] ?? 0);

  return ({ slots, slotCount, slotScale, dense }) => {
    let sum = 0;
    for (let at = 0; at < slotCount; at += 1) {
      const slot = slots[at];
      if (slot >= 0) sum += weights[slot];
    }
    let score = intercept + sum * slotScale * step;
    for (let feature = 0; feature < DENSE_FEATURES.length; feature += 1)
      if (dense[feature] !== 0) score += dense[feature] * ofDense[feature];
    return 1 / (1 + Math.exp(-(slope * score + offset)));
  };
}
