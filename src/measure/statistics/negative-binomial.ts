/** Negative binomial regression (variance mean + mean² / theta) with group effects: a sensitivity run, never the main model. */

import { fitCounts, type CountData, type CountFit } from './count-regression.ts';

export interface NegativeBinomialFit extends CountFit {
  readonly theta: number;
}

const MOST_ROUNDS = 50;

/** Coefficients and theta in turn until both stand, as MASS::glm.nb does. `start` is the fit of a Poisson model. */
export function fitNegativeBinomial(data: CountData, start: readonly number[]): NegativeBinomialFit {
  let theta = bestTheta(data.outcome, start, 1);
  let fit = fitCounts(data, (mean) => 1 + mean / theta, start);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = bestTheta(data.outcome, fit.fitted, theta);
    const settled = Math.abs(next / theta - 1) < 1e-9;
    theta = next;
    fit = fitCounts(data, (mean) => 1 + mean / theta, fit.fitted);
    if (settled) break;
  }
  return { ...fit, theta };
}

/** Maximum likelihood of theta at given means, by Newton's method on its logarithm, kept within factors of e. */
function bestTheta(outcome: readonly number[], fitted: readonly number[], start: number): number {
  const above = countsAbove(outcome);
  let logTheta = Math.log(start);
  for (let round = 0; round < 200; round += 1) {
    const theta = Math.exp(logTheta);
    let slope = 0;
    let curve = 0;
    // digamma(y + theta) - digamma(theta) is a finite sum for whole y.
    above.forEach((observations, step) => {
      slope += observations / (theta + step);
      curve -= observations / (theta + step) ** 2;
    });
    outcome.forEach((count, row) => {
      const sum = theta + fitted[row];
      slope += Math.log(theta / sum) + 1 - (count + theta) / sum;
      curve += 1 / theta - 2 / sum + (count + theta) / sum ** 2;
    });
    const gradient = slope * theta;
    const hessian = curve * theta * theta + gradient;
    const step = hessian < 0 ? -gradient / hessian : Math.sign(gradient);
    logTheta += Math.max(-1, Math.min(1, step));
    if (Math.abs(step) < 1e-12) break;
  }
  return Math.exp(logTheta);
}

/** How many observations are above 0, above 1, and so on. */
function countsAbove(outcome: readonly number[]): number[] {
  const most = outcome.reduce((highest, count) => Math.max(highest, count), 0);
  const exactly = new Array<number>(most + 1).fill(0);
  for (const count of outcome) exactly[count] += 1;
  const above = new Array<number>(most).fill(0);
  let running = 0;
  for (let step = most - 1; step >= 0; step -= 1) {
    running += exactly[step + 1];
    above[step] = running;
  }
  return above;
}
