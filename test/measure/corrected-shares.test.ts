import { expect, test } from 'vitest';
import {
  correctedClasses,
  correctedShare,
  correctedSum,
  correctionOf,
} from '../../src/measure/corrected-shares.ts';
import { aboutHealthRows, voiceShares, type WritersRow } from '../../src/measure/talk-corrections.ts';
import { seeded } from '../../src/measure/statistics/seeded.ts';
import type { Validation } from '../../src/measure/validation.ts';

const GROUPS = 200;
const even = (posts: number): number[] => Array.from({ length: GROUPS }, () => posts / GROUPS);

/** The case "typical" of the methods' table quantification.json. */
const SAMPLE = { truePositives: 164, labelledPositive: 200, trueNegatives: 748, labelledNegative: 800 };
const typical = correctedShare(
  { flagged: 9000, posts: 100_000, flaggedByGroup: even(9000), postsByGroup: even(100_000) },
  SAMPLE,
);

test('where all authors flag alike the correction is that of the table', () => {
  expect(typical.corrected).toBeCloseTo(0.033112582781, 9);
  expect(typical.interval?.lower).toBeCloseTo(0.0090730488386, 6);
  expect(typical.interval?.upper).toBeCloseTo(0.053897369795, 6);
  expect(correctionOf(typical, 100_000)).toMatchObject({ decision: 'flagged', flagged: 9 });
  expect(correctionOf(typical, 100_000).reason).toBe('corrected for classifier error; flagged 9.0%');
});

test('posts that go together widen the interval and leave the share', () => {
  const flaggedByGroup = even(9000).map((_, group) => (group % 10 === 0 ? 450 : 0));
  const clustered = correctedShare(
    { flagged: 9000, posts: 100_000, flaggedByGroup, postsByGroup: even(100_000) },
    SAMPLE,
  );
  expect(clustered.unclipped?.lower).toBeLessThan(Number(typical.unclipped?.lower));
  // 200 groups of 500 posts, of which 20 flag 450 and the others none: 405 above and 45 below what 9 % would give.
  const extra = ((20 * 405 ** 2 + 180 * 45 ** 2) * (200 / 199)) / 100_000 ** 2 - (0.09 * 0.91) / 100_000;
  const half = (width: { lower: number; upper: number } | null) =>
    (Number(width?.upper) - Number(width?.lower)) / 2;
  const youden = 165 / 202 + 749 / 802 - 1;
  expect(half(clustered.unclipped) ** 2).toBeCloseTo(
    half(typical.unclipped) ** 2 + (1.959963985 / youden) ** 2 * extra,
    9,
  );
  // It now reaches 0, so nothing is shown but what was flagged.
  expect(clustered).toMatchObject({ corrected: null, hidden: 'interval reaches 0', flagged: 0.09 });
});

test('a share without enough authors has no correction', () => {
  const alone = correctedShare(
    { flagged: 30, posts: 100, flaggedByGroup: [30], postsByGroup: [100] },
    SAMPLE,
  );
  expect(alone).toMatchObject({ corrected: null, hidden: 'too few authors for an interval' });
});

test('strata add up by their posts, and one that is hidden hides the sum', () => {
  const half = { ...typical, corrected: 0.2, unclipped: { lower: 0.1, upper: 0.3 } };
  const other = { ...typical, corrected: 0.4, unclipped: { lower: 0.3, upper: 0.5 } };
  const sum = correctedSum([
    { share: half, posts: 300 },
    { share: other, posts: 100 },
  ]);
  // 0.75 * 0.2 + 0.25 * 0.4; half width sqrt(0.075^2 + 0.025^2).
  expect(sum.corrected).toBeCloseTo(0.25, 12);
  expect(sum.interval?.upper).toBeCloseTo(0.25 + Math.hypot(0.075, 0.025), 12);
  expect(correctedSum([{ share: { ...half, hidden: 'no labels' }, posts: 1 }]).hidden).toBe('no labels');
});

