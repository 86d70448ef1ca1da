import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HELD_OUT, validationCounts } from '../../src/measure/validation.ts';

test('the validation numbers are those that the model card prints', () => {
  const card = readFileSync('docs/model-card.md', 'utf8');
  const line = card
    .split('\n')
    .find((row) => row.startsWith('| held-out: subreddits, news and general tweets'));
  const [, , posts, yes, precision, recall] = (line ?? '').split('|').map((cell) => Number.parseFloat(cell));
  expect(HELD_OUT).toEqual({ posts, labelledPositive: yes, precision, recall });
});

test('the four counts give back precision and recall as printed', () => {
  const { truePositives, labelledPositive, trueNegatives, labelledNegative } = validationCounts();
  expect(truePositives / labelledPositive).toBeCloseTo(HELD_OUT.recall, 3);
  expect(truePositives / (truePositives + labelledNegative - trueNegatives)).toBeCloseTo(
    HELD_OUT.precision,
    3,
  );
});
