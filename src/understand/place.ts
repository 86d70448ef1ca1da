/**
 * Where a profile says its author is, as a US state (method e). Precision before recall: whatever might be elsewhere, or in two
 * states, is nothing. Tier A is explicit (a code, a name, coordinates, a ZIP), tier B the sense that a bare name
 * mostly has. A place in a profile is where a person says they are, not where they are treated.
 */

import { findCoordinates, stateAt } from './places/coordinates.ts';
import { cutLocation, type Group } from './places/cut.ts';
import { isTownOf, NEVER_ALONE, type Sense, senseOf } from './places/sense.ts';
import { placeTables, type PlaceTables } from './places/tables.ts';

export interface StateReading {
  /** USPS code, or null. */
  readonly state: string | null;
  readonly tier: 'A' | 'B' | null;
  /** The rule of method e that decided, null only for an empty location. */
  readonly rule: string | null;
}

interface GroupReading {
  readonly state: string | null;
  readonly tier: 'A' | 'B' | null;
  readonly rule: string;
  /** Speaks against any state found beside it. */
  readonly isElsewhere: boolean;
  /** States in which a town of that name lies, where the name alone decides nothing. */
  readonly couldBe: readonly string[];
}

const EMPTY: StateReading = { state: null, tier: null, rule: null };
const ZIP_ALONE = /^\s*(\d{5})(?:-\d{4})?\s*$/;
/** One company's ZIP in Schenectady, and what people type into a field that they do not want to fill. */
const COUNTED_UP = '12345';

/** Reads a location as people write it. Never throws. */
export function readState(location: string): StateReading {
  if (location.trim() === '') return EMPTY;
  const coordinates = findCoordinates(location);
  if (coordinates) return explicit(stateAt(coordinates), 'L10');
  const tables = placeTables();
  const zip = ZIP_ALONE.exec(location);
  if (zip) return zip[1] === COUNTED_UP ? nothing('L9') : explicit(stateOfZip(zip[1], tables), 'L11');
  const { groups, flags } = cutLocation(location);
  const territory = flags.find((flag) => flag === flag.toUpperCase());
  const readings = groups.filter((group) => !group.isPast).map((group) => readGroup(group, tables));
  const present = combine(readings);
  const said = present.state === null && present.rule === 'L9' ? ofThePast(groups, tables) : present;
  if (said.state === null) {
    const isBare = groups.every((group) => group.parts.length === 0);
    return territory !== undefined && (isBare || said.rule === 'L9') ? explicit(territory, 'L2') : said;
  }
  // A flag beside a bare name or Georgia says which of two places; beside a state in words it is often where a family is from.
  const hasForeignFlag = flags.length > 0 && territory === undefined;
  return hasForeignFlag && said.tier === 'B' ? nothing('L3') : said;
}

/** 96799 is American Samoa, 96950 to 96952 are the Northern Marianas; the rest of 969 is Guam (USPS). */
function stateOfZip(zip: string, { zip3 }: PlaceTables): string | null {
  if (zip === '96799') return 'AS';
  if (zip.startsWith('9695')) return 'MP';
  return zip3.get(zip.slice(0, 3)) ?? null;
}

/** "Texas born and raised" says a state, though not that the author is still there. */
function ofThePast(groups: readonly Group[], tables: PlaceTables): StateReading {
  const said = combine(groups.map((group) => readGroup(group, tables)));
  return said.state === null || groups.every(({ isPast }) => !isPast) ? said : { ...said, tier: 'B' };
}

/** L8: two states, or a state beside a place abroad, are nothing; the same state twice is fine. */
function combine(groups: readonly GroupReading[]): StateReading {
  const found = groups.filter((group) => group.state !== null);
  const against = groups.find((group) => group.isElsewhere);
  if (found.length === 0)
    return nothing(against?.rule ?? groups.find(({ rule }) => rule !== 'L9')?.rule ?? 'L9');
  if (against) return nothing(against.rule);
  const explicitly = found.filter((group) => group.tier === 'A');
  const [first] = explicitly.length > 0 ? explicitly : found;
  const agree = groups.every(
    ({ state, tier, couldBe }) =>
      state === first.state ||
      (state === null && couldBe.length === 0) ||
      (tier !== 'A' && first.state !== null && couldBe.includes(first.state)),
  );
  return agree ? { state: first.state, tier: first.tier, rule: first.rule } : nothing('L8');
}

/** Parts from the smaller place to the larger. */
function readGroup({ parts }: Group, tables: PlaceTables): GroupReading {
  const senses = parts.map((part) => senseOf(part, tables));
  const states = senses.flatMap((sense, index) =>
    sense.kind === 'state' && isTaken(sense, index, parts, tables) ? [index] : [],
  );
  const last = states.at(-1);
  if (last !== undefined) {
    const sense = senses[last];
    if (sense.kind === 'state') return administrative(parts, senses, last, sense, tables);
  }
  const withinWashington = washington(parts, senses, tables);
  if (withinWashington) return withinWashington;
  if (senses.some(({ kind }) => kind === 'abroad')) {
    const isZip = senses.some(({ kind }) => kind === 'zip') || /^\d{5} /.test(parts[0].folded);
    return elsewhere(isZip ? 'L11' : 'L3');
  }
  if (senses.some(({ kind }) => kind === 'many')) return elsewhere('L8');
  return bareName(senses, tables);
}

