/**
 * The sentences and words of a text in one walk over its UTF-8, without a string. What is left out and what ends a sentence is
 * said in readability.ts.
 */

import { grown } from './columns.ts';
import type { Tokens } from './tokens.ts';
import { decodeAt } from './utf8.ts';

/** Columns hold until the next text. Read `[0, words)`. */
export interface Prose {
  readonly sentences: number;
  readonly words: number;
  /** Byte offsets of each word in `source`. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The plain token that a word is, or -1. */
  readonly token: Int32Array;
}

/** What a sign does: `address` may begin an address and is a letter otherwise, `mark` begins a handle or hashtag. */
const SIGN = {
  unknown: 0,
  word: 1,
  other: 2,
  end: 3,
  space: 4,
  joint: 5,
  stop: 6,
  comma: 7,
  mark: 8,
  address: 9,
};

const NEWLINE = 0x0a;
const SPACE = 0x20;
const COMMA = 0x2c;
const HYPHEN = 0x2d;
const STOP = 0x2e;
const COLON = 0x3a;
const AT = 0x40;
const UNDERSCORE = 0x5f;
const LETTER_W = 0x77;

/** By code point; one beyond ASCII is filled in when it is first met. */
const SIGNS = new Uint8Array(0x110000);
for (let code = 0; code < 128; code += 1) SIGNS[code] = signOf(code);
for (const joint of "'-\u2019") SIGNS[joint.charCodeAt(0)] = SIGN.joint;
for (const mark of '@#') SIGNS[mark.charCodeAt(0)] = SIGN.mark;
for (const letter of 'hw') SIGNS[letter.charCodeAt(0)] = SIGN.address;
SIGNS[STOP] = SIGN.stop;
SIGNS[COMMA] = SIGN.comma;

/** Abbreviations in small letters, by their letters in a row as a number; those of two letters have a stop after each. */
const ABBREVIATIONS = new Set(
  'dr mr mrs ms prof st jr sr vs etc approx no inc dept'.split(' ').map(numberOf),
);
const LONGEST_ABBREVIATION = 6;
const PAIRS = new Set('eg ie us am pm'.split(' ').map(numberOf));

const HTTP = ['http://', 'https://', 'www.'].map((start) => new TextEncoder().encode(start));

const prose = {
  sentences: 0,
  words: 0,
  start: new Int32Array(256),
  end: new Int32Array(256),
  token: new Int32Array(256),
};

/** The prose of the text that was cut into `tokens`: plain words are taken from them at once, all else is read sign by sign. */
export function readProse(tokens: Tokens): Prose {
  const { source: bytes, sourceLength: length, count, plain } = tokens;
  // A word takes a byte, and a sign that is none parts it from the next.
  makeRoom((length >>> 1) + 1);
  const { start: wordStart, end: wordEnd, token: wordToken } = prose;
  const { start: tokenStart, end: tokenEnd } = tokens;
  let sentences = 0;
  let words = 0;
  let inSentence = false;
  let inWord = false;
  let start = 0;
  let end = 0;
  /** The plain token with which the word begins, or -1. */
  let plainToken = -1;
  let joint = 0;
  let pairEnd = 0;
  /** The first token that does not begin before `at`, as far as anybody has looked. */
  let token = 0;
  // One step more than there are signs, to end the last word.
  for (let at = 0; at <= length;) {
    while (token < count && (plain[token] === 0 || tokenStart[token] < at)) token += 1;
    const isPlain = token < count && tokenStart[token] === at;
    if (isPlain && !inWord && bytes[tokenEnd[token]] === SPACE) {
      // Most words by far: they stand by themselves.
      wordToken[words] = token;
      words += 1;
      if (!inSentence) sentences += 1;
      inSentence = true;
      at = tokenEnd[token] + 1;
      continue;
    }
    const byte = bytes[at];
    let next = at + 1;
    let sign = SIGN.other;
    if (at < length) {
      const decoded = signAt(bytes, at, length);
      next = at + (decoded & 7);
      sign = decoded >>> 3;
    }
    if (sign === SIGN.word || sign === SIGN.address) {
      if (isPlain && !mayEndInAddress(bytes, tokenEnd[token])) next = tokenEnd[token];
      else if (sign === SIGN.address) {
        const after = addressEnd(bytes, at, length);
        sign = after > 0 ? SIGN.other : SIGN.word;
        if (after > 0) next = after;
      }
    }
    if (sign === SIGN.word || sign === SIGN.address) {
      if (!inWord) {
        inWord = true;
        start = at;
        plainToken = isPlain ? token : -1;
      }
      joint = 0;
      end = next;
      at = next;
      continue;
    }
    if (sign === SIGN.stop) {
      if (at >= pairEnd) pairEnd = pairedTo(bytes, at);
      const isInside =
        at < pairEnd || isAbbreviated(bytes, at) || (inWord && isBetweenDigits(bytes, at, length));
      if (isInside) {
        at = next;
        continue;
      }
      sign = SIGN.end;
    } else if (sign === SIGN.comma && inWord && isBetweenDigits(bytes, at, length)) {
      at = next;
      continue;
    } else if (sign === SIGN.joint && inWord && joint === 0) {
      joint = byte;
      at = next;
      continue;
    } else if (sign === SIGN.mark) next = tagEnd(bytes, next, length);
    if (inWord) {
      wordToken[words] = plainToken >= 0 && tokenEnd[plainToken] === end ? plainToken : -1;
      wordStart[words] = start;
      wordEnd[words] = end;
      words += 1;
      if (!inSentence) sentences += 1;
      inSentence = true;
      inWord = false;
      joint = 0;
    }
    if (sign === SIGN.end) inSentence = false;
    at = next;
  }
  prose.sentences = sentences;
  prose.words = words;
  return prose;
}

