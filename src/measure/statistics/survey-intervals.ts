/** Intervals of survey proportions, and whether one may be published (Parker et al., NCHS, Vital Health Stat 2(175), 2017). */

import { betaQuantile, tQuantile } from './distributions.ts';
import type { Interval } from './wilson.ts';

export interface ProportionCell {
  readonly proportion: number;
  readonly se: number;
  /** Respondents in the base, unweighted. */
  readonly n: number;
  /** Degrees of freedom of the design. */
  readonly df: number;
}

export interface KornGraubard extends Interval {
  /** Effective sample size; n where the proportion is 0 or 1. */
  readonly effective: number;
  readonly effectiveCapped: number;
  /** Adjusted for the degrees of freedom, and capped at n. */
  readonly effectiveAdjusted: number;
}

export type NchsDecision = 'present' | 'suppress';

export type NchsFlag = 'complement_unreliable' | 'review_df' | 'review_0_or_100';

export interface PublicationDecision {
  readonly decision: NchsDecision;
  /** The rule that decided, such as `rel_width<=1.30`. */
  readonly reason: string;
  readonly flags: readonly NchsFlag[];
  readonly width: number;
  /** Width over the proportion, and over its complement; null at 0 and 1. */
  readonly relativeWidth: number | null;
  readonly relativeWidthComplement: number | null;
}

const FEWEST = 30;
const WIDE = 0.3;
const NARROW = 0.05;
const RELATIVELY_WIDE = 1.3;
const FEWEST_DF = 8;

/** The interval that is drawn: on the logit scale with the delta method. Null at 0 and 1, where Korn-Graubard stands in. */
export function logitInterval({ proportion, se, df }: ProportionCell, level = 0.95): Interval | null {
  if (proportion <= 0 || proportion >= 1) return null;
  const centre = Math.log(proportion / (1 - proportion));
  const reach = (tQuantile(0.5 + level / 2, df) * se) / (proportion * (1 - proportion));
  const back = (value: number) => 1 / (1 + Math.exp(-value));
  return { lower: back(centre - reach), upper: back(centre + reach) };
}

/** Estimate plus and minus t standard errors: for means, totals and differences. */
export function tInterval(estimate: number, se: number, df: number, level = 0.95): Interval {
  const reach = tQuantile(0.5 + level / 2, df) * se;
  return { lower: estimate - reach, upper: estimate + reach };
}

/** Clopper-Pearson at the effective sample size (Korn and Graubard 1998, Surv Methodol 24:193-201). */
export function kornGraubard({ proportion, se, n, df }: ProportionCell, level = 0.95): KornGraubard {
  const tail = (1 - level) / 2;
  const edge = proportion <= 0 || proportion >= 1 || se === 0;
  const effective = edge ? n : (proportion * (1 - proportion)) / se ** 2;
  const factor = (tQuantile(1 - tail, n - 1) / tQuantile(1 - tail, df)) ** 2;
  const effectiveAdjusted = edge ? n : Math.min(n, effective * factor);
  const yes = effectiveAdjusted * proportion;
  const no = effectiveAdjusted * (1 - proportion);
  return {
    effective,
    effectiveCapped: Math.min(n, effective),
    effectiveAdjusted,
    lower: proportion <= 0 ? 0 : betaQuantile(tail, yes, no + 1),
    upper: proportion >= 1 ? 1 : betaQuantile(1 - tail, yes + 1, no),
  };
}

/** NCHS' data presentation standards for proportions. A hidden cell hides every cell from which it could be computed. */
export function publicationDecision(cell: ProportionCell): PublicationDecision {
  const { proportion, n, df } = cell;
  const { lower, upper, effectiveCapped } = kornGraubard(cell);
  const width = upper - lower;
  const relativeWidth = proportion > 0 ? width / proportion : null;
  const relativeWidthComplement = proportion < 1 ? width / (1 - proportion) : null;
  const [decision, reason] = decide(n, effectiveCapped, width, relativeWidth);
  const flags: NchsFlag[] = [];
  if (decision === 'present') {
    const unreliable = relativeWidthComplement !== null && relativeWidthComplement > RELATIVELY_WIDE;
    // Near 100 % the complement is the rare side.
    if (unreliable && width > NARROW) flags.push('complement_unreliable');
    if (df < FEWEST_DF) flags.push('review_df');
    if (proportion === 0 || proportion === 1) flags.push('review_0_or_100');
  }
  return { decision, reason, flags, width, relativeWidth, relativeWidthComplement };
}

function decide(
  n: number,
  effective: number,
  width: number,
  relativeWidth: number | null,
): [NchsDecision, string] {
  if (n < FEWEST) return ['suppress', 'n<30'];
  if (effective < FEWEST) return ['suppress', 'n_eff<30'];
  if (width >= WIDE) return ['suppress', 'abs_width>=0.30'];
  if (width <= NARROW) return ['present', 'abs_width<=0.05'];
  if (relativeWidth !== null && relativeWidth > RELATIVELY_WIDE) return ['suppress', 'rel_width>1.30'];
  return ['present', 'rel_width<=1.30'];
}
