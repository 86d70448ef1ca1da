/** From a model's scores to probabilities. */

import type { Features } from '../../src/understand/features.ts';
import {
  createScorer,
  type Head,
  type HeadWeights,
  type RelevanceModel,
} from '../../src/understand/relevance.ts';
import type { Example } from './corpus.ts';
import { rounded } from './pack.ts';

/** The model's uncalibrated score of an example, through the scorer that readers use. */
export function scoresOf(model: RelevanceModel, examples: readonly Example[], head: Head): Float64Array {
  const score = createScorer(model, head);
  const { slope, offset } = model.heads[head];
  return Float64Array.from(examples, (example) => {
    const probability = score(featuresOf(example));
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
