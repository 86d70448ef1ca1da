/**
 * Lines of Jetstream events told apart a whole part of a chunk at once: `find` of twins.ts and `scanPost` of scan-post.ts in
 * AssemblyScript, sixteen bytes a step. Compiled to scan-lines.wasm by `npm run assembly`. Whatever is changed here is changed
 * there: a test compares the two.
 *
 * No walk asks where its line ends. A line end is no part of any value, so each of them stops there by itself.
 */

// Places in memory, set once by the host: words with their masks, shapes of objects, patterns by the length of a line.
export let words: usize = 0;
export let shapes: usize = 0;
export let patterns: usize = 0;
/** Numbers of fields in a record of a post. */
export let textField: u32 = 0;
export let createdField: u32 = 0;
export let embedField: u32 = 0;

// Room for one call: the text, 32 bits a line for where it starts, where it ends and what it is, and the places in posts.
export let text: usize = 0;
export let starts: usize = 0;
export let ends: usize = 0;
export let kinds: usize = 0;
export let posts: usize = 0;

/** Posts of the last call. */
export let posted: u32 = 0;

/** What a line is, unless it is the number of what it counts as. */
const UNKNOWN: i32 = -1;
const POST: i32 = -2;

/** No value of the form that is looked for stands there. */
const NONE: usize = 0;

// Words, in the order of the host. The embeds come last.
const COMMIT_KIND: u32 = 0;
const CREATE: u32 = 1;
const POST_COLLECTION: u32 = 2;
const MESSAGE: u32 = 3;
const COMMIT_TYPE: u32 = 4;
const TYPE_NAME: u32 = 5;
const FIRST_EMBED: u32 = 6;
const EMBEDS: u32 = 5;

// Shapes, in the order of the host.
const EVENT: u32 = 0;
const COMMIT: u32 = 1;
const ENVELOPE: u32 = 2;
const PAYLOAD: u32 = 3;
const RECORD: u32 = 4;

// Where a post's values stand: pairs of 32 bits, from and to.
const DID: usize = 0;
const KEY: usize = 8;
const TEXT: usize = 16;
const CREATED: usize = 24;
const PLACE_OF_RECORD: usize = 32;
const TIME: usize = 40;
const WITNESSED: usize = 48;
const POST_BYTES: usize = 56;

const PATTERN_HEAD: usize = 16;
const PATTERNS_A_LENGTH: u32 = 4;
const SHORTEST: usize = 16;
const LONGEST: usize = 1024;

const QUOTE: u8 = 34;
const COMMA: u8 = 44;
const MINUS: u8 = 45;
const COLON: u8 = 58;
const OPEN_LIST: u8 = 91;
const BACKSLASH: u8 = 92;
const CLOSE_LIST: u8 = 93;
const OPEN: u8 = 123;
const CLOSE: u8 = 125;
const RETURN: u8 = 13;
const NEWLINE: u8 = 10;
const ZERO: u8 = 48;
const DEEPEST: u32 = 24;
const MICROS_DIGITS: usize = 16;

/**
 * Fills the columns for every line of `[text, text + length)` that is not empty; gives their number. The last line ends with
 * a line end like all others, and 64 bytes more may be read.
 */
export function scanLines(length: u32): u32 {
  const end = text + length;
  let line: u32 = 0;
  posted = 0;
  for (let start = text; start < end;) {
    const newline = lineEnd(start);
    const last = newline - usize(newline > start && load<u8>(newline - 1) === RETURN);
    if (last > start) {
      store32(starts + (line << 2), start);
      store32(ends + (line << 2), last);
      store<i32>(kinds + (line << 2), kindOf(start, last));
      line += 1;
    }
    start = newline + 1;
  }
  return line;
}

function lineEnd(from: usize): usize {
  const newlines = v128.splat<u8>(NEWLINE);
  let at = from;
  let found = newlinesAt(at, newlines);
  while (found === 0) {
    at += 32;
    found = newlinesAt(at, newlines);
  }
  return at + usize(ctz(found));
}

/** One bit for each of 32 bytes. */
function newlinesAt(at: usize, newlines: v128): u32 {
  const first = v128.bitmask<u8>(v128.eq<u8>(v128.load(at), newlines));
  const second = v128.bitmask<u8>(v128.eq<u8>(v128.load(at, 16), newlines));
  return u32(first) | (u32(second) << 16);
}

function kindOf(start: usize, end: usize): i32 {
  const length = end - start;
  if (length >= SHORTEST && length <= LONGEST) {
    const row = patterns + ((length * PATTERNS_A_LENGTH) << 2);
    for (let index: u32 = 0; index < PATTERNS_A_LENGTH; index += 1) {
      const pattern = usize(load<u32>(row + (index << 2)));
      if (pattern === NONE) break;
      if (fits(start, end, pattern)) return load<i32>(pattern);
    }
  }
  return isPost(start, end) ? POST : UNKNOWN;
}

