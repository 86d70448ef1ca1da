/**
 * The common part of the tokeniser in text.ts in AssemblyScript: words of ASCII letters and digits, and the spaces and pauses
 * between them, sixteen bytes a step. Compiled to read-words.wasm by `npm run assembly`. What else a text holds is left to the
 * tokeniser, which can also read everything by itself: a test compares the two.
 */

// Places of the columns of `TokenArrays` in memory: set by the host.
export let source: usize = 0;
export let folded: usize = 0;
export let hash: usize = 0;
export let kind: usize = 0;
export let shape: usize = 0;
export let plain: usize = 0;
export let start: usize = 0;
export let end: usize = 0;
export let foldedStart: usize = 0;
export let foldedEnd: usize = 0;
/** What each byte does where no word begins: 0 nothing, `ELSEWHERE` stops here, all others are what a pause folds to. */
export let actions: usize = 0;
/** Two 32-bit integers: the tokens so far, and the bytes of `folded` so far. */
export let state: usize = 0;

const ELSEWHERE: u32 = 1;
const SPACE: u32 = 0x20;
const APOSTROPHE: u32 = 0x27;
const COMMA: u32 = 0x2c;
const FULL_STOP: u32 = 0x2e;
const SLASH: u32 = 0x2f;
const COLON: u32 = 0x3a;
const QUESTION: u32 = 0x3f;

// As in tokens.ts.
const WORD: u32 = 0;
const NUMBER: u32 = 1;
const PAUSE: u32 = 6;
const LOWER: u32 = 0;
const CAPITALISED: u32 = 1;
const CAPITALS: u32 = 2;
const MIXED: u32 = 3;

let count: u32 = 0;
let to: u32 = 0;

/** Reads on from `from` to the first sign, or the beginning of the first word, that is left to the host; gives its offset. */
export function readWords(from: u32, length: u32): u32 {
  const smallBit = i8x16.splat(0x20);
  const letterA = i8x16.splat(0x61);
  const letters = i8x16.splat(26);
  const digitZero = i8x16.splat(0x30);
  const digits = i8x16.splat(10);
  count = load<u32>(state);
  to = load<u32>(state, 4);
  let at = from;
  while (at < length) {
    const bytes = v128.load(source + at);
    const small = v128.or(bytes, smallBit);
    const isLetter = i8x16.lt_u(i8x16.sub(small, letterA), letters);
    const letterBits = u32(i8x16.bitmask(isLetter));
    const digitBits = u32(i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, digitZero), digits)));
    const size = u32(ctz(~(letterBits | digitBits)));
    if (size === 0) {
      const next = readSign(at);
      if (next === at) break;
      at = next;
      continue;
    }
    // A word of sixteen signs may be longer than it looks.
    if (size === 16) break;
    const after = at + size;
    const next = byteAt(after);
    if (next !== SPACE && mayGoOn(next, after)) break;
    const ofWord = (u32(1) << size) - 1;
    const folds = v128.bitselect(small, bytes, isLetter);
    // Bit i: sign i is the same as the one after it.
    const twice = u32(i8x16.bitmask(i8x16.eq(folds, afterFirst(folds))));
    // Of four equal letters in a row the fourth would go.
    if ((twice & (twice >> 1) & (twice >> 2) & (ofWord >> 3)) !== 0) break;
    v128.store(folded + to, folds);
    const isCapital = v128.andnot(isLetter, i8x16.eq(bytes, small));
    const capitalBits = u32(i8x16.bitmask(isCapital)) & ofWord;
    add(
      (letterBits & ofWord) === 0 ? NUMBER : WORD,
      capitalBits === 0 ? LOWER : shapeOf(capitalBits, size),
      u32((letterBits & ofWord) === ofWord),
      at,
      after,
      size,
      hashOf(i64x2.extract_lane(folds, 0), i64x2.extract_lane(folds, 1), size),
    );
    // Most words are followed by one space.
    at = after + u32(next === SPACE);
  }
  store<u32>(state, count);
  store<u32>(state, to, 4);
  return at;
}

