/**
 * Role and state of authors whose posts come without a profile, and the followers of those that are organisations. Their profiles
 * are fetched beside the stream, a few at a time, and their posts are written once more with what the profiles say. Nothing
 * waits for this: an author who cannot be had stays unknown.
 */

import { pause } from '../../gather/transport/waiting.ts';
import { fillAuthors, type FilledPost } from '../../keep/authors.ts';
import type { Store } from '../../keep/store.ts';
import type { GatherEffects, ProfileFetch } from '../../gather/source.ts';
import { blockOf } from '../../keep/native-blocks.ts';
import { FOLLOWER_COUNTS } from '../../keep/tables/followers.ts';
import type { AuthorProfile, Network } from '../../records.ts';
import { createAuthorReader, type AuthorReading } from '../../understand/author.ts';
import { accountPseudonym } from '../../understand/pseudonym.ts';
import { followerRow, type KnownOrganisations } from './follower-readings.ts';
import type { Secrets } from './rows.ts';

/** Kept posts by the stable id of their author, as the pseudonyms they are stored under. */
export type PostsByAuthor = ReadonlyMap<string, readonly string[]>;

export interface LateProfiles {
  /** Takes posts that have been committed. Returns at once. */
  readonly want: (posts: PostsByAuthor) => void;
  /** Fetches what is still wanted, or with `now` lets it go, and ends. */
  readonly close: (now: boolean) => Promise<void>;
}

export interface LateProfilesOptions {
  /** Id of the source. */
  readonly source: string;
  readonly network: Network;
  readonly secrets: Secrets;
  readonly organisations: KnownOrganisations;
  readonly store: Store;
  readonly fetchProfiles: ProfileFetch;
  readonly effects: GatherEffects;
  readonly pace?: Partial<typeof PACE>;
}

const PACE = {
  /** Authors asked for in one call: the limit of the networks' own interfaces. */
  authors: 25,
  /** How long a call waits to be filled, milliseconds. */
  lingerMs: 5_000,
  /** Between two calls: half of the 3,000 in five minutes that Bluesky publishes, should its answers not state a limit. */
  betweenMs: 200,
  /** After a call that failed for good. */
  afterFailureMs: 60_000,
};
/** Some ten megabytes. A stream brings far fewer authors of posts about health than can be asked for. */
const MOST_WAITING = 100_000;
/** Authors whose reading is remembered, so that their next posts need no call. */
const MOST_KNOWN = 50_000;
/** After this an organisation that goes on posting is asked for its followers again; nobody else is. */
const FOLLOWERS_LAST_MS = 86_400_000;

/** Starts the fetching. `stop` ends waits and calls under way when the flow is told to stop. */
export function startLateProfiles(options: LateProfilesOptions, stop?: AbortSignal): LateProfiles {
  const { source, network, secrets, organisations, store, fetchProfiles, effects } = options;
  const pace = { ...PACE, ...options.pace };
  const readAuthor = createAuthorReader(undefined);
  const known = new Map<string, AuthorReading>();
  /** When the followers of an organisation were read, milliseconds since 1970. */
  const followersRead = new Map<string, number>();
  const waiting = new Map<string, string[]>();
  const ended = new AbortController();
  const halt = stop ? AbortSignal.any([stop, ended.signal]) : ended.signal;
  let wake = Promise.withResolvers<undefined>();
  let isClosing = false;
  let leftOut = 0;
  let hasFailed = false;

  const failed = (error: unknown) => {
    if (hasFailed || halt.aborted) return;
    hasFailed = true;
    const reason = error instanceof Error ? error.message : String(error);
    effects.say(
      `profiles of authors cannot be had (${reason}); their role and state stay unknown, posts go on`,
    );
  };

  const isDue = (author: string, now: Date) =>
    !known.has(author) || now.getTime() - (followersRead.get(author) ?? Infinity) > FOLLOWERS_LAST_MS;

  const keepFollowers = async (profiles: ReadonlyMap<string, AuthorProfile>, now: Date) => {
    const at = now.toISOString();
    const block = blockOf(FOLLOWER_COUNTS);
    for (const [authorId, profile] of profiles) {
      const author = accountPseudonym(secrets.current, network, authorId);
      const role = known.get(authorId)?.role ?? null;
      const row = followerRow(
        { network, author, secrets, source, profile, role, seenAt: at, stoodAt: at },
        organisations,
      );
      if (!row) continue;
      block.add(row);
      followersRead.set(authorId, now.getTime());
    }
    const bytes = block.finish();
    if (bytes.length > 0) await store.insertBlocks(FOLLOWER_COUNTS, [bytes]);
  };

  const fill = async (batch: PostsByAuthor) => {
    const now = effects.now();
    const due = [...batch.keys()].filter((author) => isDue(author, now));
    if (due.length > 0) {
      const profiles = await fetchProfiles(due, halt);
      for (const author of due) known.set(author, readAuthor(profiles.get(author) ?? null));
      await keepFollowers(profiles, now);
    }
    const filled: FilledPost[] = [...batch].flatMap(([author, ids]) => {
      const reading = known.get(author);
      return reading && (reading.role ?? reading.state) !== null ? ids.map((id) => ({ id, reading })) : [];
    });
    await fillAuthors(store, network, filled);
    for (const author of known.keys()) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(author);
      followersRead.delete(author);
    }
    if (due.length > 0 && !isClosing) await pause(pace.betweenMs, effects, halt);
  };

  const run = async () => {
    while (!halt.aborted) {
      if (waiting.size === 0) {
        if (isClosing) return;
        await wake.promise;
        continue;
      }
      try {
        if (waiting.size < pace.authors && !isClosing) await pause(pace.lingerMs, effects, halt);
        await fill(takeFirst(waiting, pace.authors));
      } catch (error) {
        failed(error);
        // At the end of a run there is no later.
        if (isClosing) return;
        await pause(pace.afterFailureMs, effects, halt).catch(() => undefined);
      }
    }
  };
  const running = run();
  const rouse = () => {
    wake.resolve(undefined);
    wake = Promise.withResolvers();
  };
  halt.addEventListener('abort', rouse);

  return {
    want: (posts) => {
      for (const [author, ids] of posts) {
        const more = waiting.get(author);
        if (more) more.push(...ids);
        else if (waiting.size < MOST_WAITING) waiting.set(author, [...ids]);
        else leftOut += 1;
      }
      if (posts.size > 0) rouse();
    },
    close: async (now) => {
      isClosing = true;
      if (now) ended.abort();
      rouse();
      await running;
      halt.removeEventListener('abort', rouse);
      leftOut += waiting.size;
      if (leftOut > 0)
        effects.say(`profiles of ${leftOut} authors were not fetched; their role and state stay unknown`);
      waiting.clear();
      leftOut = 0;
    },
  };
}

function takeFirst(waiting: Map<string, string[]>, most: number): PostsByAuthor {
  const taken = new Map([...waiting].slice(0, most));
  for (const author of taken.keys()) waiting.delete(author);
  return taken;
}
