/**
 * Posts without parsing them: what decides whether a post is kept (who, when, which words) is read straight from the
 * bytes, and the rest only when somebody asks for it. Most posts of a stream are let go before that.
 *
 * Like the scan for counted events it gives up at the first thing out of the ordinary; the line is then parsed in full.
 */

import type { Post } from '../../records.ts';
import { objectOf, parseJson } from '../posts/json-access.ts';
import { isoOf, isOurTime, timeFlagOf } from '../posts/post-times.ts';
import { blueskyPost, LONGEST_TEXT, RECORD_NAMES } from './post.ts';
import {
  bytesOf,
  isString,
  BACKSLASH,
  PARSE,
  POST_COLLECTION,
  QUOTE,
  shape,
  skipString,
  skipValue,
  skipWhole,
  walkObject,
} from './scan.ts';
import { instantAt, numberAt } from './scan-time.ts';

const EVENT = shape('did time_us kind commit cursor', 'did time_us kind commit');
const COMMIT = shape('rev operation collection rkey record cid', 'operation collection rkey record');
const ENVELOPE = shape('$type payload', '$type payload');
const PAYLOAD = shape(
  '$type seq did time witnessedAt rev operation collection rkey record cid',
  '$type seq did time operation collection rkey record',
);
const RECORD = shape(RECORD_NAMES, 'text createdAt');
const [TEXT, CREATED_AT, EMBED] = ['text', 'createdAt', 'embed'].map((name) =>
  RECORD_NAMES.split(/\s+/).indexOf(name),
);
/** Embeds that hold no further embed; an embed of a type to come is parsed, so that its name is reported. */
const EMBED_NAMES = ['images', 'gallery', 'video', 'external', 'record'].map(
  (name) => `app.bsky.embed.${name}`,
);
const EMBEDS = EMBED_NAMES.map(bytesOf);
const TYPE_NAME = bytesOf('$type');
const [COMMIT_KIND, CREATE, MESSAGE] = ['commit', 'create', 'message'].map(bytesOf);
const POSTS = bytesOf(POST_COLLECTION);
const COMMIT_TYPE_NAME = 'network.bsky.jetstream.subscribeEvents#commit';
const COMMIT_TYPE = bytesOf(COMMIT_TYPE_NAME);

/** What assembly/scan-lines.ts is told of the wire, in the order that it knows. */
export const WIRE = {
  shapes: [EVENT, COMMIT, ENVELOPE, PAYLOAD, RECORD],
  words: [
    ...['commit', 'create', POST_COLLECTION, 'message', COMMIT_TYPE_NAME].map((word) => `"${word}"`),
    '"$type":',
    ...EMBED_NAMES.map((word) => `"${word}"`),
  ],
  fields: { textField: TEXT, createdField: CREATED_AT, embedField: EMBED },
} as const;

/** Microseconds since 1970 have had sixteen digits since 2001 and will have until 2286. */
const MICROS_DIGITS = 16;

/**
 * Where the values of a post stand, quotes left out: pairs of numbers, from and to. Both are zero where a time of witness is
 * not said.
 */
export const PLACES = { did: 0, key: 2, text: 4, created: 6, record: 8, time: 10, witnessed: 12 } as const;
/** Numbers for one post. */
export const PLACES_LENGTH = 14;

/** Filled by the walk over one line, read right after it. */
const found = new Uint32Array(PLACES_LENGTH);

/** The new post in `bytes[start, end)`, or null: parse the line. The caller has made sure that the bytes are UTF-8. */
export function scanPost(bytes: Buffer, start: number, end: number): Post | null {
  found.fill(0, PLACES.witnessed);
  const at = isSecondContract(bytes, start)
    ? walkObject(bytes, start, end, ENVELOPE, envelopeField)
    : walkObject(bytes, start, end, EVENT, eventField);
  return at === end ? postAt(bytes, start, found) : null;
}

/** {"did":… and {"time_us":… are the first contract, {"$type":… and {"payload":… the second. */
function isSecondContract(bytes: Buffer, start: number): boolean {
  return bytes[start + 2] === 36 || bytes[start + 2] === 112;
}

/** The post of a line that begins at `start`, whose values stand at `places`; null where its time is none of ours. */
export function postAt(bytes: Buffer, start: number, places: Uint32Array): Post | null {
  const seenMs = isSecondContract(bytes, start)
    ? witnessedMs(bytes, places)
    : numberAt(bytes, places[PLACES.time], MICROS_DIGITS) / 1000;
  return isOurTime(seenMs) ? lazyPost(bytes, start, places, seenMs) : null;
}

function witnessedMs(bytes: Buffer, places: Uint32Array): number {
  const place = places[PLACES.witnessed] === 0 ? PLACES.time : PLACES.witnessed;
  return instantAt(bytes, places[place], places[place + 1]);
}

/** A post whose further fields are read from its record the first time that one is asked for. */
function lazyPost(bytes: Buffer, start: number, places: Uint32Array, seenMs: number): Post {
  const { did, key, created, record } = PLACES;
  // Names come before the record as a rule; one text for both costs half of two.
  const head = bytes.toString('latin1', start, Math.max(places[did + 1], places[key + 1]));
  return new ScannedPost(
    head.slice(places[did] - start, places[did + 1] - start),
    head.slice(places[key] - start, places[key + 1] - start),
    textOf(bytes, places),
    { bytes, from: places[record], to: places[record + 1] },
    seenMs,
    instantAt(bytes, places[created], places[created + 1]),
  );
}

