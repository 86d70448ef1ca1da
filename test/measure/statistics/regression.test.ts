import { expect, test } from 'vitest';
import { fitPoisson } from '../../../src/measure/statistics/count-regression.ts';
import { growthTrend, growthWording, yearOverYear } from '../../../src/measure/statistics/growth.ts';
import { byAccount, cellsOf, type PracticePost } from '../../../src/measure/statistics/practice-cells.ts';
import { practiceEffects, type PracticeResult } from '../../../src/measure/statistics/practices.ts';
import { authorVariance, correct } from '../../../src/measure/statistics/quantification.ts';
import { correctClasses } from '../../../src/measure/statistics/quantification-classes.ts';
import { seeded } from '../../../src/measure/statistics/seeded.ts';

test('with one yes-or-no column the effect is the log ratio of the two means', () => {
  const outcome = [2, 4, 6, 10, 14];
  const design = [[0], [0], [0], [1], [1]];
  const { coefficients, fitted } = fitPoisson({ outcome, design, group: [0, 0, 0, 0, 0] });
  expect(coefficients[0]).toBeCloseTo(Math.log(12 / 4), 10);
  expect(fitted[0]).toBeCloseTo(4, 10);
});

test('an account effect leaves the comparison within the account', () => {
  // Account 0 has 10 and 20, account 1 has 300 and 600: twice, within each; far more, between them.
  const { coefficients } = fitPoisson({
    outcome: [10, 20, 300, 600],
    design: [[0], [1], [0], [1]],
    group: [0, 0, 1, 1],
  });
  expect(coefficients[0]).toBeCloseTo(Math.log(2), 10);
});

test('a column that never changes is refused', () => {
  expect(() => fitPoisson({ outcome: [1, 2, 3], design: [[1], [1], [1]], group: [0, 0, 0] })).toThrow(
    /combination/,
  );
});

test('an exact doubling in twelve months is six per cent a month', () => {
  const series = Array.from({ length: 13 }, (_, month) => ({
    month: month < 12 ? `2025-${String(month + 1).padStart(2, '0')}` : '2026-01',
    authorsHealth: 1_000_000 * 2 ** (month / 12),
    authorsAll: 10_000_000,
  }));
  const trend = growthTrend(series, { share: true });
  expect(trend?.monthlyRate).toBeCloseTo(2 ** (1 / 12) - 1, 9);
  expect(trend?.annualised).toBeCloseTo(1, 9);
  expect(growthWording(trend)).toBe('grew');
  // A month left out keeps its place: the rate stays.
  expect(growthTrend(series.toSpliced(5, 2))?.monthlyRate).toBeCloseTo(2 ** (1 / 12) - 1, 9);
  expect(growthWording(growthTrend(series.slice(0, 5)))).toBe('no growth figure');
});

test('a year is twelve calendar months, and a month that one year lacks is left out of the other', () => {
  // January 2023 to December 2025: 100 authors a month in 2023, 200 in 2024, 300 in 2025.
  const months = Array.from({ length: 36 }, (_, index) => ({
    month: `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    authorsHealth: 100 * (1 + Math.floor(index / 12)),
    authorsAll: 10_000,
  }));
  expect(yearOverYear(months)).toMatchObject({ last: 3600, previous: 2400, ratio: 1.5, months: 12 });
  // Without March and April 2025 ten pairs are left; months of 2024 do not move up into the last year.
  const gaps = months.filter(({ month }) => month !== '2025-03' && month !== '2025-04');
  expect(yearOverYear(gaps)).toMatchObject({ last: 3000, previous: 2000, ratio: 1.5, months: 10 });
  // Five pairs are no year.
  const few = months.filter(({ month }) => month < '2024-06' || month > '2024-12');
  expect(yearOverYear(few)).toBeNull();
});

test('months that move together widen the interval', () => {
  const series = Array.from({ length: 20 }, (_, index) => ({
    month: `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    authorsHealth: Math.round(5000 * (1 + 0.2 * Math.sin(index / 3))),
    authorsAll: 100_000,
  }));
  const plain = growthTrend(series);
  const guarded = growthTrend(series, { guardAutocorrelation: true });
  expect(plain?.durbinWatson).toBeLessThan(1.2);
  const width = (trend: typeof plain) => (trend ? trend.interval.upper - trend.interval.lower : 0);
  expect(width(guarded)).toBeGreaterThan(width(plain));
});

test('below 40 accounts the wild bootstrap decides, and does so the same way twice', () => {
  const random = seeded(3);
  const posts = Array.from({ length: 36 * 20 }, (_, index): PracticePost => {
    const video = random() < 0.4;
    const mean = (5 + (index % 36)) * (video ? 1.8 : 1);
    return {
      account: `a${index % 36}`,
      month: index % 5,
      engagement: Math.floor(mean * (0.5 + random())),
      shows: [video, random() < 0.3, index === 1],
    };
  });
  const family = ['video', 'question', 'thread'];
  const result = practiceEffects(byAccount(posts), family);
  expect(result.notEstimated).toEqual(['thread']);
  expect(result.published).toEqual(['video']);
  expect(result.effects[0].ratio).toBeGreaterThan(1.6);
  expect(result.effects[0].ratio).toBeLessThan(2);
  const withErrors = ({ sensitivityErrors, ...numbers }: PracticeResult) => [numbers, sensitivityErrors()];
  expect(withErrors(practiceEffects(byAccount(posts), family))).toEqual(withErrors(result));
});

