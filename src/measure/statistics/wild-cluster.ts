/** Score wild cluster bootstrap for few accounts (Kline and Santos 2012, J Econometric Methods 1:23-41). */

import { fitPoisson, weightedWithin, type CountData } from './count-regression.ts';
import { seeded } from './seeded.ts';

/**
 * Two-sided p-value for one column of the design being without effect: the model is fitted without it, and the scores of
 * whole accounts get random signs. The group of `data` is the cluster.
 */
export function wildClusterP(data: CountData, column: number, seed: number, draws = 1999): number {
  const without = data.design.map((row) => row.filter((_, index) => index !== column));
  const fit = fitPoisson({ ...data, design: without });
  const tested = data.design.map((row) => row[column]);
  const { residuals: within } = weightedWithin(without, tested, fit.fitted, data.group);
  const clusters = data.group.reduce((most, index) => Math.max(most, index + 1), 0);
  const scores = new Array<number>(clusters).fill(0);
  data.outcome.forEach((count, row) => {
    scores[data.group[row]] += within[row] * (count - fit.fitted[row]);
  });
  const observed = studentised(scores);
  const random = seeded(seed);
  let beyond = 0;
  for (let draw = 0; draw < draws; draw += 1)
    if (studentised(scores.map((score) => (random() < 0.5 ? -score : score))) >= observed) beyond += 1;
  return (beyond + 1) / (draws + 1);
}

function studentised(scores: readonly number[]): number {
  const sum = scores.reduce((total, score) => total + score, 0);
  const mean = sum / scores.length;
  const spread = scores.reduce((total, score) => total + (score - mean) ** 2, 0);
  return spread > 0 ? Math.abs(sum) / Math.sqrt(spread) : 0;
}
