/**
 * What one look at the bytes of a text says of the identifiers and signs of practice it may hold. Most posts hold none, and
 * the look is cheaper than the first of the patterns. It may see too much, never too little.
 */

import { createCueScan, SHORTEST_CUE } from './cues.ts';
import { hashOf, SHAPE, type Tokens } from './tokens.ts';

/** A word of two letters and white space, of which only the first byte is looked at, as the scan sees it. */
function beforeSpace(word: string): string[] {
  return [...' \t\n\v\f\r\u00A0\u1680\u2000\u205F\u3000\uFEFF'].map((space) => word + space);
}

/** How words begin of which one, in any case, is part of every match of a pattern. */
const CUES = {
  path: 'pati user memb acco reco char prof port appo'.split(' '),
  social: ['ssn', 'soci'],
  record: ['mrn', 'reco', 'pati', 'char'],
  plan: ['poli', 'memb', 'subs', 'bene', 'grou', 'medi', 'insu', 'plan', 'p\u00F3l'],
  account: ['acc', 'cuen', 'invo', 'bill', 'clai', 'iban', 'rout', 'card'],
  plate: ['plat', 'tag', 'plac'],
  licence: ['lice', 'cert', 'pass', 'dea', 'npi'],
  vehicle: ['vin'],
  /** And "s/n", by its slash. */
  device: ['seri', 'devi', 'imei', 'udi'],
  month: 'jan feb mar apr may jun jul aug sep oct nov dec ene abr ago dic'.split(' '),
  box: ['box '],
  zip: ['zip'],
  my: beforeSpace('my'),
  event: ['dob', 'born', 'birt', 'admi', 'disc', 'surg', 'appo', 'due', 'died', 'diag', ...beforeSpace('on')],
  kin: 'daug son wife husb moth fath mom mum dad sist brot frie part gran aunt uncl cous niec neph baby boyf girl'.split(
    ' ',
  ),
  named: ['name', 'llam'],
  title: ['dr ', 'mr ', 'mrs ', 'ms ', 'miss', 'prof', 'nurs', 'sr ', 'sra ', 'dra '],
  thread: ['thre', '\u{1F9F5}'],
  consent: ['perm', 'cons'],
  own: ['own '],
  words: ['word'],
  story: ['stor'],
  tells: ['shar', 'tell'],
} as const;

const NAMES = Object.keys(CUES);
const scanCues = createCueScan(Object.values(CUES));

/** The bit of each group of cues in `Traits.cues`. */
export const CUE = Object.fromEntries(NAMES.map((name, index) => [name, 1 << index])) as Readonly<
  Record<keyof typeof CUES, number>
>;

/** Signs that are looked for beside words, each a bit of `Traits.signs`. */
export const SIGN = {
  equals: 1,
  at: 2,
  /** An @ behind a sign that an e-mail address may hold. */
  atInWord: 4,
  slash: 8,
  /** A one, perhaps white space, and a slash, as in the count of a thread. */
  oneBeforeSlash: 16,
  capital: 32,
  /** The first letters of a title: "Dr", "Prof". */
  title: 64,
  /** Digits on both sides of a full stop, slash or hyphen. */
  separatedDigits: 128,
  /** A number followed at once by "st", "nd", "rd", "th" or by a slash. */
  ordinal: 256,
  /** A number from 90 to 119 by itself. */
  greatAge: 512,
  /** A number, white space, and then no small letter. */
  numberBeforeName: 1024,
  /** "My", and a relation one or two words after it. */
  myKin: 2048,
} as const;

/** What may stand in a text. */
export interface Traits {
  /** Bits of `CUE`. */
  readonly cues: number;
  /** Bits of `SIGN`. */
  readonly signs: number;
  /** Outside of addresses with a named host; an address by number counts as text. */
  readonly digits: number;
  readonly digitsOfUrls: number;
  readonly longestRun: number;
  readonly hashSigns: number;
}

