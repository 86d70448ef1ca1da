/** What a worker makes of one chunk of bytes: rows ready for the store, and everything the accounts need. */

import type { Quarantined } from '../../gather/source.ts';
import type { Network } from '../../records.ts';

/** The rule of a post that was kept. */
export const KEPT = '';

/**
 * Every post event of a chunk, kept or not, in columns: they cross from the worker without being copied.
 * Numbers of `ids`, `authors` and `versions` are 53-bit hashes.
 */
export interface CountedPosts {
  readonly networks: readonly Network[];
  /** `KEPT`, or the rule that left the post out. */
  readonly rules: readonly string[];
  /** Index into `networks`. */
  readonly network: Uint8Array;
  /** Index into `rules`. */
  readonly rule: Uint8Array;
  /** Start of the hour it was posted in, seconds since 1970. */
  readonly hours: Uint32Array;
  readonly ids: Float64Array;
  readonly authors: Float64Array;
  /** Tells two versions of one post apart. */
  readonly versions: Float64Array;
}

export interface ChunkResult {
  readonly read: number;
  readonly posts: CountedPosts;
  /** Records that are no posts, by rule. */
  readonly filtered: ReadonlyMap<string, number>;
  readonly tombstones: number;
  readonly quarantined: readonly Quarantined[];
  readonly unknownFields: ReadonlyMap<string, number>;
  /** Rows as blocks of the engine's own format (`keep/native-blocks.ts`), empty where there is nothing. */
  readonly postBlock: Uint8Array;
  readonly textBlock: Uint8Array;
  readonly tombstoneBlock: Uint8Array;
  readonly followerBlock: Uint8Array;
  /** Kept posts whose author has no profile yet, by author; empty unless asked for. */
  readonly withoutProfile: ReadonlyMap<string, readonly string[]>;
}

/** Collects posts and turns them into columns. */
export function postColumns() {
  const networks: Network[] = [];
  const rules: string[] = [];
  const columns = { network: [] as number[], rule: [] as number[], hours: [] as number[] };
  const hashes = { ids: [] as number[], authors: [] as number[], versions: [] as number[] };
  return {
    add: (post: {
      readonly network: Network;
      readonly rule: string;
      readonly hour: number;
      readonly id: number;
      readonly author: number;
      readonly version: number;
    }) => {
      columns.network.push(placeOf(networks, post.network));
      columns.rule.push(placeOf(rules, post.rule));
      columns.hours.push(post.hour);
      hashes.ids.push(post.id);
      hashes.authors.push(post.author);
      hashes.versions.push(post.version);
    },
    finish: (): CountedPosts => ({
      networks,
      rules,
      network: new Uint8Array(columns.network),
      rule: new Uint8Array(columns.rule),
      hours: new Uint32Array(columns.hours),
      ids: new Float64Array(hashes.ids),
      authors: new Float64Array(hashes.authors),
      versions: new Float64Array(hashes.versions),
    }),
  };
}

/** Where `name` stands in a short list; added at the end when it is new. */
function placeOf<Name extends string>(list: Name[], name: Name): number {
  const place = list.indexOf(name);
  return place < 0 ? list.push(name) - 1 : place;
}

/** The memory that may move to another thread together with a result. */
export function transferable(result: ChunkResult): ArrayBuffer[] {
  const { posts } = result;
  const arrays = [
    posts.network,
    posts.rule,
    posts.hours,
    posts.ids,
    posts.authors,
    posts.versions,
    result.postBlock,
    result.textBlock,
    result.tombstoneBlock,
    result.followerBlock,
  ];
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
}
