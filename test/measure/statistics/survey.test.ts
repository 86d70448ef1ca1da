import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  balancedFactors,
  covariance,
  difference,
  everyone,
  jackknifeFactors,
  joinCycles,
  mean,
  proportion,
  standardError,
  stratifiedJackknifeFactors,
  total,
  type SurveyDesign,
} from '../../../src/measure/statistics/survey.ts';
import {
  kornGraubard,
  logitInterval,
  publicationDecision,
} from '../../../src/measure/statistics/survey-intervals.ts';

/** Weight 1, leave one out, the others 50/49: its standard error has a closed form. */
function leaveOneOut(n: number): SurveyDesign {
  return {
    respondents: n,
    weights: new Float64Array(n).fill(1),
    replicates: Array.from({ length: n }, (_, out) =>
      Float64Array.from({ length: n }, (__, respondent) => (respondent === out ? 0 : n / (n - 1))),
    ),
    factors: jackknifeFactors(n),
    df: n - 1,
  };
}

test('the jackknife of a plain mean is s over the root of n', () => {
  const values = Array.from({ length: 50 }, (_, index) => (index * index * 7) % 31);
  const average = values.reduce((sum, value) => sum + value, 0) / 50;
  const s = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / 49);
  const design = leaveOneOut(50);
  const result = mean(design, (respondent) => values[respondent], everyone);
  expect(result.estimate).toBeCloseTo(average, 10);
  expect(standardError(design, result)).toBeCloseTo(s / Math.sqrt(50), 10);
});

test('balanced halves of two strata of two give the textbook variance', () => {
  // Two primary units a stratum: the variance of the total is the sum of squared differences.
  const values = [3, 8, 10, 4];
  const halves = [
    [2, 0, 2, 0],
    [2, 0, 0, 2],
    [0, 2, 2, 0],
    [0, 2, 0, 2],
  ];
  const design = (fay: number): SurveyDesign => ({
    respondents: 4,
    weights: new Float64Array(4).fill(1),
    replicates: halves.map((half) => Float64Array.from(half, (weight) => 1 + (weight - 1) * (1 - fay))),
    factors: balancedFactors(4, fay),
    df: 2,
  });
  const expected = Math.sqrt((3 - 8) ** 2 + (10 - 4) ** 2);
  for (const fay of [0, 0.3, 0.5]) {
    const sum = total(design(fay), (respondent) => values[respondent]);
    expect(sum.estimate).toBe(25);
    expect(standardError(design(fay), sum)).toBeCloseTo(expected, 10);
  }
});

test('a stratified jackknife takes each factor from the size of its stratum', () => {
  expect(stratifiedJackknifeFactors([1, 1, 1, 2, 2])).toEqual([2 / 3, 2 / 3, 2 / 3, 1 / 2, 1 / 2]);
});

test('joined cycles add their variances for a difference and keep their own factor', () => {
  const first = leaveOneOut(20);
  const second = leaveOneOut(30);
  const joined = joinCycles([first, second]);
  expect(joined.df).toBe(48);
  expect(joined.replicates).toHaveLength(50);
  const yes = (respondent: number) => respondent % 3 === 0;
  const inFirst = (respondent: number) => respondent < 20;
  const inSecond = (respondent: number) => respondent >= 20;
  const gap = difference(proportion(joined, yes, inFirst), proportion(joined, yes, inSecond));
  const apart = [
    standardError(first, proportion(first, yes, everyone)),
    standardError(
      second,
      proportion(second, (respondent) => (respondent + 20) % 3 === 0, everyone),
    ),
  ];
  expect(standardError(joined, gap)).toBeCloseTo(Math.hypot(...apart), 12);
});

test('shares of a whole add to one, and their errors agree with the covariance', () => {
  const shapes = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 3 }), fc.double({ min: 0.1, max: 9, noNaN: true })),
    {
      minLength: 12,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(shapes, (respondents) => {
      const base = leaveOneOut(respondents.length);
      const weigh = (weights: Float64Array) => weights.map((weight, index) => weight * respondents[index][1]);
      const design = { ...base, weights: weigh(base.weights), replicates: base.replicates.map(weigh) };
      const shares = [0, 1, 2, 3].map((answer) =>
        proportion(design, (respondent) => respondents[respondent][0] === answer, everyone),
      );
      expect(shares.reduce((sum, share) => sum + share.estimate, 0)).toBeCloseTo(1, 9);
      const [a, b] = shares;
      const variance =
        standardError(design, a) ** 2 + standardError(design, b) ** 2 - 2 * covariance(design, a, b);
      expect(standardError(design, difference(a, b))).toBeCloseTo(Math.sqrt(Math.max(0, variance)), 6);
    }),
    { numRuns: 50 },
  );
});

test('a domain is a mask: others neither count nor vanish from the replicates', () => {
  const design = leaveOneOut(40);
  const inside = (respondent: number) => respondent < 10;
  const share = proportion(design, (respondent) => respondent < 4, inside);
  expect(share.estimate).toBeCloseTo(0.4, 12);
  // Leaving out somebody outside the domain changes nothing.
  expect(share.replicates[39]).toBeCloseTo(0.4, 12);
  expect(share.replicates[0]).toBeCloseTo(3 / 9, 12);
});

test('at 0 and 100 per cent only the exact interval stands', () => {
  const none = { proportion: 0, se: 0, n: 100, df: 49 };
  expect(logitInterval(none)).toBeNull();
  // The exact upper limit of 0 in 100: 1 - 0.025^(1/100).
  expect(kornGraubard(none).upper).toBeCloseTo(1 - 0.025 ** 0.01, 7);
  expect(publicationDecision(none)).toMatchObject({ decision: 'present', flags: ['review_0_or_100'] });
});

test('what NCHS would not publish is hidden, and a rare complement is flagged', () => {
  const cell = { proportion: 0.5, se: 0.02, n: 29, df: 49 };
  expect(publicationDecision(cell).reason).toBe('n<30');
  expect(publicationDecision({ ...cell, n: 500, se: 0.1 }).reason).toBe('n_eff<30');
  expect(publicationDecision({ ...cell, n: 500, se: 0.078 }).reason).toBe('abs_width>=0.30');
  const rare = publicationDecision({ proportion: 0.95, se: 0.0165, n: 400, df: 7 });
  expect(rare.decision).toBe('present');
  expect(rare.flags).toEqual(['complement_unreliable', 'review_df']);
});