const SPACE = 32;
const HASH_SIGN = 35;
const HYPHEN = 45;
const STOP = 46;
const SLASH = 47;
const ZERO = 48;
const ONE = 49;
const NINE = 57;
const COLON = 58;
const EQUALS = 61;
const AT = 64;
const FIRST_CAPITAL = 65;
const LAST_CAPITAL = 90;
const LAST_ASCII = 127;

/** Signs that no trait looks at. */
const IS_PLAIN = new Uint8Array(256).fill(1);
for (let byte = 0; byte <= SPACE; byte += 1) IS_PLAIN[byte] = 0;
for (let byte = ZERO; byte <= NINE; byte += 1) IS_PLAIN[byte] = 0;
for (let byte = FIRST_CAPITAL; byte <= LAST_CAPITAL; byte += 1) IS_PLAIN[byte] = 0;
for (let byte = LAST_ASCII + 1; byte < 256; byte += 1) IS_PLAIN[byte] = 0;
for (const byte of [HASH_SIGN, SLASH, EQUALS, AT]) IS_PLAIN[byte] = 0;

/** Letters, digits and signs of the name before the @ of an e-mail address. */
const IS_OF_MAILBOX = new Uint8Array(256).fill(1, LAST_ASCII + 1);
for (let byte = 0; byte <= LAST_ASCII; byte += 1)
  IS_OF_MAILBOX[byte] = Number(/[a-z0-9._%+-]/i.test(String.fromCharCode(byte)));

const IS_ORDINAL_START = new Uint8Array(256);
for (const letter of 'snrtSNRT') IS_ORDINAL_START[letter.charCodeAt(0)] = 1;

/** The second letters of Dr, Mr, Mrs, Ms, Miss, Prof, Nurse, Sr and Sra, each with its first. */
const TITLES = new Set(
  ['Dr', 'Mr', 'Ms', 'Mi', 'Pr', 'Nu', 'Sr'].map((two) => two.charCodeAt(0) * 256 + two.charCodeAt(1)),
);
const IS_TITLE_START = new Uint8Array(256);
for (const letter of 'DMPNS') IS_TITLE_START[letter.charCodeAt(0)] = 1;

/** Of the text that was cut into `tokens`. Plain words are looked at once each, all that stands between them byte by byte. */
export function traitsOf(tokens: Tokens): Traits {
  const { source, sourceLength, count, plain, shape, start, end, folded, foldedStart } = tokens;
  const traits = {
    cues: 0,
    signs: 0,
    digits: 0,
    digitsOfUrls: 0,
    longestRun: 0,
    hashSigns: 0,
    inAddress: false,
  };
  let cues = 0;
  let signs = 0;
  let at = 0;
  for (let token = 0; token < count; token += 1) {
    if (plain[token] === 0) continue;
    const from = start[token];
    if (from - at === 1 && source[at] === SPACE) traits.inAddress = false;
    else if (from > at) noteBytes(source, at, from, sourceLength, traits);
    const ofWord = scanCues.ofWord(folded, foldedStart[token]);
    // Without a day beside it "may" is no date.
    cues |= (ofWord & CUE.month) !== 0 && !isNearDigit(tokens, token) ? ofWord & ~CUE.month : ofWord;
    if ((ofWord & CUE.kin) !== 0 && isBehindMy(tokens, token)) signs |= SIGN.myKin;
    if (shape[token] !== SHAPE.lower) {
      signs |= (ofWord & CUE.title) === 0 ? SIGN.capital : SIGN.capital | SIGN.title;
    }
    at = end[token];
  }
  noteBytes(source, at, sourceLength, sourceLength, traits);
  // What stands beside plain words ("o'my son") is not looked at as closely.
  if ((traits.cues & (CUE.my | CUE.kin)) !== 0) signs |= SIGN.myKin;
  traits.cues |= cues;
  traits.signs |= signs;
  return traits;
}

/** Tokens from a month to its day: a stop, "the" or "of", and line breaks between them. */
const AROUND = 4;
const MY = hashOf('my');