test('classes: a reading that never errs leaves the shares, one that errs by halves is undone', () => {
  const byGroup = Array.from({ length: 40 }, () => [30, 70]);
  const draw = () => seeded(1);
  const exact = correctedClasses(
    byGroup,
    {
      classes: ['own', 'others'],
      counts: [
        [500, 0],
        [0, 500],
      ],
    },
    draw(),
  );
  expect(exact.map(({ corrected }) => corrected)).toEqual([expect.closeTo(0.3, 9), expect.closeTo(0.7, 9)]);
  // Half of "own" is read as "others": 0.15 read as own are 0.3 in truth.
  const blurred = correctedClasses(
    byGroup.map(() => [15, 85]),
    {
      classes: ['own', 'others'],
      counts: [
        [250, 250],
        [0, 500],
      ],
    },
    draw(),
  );
  expect(blurred[0].corrected).toBeCloseTo(0.3, 9);
  // The labels alone leave 0.3 * sqrt(0.5 * 0.5 / 500) / 0.5 = 0.013 either way.
  expect(Number(blurred[0].interval?.upper) - 0.3).toBeGreaterThan(0.015);
  expect(Number(blurred[0].interval?.upper) - 0.3).toBeLessThan(0.04);
});

const REDDIT = { truePositives: 230, labelledPositive: 300, trueNegatives: 320, labelledNegative: 400 };
const X = { truePositives: 255, labelledPositive: 300, trueNegatives: 240, labelledNegative: 250 };
const VALIDATION: Validation = {
  words: [],
  health: new Map([
    ['', { truePositives: 485, labelledPositive: 600, trueNegatives: 560, labelledNegative: 650 }],
    ['reddit', REDDIT],
    ['x', X],
  ]),
  own: null,
  topics: new Map(),
  voices: null,
};

const writers = (network: string, posts: number): WritersRow => ({
  network,
  posts,
  authors: 400,
  post_groups: even(posts),
  own_posts: 0,
  own_authors: 0,
  own_groups: even(0),
});

test('each network is corrected by labels of its own, and the whole is their sum', () => {
  const rows = aboutHealthRows(
    [writers('reddit', 40_000), writers('x', 20_000)],
    [
      { network: 'reddit', posts: 100_000 },
      { network: 'x', posts: 100_000 },
    ],
    VALIDATION,
    'reddit.file',
  );
  const reddit = (0.4 + 320 / 400 - 1) / (230 / 300 + 320 / 400 - 1);
  const x = (0.2 + 240 / 250 - 1) / (255 / 300 + 240 / 250 - 1);
  expect(rows.map(({ id }) => id)).toEqual(['about-health', 'about-health.reddit', 'about-health.x']);
  expect(rows.map(({ value }) => value)).toEqual(
    [(reddit + x) / 2, reddit, x].map((share) => expect.closeTo(100 * share, 9) as number),
  );
  expect(rows.map(({ flagged }) => flagged)).toEqual(
    [30, 40, 20].map((share) => expect.closeTo(share, 9) as number),
  );
});

test('a network without labels is not corrected by itself; the whole then goes by all labels', () => {
  const rows = aboutHealthRows(
    [writers('bluesky', 30_000), writers('x', 30_000)],
    [
      { network: 'bluesky', posts: 100_000 },
      { network: 'x', posts: 100_000 },
    ],
    VALIDATION,
    'x.file',
  );
  expect(rows[1]).toMatchObject({
    value: null,
    decision: 'hidden',
    reason: 'no labelled posts of this network; flagged 30.0%',
  });
  expect(rows[0].value).toBeCloseTo((100 * (0.3 + 560 / 650 - 1)) / (485 / 600 + 560 / 650 - 1), 9);
});

test('where only posts about health were gathered, their share is not known', () => {
  expect(aboutHealthRows([writers('x', 10)], [{ network: 'x', posts: 10 }], VALIDATION, 'x.file')).toEqual(
    [],
  );
});

test('voices stand as flagged without a sample, and are corrected by one', () => {
  const rows = [
    { voice: 'own', groups: even(3000) },
    { voice: 'others', groups: even(17_000) },
  ];
  expect(voiceShares(rows, VALIDATION).get('own')).toMatchObject({ value: 15, corrected: false });
  const voices = {
    classes: ['own', 'others'],
    counts: [
      [250, 250],
      [0, 500],
    ],
  };
  const corrected = voiceShares(rows, { ...VALIDATION, voices }).get('own');
  expect(corrected).toMatchObject({ value: expect.closeTo(30, 6) as number, corrected: true });
});
