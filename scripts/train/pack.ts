/** Fitted weights as a relevance model: signed bytes, one a head, in a table of slots. */

import { createHash } from 'node:crypto';
import { DENSE_FEATURES, SLOT_BITS } from '../../src/understand/features.ts';
import { HEADS, type HeadWeights, type RelevanceModel } from '../../src/understand/relevance.ts';

/** Signed bytes hold -127 to 127. */
const LARGEST_BYTE = 127;

export interface RawHead {
  readonly slots: Float64Array;
  readonly dense: Float64Array;
  readonly intercept: number;
}

/** The uncalibrated model of the heads, in the order of `HEADS`: slope 1, offset 0. */
export function packModel(raw: readonly RawHead[]): RelevanceModel {
  const table = new Int32Array(1 << SLOT_BITS);
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
export function rounded(value: number): number {
  return Number(value.toPrecision(9));
}
