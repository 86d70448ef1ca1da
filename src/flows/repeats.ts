/**
 * Marks near copies among the posts that are kept: what one author repeated counts once, and what five or more authors
 * posted alike within a week is a campaign and counts apart. Method: docs/methods.md, "Repeats".
 */

import type { Store } from '../keep/store.ts';
import { hammingDistance } from '../understand/simhash.ts';

const LARGEST_DISTANCE = 3;
const WINDOW_MS = 7 * 86_400_000;
const CAMPAIGN_AUTHORS = 5;
/** Hashes within distance 3 agree in one of four quarters at least (pigeonhole): only those are compared. */
const QUARTERS = 4;
/** A quarter shared by more posts than this says nothing; comparing all pairs of them would take quadratic time. */
const LONGEST_BUCKET = 400;

export interface RepeatCounts {
  /** Live posts that are no reposts. */
  readonly before: number;
  /** Posts left to count once near copies are set apart. */
  readonly after: number;
  readonly campaigns: number;
  readonly campaignPosts: number;
  readonly sameAuthorCopies: number;
}

interface HashedPost {
  readonly network: string;
  readonly id: string;
  readonly author: string;
  readonly hash: bigint;
  readonly at: number;
}

/** Marks anew every repeat in the store; what is no longer one (its copies were deleted) is unmarked. */
export async function markRepeats(store: Store, now: Date = new Date()): Promise<RepeatCounts> {
  const rows = await store.query<{ network: string; id: string; author: string; hash: string; at: number }>(
    `SELECT network, id, author, toString(simhash) AS hash, toUnixTimestamp64Milli(posted_at) AS at
     FROM live_posts WHERE repost_of = '' AND simhash != 0 ORDER BY posted_at, network, id`,
  );
  const posts = rows.map((row): HashedPost => ({ ...row, hash: BigInt(row.hash) }));
  const groups = groupNearCopies(posts);
  const version = now.getTime();
  const marked = groups.flatMap((group) => markedRows(group, version));
  const known = await store.query<{ network: string; id: string }>('SELECT network, id FROM repeats');
  const still = new Set(marked.map(({ network, id }) => `${network} ${id}`));
  const over = known.filter(({ network, id }) => !still.has(`${network} ${id}`));
  await store.insert('repeats', [...marked, ...over.map((row) => ({ ...row, version, is_deleted: 1 }))]);

  const [{ n: before }] = await store.query<{ n: number }>(
    `SELECT count() AS n FROM live_posts WHERE repost_of = ''`,
  );
  const campaigns = groups.filter(isCampaign);
  const campaignPosts = campaigns.reduce((sum, group) => sum + group.length, 0);
  return {
    before,
    after: before - marked.length,
    campaigns: campaigns.length,
    campaignPosts,
    sameAuthorCopies: marked.length - campaignPosts,
  };
}

/**
 * Groups of two or more posts, each within distance 3 and seven days of another of its group, in order of time.
 * @param posts in order of time
 */
export function groupNearCopies(posts: readonly HashedPost[]): HashedPost[][] {
  const parent = posts.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]];
    return root;
  };
  const exact = new Map<bigint, number>();
  const buckets = new Map<string, number[]>();
  for (const [index, post] of posts.entries()) {
    const twin = exact.get(post.hash);
    exact.set(post.hash, index);
    if (twin !== undefined && post.at - posts[twin].at <= WINDOW_MS) {
      parent[rootOf(index)] = rootOf(twin);
      continue;
    }
    for (let quarter = 0; quarter < QUARTERS; quarter += 1) {
      const name = `${quarter} ${(post.hash >> BigInt(16 * quarter)) & 0xffffn}`;
      const bucket = (buckets.get(name) ?? []).filter((other) => post.at - posts[other].at <= WINDOW_MS);
      for (const other of bucket.slice(-LONGEST_BUCKET))
        if (hammingDistance(post.hash, posts[other].hash) <= LARGEST_DISTANCE)
          parent[rootOf(index)] = rootOf(other);
      buckets.set(name, [...bucket.slice(-LONGEST_BUCKET), index]);
    }
  }
  const groups = Map.groupBy(posts.keys(), rootOf);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.map((index) => posts[index]));
}

function isCampaign(group: readonly HashedPost[]): boolean {
  return new Set(group.map(({ author }) => author)).size >= CAMPAIGN_AUTHORS;
}

/** All posts of a campaign; of a smaller group, every post of an author after that author's first. */
function markedRows(group: readonly HashedPost[], version: number) {
  const authors = new Set(group.map(({ author }) => author)).size;
  const campaign = isCampaign(group);
  const seen = new Set<string>();
  const marked = group.filter(({ author }) => {
    const first = !seen.has(author);
    seen.add(author);
    return campaign || !first;
  });
  const kind = campaign ? 'campaign' : 'same-author';
  return marked.map(({ network, id }) => ({
    network,
    id,
    kind,
    group: group[0].id,
    authors,
    copies: group.length,
    version,
    is_deleted: 0,
  }));
}
