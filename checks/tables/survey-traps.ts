/** Wrong answers that look right: each can be had from the same data, and the engine does not give it. */

import {
  countOf,
  everyone,
  proportion,
  standardError,
  type Replicated,
} from '../../src/measure/statistics/survey.ts';
import {
  baseOf,
  estimateOf,
  has,
  type ExpectedProportion,
  type SurveyFile,
  type SurveyTable,
} from './survey-file.ts';
import type { Tally } from './table.ts';

export function checkTrap(
  tally: Tally,
  file: SurveyFile,
  trap: NonNullable<SurveyTable['traps']>[number],
  proportions: readonly ExpectedProportion[],
): void {
  const expected = proportions.find(({ id }) => id === trap.case);
  if (!expected) throw new Error(`the trap ${trap.id} names no proportion: ${trap.case}`);
  const right = estimateOf(file, expected);
  const wrong = wrongAnswer(file, trap.id, expected, right);
  const [reached, avoided] =
    trap.wrong_se === undefined
      ? [trap.wrong_proportion ?? Number.NaN, right.estimate]
      : [trap.wrong_se, standardError(file.design, right)];
  tally.near(`trap ${trap.id} is real`, wrong, reached, 1e-9);
  tally.expect(
    `trap ${trap.id} is avoided`,
    Math.abs(avoided - reached) > 1e-9,
    () => `the engine gives ${avoided}`,
  );
}

function wrongAnswer(
  file: SurveyFile,
  trap: string,
  expected: ExpectedProportion,
  right: Replicated,
): number {
  const { design } = file;
  const yes = has(file, expected.variable, expected.numerator_codes);
  switch (trap) {
    case 'divide-by-R':
      return standardError(design, right) / Math.sqrt(design.replicates.length);
    case 'missing-in-denominator':
      return proportion(design, yes, everyone).estimate;
    case 'unweighted':
      return countOf(design, yes) / countOf(design, baseOf(file, expected));
    case 'centred-on-replicate-mean': {
      const centre = right.replicates.reduce((sum, value) => sum + value, 0) / right.replicates.length;
      return standardError(design, { ...right, estimate: centre });
    }
    default:
      throw new Error(`the trap "${trap}" is not known here`);
  }
}
