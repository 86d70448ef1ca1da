/**
 * A profile location cut as people write them: groups that stand side by side ("NYC | LA", "Austin & Dallas"), each with
 * parts from the smaller place to the larger ("Austin, TX, USA").
 */

import { foldPlace } from './fold.ts';

export interface Part {
  /** Folded words. */
  readonly words: readonly string[];
  /** The last word as it was written, without dots. */
  readonly lastRaw: string;
  /** The part as a whole, folded. */
  readonly folded: string;
}

export interface Group {
  readonly parts: readonly Part[];
  /** Where the author is from, and no longer is. */
  readonly isPast: boolean;
}

export interface CutLocation {
  readonly groups: readonly Group[];
  /** States and territories (USPS code) and other countries (ISO 3166 code, lower case) by their flags. */
  readonly flags: readonly string[];
}

const LONGEST = 240;
const FLAG = /([\u{1F1E6}-\u{1F1FF}])([\u{1F1E6}-\u{1F1FF}])/gu;
/** Flags of parts of a country are a black flag and tags: "gbsct", "ustx". */
const PART_FLAG = /\u{1F3F4}([\u{E0061}-\u{E007A}]{4,6})\u{E007F}/gu;
const FIRST_INDICATOR = 0x1f1e6;
const TAG_OFFSET = 0xe0000;
const TERRITORIES = new Set(['PR', 'GU', 'AS', 'MP', 'VI']);

const ADDRESS =
  /\S*@\S*|\b(?:https?:\/\/|www\.)\S+|\b[\w-]+\.(?:com|org|net|edu|me|ly|co|io|tv)(?:\/\S*)?(?!\w)/giu;
/** Direction marks, joiners and the signs that choose between a letter and its picture. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\ufe0e|\ufe0f/gu;
const SPACED_LETTERS = /^(?:[A-Za-z]\s+){3,}[A-Za-z]$/u;
/** Letters with dots ("D.C.", "U.S.A.") and shortened words whose dot ends no sentence. */
const INITIALS = /\b(?:\p{L}\.\s?){2,}/gu;
const SHORTENED =
  /\b(st|ft|mt|n|s|e|w|no|so|ne|nw|se|sw|calif|wash|mass|penna?|tenn|tex|fla|ill|ind|conn|colo|ariz|ala|ark|del|ga|ky|kan|kans|md|mich|minn|miss|mo|mont|neb|nebr|nev|okla|ore|pa|va|vt|wis|wisc|wyo|ont|que|co|univ)\.(?=\s|,|$|\))/giu;
/** What joins two places that stand side by side. A question mark stands where a publisher lost an emoji. */
const BESIDE =
  /\s*(?:[|/\\&+\u2022\u00b7\u2192\u2190\u2194\u27a1\u2708~<>?!*=\n\r\t()[\]{}"\u201c\u201d\u2026]|\p{Extended_Pictographic}|\s[-\u2013\u2014]+\s|[\u2013\u2014]|\.{2,}|-{2,}|\b(?:and|or|y|to|via|by way of|vs|but|then|et|und)\b(?=\s))+\s*/u;
const WITHIN = /\s*[,;:\u060c\u3001]+\s*|(?<=\p{L}{2})\.\s+|\.$/u;
const STATE_AFTER_DASH = /\s*[-\u2013]\s*([A-Z]{2})\s*$/u;

const NOW =
  /\b(?:(?:now|currently|presently|but|today)\s+(?:living\s+|based\s+|residing\s+)?(?:in|at|:)|(?:living|live|lives|based|residing|reside|resides|located|relocated|moved|stationed|works|working)\s+(?:in|at|from|out of|near|to)|reside in|hogar en|vivo en|viviendo en|now:)\s+/giu;
const PAST =
  /\b(?:born|raised|bred|native|natives|originally|formerly|former|previously|ex|from|grew up|transplant|expat|homegrown|made in|by way of|nacid[oa]|hometown|once)\b/iu;
/** What follows is where the author is not. */
const NEGATION = /\b(?:not|nowhere near|never|isn['’]?t|no longer)\b.*$/isu;

/** Cuts a location; empty groups are left out. */
export function cutLocation(location: string): CutLocation {
  const flags: string[] = [];
  let text = location.slice(0, LONGEST).normalize('NFC');
  text = text.replace(PART_FLAG, (_, tags: string) => {
    const code = [...tags].map((tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - TAG_OFFSET)).join('');
    flags.push(code.startsWith('us') ? code.slice(2).toUpperCase() : code.slice(0, 2));
    return ' ';
  });
  text = text.replace(FLAG, (_, first: string, second: string) => {
    const code = letterOf(first) + letterOf(second);
    flags.push(TERRITORIES.has(code) ? code : code.toLowerCase());
    return ' ';
  });
  text = text.replace(INVISIBLE, '').replace(ADDRESS, ' ').trim();
  if (SPACED_LETTERS.test(text)) text = text.replace(/\s+/gu, '');
  const now = lastMatchEnd(NOW, text);
  if (now > 0) text = text.slice(now);
  text = text.replace(INITIALS, (letters) => `${letters.replace(/[.\s]/gu, '')} `).replace(SHORTENED, '$1');
  const groups = text
    .split(BESIDE)
    .flatMap(acrossHyphens)
    .map((group): Group => {
      const isPast = PAST.test(group);
      const kept = group.replace(NEGATION, '').replace(STATE_AFTER_DASH, ', $1');
      return { isPast, parts: kept.split(WITHIN).flatMap(partOf) };
    })
    .filter((group) => group.parts.length > 0);
  return { groups, flags: flags.filter((flag) => flag !== 'us') };
}

function letterOf(indicator: string): string {
  return String.fromCharCode(65 + (indicator.codePointAt(0) ?? FIRST_INDICATOR) - FIRST_INDICATOR);
}

function lastMatchEnd(pattern: RegExp, text: string): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}

/** "Philly-Baghdad-DC" is a list; "Winston-Salem" is a name. */
function acrossHyphens(group: string): string[] {
  const pieces = group.split(/(?<=[\p{L}.])-\s?(?=\p{L})/u);
  return pieces.length > 2 && !/\s(?:du|de|sur|upon|la)\s/iu.test(pieces.join(' ')) ? pieces : [group];
}

function partOf(text: string): Part[] {
  const folded = foldPlace(text);
  if (folded === '') return [];
  const raw =
    text
      .trim()
      .split(/[\s-]+/u)
      .at(-1) ?? '';
  return [{ words: folded.split(' '), folded, lastRaw: raw.replace(/[^\p{L}\p{N}]/gu, '') }];
}
