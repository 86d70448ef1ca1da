/** Reads one chunk to its last record: decode, count, filter, read, encode. Pure but for the secret it is given. */

import type { Chunk, PostEvent, PostSource, Quarantined } from '../../gather/source.ts';
import { blockOf } from '../../keep/native-blocks.ts';
import { FOLLOWER_COUNTS } from '../../keep/tables/followers.ts';
import { POST_TEXTS, POSTS, TOMBSTONES } from '../../keep/tables/posts.ts';
import { displayCount } from '../../measure/rounding.ts';
import type { Post, Role, SeenProfile } from '../../records.ts';
import { accountPseudonym } from '../../understand/pseudonym.ts';
import { readRole } from '../../understand/voice.ts';
import { KEPT, postColumns, type ChunkResult } from './chunk-result.ts';
import { hash53 } from './fast-hash.ts';
import { followerRow, type KnownOrganisations } from './follower-readings.ts';
import type { PostReader } from './reader.ts';
import {
  namedPost,
  postRow,
  textRow,
  tombstoneRows,
  withdrawnRow,
  withdrawnTextRow,
  type RowOptions,
  type Secrets,
} from './rows.ts';

export interface ReadOptions {
  readonly source: PostSource;
  readonly options: unknown;
  readonly reader: PostReader;
  readonly secrets: Secrets;
  /** Seed of the hashes that are counted with. */
  readonly seed: number;
  /** `all` keeps every post, `health` only those about health. */
  readonly keep: 'health' | 'all';
  /** Whether texts are stored at all; for how long is said by the source's terms. */
  readonly storeText: boolean;
  /** Authors whose hash modulo `of` is `index` are this collector's; null takes all. */
  readonly shard: { readonly index: number; readonly of: number } | null;
  /** Whether authors of kept posts that came without a profile are to be named, for their profiles to be fetched. */
  readonly namesAuthors?: boolean;
  /** Authors whose followers are kept whatever their profiles say; none without it. */
  readonly organisations?: KnownOrganisations;
}

const HOUR_MS = 3_600_000;
/** `YYYY-MM-DDTHH` of an instant. */
const HOUR_LETTERS = 13;
/** Enough to see what was wrong and to feed it again; more would let one broken record fill the store. */
const LARGEST_RAW = 65_536;
/** No network sends posts a tenth as long; reading one takes tens of bytes of memory a character. */
const LONGEST_TEXT = 1_000_000;
/** The same for every collector, whatever its secret. */
const SHARD_SEED = 7;
const NOT_HEALTH = 'not about health';
/** Counted by the collector of the author's own shard. */
export const OTHER_SHARD = 'author of another shard';

/** A decoder that throws has met something nobody foresaw: the whole chunk goes to quarantine, and the flow goes on. */
export function readChunk(chunk: Chunk, given: ReadOptions): ChunkResult {
  const unknownFields = new Map<string, number>();
  try {
    return readEvents(
      () => given.source.decode(chunk, given.options, counterOf(unknownFields)),
      given,
      unknownFields,
      chunk,
    );
  } catch (error) {
    if (!(error instanceof DecoderFailure)) throw error;
    const position = `${chunk.origin}:${chunk.firstRecord}`;
    const raw = Buffer.from(chunk.bytes).toString('utf8');
    const record = { position, reason: `the decoder failed: ${error.message}`, raw };
    return readEvents(() => [{ kind: 'quarantined', record }], given, unknownFields, chunk);
  }
}

