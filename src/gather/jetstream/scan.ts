/**
 * Tells what most Jetstream events are without parsing them. Nine of ten are likes, follows and reposts, of which only
 * the number counts; JSON.parse would spend most of the day on them.
 *
 * The scan walks the whole line by the grammar of JSON (RFC 8259) and gives up at the first thing out of the ordinary: a
 * space, a fraction, a name it does not know, a name twice. Whoever calls then parses the line in full. So what
 * the scan does answer is what JSON.parse would have answered, and a test holds the two against each other.
 */

/** The scan could not tell, or the event matters: parse it. */
export const PARSE = -1;

/** Operations and kinds of record that are only counted, by the number the scan answers. */
export const COUNTED: readonly string[] = ['create', 'update', 'delete'].flatMap((operation) =>
  ['like', 'repost', 'follow', 'block', 'other'].map((record) => `${operation} ${record}`),
);

/** The name under which a record of this collection is counted. Collections are open-ended: the rest is "other". */
export function countedName(operation: string, collection: string): string {
  return `${operation} ${SHORT_NAMES.get(collection) ?? 'other'}`;
}

/** The collection whose records are posts. */
export const POST_COLLECTION = 'app.bsky.feed.post';

const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ['app.bsky.feed.like', 'like'],
  ['app.bsky.feed.repost', 'repost'],
  ['app.bsky.graph.follow', 'follow'],
  ['app.bsky.graph.block', 'block'],
]);

export const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN = 123;
const CLOSE = 125;
const DEEPEST = 24;

/** Bytes that stand for themselves within a string: no quote, no backslash, no control character. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 32 && byte !== QUOTE && byte !== 92 ? 1 : 0,
);

export const BACKSLASH = 92;
const LETTER_U = 117;
const tableOf = (letters: string) =>
  Uint8Array.from({ length: 256 }, (_, byte) => (letters.includes(String.fromCharCode(byte)) ? 1 : 0));
const ESCAPED = tableOf('"\\\\/bfnrt');
const HEXADECIMAL = tableOf('0123456789abcdefABCDEF');

export const bytesOf = (text: string) => new TextEncoder().encode(text);
const OPERATIONS = ['create', 'update', 'delete'].map(bytesOf);
const COLLECTIONS = [...SHORT_NAMES.keys()].map(bytesOf);
const POSTS = bytesOf(POST_COLLECTION);
const COMMIT = bytesOf('commit');
const MESSAGE = bytesOf('message');
const COMMIT_TYPE = bytesOf('network.bsky.jetstream.subscribeEvents#commit');

/** The names of one object of the wire, each with its bit, and which of them the scan needs. */
export interface Shape {
  readonly names: readonly Uint8Array[];
  readonly needed: number;
}

export const shape = (names: string, needed: string): Shape => {
  const list = names.split(' ');
  return {
    names: list.map(bytesOf),
    needed: needed.split(' ').reduce((bits, name) => bits | (1 << list.indexOf(name)), 0),
  };
};
const EVENT = shape('did time_us kind commit cursor', 'did time_us kind commit');
const COMMIT_FIELDS = shape('rev operation collection rkey record cid', 'operation collection rkey');
const ENVELOPE = shape('$type payload', '$type payload');
const PAYLOAD = shape(
  '$type seq did time witnessedAt rev operation collection rkey record cid',
  '$type seq did time operation collection rkey',
);

/** What was found on the way; filled by the walk over one line, read right after it. */
const found = { operation: 0, collection: 0 };
const UNSEEN = -1;

/**
 * Index into `COUNTED` for the event in `bytes[start, end)`, or PARSE.
 * The caller has made sure that the bytes are UTF-8.
 */
export function scanEvent(bytes: Uint8Array, start: number, end: number): number {
  found.operation = UNSEEN;
  found.collection = UNSEEN;
  // {"did":… and {"time_us":… are the first contract, {"$type":… and {"payload":… the second.
  const second = bytes[start + 2] === 36 || bytes[start + 2] === 112;
  const at = second
    ? walkObject(bytes, start, end, ENVELOPE, envelopeField)
    : walkObject(bytes, start, end, EVENT, eventField);
  if (at !== end || found.operation < 0 || found.collection < 0) return PARSE;
  return found.operation * (COLLECTIONS.length + 1) + found.collection;
}

