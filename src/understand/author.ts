/**
 * Who speaks and from where, read once a profile: an author's posts come close together, and a profile takes longer to read than
 * a post. What was read last is kept, so that memory has a bound.
 */

import type { AuthorProfile, Reading } from '../records.ts';
import { readState } from './place.ts';
import { readBioState } from './places/bio.ts';
import type { LinkRegistries } from './links.ts';
import { type KnownAccount, readRole } from './voice.ts';

export type AuthorReading = Pick<Reading, 'role' | 'roleRule' | 'state' | 'stateTier' | 'stateRule'>;

/** Profiles kept: a few megabytes of text. When they are full the older half is dropped. */
const KEPT = 8192;
const NOBODY: AuthorReading = { role: null, roleRule: null, state: null, stateTier: null, stateRule: null };

/** A function that gives the same for the same profile. */
export function createAuthorReader(
  registries: LinkRegistries | undefined,
): (author: AuthorProfile | null | undefined, known?: KnownAccount) => AuthorReading {
  const fromRegistries: KnownAccount = { registries };
  let recent = new Map<string, AuthorReading>();
  let older = new Map<string, AuthorReading>();
  return (author, known) => {
    if (!author) return NOBODY;
    if (known) return read(author, known);
    const key = keyOf(author);
    const kept = recent.get(key) ?? older.get(key);
    if (kept) return kept;
    const reading = read(author, fromRegistries);
    if (recent.size >= KEPT / 2) {
      older = recent;
      recent = new Map();
    }
    recent.set(key, reading);
    return reading;
  };
}

function read(author: AuthorProfile, known: KnownAccount): AuthorReading {
  const { role, rule } = readRole(author, known);
  // Networks without a field for a place leave it to the bio.
  const {
    state,
    tier,
    rule: stateRule,
  } = author.location.trim() === '' ? readBioState(author.bio) : readState(author.location);
  return { role, roleRule: rule, state, stateTier: tier, stateRule };
}

function keyOf({ name, bio, location, domain, isBot, isOrganisation }: AuthorProfile): string {
  const flags = `${isBot === true ? 'b' : ''}${isOrganisation === true ? 'o' : ''}`;
  return `${flags}\n${name}\n${location}\n${domain}\n${bio}`;
}
