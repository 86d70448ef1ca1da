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
  const { months, patterns } = extentOf(posts, fewestEngagedPostsAMonth);
  const isUsed = (of: AccountPosts) =>
    of.months.some((month, post) => of.engagement[post] > 0 && months.has(month));
  const used: AccountPosts[] = [];
  const dropped: string[] = [];
  for (const of of posts)
    if (isUsed(of)) used.push(of);
    else dropped.push(of.account);
  const most = used.reduce((sum, of) => sum + of.months.length, 0);
  const columns: CellColumns = {
    kind: new Int32Array(most),
    posts: new Float64Array(most),
    engagement: new Float64Array(most),
    logged: new Float64Array(most),
  };
  const seen: Seen = {
    months,
    patterns,
    places: new Int32Array(months.size * patterns),
    kinds: [],
    reached: [],
  };
  const starts = new Int32Array(used.length + 1);
  used.forEach((of, account) => {
    starts[account + 1] = addAccount(of, starts[account], columns, seen);
  });
  const end = starts[used.length];
  return {
    starts,
    kind: columns.kind.subarray(0, end),
    posts: columns.posts.subarray(0, end),
    engagement: columns.engagement.subarray(0, end),
    logged: columns.logged.subarray(0, end),
    kinds: seen.kinds,
    above: countsAbove(seen.reached),
    accounts: used.map(({ account }) => account),
    dropped: dropped.sort(),
  };
}

type CellColumns = Pick<PracticeCells, 'kind' | 'posts' | 'engagement' | 'logged'>;

/** What has been met of kinds and counts so far. */
interface Seen {
  readonly months: ReadonlyMap<number, number>;
  readonly patterns: number;
  /** By month and pattern the place among the kinds, from 1 on. */
  readonly places: Int32Array;
  readonly kinds: { month: number; pattern: number }[];
  /** At place k, how many posts got just k. */
  readonly reached: number[];
}

/** Writes the cells of an account from `first` on; returns where they end. */
function addAccount(
  { months: ofPosts, patterns: shown, engagement: got }: AccountPosts,
  first: number,
  { kind, posts, engagement, logged }: CellColumns,
  { months, patterns, places, kinds, reached }: Seen,
): number {
  let cell = first - 1;
  let isCounted = false;
  for (let post = 0; post < ofPosts.length; post += 1) {
    const [month, pattern] = [ofPosts[post], shown[post]];
    if (post === 0 || month !== ofPosts[post - 1] || pattern !== shown[post - 1]) {
      const ofMonth = months.get(month);
      isCounted = ofMonth !== undefined;
      if (ofMonth !== undefined) {
        const place = ofMonth * patterns + pattern;
        if (places[place] === 0) places[place] = kinds.push({ month, pattern });
        cell += 1;
        kind[cell] = places[place] - 1;
      }
    }
    if (!isCounted) continue;
    const count = got[post];
    posts[cell] += 1;
    engagement[cell] += count;
    logged[cell] += logOfOneMore(count);
    reached[count] = (reached[count] ?? 0) + 1;
  }
  return cell + 1;
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
  const { kinds, kind, starts } = cells;
  const patterns = Int32Array.from(kinds, ({ pattern }) => pattern);
  const accountsWithVariation = new Float64Array(practices);
  for (let account = 0; account + 1 < starts.length; account += 1) {
    let [some, every] = [0, -1];
    for (let cell = starts[account]; cell < starts[account + 1]; cell += 1) {
      const pattern = patterns[kind[cell]];
      some |= pattern;
      every &= pattern;
    }
    const varied = some & ~every;
    for (let place = 0; place < practices; place += 1) accountsWithVariation[place] += (varied >> place) & 1;
  }
  const [posts, engagement] = [byKind(cells, cells.posts), byKind(cells, cells.engagement)];
  return Array.from(accountsWithVariation, (accounts, place) => {
    const [postsWith, engagementWith] = [posts, engagement].map((sums) =>
      sums.reduce((total, sum, at) => (shows(patterns[at], place) ? total + sum : total), 0),
    );
    return { postsWith, engagementWith, accountsWithVariation: accounts };
  });
}

/** A number of each cell added up by kind. */
export function byKind({ kind, kinds }: PracticeCells, ofCell: Float64Array): Float64Array {
  const sums = new Float64Array(kinds.length);
  for (let cell = 0; cell < kind.length; cell += 1) sums[kind[cell]] += ofCell[cell];
  return sums;
}

/** Whether the bit of a practice is set. */
export function shows(pattern: number, place: number): boolean {
  return ((pattern >> place) & 1) === 1;
}

/**
 * Months with so many posts that got anything, numbered from 0 on, for the effect of another nothing would hold; and how many patterns there
 * may be.
 */
function extentOf(
  posts: readonly AccountPosts[],
  fewest: number,
): { readonly months: ReadonlyMap<number, number>; readonly patterns: number } {
  const engaged = new Map<number, number>();
  const largest = posts.reduce((most, of) => Math.max(most, addEngaged(of, engaged)), 0);
  const full = [...engaged].flatMap(([month, count]) => (count >= fewest ? [month] : []));
  return { months: new Map(full.map((month, place) => [month, place])), patterns: largest + 1 };
}

/** Adds the posts of an account that got anything to their months; returns its largest pattern. */
function addEngaged({ months, patterns, engagement }: AccountPosts, engaged: Map<number, number>): number {
  let largest = 0;
  let run = 0;
  for (let post = 0; post < months.length; post += 1) {
    if (patterns[post] > largest) largest = patterns[post];
    if (engagement[post] > 0) run += 1;
    // Posts of a month mostly follow each other.
    if (months[post] === months[post + 1] || run === 0) continue;
    engaged.set(months[post], (engaged.get(months[post]) ?? 0) + run);
    run = 0;
  }
  return largest;
}

/** Most posts get little, so the logarithms of 1 + little are worked out once. */
const LOGS = Float64Array.from({ length: 1024 }, (_, count) => Math.log1p(count));

function logOfOneMore(count: number): number {
  return count < LOGS.length ? LOGS[count] : Math.log1p(count);
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