function isNearDigit({ source, start, end, count }: Tokens, token: number): boolean {
  const last = Math.min(count - 1, token + AROUND);
  for (let near = Math.max(0, token - AROUND); near <= last; near += 1)
    for (let at = start[near]; at < end[near]; at += 1) if (isDigit(source[at])) return true;
  return false;
}

function isBehindMy({ hash }: Tokens, token: number): boolean {
  for (let before = Math.max(0, token - AROUND); before < token; before += 1)
    if (hash[before] === MY) return true;
  return false;
}

/** Notes what stands in `bytes[from, to)`, part of a text that ends at `length`. */
function noteBytes(bytes: Uint8Array, from: number, to: number, length: number, traits: NotedTraits): void {
  if (to - from >= SHORTEST_CUE) traits.cues |= scanCues.ofBytes(bytes, from, to);
  for (let index = from; index < to; index += 1) {
    const code = bytes[index];
    if (IS_PLAIN[code] === 1) continue;
    if (code <= SPACE) traits.inAddress = false;
    else if (code >= FIRST_CAPITAL) {
      traits.signs |= SIGN.capital;
      if (IS_TITLE_START[code] === 1 && TITLES.has(code * 256 + bytes[index + 1])) traits.signs |= SIGN.title;
    } else if (code >= ZERO && code <= NINE) {
      if (traits.inAddress) traits.digitsOfUrls += 1;
      else index = noteNumber(bytes, index, length, traits) - 1;
    } else if (code === SLASH) {
      const before = index > 0 ? bytes[index - 1] : SPACE;
      traits.signs |= SIGN.slash;
      if (before === ONE || before <= SPACE || before > LAST_ASCII) traits.signs |= SIGN.oneBeforeSlash;
      if (isLetterS(before)) traits.cues |= CUE.device;
      // A named host follows "://": its paths hold digits that are neither dates nor telephones.
      if (before === COLON && bytes[index + 1] === SLASH) traits.inAddress = !isDigit(bytes[index + 2]);
    } else if (code === AT) {
      traits.signs |= SIGN.at;
      if (index > 0 && IS_OF_MAILBOX[bytes[index - 1]] === 1) traits.signs |= SIGN.atInWord;
    } else if (code === HASH_SIGN) traits.hashSigns += 1;
    else traits.signs |= SIGN.equals;
  }
}

type NotedTraits = { -readonly [Trait in keyof Traits]: Traits[Trait] } & {
  /** Between "://" and the next white space. */
  inAddress: boolean;
};

/** Notes the number that starts at `from`, and what stands around it; gives where it ends. */
function noteNumber(bytes: Uint8Array, from: number, length: number, traits: NotedTraits): number {
  let end = from + 1;
  while (end < length && isDigit(bytes[end])) end += 1;
  const run = end - from;
  traits.digits += run;
  if (run > traits.longestRun) traits.longestRun = run;
  const first = bytes[from];
  if ((run === 2 && first === NINE) || (run === 3 && first === ONE && bytes[from + 1] <= ONE)) {
    traits.signs |= SIGN.greatAge;
  }
  if (end >= length) return end;
  const next = bytes[end];
  if (next === SLASH || next === HYPHEN || next === STOP) {
    if (next === SLASH) traits.signs |= SIGN.ordinal;
    if (end + 1 < length && isDigit(bytes[end + 1])) traits.signs |= SIGN.separatedDigits;
  } else if (IS_ORDINAL_START[next] === 1) traits.signs |= SIGN.ordinal;
  else if (next <= SPACE || next > LAST_ASCII) {
    let after = end + 1;
    while (after < length && bytes[after] <= SPACE) after += 1;
    if (after === length) return end;
    const letter = bytes[after];
    if (letter <= LAST_CAPITAL || letter > LAST_ASCII) traits.signs |= SIGN.numberBeforeName;
  }
  return end;
}

function isLetterS(byte: number): boolean {
  return (byte | 32) === 0x73;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