/** The last sixteen bytes overlap those before, so that no byte beyond the line is looked at. */
function fits(start: usize, end: usize, pattern: usize): bool {
  const backslashes = v128.splat<u8>(BACKSLASH);
  let bounds = pattern + PATTERN_HEAD;
  for (let at = start; at + 16 < end; at += 16) {
    if (v128.any_true(outside(v128.load(at), bounds, backslashes))) return false;
    bounds += 32;
  }
  return !v128.any_true(outside(v128.load(end - 16), bounds, backslashes));
}

/** Not zero where a byte is below the lowest, above the highest, or a backslash. */
function outside(bytes: v128, bounds: usize, backslashes: v128): v128 {
  const clamped = v128.min<u8>(v128.max<u8>(bytes, v128.load(bounds)), v128.load(bounds, 16));
  return v128.or(v128.xor(bytes, clamped), v128.eq<u8>(bytes, backslashes));
}

function isPost(start: usize, end: usize): bool {
  store32(place(WITNESSED), 0);
  const third = load<u8>(start, 2);
  const second = third === 36 || third === 112;
  if (walkObject(start, second ? ENVELOPE : EVENT) !== end) return false;
  posted += 1;
  return true;
}

/** The offset after the object at `start`, or none. */
function walkObject(start: usize, shape: u32): usize {
  if (load<u8>(start) !== OPEN) return NONE;
  const names = usize(load<u32>(shapes + shape * 12));
  const count = load<u32>(shapes + shape * 12, 4);
  const needed = load<u32>(shapes + shape * 12, 8);
  let at = start + 1;
  let seen: u32 = 0;
  let field: u32 = 0;
  while (true) {
    field = nameAt(at, names, count, field);
    if (field === count || (seen & (1 << field)) !== 0) return NONE;
    seen |= 1 << field;
    at = readField(at + lengthOf(names, field), shape, field);
    if (at === NONE) return NONE;
    const byte = load<u8>(at);
    at += 1;
    if (byte === CLOSE) return (seen & needed) === needed ? at : NONE;
    if (byte !== COMMA) return NONE;
    field += 1;
  }
}

/** Number of the name at `at`, `count` where none of them stands there. The search begins with number `first`. */
function nameAt(at: usize, names: usize, count: u32, first: u32): u32 {
  for (let index = first; index < count; index += 1) if (isWord(at, names, index)) return index;
  for (let index: u32 = 0; index < first; index += 1) if (isWord(at, names, index)) return index;
  return count;
}

function readField(at: usize, shape: u32, field: u32): usize {
  if (shape === RECORD) return readRecordField(at, field);
  if (shape === COMMIT) return readCommitField(at, field);
  if (shape === EVENT) {
    if (field === 0) return readPlain(at, DID);
    if (field === 1) return readMicros(at);
    if (field === 2) return skipWord(at, COMMIT_KIND);
    return field === 3 ? walkObject(at, COMMIT) : skipWhole(at);
  }
  if (shape === ENVELOPE) return field === 0 ? skipWord(at, MESSAGE) : walkObject(at, PAYLOAD);
  if (field === 0) return skipWord(at, COMMIT_TYPE);
  if (field === 1) return skipWhole(at);
  if (field === 2) return readPlain(at, DID);
  if (field === 3) return readPlain(at, TIME);
  if (field === 4) return readPlain(at, WITNESSED);
  // The fields of a commit follow, in its order.
  return readCommitField(at, field - 5);
}

function readCommitField(at: usize, field: u32): usize {
  if (field === 1) return skipWord(at, CREATE);
  if (field === 2) return skipWord(at, POST_COLLECTION);
  if (field === 3) return readPlain(at, KEY);
  if (field !== 4) return skipValue(at, 0);
  const next = walkObject(at, RECORD);
  note(PLACE_OF_RECORD, at, next);
  return next;
}

function readRecordField(at: usize, field: u32): usize {
  if (field === textField) {
    const next = skipString(at);
    note(TEXT, at + 1, next - 1);
    return next;
  }
  if (field === createdField) return readPlain(at, CREATED);
  if (field === embedField && !isKnownEmbed(at)) return NONE;
  return skipValue(at, 0);
}

function isKnownEmbed(at: usize): bool {
  if (load<u8>(at) !== OPEN || !isWord(at + 1, words, TYPE_NAME)) return false;
  const value = at + 1 + lengthOf(words, TYPE_NAME);
  for (let index = FIRST_EMBED; index < FIRST_EMBED + EMBEDS; index += 1)
    if (isWord(value, words, index)) return true;
  return false;
}

function readMicros(at: usize): usize {
  const next = skipWhole(at);
  note(TIME, at, next);
  return next - at === MICROS_DIGITS ? next : NONE;
}

/** A string of printable ASCII without escapes and not empty. */
function readPlain(at: usize, where: usize): usize {
  if (load<u8>(at) !== QUOTE) return NONE;
  const quotes = v128.splat<u8>(QUOTE);
  const backslashes = v128.splat<u8>(BACKSLASH);
  const lowest = v128.splat<u8>(32);
  const highest = v128.splat<u8>(126);
  for (let next = at + 1; ; next += 16) {
    const bytes = v128.load(next);
    const clamped = v128.min<u8>(v128.max<u8>(bytes, lowest), highest);
    const plain = v128.eq<u8>(bytes, clamped);
    const ends = v128.or(v128.eq<u8>(bytes, quotes), v128.eq<u8>(bytes, backslashes));
    const odd = v128.bitmask<u8>(v128.or(ends, v128.not(plain)));
    if (odd === 0) continue;
    const end = next + usize(ctz(odd));
    note(where, at + 1, end);
    return load<u8>(end) === QUOTE && end > at + 1 ? end + 1 : NONE;
  }
}

