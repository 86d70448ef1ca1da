/**
 * Text to tokens, once for everybody: the matcher, the relevance model and every rule walk the same arrays, so
 * a post is folded and cut up a single time and no string is made on the way.
 *
 * Folding (methods c, step 1): case, diacritics and compatibility forms go; a letter repeated more than three
 * times is kept three times; addresses and handles become markers; a hashtag becomes the words in it; negations
 * and first-person words stay as they are. A word is letters, digits and inner apostrophes (straight or curly);
 * a final "'s" is left off, so that "Crohn's" and "the hospital's" are "crohn" and "hospital".
 */

import { addressEnd, handleEnd } from './addresses.ts';
import { CODE_POINT, entryOf, foldOf, kindOf } from './codepoints.ts';
import { appendLetter, endsInThree, isNumber } from './folded-letters.ts';
import { TokenArrays } from './token-arrays.ts';
import { HANDLE_BYTE, hashOfByte, SHAPE, TOKEN, type Tokens, URL_BYTE } from './tokens.ts';
import { decodeAt } from './utf8.ts';

/**
 * Reads a string, or UTF-8 bytes (invalid bytes count as spaces). Never throws, whatever the text.
 * The tokens hold until the next call.
 */
export type Tokeniser = (text: string | Uint8Array) => Tokens;

/** The words of a hashtag: the offset after each, the last is the end of the tag. Read `[0, count)`. */
export interface HashtagCuts {
  readonly count: number;
  readonly ends: Int32Array;
}

/** Cuts the hashtag `[start, end)` (without its #), which is not empty. */
export type HashtagCutter = (bytes: Uint8Array, start: number, end: number) => HashtagCuts;

const NEWLINE = 0x0a;
const SPACE = 0x20;
const EXCLAMATION = 0x21;
const HASH_SIGN = 0x23;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const COMMA = 0x2c;
const FULL_STOP = 0x2e;
const NINE = 0x39;
const COLON = 0x3a;
const QUESTION = 0x3f;
const AT = 0x40;
const UNDERSCORE = 0x5f;
const LETTER_S = 0x73;
/** The bit of ASCII that letters have and digits do not. */
const LETTER = 0x40;

/** The folded byte of ASCII letters and digits, 0 for all others. */
const FOLD = new Uint8Array(256);
for (let byte = 0x30; byte <= NINE; byte += 1) FOLD[byte] = byte;
for (let byte = 0x61; byte <= 0x7a; byte += 1) FOLD[byte] = FOLD[byte - 0x20] = byte;

/** What a sign that ends a clause folds to. Colons and hyphens part words but not clauses. */
const PAUSE = new Uint8Array(256);
for (const sign of ';,()[]{}"|\r\n') PAUSE[sign.charCodeAt(0)] = COMMA;
PAUSE[NEWLINE] = FULL_STOP;
PAUSE[QUESTION] = QUESTION;
PAUSE[EXCLAMATION] = EXCLAMATION;

/** What each byte does where no word begins: 0 is passed over, 1 is read here, else it is what the pause folds to. */
const ACTIONS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80 || byte === HASH_SIGN || byte === AT || byte === AMPERSAND) return 1;
  return byte === FULL_STOP ? FULL_STOP : PAUSE[byte];
});

/** A tokeniser with arrays of its own. Without a cutter a hashtag is one word. */
export function createTokeniser(cutHashtag?: HashtagCutter): Tokeniser {
  const tokens = new TokenArrays(ACTIONS);
  return (text) => {
    tokens.load(text);
    const { sourceLength } = tokens;
    for (let at = tokens.addWords(0); at < sourceLength; at = tokens.addWords(at))
      at = readOne(tokens, at, cutHashtag);
    return tokens;
  };
}

/** As `createTokeniser`, without the help of WebAssembly: the reference that tests compare it with. */
export function createPlainTokeniser(cutHashtag?: HashtagCutter): Tokeniser {
  const tokens = new TokenArrays(ACTIONS);
  return (text) => {
    tokens.load(text);
    for (let at = 0; at < tokens.sourceLength;) at = readOne(tokens, at, cutHashtag);
    return tokens;
  };
}

/** Reads what begins at `at`; gives the offset after it. */
function readOne(tokens: TokenArrays, at: number, cutHashtag: HashtagCutter | undefined): number {
  const { source, sourceLength } = tokens;
  const byte = source[at];
  if (FOLD[byte] !== 0) return readWord(tokens, at, sourceLength, TOKEN.word);
  if (byte >= 0x80) return readBeyondAscii(tokens, at, sourceLength);
  if (PAUSE[byte] !== 0) addPause(tokens, at, PAUSE[byte]);
  if (byte === HASH_SIGN) return readHashtag(tokens, at, cutHashtag);
  if (byte === AT) return readHandle(tokens, at);
  if (byte === FULL_STOP) return readFullStop(tokens, at);
  return byte === AMPERSAND ? skipEntity(source, at) : at + 1;
}

