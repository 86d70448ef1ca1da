/**
 * Profiles of Bluesky authors, fetched late and in batches: only for authors of posts about health, 25 to a call
 * (lexicon `app.bsky.actor.getProfiles`), within the rate limit that the server's answers state.
 */

import { CliError } from '../../errors.ts';
import type { AuthorProfile } from '../../records.ts';
import {
  followersOf,
  objectOf,
  objectsOf,
  parseJson,
  textOf,
  type JsonObject,
} from '../posts/json-access.ts';
import { get, respectLimit } from '../transport/http.ts';
import { insteadOfData } from '../transport/trouble.ts';
import type { SourceContext } from '../source.ts';

/** The lexicon's limit on `actors`. */
const ACTORS_A_CALL = 25;
export const PROFILE_HOST = 'https://public.api.bsky.app';

/**
 * Profiles by DID; authors that are gone have none. Reads in order and may be stopped between calls.
 * @param dids stable account ids, `did:…`
 */
export async function fetchProfiles(
  dids: readonly string[],
  context: SourceContext,
  host: string = PROFILE_HOST,
): Promise<ReadonlyMap<string, AuthorProfile>> {
  const profiles = new Map<string, AuthorProfile>();
  for (let start = 0; start < dids.length; start += ACTORS_A_CALL) {
    const query = new URLSearchParams(dids.slice(start, start + ACTORS_A_CALL).map((did) => ['actors', did]));
    const answer = await get(`${host}/xrpc/app.bsky.actor.getProfiles?${query.toString()}`, context);
    const body = objectOf(parseJson(Buffer.from(answer.bytes).toString('utf8')));
    if (answer.status === 404 || !body || !Array.isArray(body.profiles))
      throw new CliError(
        `${host} answers ${answer.status === 404 ? 'HTTP 404' : insteadOfData(answer.bytes)} where profiles were expected: check profile_host of this source`,
      );
    for (const profile of objectsOf(body.profiles)) {
      const did = textOf(profile.did);
      if (did !== '') profiles.set(did, blueskyProfile(profile));
    }
    await respectLimit(answer.headers, context.effects, context.signal);
  }
  return profiles;
}

/** A profile view. A handle that is the author's own domain says who they are; one under bsky.social says nothing. */
export function blueskyProfile(profile: JsonObject): AuthorProfile {
  const handle = textOf(profile.handle);
  const own = handle.includes('.') && !/\.(?:bsky\.social|brid\.gy)$|^handle\.invalid$/.test(handle);
  const bot = objectsOf(profile.labels).some((label) => label.val === 'bot' && label.src === profile.did);
  return {
    name: textOf(profile.displayName),
    bio: textOf(profile.description),
    location: '',
    domain: own ? handle : '',
    ...(bot ? { isBot: true } : {}),
    ...(handle === '' ? {} : { handle }),
    ...followersOf(profile.followersCount),
  };
}
