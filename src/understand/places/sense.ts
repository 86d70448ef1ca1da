/** What one part of a location says by itself: a state, a town, a country, several states, or nothing. */

import { STATE_BY_CODE } from '../../states.ts';
import { ABROAD, CODES_ABROAD } from './abroad.ts';
import type { Part } from './cut.ts';
import { LANDSCAPE, MANY_STATES, NEUTRAL, STATE_NAMES, WEAK_STATE_NAMES } from './names.ts';
import type { PlaceTables } from './tables.ts';

export type Sense =
  | { readonly kind: 'nothing' | 'neutral' | 'usa' | 'many' | 'washington' | 'zip' }
  /** `isLoose`: only after words like "north" were left out, so that it may be a town of that fuller name. */
  | { readonly kind: 'abroad'; readonly isLoose: boolean }
  /** A state by its name, abbreviation or code. `weak` needs a place before it. */
  | {
      readonly kind: 'state';
      readonly code: string;
      readonly by: 'name' | 'code' | 'weak';
      /** A town of that state, or only words like "northern", stand before it in the same part. */
      readonly isSupported: boolean;
    }
  | { readonly kind: 'alias'; readonly code: string; readonly tier: 'A' | 'B' }
  | { readonly kind: 'town'; readonly name: string };

const NOTHING: Sense = { kind: 'nothing' };
const BARE_LA: Sense = { kind: 'alias', code: 'CA', tier: 'B' };
const USA: ReadonlySet<string> = new Set([
  'usa',
  'us',
  'u s',
  'u s a',
  'united states',
  'the united states',
  'united states of america',
  'the usa',
  'the us',
  'america',
  'estados unidos',
  'eeuu',
  'ee uu',
  'etats unis',
  'murica',
]);
/** Also words, degrees or Spanish articles: without a comma they need a town of their state before them. */
const WORDY_CODES: ReadonlySet<string> = new Set(
  'IN OR ME HI OK OH LA MA PA DE AL CO ID MS MD AS PR VI GU MP MT MO AR NE'.split(' '),
);
/** Method e, L9: alone these say nothing. The territories' codes are words and titles too. */
export const NEVER_ALONE: ReadonlySet<string> = new Set('IN OR ME HI OK DE ID AS PR VI GU MP'.split(' '));
/** In small letters these are words even after a comma, unless a town of their state stands before it. */
const WORDS_IN_SMALL: ReadonlySet<string> = new Set(
  'in or me hi ok oh la ma pa de al co id ms md as pr mo ne mi ar mt'.split(' '),
);
/** Names of people and bands. */
const NOT_PLACES: ReadonlySet<string> = new Set([
  'hannah montana',
  'joe montana',
  'tony montana',
  'virginia woolf',
  'indiana jones',
  'george washington',
  'denzel washington',
]);
const PLACE_FOLLOWS: ReadonlySet<string> = new Set([
  'in',
  'of',
  'from',
  'near',
  'at',
  'outside',
  'around',
  'between',
  'de',
  'en',
]);
const ORDINAL = /^\d{1,2}(?:st|nd|rd|th)$/;
const ZIP = /^\d{5}(?:\d{4})?$/;
const LONGEST_NAME = 4;

export function senseOf(part: Part, tables: PlaceTables): Sense {
  if (part.words.length === 1 && ZIP.test(part.folded)) return { kind: 'zip' };
  if (NOT_PLACES.has(part.folded)) return NOTHING;
  const whole = wholeSense(part.folded, part.lastRaw, tables);
  if (whole) return whole;
  const words = withoutZip(part.words);
  if (words.length !== part.words.length) {
    return senseOf({ words, folded: words.join(' '), lastRaw: (words.at(-1) ?? '').toUpperCase() }, tables);
  }
  const withoutCountry = beforeCountry(words);
  if (withoutCountry) {
    const sense = senseOf(
      { words: withoutCountry, folded: withoutCountry.join(' '), lastRaw: rawBefore(withoutCountry) },
      tables,
    );
    if (sense.kind !== 'nothing') return sense.kind === 'state' ? { ...sense, isSupported: true } : sense;
    return { kind: 'usa' };
  }
  return suffixSense(words, part.lastRaw, tables) ?? strippedSense(words, part.lastRaw, tables) ?? NOTHING;
}

/** The part as a whole in one of the lists. */
function wholeSense(folded: string, lastRaw: string, tables: PlaceTables): Sense | null {
  const code = folded.toUpperCase();
  if (folded.length === 2 && STATE_BY_CODE.has(code)) {
    const isWritten = lastRaw === code || !WORDS_IN_SMALL.has(folded);
    return { kind: 'state', code, by: isWritten ? 'code' : 'weak', isSupported: false };
  }
  const named = STATE_NAMES.get(folded);
  if (named) {
    if (named.rule === 'L4') return { kind: 'alias', code: named.code, tier: named.tier };
    return { kind: 'state', code: named.code, by: 'name', isSupported: false };
  }
  if (folded === 'washington') return { kind: 'washington' };
  if (USA.has(folded)) return { kind: 'usa' };
  if (MANY_STATES.has(folded)) return { kind: 'many' };
  if (ABROAD.has(folded) || (lastRaw.toLowerCase() === folded && CODES_ABROAD.has(lastRaw)))
    return { kind: 'abroad', isLoose: false };
  const weak = WEAK_STATE_NAMES.get(folded);
  if (weak) return { kind: 'state', code: weak, by: 'weak', isSupported: false };
  if (tables.towns.has(folded)) return { kind: 'town', name: folded };
  return folded.split(' ').every(isNeutralWord) ? { kind: 'neutral' } : null;
}