function makeRoom(words: number): void {
  if (words <= prose.token.length) return;
  prose.start = grown(prose.start, words);
  prose.end = grown(prose.end, words);
  prose.token = grown(prose.token, words);
}

/** Whether "https" or "www" could end before the sign at `at`, and with it an address begin within a word. */
function mayEndInAddress(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === COLON || (bytes[at] === STOP && bytes[at - 1] === LETTER_W);
}

function signOf(code: number): number {
  const sign = String.fromCodePoint(code);
  // An emoji parts two sentences as a stop does: people write it in the place of one.
  if (/[!?\n\p{Extended_Pictographic}\uFE0F\u200D]/u.test(sign)) return SIGN.end;
  if (/[\p{L}\p{N}]/u.test(sign)) return SIGN.word;
  return /\s/u.test(sign) ? SIGN.space : SIGN.other;
}

/** Where the address ends that begins at `from`, 0 where none does. It runs up to white space. */
function addressEnd(bytes: Uint8Array, from: number, length: number): number {
  // Most words with these letters are turned away here.
  if (bytes[from + 1] !== 0x74 && bytes[from + 1] !== 0x77) return 0;
  for (const start of HTTP) {
    if (!start.every((byte, index) => bytes[from + index] === byte)) continue;
    const first = from + start.length;
    const end = spaceAfter(bytes, first, length);
    if (end > first) return end;
  }
  return 0;
}

function spaceAfter(bytes: Uint8Array, from: number, length: number): number {
  let at = from;
  while (at < length) {
    const decoded = signAt(bytes, at, length);
    if (decoded >>> 3 === SIGN.space || bytes[at] === NEWLINE) break;
    at += decoded & 7;
  }
  return at;
}

/** Where the handle or hashtag ends whose name begins at `from`. */
function tagEnd(bytes: Uint8Array, from: number, length: number): number {
  let at = from;
  while (at < length) {
    const decoded = signAt(bytes, at, length);
    const sign = decoded >>> 3;
    const belongs = sign === SIGN.word || sign === SIGN.address;
    const byte = bytes[at];
    if (!belongs && byte !== UNDERSCORE && byte !== STOP && byte !== AT && byte !== HYPHEN) break;
    at += decoded & 7;
  }
  return at;
}

/** What the sign at `at` does, and its length in bytes, as `sign * 8 + length`. */
function signAt(bytes: Uint8Array, at: number, length: number): number {
  if (bytes[at] < 128) return SIGNS[bytes[at]] * 8 + 1;
  const decoded = decodeAt(bytes, at, length);
  const code = decoded >>> 3;
  return (SIGNS[code] || (SIGNS[code] = signOf(code))) * 8 + (decoded & 7);
}

/** Whether the letters before the stop at `at` are one of the abbreviations. */
function isAbbreviated(bytes: Uint8Array, at: number): boolean {
  const from = Math.max(0, at - LONGEST_ABBREVIATION - 1);
  let letters = 0;
  let scale = 1;
  let index = at - 1;
  for (; index >= from && isPlain(bytes[index]); index -= 1) {
    letters += scale * (bytes[index] & 31);
    scale *= 32;
    if (bytes[index] < 65) return false;
  }
  return at - 1 - index <= LONGEST_ABBREVIATION && ABBREVIATIONS.has(letters);
}

/** Past the second stop where the one at `at` is the first of "e.g." and its like, else 0. */
function pairedTo(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== STOP || !isLetter(bytes[at - 1]) || !isLetter(bytes[at + 1])) return 0;
  if (at > 1 && isPlain(bytes[at - 2])) return 0;
  return PAIRS.has(32 * (bytes[at - 1] & 31) + (bytes[at + 1] & 31)) ? at + 3 : 0;
}

function isBetweenDigits(bytes: Uint8Array, at: number, length: number): boolean {
  return at + 1 < length && isDigit(bytes[at - 1]) && isDigit(bytes[at + 1]);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isLetter(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90);
}

/** Letters, digits and the underscore of ASCII: what a pattern takes for a part of a word. */
function isPlain(byte: number): boolean {
  return isLetter(byte) || isDigit(byte) || byte === UNDERSCORE;
}

/** Letters as digits to the base of 32. */
function numberOf(letters: string): number {
  return [...letters].reduce((sum, letter) => 32 * sum + (letter.charCodeAt(0) & 31), 0);
}
