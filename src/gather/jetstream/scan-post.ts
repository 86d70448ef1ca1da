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
const EMBEDS = ['images', 'gallery', 'video', 'external', 'record'].map((name) =>
  bytesOf(`app.bsky.embed.${name}`),
);
const TYPE_NAME = bytesOf('$type');
const COMMIT_KIND = bytesOf('commit');
const CREATE = bytesOf('create');
const POSTS = bytesOf(POST_COLLECTION);
const MESSAGE = bytesOf('message');
const COMMIT_TYPE = bytesOf('network.bsky.jetstream.subscribeEvents#commit');

/** Microseconds since 1970 have had sixteen digits since 2001 and will have until 2286. */
const MICROS_DIGITS = 16;

/** Where the values stand, quotes left out; filled by the walk over one line, read right after it. */
const found = {
  did: 0,
  didEnd: 0,
  key: 0,
  keyEnd: 0,
  text: 0,
  textEnd: 0,
  created: 0,
  createdEnd: 0,
  record: 0,
  recordEnd: 0,
  time: 0,
  timeEnd: 0,
  witnessed: 0,
  witnessedEnd: 0,
};

/** The new post in `bytes[start, end)`, or null: parse the line. The caller has made sure that the bytes are UTF-8. */
export function scanPost(bytes: Buffer, start: number, end: number): Post | null {
  found.witnessed = 0;
  const second = bytes[start + 2] === 36 || bytes[start + 2] === 112;
  const at = second
    ? walkObject(bytes, start, end, ENVELOPE, envelopeField)
    : walkObject(bytes, start, end, EVENT, eventField);
  if (at !== end) return null;
  const seenMs = second ? witnessedMs(bytes) : numberAt(bytes, found.time, MICROS_DIGITS) / 1000;
  return isOurTime(seenMs) ? lazyPost(bytes, start, seenMs) : null;
}

function witnessedMs(bytes: Buffer): number {
  return found.witnessed === 0
    ? instantAt(bytes, found.time, found.timeEnd)
    : instantAt(bytes, found.witnessed, found.witnessedEnd);
}

/** A post whose further fields are read from its record the first time that one is asked for. */
function lazyPost(bytes: Buffer, start: number, seenMs: number): Post {
  // Names come before the record as a rule; one text for both costs half of two.
  const head = bytes.toString('latin1', start, Math.max(found.didEnd, found.keyEnd));
  const did = head.slice(found.did - start, found.didEnd - start);
  const key = head.slice(found.key - start, found.keyEnd - start);
  const record = { bytes, from: found.record, to: found.recordEnd };
  return new ScannedPost(
    did,
    key,
    textOf(bytes),
    record,
    seenMs,
    instantAt(bytes, found.created, found.createdEnd),
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

function textOf(bytes: Buffer): string {
  const text = bytes.toString('utf8', found.text, found.textEnd);
  const plain = text.includes('\\') ? (JSON.parse(`"${text}"`) as string) : text;
  return plain.slice(0, LONGEST_TEXT);
}

function eventField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 0) return readDid(bytes, at, end);
  if (field === 1) {
    const next = skipWhole(bytes, at, end);
    if (next - at !== MICROS_DIGITS) return PARSE;
    found.time = at;
    found.timeEnd = next;
    return next;
  }
  if (field === 2) return isString(bytes, at, end, COMMIT_KIND) ? at + COMMIT_KIND.length + 2 : PARSE;
  if (field === 3) return walkObject(bytes, at, end, COMMIT, commitField);
  return skipWhole(bytes, at, end);
}

function commitField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === 1) return isString(bytes, at, end, CREATE) ? at + CREATE.length + 2 : PARSE;
  if (field === 2) return isString(bytes, at, end, POSTS) ? at + POSTS.length + 2 : PARSE;
  if (field === 3) return readKey(bytes, at, end);
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
  if (field === 2) return readDid(bytes, at, end);
  if (field === 3 || field === 4) return readTime(bytes, at, end, field === 4);
  if (field === 6) return commitField(bytes, at, end, 1);
  if (field === 7) return commitField(bytes, at, end, 2);
  if (field === 8) return readKey(bytes, at, end);
  if (field === 9) return readRecord(bytes, at, end);
  return skipValue(bytes, at, end, 0);
}

function readDid(bytes: Uint8Array, at: number, end: number): number {
  const next = skipPlain(bytes, at, end);
  found.did = at + 1;
  found.didEnd = next - 1;
  return next;
}

function readKey(bytes: Uint8Array, at: number, end: number): number {
  const next = skipPlain(bytes, at, end);
  found.key = at + 1;
  found.keyEnd = next - 1;
  return next;
}

function readTime(bytes: Uint8Array, at: number, end: number, witnessed: boolean): number {
  const next = skipPlain(bytes, at, end);
  if (witnessed) {
    found.witnessed = at + 1;
    found.witnessedEnd = next - 1;
  } else {
    found.time = at + 1;
    found.timeEnd = next - 1;
  }
  return next;
}

function readRecord(bytes: Uint8Array, at: number, end: number): number {
  const next = walkObject(bytes, at, end, RECORD, recordField);
  found.record = at;
  found.recordEnd = next;
  return next;
}

function recordField(bytes: Uint8Array, at: number, end: number, field: number): number {
  if (field === TEXT) {
    const next = skipString(bytes, at, end);
    found.text = at + 1;
    found.textEnd = next - 1;
    return next;
  }
  if (field === CREATED_AT) {
    const next = skipPlain(bytes, at, end);
    found.created = at + 1;
    found.createdEnd = next - 1;
    return next;
  }
  if (field === EMBED && !isKnownEmbed(bytes, at, end)) return PARSE;
  return skipValue(bytes, at, end, 0);
}

function isKnownEmbed(bytes: Uint8Array, at: number, end: number): boolean {
  if (!isString(bytes, at + 1, end, TYPE_NAME)) return false;
  const value = at + TYPE_NAME.length + 4;
  return EMBEDS.some((type) => isString(bytes, value, end, type));
}

/** A string of ASCII without escapes and not empty: each byte is a letter of its text. */
function skipPlain(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== QUOTE) return PARSE;
  let next = at + 1;
  while (next < end && isPlain(bytes[next])) next += 1;
  return next < end && next > at + 1 && bytes[next] === QUOTE ? next + 1 : PARSE;
}

function isPlain(byte: number): boolean {
  return byte >= 32 && byte < 127 && byte !== QUOTE && byte !== BACKSLASH;
}
