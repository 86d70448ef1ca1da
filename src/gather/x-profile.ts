/**
 * What may be read of an author on X. The developer policy forbids to infer health, among other things, about a person;
 * so a person's name and words about themselves stop here, and only organisations keep theirs. The handle goes on, as registries
 * name organisations by it; nobody else's is kept.
 */

import type { AuthorProfile } from '../records.ts';
import { followersOf, objectOf, textOf, type JsonObject } from './posts/json-access.ts';

/** Verification that X gives to organisations only. */
const ORGANISATIONS = new Set(['business', 'government', 'Business', 'Government']);

export function xProfile(user: JsonObject): AuthorProfile {
  const organisation = ORGANISATIONS.has(textOf(user.verified_type));
  const handle = textOf(user.username) || textOf(user.screen_name);
  const followers = objectOf(user.public_metrics)?.followers_count ?? user.followers_count;
  return {
    name: organisation ? textOf(user.name) : '',
    bio: organisation ? textOf(user.description) : '',
    location: textOf(user.location),
    domain: '',
    ...(organisation ? { isOrganisation: true } : {}),
    ...(handle === '' ? {} : { handle }),
    ...followersOf(followers),
  };
}

/** X writes three characters as entities, and no others. */
export function plainText(text: string): string {
  return text.includes('&')
    ? text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    : text;
}
