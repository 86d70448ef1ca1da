/** Score wild cluster bootstrap for few accounts (Kline and Santos 2012, J Econometric Methods 1:23-41). */

import { columnsOfKind, withColumns, type CellDesign } from './cell-design.ts';
import { fitPoissonCells, residualsOf } from './engagement-models.ts';
import { seeded } from './seeded.ts';
import { fitWithin } from './within-accounts.ts';

/**
 * Two-sided p-value for one column of the design being without effect: the model is fitted without it, and the scores of
 * whole accounts get random signs.
 */
export function wildClusterP(design: CellDesign, column: number, seed: number, draws = 1999): number {
  const { cells } = design;
  const others = Array.from({ length: design.columns }, (_, other) => other).filter(
    (other) => other !== column,
  );
  const without = withColumns(design, others);
  const { mean } = fitPoissonCells(without);
  const shows = cells.kinds.map((_, kind) => Number(columnsOfKind(design, kind).includes(column)));
  const weight = cells.posts.map((posts, cell) => posts * mean[cell]);
  const shown = weight.map((of, cell) => of * shows[cells.kind[cell]]);
  const { ofKind, ofAccount } = fitWithin(without, weight, shown);
  const residual = residualsOf(cells, mean);
  const scores = cells.accounts.map((_, account) => {
    let score = 0;
    for (let cell = cells.starts[account]; cell < cells.starts[account + 1]; cell += 1) {
      const kind = cells.kind[cell];
      score += (shows[kind] - ofKind[kind] - ofAccount[account]) * residual[cell];
    }
    return score;
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