function afterFirst(bytes: v128): v128 {
  return i8x16.shuffle(bytes, i8x16.splat(0), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
}

/** Reads the sign at `at`, with which no word begins; gives the offset after it, or `at` where it is left to the host. */
function readSign(at: u32): u32 {
  const byte = byteAt(at);
  const action = u32(load<u8>(actions + byte));
  if (action === 0) return at + 1;
  if (action === ELSEWHERE) return at;
  if (byte === FULL_STOP) {
    const isShort = count > 0 && at32(end, count - 1) === at && at - at32(start, count - 1) < 3;
    if (isShort || isWordByte(byteAt(at + 1))) return at + 1;
  }
  if (count === 0 || load<u8>(kind + count - 1) !== PAUSE) {
    store<u8>(folded + to, action);
    add(PAUSE, LOWER, 0, at, at + 1, 1, hashOf(action, 0, 1));
  } else if (action === QUESTION) {
    store<u8>(folded + at32(foldedStart, count - 1), QUESTION);
    store32(hash, count - 1, hashOf(QUESTION, 0, 1));
  }
  return at + 1;
}

/** Whether the word that ends before the sign `next` at `at` may go on, or be the beginning of an address. */
function mayGoOn(next: u32, at: u32): bool {
  if (next >= 0x80 || next === APOSTROPHE) return true;
  const after = byteAt(at + 1);
  if (next === COMMA) return isDigit(after);
  if (next === COLON) return after === SLASH;
  return next === FULL_STOP && isDomainByte(after);
}

/** @param capitalBits which of the signs are capitals: some are */
function shapeOf(capitalBits: u32, size: u32): u32 {
  if (u32(popcnt(capitalBits)) === size && size > 1) return CAPITALS;
  return capitalBits === 1 ? CAPITALISED : MIXED;
}

/** Adds a token whose `size` folded bytes stand at `to`, and the space after it. */
function add(ofKind: u32, ofShape: u32, isPlain: u32, from: u32, after: u32, size: u32, ofHash: u32): void {
  store<u8>(kind + count, ofKind);
  store<u8>(shape + count, ofShape);
  store<u8>(plain + count, isPlain);
  store32(start, count, from);
  store32(end, count, after);
  store32(foldedStart, count, to);
  store32(foldedEnd, count, to + size);
  store32(hash, count, ofHash);
  store<u8>(folded + to + size, SPACE);
  to += size + 1;
  count += 1;
}

const HASH_START: u32 = 0x2f0b4c47;

/** As `hashBytes` in tokens.ts, of the first `size` of sixteen bytes, little-endian. */
function hashOf(low: u64, high: u64, size: u32): u32 {
  const eight = size < 8 ? firstBytes(low, size) : low;
  let mixed = hashStep(HASH_START, u32(eight));
  if (size > 4) mixed = hashStep(mixed, u32(eight >> 32));
  if (size > 8) {
    const rest = firstBytes(high, size - 8);
    mixed = hashStep(mixed, u32(rest));
    if (size > 12) mixed = hashStep(mixed, u32(rest >> 32));
  }
  mixed *= 0x85ebca6b;
  return mixed ^ (mixed >>> 13);
}

function firstBytes(eight: u64, size: u32): u64 {
  return eight & ((u64(1) << (8 * size)) - 1);
}

function hashStep(before: u32, fourBytes: u32): u32 {
  const mixed = (before ^ fourBytes) * 0xcc9e2d51;
  return mixed ^ (mixed >>> 15);
}

function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

function isWordByte(byte: u32): bool {
  return isDigit(byte) || (byte | 0x20) - 0x61 < 26;
}

function isDomainByte(byte: u32): bool {
  return isWordByte(byte) || byte === 0x2d || byte === 0x2e || byte === 0x5f;
}

function byteAt(offset: u32): u32 {
  return load<u8>(source + offset);
}

function at32(column: usize, index: u32): u32 {
  return load<u32>(column + (index << 2));
}

function store32(column: usize, index: u32, value: u32): void {
  store<u32>(column + (index << 2), value);
}