test('a twin of another practice, one nobody answered and an empty month do not end the run', () => {
  const random = seeded(5);
  const posts = Array.from({ length: 50 * 12 }, (_, index): PracticePost => {
    const video = random() < 0.5;
    const ignored = random() < 0.3;
    const month = index % 7;
    const engagement = ignored || month === 6 ? 0 : 1 + Math.floor((video ? 30 : 10) * random());
    return { account: `a${index % 50}`, month, engagement, shows: [video, video, ignored] };
  });
  const result = practiceEffects(byAccount(posts), ['video', 'moving-picture', 'ignored']);
  expect(result.notEstimated).toEqual(['moving-picture', 'ignored']);
  expect(result.published).toEqual(['video']);
  expect(result.postsUsed).toBe(posts.filter(({ month }) => month !== 6).length);
});

test('posts put together by account, month and practices give the effects of every post by itself, in any order', () => {
  const random = seeded(11);
  const posts = Array.from({ length: 45 * 40 }, (_, index): PracticePost => {
    const shows = [random() < 0.5, random() < 0.2];
    const mean = (2 + (index % 45)) * (shows[0] ? 1.3 : 1);
    return {
      account: `a${index % 45}`,
      month: Math.floor(random() * 3),
      engagement: Math.floor(mean * random() * 2),
      shows,
    };
  });
  const family = ['video', 'question'];
  const result = practiceEffects(byAccount(posts), family);
  // Another implementation, one row a post.
  const { coefficients } = fitPoisson({
    outcome: posts.map(({ engagement }) => engagement),
    design: posts.map(({ shows, month }) => [...shows.map(Number), Number(month === 1), Number(month === 2)]),
    group: posts.map(({ account }) => Number(account.slice(1))),
  });
  result.effects.forEach(({ logEffect }, place) => {
    expect(logEffect).toBeCloseTo(coefficients[place], 9);
  });
  // Sorted, posts alike follow each other and become one cell; as they come, hardly any do.
  const key = (post: PracticePost) => `${post.month} ${post.shows.join()}`;
  const sorted = posts.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  expect(cellsOf(byAccount(sorted)).kind.length).toBeLessThan(0.5 * cellsOf(byAccount(posts)).kind.length);
  const again = practiceEffects(byAccount(sorted), family);
  again.effects.forEach((effect, place) => {
    const { se, negativeBinomial, logLinear } = result.effects[place];
    expect(effect.se).toBeCloseTo(se, 9);
    expect(effect.negativeBinomial).toBeCloseTo(negativeBinomial, 7);
    expect(effect.logLinear).toBeCloseTo(logLinear, 9);
  });
});

test('a month with too few posts that got anything is left out, and what its accounts posted in other months stays', () => {
  const account = (name: string, engagement: readonly number[]) => ({
    account: name,
    months: engagement.map((_, month) => month),
    patterns: engagement.map(() => 0),
    engagement,
  });
  const cells = cellsOf([account('a', [3, 4, 0]), account('b', [0, 7, 9]), account('c', [0, 0, 5])], 2);
  // Month 0 has one such post, months 1 and 2 have two.
  expect(cells.accounts).toEqual(['a', 'b', 'c']);
  expect([...cells.engagement]).toEqual([4, 0, 7, 9, 0, 5]);
  expect(cellsOf([account('a', [3, 4]), account('b', [2, 0])], 2)).toMatchObject({
    accounts: ['a', 'b'],
    dropped: [],
  });
  expect(cellsOf([account('a', [3, 4]), account('b', [2, 6]), account('c', [0, 0])], 2).dropped).toEqual([
    'c',
  ]);
});

test('nothing to estimate gives no list', () => {
  const result = practiceEffects([], ['video']);
  expect(result).toMatchObject({ effects: [], published: [], notEstimated: ['video'] });
});

test('shares on the simplex stay on it when the plain solution leaves it', () => {
  const confusion = [
    [0.9, 0.05, 0.05],
    [0.1, 0.8, 0.1],
    [0.2, 0.1, 0.7],
  ];
  const observed = [0.95, 0.04, 0.01];
  const shares = correctClasses(confusion, observed);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
  // No point of a fine grid on the simplex explains the observed shares better.
  const misfit = (pi: readonly number[]) =>
    observed.reduce(
      (sum, seen, column) =>
        sum + (seen - pi.reduce((total, share, row) => total + share * confusion[row][column], 0)) ** 2,
      0,
    );
  let best = Number.POSITIVE_INFINITY;
  for (let a = 0; a <= 200; a += 1)
    for (let b = 0; a + b <= 200; b += 1)
      best = Math.min(best, misfit([a / 200, b / 200, (200 - a - b) / 200]));
  expect(misfit(shares)).toBeLessThanOrEqual(best + 1e-12);
});

test('authors who post much widen the corrected interval', () => {
  const busy = Array.from({ length: 40 }, (_, index) => ({ flagged: index < 8 ? 50 : 0, posts: 50 }));
  const extra = authorVariance(busy, 1);
  // Whole authors agree: the variance is that of 40 draws, not of 2,000.
  expect(extra).toBeGreaterThan((0.2 * 0.8) / 60);
  expect(extra).toBeLessThan((0.2 * 0.8) / 27);
  const sample = { positives: 400, n: 2000, truePositives: 90, labelledPositive: 100, trueNegatives: 95, labelledNegative: 100 }; // prettier-ignore
  const width = (value: ReturnType<typeof correct>) => (value.interval?.upper ?? 0) - (value.interval?.lower ?? 0); // prettier-ignore
  expect(width(correct({ ...sample, authorVariance: extra }))).toBeGreaterThan(width(correct(sample)));
});