/** Where the record stands in the bytes of its chunk. */
interface RecordBytes {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** A class, because hundreds of thousands a second are made: its getters are shared by all of them. */
class ScannedPost implements Post {
  readonly network = 'bluesky';
  readonly id: string;
  readonly authorId: string;
  readonly timeFlag: Post['timeFlag'];
  readonly text: string;
  readonly repostOf = null;
  readonly engagement = null;
  readonly author = null;
  readonly #record: RecordBytes;
  readonly #seenMs: number;
  readonly #createdMs: number;
  #rest: Post | null = null;

  constructor(
    did: string,
    key: string,
    text: string,
    record: RecordBytes,
    seenMs: number,
    createdMs: number,
  ) {
    this.id = `at://${did}/${POST_COLLECTION}/${key}`;
    this.authorId = did;
    this.timeFlag = timeFlagOf(createdMs, true, seenMs);
    this.text = text;
    this.#record = record;
    this.#seenMs = seenMs;
    this.#createdMs = createdMs;
  }

  get seenAt() {
    return isoOf(this.#seenMs);
  }
  get postedAt() {
    return isoOf(this.timeFlag === undefined ? this.#createdMs : this.#seenMs);
  }
  get languages() {
    return this.#whole().languages;
  }
  get links() {
    return this.#whole().links;
  }
  get media() {
    return this.#whole().media;
  }
  get replyTo() {
    return this.#whole().replyTo;
  }
  get quoteOf() {
    return this.#whole().quoteOf;
  }

  /** A plain object, for whoever writes it down or takes it apart. */
  toJSON(): Post {
    return this.#whole();
  }

  #whole(): Post {
    const { bytes, from, to } = this.#record;
    // The scan has let no unknown name pass.
    this.#rest ??= blueskyPost(
      {
        id: this.id,
        did: this.authorId,
        record: objectOf(parseJson(bytes.toString('utf8', from, to))) ?? {},
        seenAt: this.seenAt,
        seenMs: this.#seenMs,
        live: true,
      },
      () => undefined,
    );
    return this.#rest;
  }
}

function textOf(bytes: Buffer, places: Uint32Array): string {
  const text = bytes.toString('utf8', places[PLACES.text], places[PLACES.text + 1]);
  const plain = text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  return plain.slice(0, LONGEST_TEXT);
}

function eventField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 0) return readPlain(bytes, at, end, PLACES.did);
  if (field === 1) {
    const next = skipWhole(bytes, at, end);
    if (next - at !== MICROS_DIGITS) return PARSE;
    note(PLACES.time, at, next);
    return next;
  }
  if (field === 2) return isString(bytes, at, end, COMMIT_KIND) ? at + COMMIT_KIND.length + 2 : PARSE;
  if (field === 3) return walkObject(bytes, at, end, COMMIT, commitField);
  return skipWhole(bytes, at, end);
}

function commitField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 1) return isString(bytes, at, end, CREATE) ? at + CREATE.length + 2 : PARSE;
  if (field === 2) return isString(bytes, at, end, POSTS) ? at + POSTS.length + 2 : PARSE;
  if (field === 3) return readPlain(bytes, at, end, PLACES.key);
  if (field === 4) return readRecord(bytes, at, end);
  return skipValue(bytes, at, end, 0);
}

function envelopeField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 0) return isString(bytes, at, end, MESSAGE) ? at + MESSAGE.length + 2 : PARSE;
  return walkObject(bytes, at, end, PAYLOAD, payloadField);
}

function payloadField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 0) return isString(bytes, at, end, COMMIT_TYPE) ? at + COMMIT_TYPE.length + 2 : PARSE;
  if (field === 1) return skipWhole(bytes, at, end);
  if (field === 2) return readPlain(bytes, at, end, PLACES.did);
  if (field === 3) return readPlain(bytes, at, end, PLACES.time);
  if (field === 4) return readPlain(bytes, at, end, PLACES.witnessed);
  if (field === 6) return commitField(bytes, at, end, 1);
  if (field === 7) return commitField(bytes, at, end, 2);
  if (field === 8) return readPlain(bytes, at, end, PLACES.key);
  if (field === 9) return readRecord(bytes, at, end);
  return skipValue(bytes, at, end, 0);
}

function readRecord(bytes: Uint8Array, at: number, end: number): number {
  const next = walkObject(bytes, at, end, RECORD, recordField);
  note(PLACES.record, at, next);
  return next;
}

function recordField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === TEXT) {
    const next = skipString(bytes, at, end);
    note(PLACES.text, at + 1, next - 1);
    return next;
  }
  if (field === CREATED_AT) return readPlain(bytes, at, end, PLACES.created);
  if (field === EMBED && !isKnownEmbed(bytes, at, end)) return PARSE;
  return skipValue(bytes, at, end, 0);
}

function note(place: number, from: number, to: number): void {
  found[place] = from;
  found[place + 1] = to;
}

function isKnownEmbed(bytes: Uint8Array, at: number, end: number): boolean {
  if (!isString(bytes, at + 1, end, TYPE_NAME)) return false;
  const value = at + TYPE_NAME.length + 4;
  return EMBEDS.some((type) => isString(bytes, value, end, type));
}

/** A string of ASCII without escapes and not empty: each byte is a letter of its text. */
function readPlain(bytes: Uint8Array, at: number, end: number, place: number): number {
  const next = skipPlain(bytes, at, end);
  note(place, at + 1, next - 1);
  return next;
}

function skipPlain(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== QUOTE) return PARSE;
  let next = at + 1;
  while (next < end && isPlain(bytes[next])) next += 1;
  return next < end && next > at + 1 && bytes[next] === QUOTE ? next + 1 : PARSE;
}

function isPlain(byte: number): boolean {
  return byte >= 32 && byte < 127 && byte !== QUOTE && byte !== BACKSLASH;
}