/** The longest name at the end, judged by the words before it. */
function suffixSense(words: readonly string[], lastRaw: string, tables: PlaceTables): Sense | null {
  for (let length = Math.min(LONGEST_NAME, words.length - 1); length > 0; length -= 1) {
    const before = words.slice(0, -length);
    const found = wholeSense(words.slice(-length).join(' '), lastRaw, tables);
    const sense = found && withWordsBefore(found, before, lastRaw, tables);
    if (sense) return sense;
  }
  return null;
}

function withWordsBefore(
  found: Sense,
  before: readonly string[],
  lastRaw: string,
  tables: PlaceTables,
): Sense | null {
  const isNeutral = before.every(isNeutralWord);
  const isIntroduced = PLACE_FOLLOWS.has(before[before.length - 1]);
  switch (found.kind) {
    case 'state': {
      if (endsWithTown(before, found.code, tables)) return { ...found, isSupported: true };
      if (isAbroadBefore(before)) return { kind: 'abroad', isLoose: false };
      // "In LA" is the city; the state's code needs a town before it.
      if (lastRaw === 'LA' && found.by === 'code' && (isNeutral || isIntroduced)) return BARE_LA;
      const name = before.join(' ');
      const other = STATE_NAMES.get(name);
      if (other && other.code !== found.code) return { kind: 'many' };
      if (found.by === 'name') return { ...found, isSupported: isNeutral };
      const isCounty = before.includes('county');
      if (isCounty) return { ...found, isSupported: true };
      const isCode = found.by === 'code' && lastRaw === found.code && !WORDY_CODES.has(found.code);
      return isCode ? { ...found, isSupported: isNeutral } : null;
    }
    case 'washington':
      return endsWithTown(before, 'WA', tables) && !endsWithTown(before, 'DC', tables)
        ? { kind: 'state', code: 'WA', by: 'name', isSupported: true }
        : null;
    case 'alias':
      return isNeutral || isIntroduced || found.tier === 'A' ? found : null;
    case 'town':
      return isNeutral || (isIntroduced && tables.dominant.has(found.name)) ? found : null;
    case 'abroad':
    case 'many':
      return found;
    default:
      return null;
  }
}

/** Without the words like "northern" or "suburbs" at either end. */
function strippedSense(words: readonly string[], lastRaw: string, tables: PlaceTables): Sense | null {
  let from = 0;
  let to = words.length;
  while (to > from && isNeutralWord(words[to - 1])) to -= 1;
  while (from < to && isNeutralWord(words[from])) from += 1;
  if (from === to || to - from === words.length) return null;
  const inner = words.slice(from, to);
  const raw = to === words.length ? lastRaw : '';
  const sense = wholeSense(inner.join(' '), raw, tables) ?? suffixSense(inner, raw, tables);
  if (sense?.kind === 'state') return sense.by === 'name' ? { ...sense, isSupported: true } : null;
  if (sense?.kind === 'abroad') return { ...sense, isLoose: true };
  // "Chesapeake region" is not Chesapeake; "Oregon coast" is Oregon.
  const hasLandscape = [...words.slice(0, from), ...words.slice(to)].some((word) => LANDSCAPE.has(word));
  return hasLandscape && (sense?.kind === 'town' || sense?.kind === 'alias') ? null : sense;
}

function isNeutralWord(word: string): boolean {
  return NEUTRAL.has(word) || LANDSCAPE.has(word) || ORDINAL.test(word);
}

/** One to four last words name a town of the state. */
function endsWithTown(words: readonly string[], code: string, tables: PlaceTables): boolean {
  for (let length = Math.min(LONGEST_NAME, words.length); length > 0; length -= 1) {
    if (isTownOf(words.slice(-length).join(' '), code, tables)) return true;
  }
  return false;
}

export function isTownOf(name: string, code: string, tables: PlaceTables): boolean {
  return tables.towns.get(name)?.includes(code) ?? STATE_NAMES.get(name)?.code === code;
}

function isAbroadBefore(words: readonly string[]): boolean {
  return ABROAD.has(words.join(' ')) || ABROAD.has(words[words.length - 1]);
}

function withoutZip(words: readonly string[]): readonly string[] {
  return words.length > 1 && ZIP.test(words[words.length - 1]) ? words.slice(0, -1) : words;
}

function beforeCountry(words: readonly string[]): readonly string[] | null {
  for (let length = Math.min(4, words.length - 1); length > 0; length -= 1) {
    if (USA.has(words.slice(-length).join(' '))) return words.slice(0, -length);
  }
  return null;
}

/** A code before the country or the ZIP stands in code position whatever its case. */
function rawBefore(words: readonly string[]): string {
  return (words.at(-1) ?? '').toUpperCase();
}