/** Adds the word at `from`, read no further than `stop`; gives the offset after it. */
function readWord(tokens: TokenArrays, from: number, stop: number, kind: number): number {
  const { source, folded } = tokens;
  const foldedStart = tokens.foldedLength;
  let at = from;
  let to = foldedStart;
  let previous = 0;
  let repeats = 0;
  let upperCase = 0;
  let allOf = LETTER;
  let anyOf = 0;
  while (at < stop) {
    const byte = source[at];
    const fold = FOLD[byte];
    if (fold === 0) break;
    at += 1;
    repeats = fold === previous ? repeats + 1 : 0;
    allOf &= fold;
    anyOf |= fold;
    if (repeats > 2 && fold > NINE) continue;
    previous = fold;
    folded[to++] = fold;
    upperCase += (byte ^ fold) >>> 5;
  }
  const next = at < stop ? source[at] : SPACE;
  if (next !== SPACE) {
    if (continuesWord(source, at, stop)) return readLongWord(tokens, from, stop, kind);
    if (kind === TOKEN.word && (next === COLON || next === FULL_STOP)) {
      const end = addressEnd(source, from, at, stop);
      if (end > 0) {
        addMarker(tokens, from, end, TOKEN.url, URL_BYTE);
        return end;
      }
    }
  }
  tokens.foldedLength = to;
  tokens.add((anyOf & LETTER) === 0 ? TOKEN.number : kind, from, at, foldedStart);
  if (allOf !== 0 && to - foldedStart === at - from && kind === TOKEN.word)
    tokens.plain[tokens.count - 1] = 1;
  if (upperCase !== 0) tokens.shape[tokens.count - 1] = shapeOf(upperCase, to - foldedStart, source[from]);
  return at;
}

/** As `readWord`, for words with apostrophes, decimal signs or letters beyond ASCII: one sign at a time. */
function readLongWord(tokens: TokenArrays, from: number, stop: number, kind: number): number {
  const { source, folded } = tokens;
  const foldedStart = tokens.foldedLength;
  let at = from;
  let to = foldedStart;
  let upperCase = 0;
  while (at < stop && continuesWord(source, at, stop)) {
    const decoded = decodeAt(source, at, stop);
    const codePoint = decoded >>> 3;
    at += decoded & 7;
    if (codePoint < 0x80) {
      const fold = FOLD[codePoint] || codePoint;
      to = appendLetter(folded, foldedStart, to, fold);
      upperCase += Number(fold !== codePoint);
      continue;
    }
    const fold = foldOf(entryOf(codePoint));
    if (fold.length > 0 && fold[0] < 0x80)
      for (const byte of fold) to = appendLetter(folded, foldedStart, to, byte);
    else if (!endsInThree(folded, foldedStart, to, fold)) {
      for (const byte of fold) folded[to++] = byte;
    }
  }
  if (to === foldedStart) return at;
  if (to - foldedStart > 2 && folded[to - 1] === LETTER_S && folded[to - 2] === APOSTROPHE) to -= 2;
  tokens.foldedLength = to;
  const sort = isNumber(folded, foldedStart, to) ? TOKEN.number : kind;
  tokens.add(sort, from, at, foldedStart);
  if (upperCase !== 0) tokens.shape[tokens.count - 1] = shapeOf(upperCase, to - foldedStart, source[from]);
  return at;
}

/** Whether the sign at `at` belongs to the word before it. */
function continuesWord(source: Uint8Array, at: number, stop: number): boolean {
  const byte = source[at];
  if (FOLD[byte] !== 0) return true;
  if (byte === APOSTROPHE) return at + 1 < stop && startsWord(source, at + 1, stop);
  if (byte === COMMA || byte === FULL_STOP) {
    // 98.6 and 1,000 are one number.
    return at > 0 && at + 1 < stop && isDigit(source[at - 1]) && isDigit(source[at + 1]);
  }
  if (byte < 0x80) return false;
  const decoded = decodeAt(source, at, stop);
  const sort = kindOf(entryOf(decoded >>> 3));
  if (sort === CODE_POINT.apostrophe) return startsWord(source, at + (decoded & 7), stop);
  return sort === CODE_POINT.word || sort === CODE_POINT.ignored;
}

function startsWord(source: Uint8Array, at: number, stop: number): boolean {
  if (at >= stop) return false;
  if (source[at] < 0x80) return FOLD[source[at]] !== 0;
  return kindOf(entryOf(decodeAt(source, at, stop) >>> 3)) === CODE_POINT.word;
}

