/** How much each example weighs in training. */

import { DENSE_FEATURES } from '../../src/understand/features.ts';
import type { Head } from '../../src/understand/relevance.ts';
import type { Example } from './corpus.ts';

const WEAK_TRUST = 0.6;

/**
 * Within each stratum of length positives and negatives weigh alike (but for `negativeShare`), so that the model
 * cannot tell health by length; within a stratum a group weighs by the square root of its size.
 */
export function stratifiedWeights(examples: readonly Example[], negativeShare: number): Float64Array {
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
export function balancedWeights(examples: readonly Example[], head: Head): Float64Array {
  const counts = countBy(examples, ({ label }) => String(label[head]));
  const odds = Math.sqrt((counts.get('0') ?? 1) / (counts.get('1') ?? 1));
  return Float64Array.from(examples, ({ label }) => (label[head] === 1 ? odds : 1));
}

function countBy(examples: readonly Example[], key: (example: Example) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const example of examples) counts.set(key(example), (counts.get(key(example)) ?? 0) + 1);
  return counts;
}