/** A code alone, or in small letters, may be a word (L9). */
function isTaken(
  sense: Extract<Sense, { kind: 'state' }>,
  index: number,
  parts: Group['parts'],
  tables: PlaceTables,
): boolean {
  if (sense.by === 'name' || sense.isSupported) return true;
  const isFirst = index === 0;
  const isWholePart = parts[index].words.length === 1;
  if (!isWholePart) return sense.by === 'code';
  if (sense.by === 'weak') return !isFirst && isTownOf(parts[index - 1].folded, sense.code, tables);
  return !isFirst || !NEVER_ALONE.has(sense.code);
}

/** L1, L2: a state in words or by code; what stands beside it must not contradict it. */
function administrative(
  parts: Group['parts'],
  senses: readonly Sense[],
  at: number,
  sense: Extract<Sense, { kind: 'state' }>,
  tables: PlaceTables,
): GroupReading {
  const { code, by, isSupported } = sense;
  const isWholePart = parts[at].words.length === 1;
  let hasTown = isSupported;
  let hasUnknown = false;
  for (const [index, other] of senses.entries()) {
    if (index === at) continue;
    const { folded } = parts[index];
    if (isTownOf(folded, code, tables)) {
      hasTown = true;
      continue;
    }
    if (other.kind === 'abroad' && !other.isLoose) return elsewhere('L3');
    if (other.kind === 'many' && index > at) return elsewhere('L8');
    if (other.kind === 'usa') hasTown = true;
    if (other.kind === 'nothing') hasUnknown = true;
    if (code === 'LA' && by === 'code' && other.kind === 'alias' && other.code === 'CA')
      return given('CA', 'B', 'L4');
    const isNamed = other.kind === 'alias' || (other.kind === 'state' && other.by === 'name');
    if (isNamed && other.code !== code) return elsewhere('L8');
    if (other.kind === 'town' && tables.dominant.has(other.name) && !isTownOf(other.name, code, tables))
      return elsewhere('L8');
  }
  if (code === 'GA' && by === 'name' && !hasTown) return given('GA', 'B', 'L5');
  if (code === 'LA' && by === 'code' && isWholePart && senses.length === 1) return given('CA', 'B', 'L4');
  if (code === 'VI' && by === 'name' && hasUnknown && !hasTown) return given('VI', 'B', 'L2');
  return given(code, 'A', by === 'code' && senses.length > 1 ? 'L1' : 'L2');
}

/** L7: the bare word is the state or the District; a town or the country beside it tells them apart. */
function washington(
  parts: Group['parts'],
  senses: readonly Sense[],
  tables: PlaceTables,
): GroupReading | null {
  const at = senses.findIndex(({ kind }) => kind === 'washington');
  if (at < 0) return null;
  const others = parts.filter((_, index) => index !== at);
  if (others.some(({ folded }) => isTownOf(folded, 'WA', tables))) return given('WA', 'A', 'L2');
  const isCountryOnly = senses.every(({ kind }, index) => index === at || kind === 'usa');
  if (others.length > 0 && isCountryOnly) return given('WA', 'B', 'L2');
  return {
    ...undecided('L7'),
    couldBe: ['DC', 'WA'],
    isElsewhere: senses.some(({ kind }) => kind === 'abroad'),
  };
}

/** L4, L6: an alias, or a city that is meant by its name alone; it stands last, or only the country follows. */
function bareName(senses: readonly Sense[], tables: PlaceTables): GroupReading {
  let last = senses.length - 1;
  let hasCountry = false;
  while (
    last > 0 &&
    (senses[last].kind === 'usa' || senses[last].kind === 'neutral' || senses[last].kind === 'zip')
  ) {
    hasCountry ||= senses[last].kind === 'usa';
    last -= 1;
  }
  const sense = senses[last];
  if (sense.kind === 'alias') {
    const clash = senses.some((other, index) => index !== last && clashesWith(other, sense.code, tables));
    return clash ? elsewhere('L8') : given(sense.code, sense.tier, 'L4');
  }
  // "IN" beside other codes is Indiana, though alone it is a word.
  if (sense.kind === 'state' && sense.by === 'code') return { ...undecided('L9'), couldBe: [sense.code] };
  if (sense.kind !== 'town') {
    const isTownSomewhere = senses.some(({ kind }) => kind === 'town' || kind === 'alias');
    return undecided(isTownSomewhere ? 'L6' : 'L9');
  }
  const states = tables.towns.get(sense.name) ?? [];
  const code = tables.dominant.get(sense.name) ?? (hasCountry && states.length === 1 ? states[0] : undefined);
  if (code === undefined) return { ...undecided('L6'), couldBe: states };
  const clash = senses.some((other, index) => index !== last && clashesWith(other, code, tables));
  return clash ? elsewhere('L8') : { ...given(code, 'B', 'L6'), couldBe: states };
}

function clashesWith(sense: Sense, code: string, tables: PlaceTables): boolean {
  if (sense.kind === 'alias') return sense.code !== code;
  if (sense.kind !== 'town') return false;
  return !(tables.towns.get(sense.name) ?? []).includes(code);
}

function explicit(state: string | null, rule: string): StateReading {
  return { state, tier: state === null ? null : 'A', rule };
}

function nothing(rule: string): StateReading {
  return { state: null, tier: null, rule };
}

function given(state: string, tier: 'A' | 'B', rule: string): GroupReading {
  return { state, tier, rule, isElsewhere: false, couldBe: [] };
}

function undecided(rule: string): GroupReading {
  return { state: null, tier: null, rule, isElsewhere: false, couldBe: [] };
}

function elsewhere(rule: string): GroupReading {
  return { ...undecided(rule), isElsewhere: true };
}
