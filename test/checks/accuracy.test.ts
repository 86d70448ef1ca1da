import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkAccuracy } from '../../checks/accuracy.ts';
import { accuracyOf, bestThreshold } from '../../checks/accuracy/metrics.ts';
import { clusterNearCopies } from '../../checks/accuracy/near-copies.ts';
import { readPlainSet } from '../../checks/accuracy/plain-set.ts';

const answers = [
  { probability: 0.9, label: true },
  { probability: 0.8, label: true },
  { probability: 0.7, label: false },
  { probability: 0.3, label: true },
  { probability: 0.2, label: false },
  { probability: 0.1, label: false },
];

describe('accuracy', () => {
  test('precision, recall, F1 and Brier as counted by hand', () => {
    const { precision, recall, f1, brier, positives } = accuracyOf(answers, 0.5);
    expect(positives).toBe(3);
    expect(precision).toBeCloseTo(2 / 3);
    expect(recall).toBeCloseTo(2 / 3);
    expect(f1).toBeCloseTo(2 / 3);
    expect(brier).toBeCloseTo((0.01 + 0.04 + 0.49 + 0.49 + 0.04 + 0.01) / 6);
  });

  test('the calibration error is the mean distance over the bins', () => {
    // Each answer is alone in its bin: distances 0.1, 0.2, 0.7, 0.7, 0.2, 0.1.
    expect(accuracyOf(answers, 0.5).ece).toBeCloseTo(2 / 6);
  });

  test('the best threshold lets the third yes in', () => {
    // At 0.3: three right, one false alarm, F1 = 6/7.
    expect(accuracyOf(answers, bestThreshold(answers)).f1).toBeCloseTo(6 / 7);
  });

  test('nothing found is no number', () => {
    expect(accuracyOf([{ probability: 0.1, label: false }], 0.5)).toMatchObject({
      precision: null,
      recall: null,
      f1: null,
    });
  });
});

test('near copies cluster, others stand alone', () => {
  const texts = [
    'New study links coffee to a lower risk of liver disease in older adults https://t.co/abc',
    'The weather in the valley is going to be very fine on all days of next week',
    'New study links coffee to a lower risk of liver disease in older adults https://t.co/xyz via @news',
    'flu',
    'Flu ',
  ];
  expect([...clusterNearCopies(texts)]).toEqual([0, 1, 0, 3, 3]);
});

describe('a set in the plain format', () => {
  const folderOf = (description: unknown, lines: string): string => {
    const folder = mkdtempSync(join(tmpdir(), 'auscult-set-'));
    writeFileSync(join(folder, 'set.json'), JSON.stringify(description));
    writeFileSync(join(folder, 'posts.ndjson'), lines);
    return folder;
  };

  test('is measured and printed as one line of JSON', () => {
    const folder = folderOf(
      { name: 'tiny', task: 'health', positive: [1] },
      '{"text":"I have asthma","label":1,"group":"a"}\n{"text":"The second album is out on vinyl","label":0}\n',
    );
    const lines: string[] = [];
    checkAccuracy([folder], true, (line) => lines.push(line));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0])).toMatchObject({
      name: 'tiny',
      task: 'health',
      n: 2,
      precision: 1,
      recall: 1,
      f1: 1,
    });
  });

  test('says file and line of what is wrong', () => {
    const folder = folderOf({ name: 'x', task: 'health', positive: [] }, '{"text":"a","label":1}\n{oops\n');
    expect(() => readPlainSet(folder)).toThrow(/posts\.ndjson, line 2: not JSON/);
    expect(() => readPlainSet(folderOf({ name: 'x', task: 'mood' }, ''))).toThrow(/set\.json/);
    expect(() => readPlainSet('/nowhere')).toThrow(/cannot read/);
  });
});
