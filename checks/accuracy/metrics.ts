/** How well probabilities answer a yes-or-no question: precision, recall, F1 with intervals, and calibration. */

import { type Interval, wilson } from '../../src/measure/statistics/wilson.ts';

export interface Answer {
  readonly probability: number;
  readonly label: boolean;
}

export interface Accuracy {
  readonly n: number;
  readonly positives: number;
  readonly precision: number | null;
  readonly precisionInterval: Interval | null;
  readonly recall: number | null;
  readonly recallInterval: Interval | null;
  readonly f1: number | null;
  /** From the Wilson interval of F1 / (2 - F1), which is the proportion TP / (TP + FP + FN). */
  readonly f1Interval: Interval | null;
  /** Expected calibration error over ten equal bins of probability. */
  readonly ece: number;
  /** Mean squared distance of probability and label (Brier 1950). */
  readonly brier: number;
}

const BINS = 10;

export function accuracyOf(answers: readonly Answer[], threshold: number): Accuracy {
  let [hits, falseAlarms, missed] = [0, 0, 0];
  for (const { probability, label } of answers) {
    const yes = probability >= threshold;
    if (yes && label) hits += 1;
    else if (yes) falseAlarms += 1;
    else if (label) missed += 1;
  }
  const jaccard = wilson(hits, hits + falseAlarms + missed);
  const toF1 = (share: number) => (2 * share) / (1 + share);
  return {
    n: answers.length,
    positives: hits + missed,
    precision: ratio(hits, hits + falseAlarms),
    precisionInterval: wilson(hits, hits + falseAlarms),
    recall: ratio(hits, hits + missed),
    recallInterval: wilson(hits, hits + missed),
    f1: ratio(2 * hits, 2 * hits + falseAlarms + missed),
    f1Interval: jaccard && { lower: toF1(jaccard.lower), upper: toF1(jaccard.upper) },
    ece: calibrationError(answers),
    brier:
      answers.reduce((sum, { probability, label }) => sum + (probability - Number(label)) ** 2, 0) /
      answers.length,
  };
}

/** Mean distance between stated probability and observed share, over ten equal bins weighted by their size. */
export function calibrationError(answers: readonly Answer[]): number {
  return reliability(answers).reduce(
    (sum, { n, stated, observed }) => sum + (n / answers.length) * Math.abs(stated - observed),
    0,
  );
}

export interface ReliabilityBin {
  readonly n: number;
  readonly stated: number;
  readonly observed: number;
}

/** The bins of a reliability plot; empty bins are left out. */
export function reliability(answers: readonly Answer[]): ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, () => ({ n: 0, stated: 0, observed: 0 }));
  for (const { probability, label } of answers) {
    const bin = bins[Math.min(BINS - 1, Math.floor(probability * BINS))];
    bin.n += 1;
    bin.stated += probability;
    bin.observed += Number(label);
  }
  return bins
    .filter(({ n }) => n > 0)
    .map(({ n, stated, observed }) => ({ n, stated: stated / n, observed: observed / n }));
}

/** The threshold, in steps of a hundredth, at which F1 is best; the lowest of equals. */
export function bestThreshold(answers: readonly Answer[]): number {
  let best = { threshold: 0.5, f1: -1 };
  for (let step = 5; step <= 95; step += 1) {
    const f1 = accuracyOf(answers, step / 100).f1 ?? 0;
    if (f1 > best.f1 + 1e-9) best = { threshold: step / 100, f1 };
  }
  return best.threshold;
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
