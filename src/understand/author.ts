/**
 * Who speaks and from where, read once a profile: an author's posts come close together, and a profile takes longer to read than
 * a post. What was read last is kept, so that memory has a bound.
 */

import type { AuthorProfile, Reading } from '../records.ts';
import { readState, type StateReading } from './place.ts';
import { readBioState } from './places/bio.ts';
import type { LinkRegistries } from './links.ts';
import { type KnownAccount, readRole, type RoleReading } from './voice.ts';

export type AuthorReading = Pick<Reading, 'role' | 'roleRule' | 'state' | 'stateTier' | 'stateRule'>;

/** Profiles kept: a few megabytes of text. When they are full the older half is dropped. */
const KEPT = 8192;
const NOBODY: AuthorReading = { role: null, roleRule: null, state: null, stateTier: null, stateRule: null };

/** A function that gives the same for the same profile. */
export function createAuthorReader(
  registries: LinkRegistries | undefined,
): (author: AuthorProfile | null | undefined, known?: KnownAccount) => AuthorReading {
  const fromRegistries: KnownAccount = { registries };
  const roles = createMemory<RoleReading>();
  // Many authors share a place, and few both a place and all else.
  const states = createMemory<StateReading | null>();
  const statesOfBios = createMemory<StateReading>();
  // Networks without a field for a place leave it to the bio.
  const stateOf = ({ location, bio }: AuthorProfile): StateReading =>
    (location === ''
      ? null
      : states(location, () => (location.trim() === '' ? null : readState(location)))) ??
    statesOfBios(bio, () => readBioState(bio));
  const roleOf = (author: AuthorProfile): RoleReading =>
    isBlank(author)
      ? readRole(author, fromRegistries)
      : roles(keyOf(author), () => readRole(author, fromRegistries));
  return (author, known) => {
    if (!author) return NOBODY;
    const { role, rule: roleRule } = known ? readRole(author, known) : roleOf(author);
    const { state, tier, rule } = stateOf(author);
    return { role, roleRule, state, stateTier: tier, stateRule: rule };
  };
}

/** Gives what was read for a key, and reads it where that is forgotten. */
function createMemory<Value>(): (key: string, read: () => Value) => Value {
  let recent = new Map<string, Value>();
  let older = new Map<string, Value>();
  return (key, read) => {
    const kept = recent.get(key) ?? older.get(key);
    if (kept !== undefined) return kept;
    const value = read();
    if (recent.size >= KEPT / 2) {
      older = recent;
      recent = new Map();
    }
    recent.set(key, value);
    return value;
  };
}

function isBlank({ name, bio, domain }: AuthorProfile): boolean {
  return name === '' && bio === '' && domain === '';
}

function keyOf({ name, bio, domain, isBot, isOrganisation }: AuthorProfile): string {
  const flags = `${isBot === true ? 'b' : ''}${isOrganisation === true ? 'o' : ''}`;
  return `${flags}\n${name}\n${domain}\n${bio}`;
}
