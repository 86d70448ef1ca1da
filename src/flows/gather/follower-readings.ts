/** How many follow the organisations that posts and profiles come from, as rows of the store. Of a person nothing leaves here. */

import type { AuthorProfile, Network, Role } from '../../records.ts';
import { isOrganisation } from '../../understand/organisation.ts';
import { accountPseudonym } from '../../understand/pseudonym.ts';
import type { Secrets } from './rows.ts';

export interface FollowerReading {
  readonly network: Network;
  /** Keyed pseudonym. */
  readonly author: string;
  readonly secrets: Secrets;
  readonly source: string;
  readonly profile: AuthorProfile;
  /** As rules read it from the profile. */
  readonly role: Role | null;
  /** When the profile was seen. */
  readonly seenAt: string;
  /** See `stood_at` of `follower_counts`. */
  readonly stoodAt: string;
}

/**
 * YouTube forbids what could be worked out of these numbers: derived metrics of single channels, and data over 30 days old
 * (Developer Policies III.E.4).
 */
const REFUSED: ReadonlySet<Network> = new Set(['youtube']);
/** What a row can hold; more is a mistake of the source. */
const MOST = 2 ** 32 - 1;
const SECOND_MS = 1000;

/** Accounts that registries name as organisations, by their pseudonyms. */
export type KnownOrganisations = ReadonlySet<string>;

/** The row of a reading, or null where the account is not surely an organisation's or nothing was read. */
export function followerRow(reading: FollowerReading, known: KnownOrganisations): object | null {
  const { network, author, secrets, source, profile, role, seenAt, stoodAt } = reading;
  const { followers, followersAt } = profile;
  if (followers === undefined || followers > MOST || REFUSED.has(network)) return null;
  const handle = profile.handle ? accountPseudonym(secrets.current, network, profile.handle) : '';
  if (!known.has(author) && !known.has(handle) && !isOrganisation(role, profile.name)) return null;
  const at = followersAt ?? seenAt;
  const version = [Math.max(0, Math.floor(Date.parse(at) / SECOND_MS)), followers];
  return {
    network,
    author,
    handle,
    key: secrets.currentId,
    source,
    seen_at: at,
    stood_at: stoodAt,
    followers,
    version,
  };
}