function skipString(at: usize): usize {
  if (load<u8>(at) !== QUOTE) return NONE;
  const quotes = v128.splat<u8>(QUOTE);
  const backslashes = v128.splat<u8>(BACKSLASH);
  const highestControl = v128.splat<u8>(31);
  let next = at + 1;
  while (true) {
    const bytes = v128.load(next);
    const controls = v128.eq<u8>(v128.min<u8>(bytes, highestControl), bytes);
    const ends = v128.or(v128.eq<u8>(bytes, quotes), v128.eq<u8>(bytes, backslashes));
    const odd = v128.bitmask<u8>(v128.or(ends, controls));
    if (odd === 0) {
      next += 16;
      continue;
    }
    next += usize(ctz(odd));
    const byte = load<u8>(next);
    if (byte === QUOTE) return next + 1;
    if (byte !== BACKSLASH) return NONE;
    next = afterEscape(next + 1);
    if (next === NONE) return NONE;
  }
}

/** After a backslash: one of eight letters, or u and four hexadecimal digits. */
function afterEscape(at: usize): usize {
  const byte = load<u8>(at);
  // b f n r t
  if (byte === QUOTE || byte === BACKSLASH || byte === 47) return at + 1;
  if (byte === 98 || byte === 102 || byte === 110 || byte === 114 || byte === 116) return at + 1;
  if (byte !== 117) return NONE;
  for (let digit: usize = 1; digit <= 4; digit += 1) if (!isHexadecimal(load<u8>(at + digit))) return NONE;
  return at + 5;
}

function isHexadecimal(byte: u8): bool {
  const letter = byte | 32;
  return isDigit(byte) || (letter >= 97 && letter <= 102);
}

function isDigit(byte: u8): bool {
  return byte >= ZERO && byte <= 57;
}

/** A whole number of at most 16 digits without a sign, not zero. */
function skipWhole(at: usize): usize {
  if (load<u8>(at) === ZERO) return NONE;
  const next = skipDigits(at);
  return next !== NONE && next - at <= 16 ? next : NONE;
}

function skipDigits(at: usize): usize {
  let next = at;
  while (isDigit(load<u8>(next))) next += 1;
  if (next === at || (load<u8>(at) === ZERO && next > at + 1)) return NONE;
  return next;
}

function skipValue(at: usize, depth: u32): usize {
  const byte = load<u8>(at);
  if (byte === QUOTE) return skipString(at);
  if (byte === OPEN) return skipMembers(at, depth + 1, CLOSE);
  if (byte === OPEN_LIST) return skipMembers(at, depth + 1, CLOSE_LIST);
  if (byte === MINUS) return skipDigits(at + 1);
  if (isDigit(byte)) return skipDigits(at);
  return skipLiteral(at);
}

function skipMembers(start: usize, depth: u32, close: u8): usize {
  if (depth > DEEPEST) return NONE;
  let at = start + 1;
  if (load<u8>(at) === close) return at + 1;
  while (true) {
    if (close === CLOSE) {
      at = skipString(at);
      if (at === NONE || load<u8>(at) !== COLON) return NONE;
      at += 1;
    }
    at = skipValue(at, depth);
    if (at === NONE) return NONE;
    const byte = load<u8>(at);
    at += 1;
    if (byte === close) return at;
    if (byte !== COMMA) return NONE;
  }
}

/** true, false or null. */
function skipLiteral(at: usize): usize {
  const four = load<u32>(at);
  if (four === 0x65757274 || four === 0x6c6c756e) return at + 4;
  return four === 0x736c6166 && load<u8>(at, 4) === 101 ? at + 5 : NONE;
}

function skipWord(at: usize, word: u32): usize {
  return isWord(at, words, word) ? at + lengthOf(words, word) : NONE;
}

/** Whether the word with this number stands at `at`: its first eight bytes at once, the rest one by one. */
function isWord(at: usize, list: usize, index: u32): bool {
  const word = list + 24 * index;
  if ((load<u64>(at) & load<u64>(word, 8)) !== load<u64>(word)) return false;
  const length = usize(load<u32>(word, 16));
  const bytes = usize(load<u32>(word, 20));
  for (let byte: usize = 8; byte < length; byte += 1)
    if (load<u8>(at + byte) !== load<u8>(bytes + byte)) return false;
  return true;
}

function lengthOf(list: usize, index: u32): usize {
  return usize(load<u32>(list + 24 * index, 16));
}

function place(where: usize): usize {
  return posts + usize(posted) * POST_BYTES + where;
}

function note(where: usize, from: usize, to: usize): void {
  store32(place(where), from);
  store<u32>(place(where), u32(to), 4);
}

function store32(at: usize, value: usize): void {
  store<u32>(at, u32(value));
}
