import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { countValidation } from '../../checks/accuracy/validation-counts.ts';
import { HELD_OUT } from '../../src/measure/validation.ts';

const POSTS = resolve(import.meta.dirname, '../../../shared/data/posts');

// The card is of the day the model was trained; the vocabulary, which it reads with, may have grown since.
test('all networks together are the posts of the model card, read as well as it prints', () => {
  const card = readFileSync('docs/model-card.md', 'utf8');
  const line = card
    .split('\n')
    .find((row) => row.startsWith('| held-out: subreddits, news and general tweets'));
  const [, , posts, yes, precision, recall] = (line ?? '').split('|').map((cell) => Number.parseFloat(cell));
  const pooled = HELD_OUT.health.get('');
  if (!pooled) throw new Error('no counts of all networks');
  const { truePositives, labelledPositive, trueNegatives, labelledNegative } = pooled;
  expect([labelledPositive + labelledNegative, labelledPositive]).toEqual([posts, yes]);
  expect(truePositives / labelledPositive).toBeCloseTo(recall, 2);
  expect(truePositives / (truePositives + labelledNegative - trueNegatives)).toBeCloseTo(precision, 2);
});

test.skipIf(!existsSync(POSTS))(
  'the counts are those of the shipped model on its held-out fold (npm run validation)',
  { timeout: 120_000 },
  () => {
    const counted = countValidation(POSTS);
    expect(counted.reddit).toEqual(HELD_OUT.health.get('reddit'));
    expect(counted.short).toEqual(HELD_OUT.health.get('x'));
    expect(counted.own).toEqual(HELD_OUT.own);
  },
);