/** Reads what begins with a byte beyond ASCII: a word, an emoji, a pause, or something that does not count. */
function readBeyondAscii(tokens: TokenArrays, at: number, stop: number): number {
  const decoded = decodeAt(tokens.source, at, stop);
  const after = at + (decoded & 7);
  const entry = entryOf(decoded >>> 3);
  const sort = kindOf(entry);
  if (sort === CODE_POINT.word) return readLongWord(tokens, at, stop, TOKEN.word);
  if (sort === CODE_POINT.pause) addPause(tokens, at, foldOf(entry)[0]);
  if (sort === CODE_POINT.emoji) {
    const foldedStart = tokens.foldedLength;
    for (const byte of foldOf(entry)) tokens.folded[tokens.foldedLength++] = byte;
    tokens.add(TOKEN.emoji, at, after, foldedStart);
  }
  return after;
}

/** Adds the words of the hashtag at `at`; "#1" is a number, and "#" alone is nothing. */
function readHashtag(tokens: TokenArrays, at: number, cutHashtag: HashtagCutter | undefined): number {
  const { source, sourceLength } = tokens;
  const start = at + 1;
  let end = start;
  while (end < sourceLength && (source[end] === UNDERSCORE || isTagSign(source, end, sourceLength))) {
    end += decodeAt(source, end, sourceLength) & 7;
  }
  if (!cutHashtag || end === start) {
    readTagWords(tokens, start, end);
    return end;
  }
  const { count, ends } = cutHashtag(source, start, end);
  for (let word = 0; word < count; word += 1)
    readTagWords(tokens, word === 0 ? start : ends[word - 1], ends[word]);
  return end;
}

/** Adds what a tag holds in `[from, end)`: one word, unless signs that count as none stand in it. */
function readTagWords(tokens: TokenArrays, from: number, end: number): void {
  const { source } = tokens;
  let at = from;
  while (at < end) {
    if (startsWord(source, at, end)) at = readWord(tokens, at, end, TOKEN.hashtag);
    else at += decodeAt(source, at, end) & 7;
  }
}

/** Letters, digits and the marks on them; unlike in a word no apostrophe and no decimal sign. */
function isTagSign(source: Uint8Array, at: number, stop: number): boolean {
  if (source[at] < 0x80) return FOLD[source[at]] !== 0;
  const sort = kindOf(entryOf(decodeAt(source, at, stop) >>> 3));
  return sort === CODE_POINT.word || sort === CODE_POINT.ignored;
}

function readHandle(tokens: TokenArrays, at: number): number {
  const end = handleEnd(tokens.source, at + 1, tokens.sourceLength);
  if (end > at + 1) addMarker(tokens, at, end, TOKEN.handle, HANDLE_BYTE);
  return end;
}

/** A full stop is a pause unless it ends an abbreviation of one or two letters ("St. John's", "E. coli"). */
function readFullStop(tokens: TokenArrays, at: number): number {
  const { source, sourceLength, count } = tokens;
  const next = at + 1 < sourceLength ? source[at + 1] : SPACE;
  const short = count > 0 && tokens.end[count - 1] === at && at - tokens.start[count - 1] < 3;
  if (FOLD[next] === 0 && !short) addPause(tokens, at, FULL_STOP);
  return at + 1;
}

/** "&amp;" and its like, as some interfaces still send them, stand for signs and are not words. */
function skipEntity(source: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < at + 6 && FOLD[source[end]] > NINE) end += 1;
  return source[end] === 0x3b && end > at + 1 ? end + 1 : at + 1;
}

/** Pauses in a row count once; a question mark among them is remembered. */
function addPause(tokens: TokenArrays, at: number, sign: number): void {
  const last = tokens.count - 1;
  if (last >= 0 && tokens.kind[last] === TOKEN.pause) {
    if (sign !== QUESTION) return;
    tokens.folded[tokens.foldedStart[last]] = QUESTION;
    tokens.hash[last] = hashOfByte(QUESTION);
    return;
  }
  addMarker(tokens, at, at + 1, TOKEN.pause, sign);
}

function addMarker(tokens: TokenArrays, from: number, end: number, kind: number, byte: number): void {
  const foldedStart = tokens.foldedLength;
  tokens.folded[tokens.foldedLength++] = byte;
  tokens.add(kind, from, end, foldedStart);
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= NINE;

function shapeOf(upperCase: number, letters: number, first: number): number {
  if (upperCase === letters && letters > 1) return SHAPE.capitals;
  const beginsUpper = first >= 0x41 && first <= 0x5a;
  return upperCase === 1 && beginsUpper ? SHAPE.capitalised : SHAPE.mixed;
}