/** Takes each event as the decoder gives it, so that none outlives its turn. */
function readEvents(
  decode: () => Iterable<PostEvent>,
  given: ReadOptions,
  unknownFields: ReadonlyMap<string, number>,
  { origin, firstRecord }: Chunk,
): ChunkResult {
  const { source, secrets, reader } = given;
  const { keepTextDays } = source.terms;
  const storesText = given.storeText && keepTextDays !== 0;
  const posts = postColumns();
  const filtered = new Map<string, number>();
  const count = counterOf(filtered);
  const quarantined: Quarantined[] = [];
  const rows = {
    posts: blockOf(POSTS),
    texts: blockOf(POST_TEXTS),
    tombstones: blockOf(TOMBSTONES),
    followers: blockOf(FOLLOWER_COUNTS),
  };
  const organisations: KnownOrganisations = given.organisations ?? new Set();
  const withoutProfile = new Map<string, string[]>();
  const rowOptions: RowOptions = { source: source.id, live: source.cadence === 'stream', secrets };
  const hours = new Map<string, number>();
  let read = 0;
  let gone = 0;

  const take = (post: Post, edited: boolean): string => {
    const reading = given.keep === 'all' ? reader.read(post) : reader.readHealth(post);
    if (!reading && !edited) return NOT_HEALTH;
    const named = namedPost(post, secrets);
    if (!reading) {
      // The earlier version may be in the store; this one takes its place and hides it.
      rows.posts.add(withdrawnRow(post, named, rowOptions));
      if (storesText) rows.texts.add(withdrawnTextRow(post, named, keepTextDays));
      return NOT_HEALTH;
    }
    rows.posts.add(postRow(post, named, reading, rowOptions));
    if (storesText) rows.texts.add(textRow(post, named, reading, keepTextDays));
    takeFollowers(post, named.author, reading.role, rowOptions.live ? post.seenAt : post.postedAt);
    // Profiles are fetched for posts about health alone, also where others are kept beside them.
    const isHealth = given.keep === 'health' || reader.readHealth(post) !== null;
    if (given.namesAuthors && post.author === null && isHealth)
      withoutProfile.set(post.authorId, [...(withoutProfile.get(post.authorId) ?? []), named.id]);
    return KEPT;
  };

  const takeFollowers = (
    { network, author: profile, seenAt }: Pick<SeenProfile, 'network' | 'seenAt'> & Pick<Post, 'author'>,
    author: string,
    role: Role | null,
    stoodAt: string,
  ) => {
    if (profile?.followers === undefined) return;
    const reading = {
      network,
      author,
      secrets,
      source: source.id,
      profile,
      role,
      seenAt,
      stoodAt,
    };
    const row = followerRow(reading, organisations);
    if (row) rows.followers.add(row);
  };

  const takeProfile = (profile: SeenProfile) => {
    if (!isOurs(profile.authorId, given.shard)) return;
    const author = accountPseudonym(secrets.current, profile.network, profile.authorId);
    takeFollowers(profile, author, readRole(profile.author).role, profile.seenAt);
  };

  const takePost = (post: Post, edited: boolean) => {
    const { network, postedAt } = post;
    const rule = isOurs(post.authorId, given.shard) ? take(post, edited) : OTHER_SHARD;
    posts.add({
      network,
      rule,
      hour: hourOf(postedAt, hours),
      id: hash53(post.canonicalId ?? post.id, given.seed),
      author: hash53(`${network}:${post.authorId}`, given.seed),
      version: hash53(post.text, post.engagement?.likes ?? 0),
    });
  };

  const events = begin(decode);
  for (let step = next(events); !step.done; step = next(events)) {
    const event = step.value;
    read += 1;
    switch (event.kind) {
      case 'post':
        if (event.post.text.length <= LONGEST_TEXT) takePost(event.post, event.edited ?? false);
        else quarantined.push(tooLong(event.post, `${origin}:${firstRecord + read - 1}`));
        break;
      case 'tombstone':
        gone += 1;
        for (const row of tombstoneRows(event.tombstone, source.id, secrets)) rows.tombstones.add(row);
        break;
      case 'counted':
        count(event.what);
        break;
      case 'filtered':
        count(event.rule);
        if (event.profile) takeProfile(event.profile);
        break;
      case 'quarantined':
        quarantined.push({ ...event.record, raw: event.record.raw.slice(0, LARGEST_RAW) });
        break;
    }
  }
  return {
    read,
    posts: posts.finish(),
    filtered,
    tombstones: gone,
    quarantined,
    unknownFields,
    postBlock: rows.posts.finish(),
    textBlock: rows.texts.finish(),
    tombstoneBlock: rows.tombstones.finish(),
    followerBlock: rows.followers.finish(),
    withoutProfile,
  };
}

function tooLong({ text }: Post, position: string): Quarantined {
  const reason = `the text has ${displayCount(text.length)} characters, more than the ${displayCount(LONGEST_TEXT)} that are read: is it a post?`;
  return { position, reason, raw: text.slice(0, LARGEST_RAW) };
}

/** Tells a decoder that fails from a fault of ours, which must end the flow. */
class DecoderFailure extends Error {}

function begin(decode: () => Iterable<PostEvent>): Iterator<PostEvent> {
  try {
    return decode()[Symbol.iterator]();
  } catch (cause) {
    throw failureOf(cause);
  }
}

function next(events: Iterator<PostEvent>): IteratorResult<PostEvent> {
  try {
    return events.next();
  } catch (cause) {
    throw failureOf(cause);
  }
}

function failureOf(cause: unknown): DecoderFailure {
  return new DecoderFailure(cause instanceof Error ? cause.message : String(cause), { cause });
}

function counterOf(counts: Map<string, number>): (name: string) => void {
  return (name) => counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Start of the hour in seconds since 1970. Posts of a chunk are of few hours, each of which is worked out once. */
function hourOf(postedAt: string, hours: Map<string, number>): number {
  const name = postedAt.slice(0, HOUR_LETTERS);
  const known = hours.get(name);
  if (known !== undefined) return known;
  const hour = Math.floor(Date.parse(postedAt) / HOUR_MS) * 3600;
  hours.set(name, hour);
  return hour;
}

function isOurs(author: string, shard: ReadOptions['shard']): boolean {
  return shard === null || hash53(author, SHARD_SEED) % shard.of === shard.index;
}