/** Reads the value of field number `field` at `at`; answers the offset after it, or PARSE. */
export type FieldReader = (bytes: Uint8Array, at: number, end: number, field: number) => number;

export function walkObject(
  bytes: Uint8Array,
  start: number,
  end: number,
  { names, needed }: Shape,
  read: FieldReader,
): number {
  if (bytes[start] !== OPEN) return PARSE;
  let at = start + 1;
  let seen = 0;
  let field = -1;
  for (;;) {
    field = nameAt(bytes, at, end, names, field + 1);
    if (field < 0 || (seen & (1 << field)) !== 0) return PARSE;
    seen |= 1 << field;
    at += names[field].length + 3;
    at = read(bytes, at, end, field);
    if (at < 0 || at >= end) return PARSE;
    const byte = bytes[at];
    at += 1;
    if (byte === CLOSE) return (seen & needed) === needed ? at : PARSE;
    if (byte !== COMMA) return PARSE;
  }
}

function eventField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 0) return skipFilledString(bytes, at, end);
  if (field === 2) return isString(bytes, at, end, COMMIT) ? at + COMMIT.length + 2 : PARSE;
  if (field === 3) return walkObject(bytes, at, end, COMMIT_FIELDS, commitField);
  return skipWhole(bytes, at, end);
}

function commitField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 1) return readOperation(bytes, at, end);
  if (field === 2) return readCollection(bytes, at, end);
  if (field === 3) return skipFilledString(bytes, at, end);
  if (field === 4) return bytes[at] === OPEN ? skipValue(bytes, at, end, 0) : PARSE;
  return skipValue(bytes, at, end, 0);
}

function envelopeField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 0) return isString(bytes, at, end, MESSAGE) ? at + MESSAGE.length + 2 : PARSE;
  return walkObject(bytes, at, end, PAYLOAD, payloadField);
}

function payloadField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 0) return isString(bytes, at, end, COMMIT_TYPE) ? at + COMMIT_TYPE.length + 2 : PARSE;
  if (field === 1) return skipWhole(bytes, at, end);
  if (field === 2 || field === 3 || field === 8) return skipFilledString(bytes, at, end);
  if (field === 6) return readOperation(bytes, at, end);
  if (field === 7) return readCollection(bytes, at, end);
  if (field === 9) return bytes[at] === OPEN ? skipValue(bytes, at, end, 0) : PARSE;
  return skipValue(bytes, at, end, 0);
}

function readOperation(bytes: Uint8Array, at: number, end: number): number {
  for (let index = 0; index < OPERATIONS.length; index += 1) {
    if (isString(bytes, at, end, OPERATIONS[index])) {
      found.operation = index;
      return at + OPERATIONS[index].length + 2;
    }
  }
  return PARSE;
}

/** Posts are never counted only, so their collection makes the scan give up. */
function readCollection(bytes: Uint8Array, at: number, end: number): number {
  for (let index = 0; index < COLLECTIONS.length; index += 1) {
    if (isString(bytes, at, end, COLLECTIONS[index])) {
      found.collection = index;
      return at + COLLECTIONS[index].length + 2;
    }
  }
  if (isString(bytes, at, end, POSTS)) return PARSE;
  found.collection = COLLECTIONS.length;
  return skipFilledString(bytes, at, end);
}

/**
 * Number of the name at `at`, when one of `names` stands there in quotes with a colon after it. The search begins with
 * number `first`: names come in the order in which they are listed.
 */
function nameAt(
  bytes: Uint8Array,
  at: number,
  end: number,
  names: readonly Uint8Array[],
  first: number,
): number {
  for (let tried = 0; tried < names.length; tried += 1) {
    const index = first + tried < names.length ? first + tried : first + tried - names.length;
    const name = names[index];
    if (bytes[at + name.length + 2] === COLON && isString(bytes, at, end, name)) return index;
  }
  return PARSE;
}

