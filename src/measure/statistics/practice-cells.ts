/**
 * Posts of accounts as a regression on engagement reads them: those of one account, month and set of practices are one cell.
 * Every model here gives such posts the same mean, so the number of posts and the sums of their engagement lose nothing.
 */

export interface AccountPosts {
  readonly account: string;
  /** One entry a post, here and below: a number of its month, the same for all posts of that month. */
  readonly months: readonly number[];
  /** Bit 0 for the first practice of the family, bit 1 for the second, and so on. */
  readonly patterns: readonly number[];
  /** Likes, reposts, replies and quotes at a fixed age. */
  readonly engagement: readonly number[];
}

export interface PracticePost {
  readonly account: string;
  readonly month: number;
  readonly engagement: number;
  /** Whether the post shows each practice, in the order of the family. */
  readonly shows: readonly boolean[];
}

/** Single posts by account. */
export function byAccount(posts: readonly PracticePost[]): AccountPosts[] {
  return [...Map.groupBy(posts, ({ account }) => account)].map(([account, own]) => ({
    account,
    months: own.map(({ month }) => month),
    patterns: own.map((post) =>
      post.shows.reduce((bits, shown, place) => bits | (Number(shown) << place), 0),
    ),
    engagement: own.map(({ engagement }) => engagement),
  }));
}

/** Cells of one account lie next to each other: those of account `a` from `starts[a]` up to `starts[a + 1]`. */
export interface PracticeCells {
  readonly starts: Int32Array;
  /** One entry a cell, here and below: its place among `kinds`. */
  readonly kind: Int32Array;
  readonly posts: Float64Array;
  /** Engagement added up. */
  readonly engagement: Float64Array;
  /** Logarithms of 1 + engagement added up. */
  readonly logged: Float64Array;
  /** The months and patterns that occur. */
  readonly kinds: readonly { readonly month: number; readonly pattern: number }[];
  /** At place k, how many posts got more than k. */
  readonly above: Float64Array;
  readonly accounts: readonly string[];
  /** Accounts without any engagement: they carry no information on ratios. */
  readonly dropped: readonly string[];
}

/**
 * The cells of the posts that carry information: of months with enough posts that got anything, and of accounts that
 * got anything in these. Neither choice changes the other, because what is left out got nothing.
 * Posts of one cell that do not follow each other make several cells, which changes no result.
 */
export function cellsOf(posts: readonly AccountPosts[], fewestEngagedPostsAMonth = 1): PracticeCells {
  const months = fullMonths(posts, fewestEngagedPostsAMonth);
  const isUsed = (of: AccountPosts) =>
    of.months.some((month, post) => of.engagement[post] > 0 && months.has(month));
  const [used, dropped] = [posts.filter(isUsed), posts.filter((of) => !isUsed(of))];
  const most = used.reduce((sum, of) => sum + of.months.length, 0);
  const starts = new Int32Array(used.length + 1);
  const kind = new Int32Array(most);
  const columns = [new Float64Array(most), new Float64Array(most), new Float64Array(most)] as const;
  const kinds: { month: number; pattern: number }[] = [];
  const places = new Map([...months].map((month) => [month, [] as number[]]));
  const reached: number[] = [];
  let cell = -1;
  used.forEach((of, account) => {
    let [month, pattern] = [Number.NaN, Number.NaN];
    for (let post = 0; post < of.months.length; post += 1) {
      const ofMonth = places.get(of.months[post]);
      if (!ofMonth) continue;
      if (of.months[post] !== month || of.patterns[post] !== pattern) {
        [month, pattern] = [of.months[post], of.patterns[post]];
        if (!(pattern in ofMonth)) ofMonth[pattern] = kinds.push({ month, pattern }) - 1;
        cell += 1;
        kind[cell] = ofMonth[pattern];
      }
      const count = of.engagement[post];
      columns[0][cell] += 1;
      columns[1][cell] += count;
      columns[2][cell] += Math.log1p(count);
      reached[count] = (reached[count] ?? 0) + 1;
    }
    starts[account + 1] = cell + 1;
  });
  const [count, engagement, logged] = columns.map((column) => column.subarray(0, cell + 1));
  return {
    starts,
    kind: kind.subarray(0, cell + 1),
    posts: count,
    engagement,
    logged,
    kinds,
    above: countsAbove(reached),
    accounts: used.map(({ account }) => account),
    dropped: dropped.map(({ account }) => account).sort(),
  };
}

export interface PracticeSupport {
  readonly postsWith: number;
  /** Accounts with posts both with and without it. */
  readonly accountsWithVariation: number;
  /** Engagement of all posts that show it; without any, its effect has no lower end. */
  readonly engagementWith: number;
}

/** What there is to say of each practice of a family of this size. */
export function supportOf(cells: PracticeCells, practices: number): PracticeSupport[] {
  const [postsWith, engagementWith, accountsWithVariation] = [0, 1, 2].map(() => new Float64Array(practices));
  for (let account = 0; account + 1 < cells.starts.length; account += 1) {
    let [some, every] = [0, -1];
    for (let cell = cells.starts[account]; cell < cells.starts[account + 1]; cell += 1) {
      const { pattern } = cells.kinds[cells.kind[cell]];
      some |= pattern;
      every &= pattern;
      for (let place = 0; place < practices; place += 1) {
        if (!shows(pattern, place)) continue;
        postsWith[place] += cells.posts[cell];
        engagementWith[place] += cells.engagement[cell];
      }
    }
    for (let place = 0; place < practices; place += 1)
      if (shows(some & ~every, place)) accountsWithVariation[place] += 1;
  }
  return Array.from(postsWith, (posts, place) => ({
    postsWith: posts,
    accountsWithVariation: accountsWithVariation[place],
    engagementWith: engagementWith[place],
  }));
}

/** Whether the bit of a practice is set. */
export function shows(pattern: number, place: number): boolean {
  return ((pattern >> place) & 1) === 1;
}

/** Months with so many posts that got anything; the effect of another month nothing would hold. */
function fullMonths(posts: readonly AccountPosts[], fewest: number): ReadonlySet<number> {
  const engaged = new Map<number, number>();
  for (const of of posts)
    of.months.forEach((month, post) => {
      if (of.engagement[post] > 0) engaged.set(month, (engaged.get(month) ?? 0) + 1);
    });
  return new Set([...engaged].flatMap(([month, count]) => (count >= fewest ? [month] : [])));
}

/** From how many posts got exactly k to how many got more than k. */
function countsAbove(exactly: readonly (number | undefined)[]): Float64Array {
  const above = new Float64Array(Math.max(0, exactly.length - 1));
  let running = 0;
  for (let step = above.length - 1; step >= 0; step -= 1) {
    running += exactly[step + 1] ?? 0;
    above[step] = running;
  }
  return above;
}
