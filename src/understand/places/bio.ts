/**
 * A state said in the words that people write about themselves, for networks whose profiles have no field for a place
 * (method e applied to a bio). A bio names many places: where one was born, studied, works, whom one supports. So only three
 * forms count: what follows a pin, "based in" or "living in" with a place, and a part of the bio that is nothing but a
 * town and its state.
 */

import { STATES } from '../../states.ts';
import { readState, type StateReading } from '../place.ts';
import { foldPlace } from './fold.ts';
import { isTownOf } from './sense.ts';
import { STATE_NAMES, WEAK_STATE_NAMES } from './names.ts';
import { placeTables } from './tables.ts';

const PIN = /\u{1F4CD}\ufe0f?\s*:?\s*/u;
/** What parts a bio: lines, bars, dots between words, emoji, and the ends of sentences that end no short word. */
const PARTED =
  /[\n\r|\u2022\u00b7\u2219/\\~;]+|\s[-\u2013*]+\s|\s?\u2014\s?|(?![\u2190-\u21ff\u27a1\u2708])\p{Extended_Pictographic}\ufe0f?|(?<=\p{L}{3}|\p{Lu}{2}|\))[.!]+\s/u;
const LIVING =
  /^(.*?)\b(?:based|living|located|residing|lives?|resides?)\s+(?:in|out of|near)\s+([^.!?()]{3,60})/iu;
/** Then somebody else lives there, or nobody does any more. */
const NOT_NOW =
  /\b(?:not|never|no longer|used|once|was|were|formerly|previously|my|our|his|their|wish|would|love|loved|likes?|miss|missing|dream\w*|want\w*|hope\w*)\b/iu;
/** What follows is no longer the place. */
const FURTHER = /\s(?:with|where|since|for|who|as|while|and my)\b/iu;
const TOWN_AND_STATE =
  /^(\p{Lu}[\p{L}\s.'\u2019-]{2,40}),\s*(\p{L}[\p{L}.\s]{1,19}?)(?:,?\s+\d{5})?(?:,?\s*(?:USA?|U\.S\.A?\.|United States))?\.?$/u;
/**
 * Codes that stand behind names as degrees and professions: "Tyler, MD", "Marion, PA". There the town must be the one that its
 * bare name means.
 */
const DEGREES = new Set(['MD', 'PA', 'MA', 'MS', 'DC', 'ND', 'MT', 'OR', 'CT', 'ID', 'PR']);
const LONGEST = 1000;

const NOWHERE: StateReading = { state: null, tier: null, rule: null };

/** Reads a bio. Never throws. Rules: `B1` pin, `B2` living in, `B3` town and state, `L8` two states. */
export function readBioState(bio: string): StateReading {
  const text = bio.slice(0, LONGEST).normalize('NFC');
  const [, ...pinned] = text.split(PIN);
  // Who sets a pin has said where; what else the bio names is something else.
  if (pinned.length > 0) return agreed(pinned.map((rest) => named(firstPart(rest), 'B1')));
  const parts = text.split(PARTED).map((part) => part.trim());
  return agreed(parts.map((part) => living(part) ?? townAndState(part)).filter(({ rule }) => rule !== null));
}

function living(part: string): StateReading | null {
  const match = LIVING.exec(part);
  if (!match) return null;
  return NOT_NOW.test(match[1]) ? NOWHERE : named(match[2].split(FURTHER)[0], 'B2');
}

function firstPart(text: string): string {
  return text.split(PARTED).find((part) => part.trim() !== '') ?? '';
}

/** Where it is said in so many words, the rules for a location hold; a bare town only after a pin. */
function named(text: string, rule: 'B1' | 'B2'): StateReading {
  const { state, tier } = readState(text);
  const isEnough = tier === 'A' || (tier === 'B' && rule === 'B1');
  return isEnough ? { state, tier, rule } : { ...NOWHERE, rule: text.trim() === '' ? null : rule };
}

function townAndState(part: string): StateReading {
  const match = TOWN_AND_STATE.exec(part);
  if (!match) return NOWHERE;
  const [, town, code] = match;
  const said = stateNamed(code);
  const tables = placeTables();
  const folded = foldPlace(town);
  const otherName = STATE_NAMES.get(folded);
  const isOther = otherName !== undefined && otherName.code !== said?.code;
  if (said === null || isOther || !isTownOf(folded, said.code, tables)) return NOWHERE;
  const isDegree = DEGREES.has(said.code) && said.by === 'code';
  return isDegree && tables.dominant.get(folded) !== said.code
    ? NOWHERE
    : { state: said.code, tier: 'A', rule: 'B3' };
}

/** The code as states write it, or a name; a town stands before it, so that "Washington" and "Ill." can be nothing else. */
function stateNamed(text: string): { readonly code: string; readonly by: 'code' | 'name' } | null {
  const letters = text.replace(/[.\s]/gu, '');
  if (/^[A-Z]{2}$/.test(letters))
    return STATES.some(({ code }) => code === letters) ? { code: letters, by: 'code' } : null;
  const folded = foldPlace(text);
  if (folded === 'washington') return { code: 'WA', by: 'name' };
  const named = STATE_NAMES.get(folded);
  const code = named?.rule === 'L2' ? named.code : WEAK_STATE_NAMES.get(folded);
  return code === undefined ? null : { code, by: 'name' };
}

/** One state, however often; two are none (L8). */
function agreed(said: readonly StateReading[]): StateReading {
  if (said.length === 0) return NOWHERE;
  const states = new Set(said.flatMap(({ state }) => state ?? []));
  if (states.size > 1) return { ...NOWHERE, rule: 'L8' };
  return (
    said.find(({ state, tier }) => state !== null && tier === 'A') ??
    said.find(({ state }) => state !== null) ??
    said[0]
  );
}
