/** The posts, accounts, months and practices that a regression on engagement can use. */

import { dependentColumns } from './linear-algebra.ts';
import { crossProducts } from './count-regression.ts';

export interface PracticePost {
  readonly account: string;
  /** Any name of a month, the same for all posts of it. */
  readonly month: string;
  /** Likes, reposts, replies and quotes at a fixed age. */
  readonly engagement: number;
  /** Whether the post shows each practice, in the order of the family. */
  readonly shows: readonly boolean[];
}

/**
 * Posts of accounts and months with any engagement, in their order: the others carry no information on ratios.
 * Without an account its months may become empty, and the other way round.
 */
export function withEngagement(posts: readonly PracticePost[]): {
  readonly used: readonly PracticePost[];
  readonly accounts: readonly string[];
  readonly dropped: readonly string[];
} {
  let used = posts;
  for (;;) {
    const byAccount = engagementBy(used, ({ account }) => account);
    const byMonth = engagementBy(used, ({ month }) => month);
    const kept = used.filter(
      ({ account, month }) => (byAccount.get(account) ?? 0) > 0 && (byMonth.get(month) ?? 0) > 0,
    );
    if (kept.length === used.length) break;
    used = kept;
  }
  const accounts = [...new Set(used.map(({ account }) => account))].sort();
  const remaining = new Set(accounts);
  const dropped = new Set(posts.flatMap(({ account }) => (remaining.has(account) ? [] : [account])));
  return { used, accounts, dropped: [...dropped].sort() };
}

function engagementBy(
  posts: readonly PracticePost[],
  key: (post: PracticePost) => string,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const post of posts) sums.set(key(post), (sums.get(key(post)) ?? 0) + post.engagement);
  return sums;
}

export interface PracticeSupport {
  readonly postsWith: number;
  readonly accountsWithVariation: number;
  /** Engagement of all posts that show it; without any, its effect has no lower end. */
  readonly engagementWith: number;
}

export function supportOf(posts: readonly PracticePost[], place: number): PracticeSupport {
  const seen = new Map<string, { with: number; without: number }>();
  let engagementWith = 0;
  for (const { account, shows, engagement } of posts) {
    const count = seen.get(account) ?? { with: 0, without: 0 };
    count[shows[place] ? 'with' : 'without'] += 1;
    seen.set(account, count);
    if (shows[place]) engagementWith += engagement;
  }
  const accounts = [...seen.values()];
  return {
    postsWith: accounts.reduce((sum, count) => sum + count.with, 0),
    accountsWithVariation: accounts.filter((count) => count.with > 0 && count.without > 0).length,
    engagementWith,
  };
}

export interface PracticeDesign {
  /** Practices, then months but the first, as columns of 0 and 1. */
  readonly design: number[][];
  /** The account of each post. */
  readonly group: number[];
  /** Places in the family of the practices that became columns. */
  readonly places: readonly number[];
}

/** The design without columns that others determine within accounts: a practice that is always another's twin. */
export function independentColumns(
  posts: readonly PracticePost[],
  accounts: readonly string[],
  places: readonly number[],
): PracticeDesign {
  const months = [...new Set(posts.map(({ month }) => month))].sort().slice(1);
  const number = new Map(accounts.map((account, index) => [account, index]));
  const group = posts.map(({ account }) => number.get(account) ?? 0);
  const design = posts.map(({ shows, month }) => [
    ...places.map((place) => Number(shows[place])),
    ...months.map((name) => Number(name === month)),
  ]);
  const dependent = new Set(dependentColumns(crossProducts(design, group)));
  return {
    design: design.map((row) => row.filter((_, column) => !dependent.has(column))),
    group,
    places: places.filter((_, column) => !dependent.has(column)),
  };
}
