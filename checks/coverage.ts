/** How often the corrected interval holds the true share, by simulation with a seed. */

import { correct } from '../src/measure/statistics/quantification.ts';
import { seeded } from '../src/measure/statistics/seeded.ts';

export interface CoverageDesign {
  readonly prevalence: number;
  readonly se: number;
  readonly sp: number;
  readonly n: number;
  readonly n_se: number;
  readonly n_sp: number;
  readonly replications: number;
}

export function coverageOf(design: CoverageDesign, seed = 20): number {
  const random = seeded(seed);
  const draw = (n: number, share: number) => {
    let hits = 0;
    for (let trial = 0; trial < n; trial += 1) if (random() < share) hits += 1;
    return hits;
  };
  const { prevalence, se, sp, n, n_se, n_sp, replications } = design;
  const flaggedShare = prevalence * se + (1 - prevalence) * (1 - sp);
  let held = 0;
  for (let round = 0; round < replications; round += 1) {
    const { unclippedInterval } = correct({
      positives: draw(n, flaggedShare),
      n,
      truePositives: draw(n_se, se),
      labelledPositive: n_se,
      trueNegatives: draw(n_sp, sp),
      labelledNegative: n_sp,
    });
    if (unclippedInterval && unclippedInterval.lower <= prevalence && prevalence <= unclippedInterval.upper)
      held += 1;
  }
  return held / replications;
}