export function isString(bytes: Uint8Array, at: number, end: number, text: Uint8Array): boolean {
  const last = at + text.length + 1;
  if (last >= end || bytes[at] !== QUOTE || bytes[last] !== QUOTE) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[at + 1 + index] !== text[index]) return false;
  }
  return true;
}

export function skipString(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== QUOTE) return PARSE;
  let next = at + 1;
  for (;;) {
    while (next + 4 <= end && areFourPlain(bytes, next)) next += 4;
    while (next < end && PLAIN[bytes[next]] === 1) next += 1;
    if (next >= end) return PARSE;
    if (bytes[next] === QUOTE) return next + 1;
    if (bytes[next] !== BACKSLASH) return PARSE;
    next = afterEscape(bytes, next + 1, end);
    if (next < 0) return PARSE;
  }
}

/** Without a branch between them, because most bytes are plain. */
function areFourPlain(bytes: Uint8Array, at: number): boolean {
  return (PLAIN[bytes[at]] & PLAIN[bytes[at + 1]] & PLAIN[bytes[at + 2]] & PLAIN[bytes[at + 3]]) === 1;
}

/** After a backslash: one of eight letters, or u and four hexadecimal digits. */
function afterEscape(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return PARSE;
  if (ESCAPED[bytes[at]] === 1) return at + 1;
  if (bytes[at] !== LETTER_U || at + 5 > end) return PARSE;
  for (let digit = 1; digit <= 4; digit += 1) if (HEXADECIMAL[bytes[at + digit]] === 0) return PARSE;
  return at + 5;
}

export function skipFilledString(bytes: Uint8Array, at: number, end: number): number {
  return bytes[at + 1] === QUOTE ? PARSE : skipString(bytes, at, end);
}

/** A whole number of at most 16 digits without a sign: it survives JSON.parse to the last digit. */
export function skipWhole(bytes: Uint8Array, at: number, end: number): number {
  const next = skipDigits(bytes, at, end);
  return next - at <= 16 && bytes[at] !== 48 ? next : PARSE;
}

function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && bytes[next] >= 48 && bytes[next] <= 57) next += 1;
  if (next === at || (bytes[at] === 48 && next > at + 1)) return PARSE;
  return next;
}

export function skipValue(bytes: Uint8Array, at: number, end: number, depth: number): number {
  const byte = at < end ? bytes[at] : 0;
  if (byte === QUOTE) return skipString(bytes, at, end);
  if (byte === OPEN) return skipMembers(bytes, at, end, depth + 1, CLOSE);
  if (byte === OPEN_LIST) return skipMembers(bytes, at, end, depth + 1, CLOSE_LIST);
  if (byte === MINUS) return skipDigits(bytes, at + 1, end);
  if (byte >= 48 && byte <= 57) return skipDigits(bytes, at, end);
  return skipWord(bytes, at, end);
}

function skipMembers(bytes: Uint8Array, start: number, end: number, depth: number, close: number): number {
  if (depth > DEEPEST) return PARSE;
  let at = start + 1;
  if (at < end && bytes[at] === close) return at + 1;
  for (;;) {
    if (close === CLOSE) {
      at = skipString(bytes, at, end);
      if (at < 0 || at >= end || bytes[at] !== COLON) return PARSE;
      at += 1;
    }
    at = skipValue(bytes, at, end, depth);
    if (at < 0 || at >= end) return PARSE;
    const byte = bytes[at];
    at += 1;
    if (byte === close) return at;
    if (byte !== COMMA) return PARSE;
  }
}

const WORDS = ['true', 'false', 'null'].map(bytesOf);

function skipWord(bytes: Uint8Array, at: number, end: number): number {
  for (const word of WORDS) {
    if (at + word.length <= end && word.every((byte, index) => bytes[at + index] === byte))
      return at + word.length;
  }
  return PARSE;
}
