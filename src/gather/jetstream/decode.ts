/**
 * Jetstream events to records: both contracts, lines of text as they came over the socket.
 *
 * First contract: `{did, time_us, kind, commit | identity | account}`. Second (2026): `{$type: "message", payload}` with
 * a flat payload whose `$type` ends in #commit, #identity, #account, #sync or #info, and `{$type: "error"}` frames.
 * Specification: github.com/bluesky-social/jetstream, `lexicons/network/bsky/jetstream/subscribeEvents.json`.
 */

import { isUtf8 } from 'node:buffer';
import type { Tombstone } from '../../records.ts';
import { idOf, objectOf, parseJson, textOf, type JsonObject } from '../posts/json-access.ts';
import { quarantine } from '../posts/json-framing.ts';
import { instantOr } from '../posts/post-times.ts';
import { fields, reportUnknown, type UnknownField } from '../posts/unknown-fields.ts';
import type { Chunk, PostEvent } from '../source.ts';
import { blueskyPost } from './post.ts';
import { COUNTED, countedName, PARSE, POST_COLLECTION } from './scan.ts';
import { PLACES_LENGTH, postAt } from './scan-post.ts';
import { createLineScanner, LONGEST_PART, partsOf, POST, UNKNOWN, type ScannedLines } from './scan-quick.ts';
import { createTwins } from './twins.ts';

const NEWLINE = 10;
const RETURN = 13;

/** What they remember changes no answer. */
const scanner = createLineScanner();
const twins = createTwins(scanner.learn);
const COUNTED_EVENTS: readonly PostEvent[] = COUNTED.map((what) => Object.freeze({ kind: 'counted', what }));
const COUNTED_BY_NAME = new Map(COUNTED.map((what, index) => [what, COUNTED_EVENTS[index]]));

const EVENT_FIELDS = fields('did time_us kind commit identity account cursor');
const COMMIT_FIELDS = fields('rev operation collection rkey record cid');
const PAYLOAD_FIELDS = fields(
  '$type seq did time witnessedAt rev operation collection rkey record cid identity account sync name message',
);
const FRAME_FIELDS = fields('$type payload error message');
const OPERATIONS = fields('create update delete');

/** What `active: false` means by its status; anything new still means that the account is gone. */
const REASONS: ReadonlyMap<string, Tombstone['reason']> = new Map([
  ['deleted', 'deleted'],
  ['deactivated', 'deactivated'],
  ['suspended', 'suspended'],
  ['takendown', 'takendown'],
]);
/** The host cannot be reached or keeps the account waiting: no word of its owner or of the network that it is gone. */
const PASSING = fields('desynchronized throttled');

/** One event for every line that is not blank. Pure. */
export function* decodeJetstream(chunk: Chunk, unknownField: UnknownField): Generator<PostEvent> {
  const bytes = Buffer.from(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let record = chunk.firstRecord;
  for (const [part, offset] of partsOf(bytes)) {
    const wellFormed = isUtf8(part);
    // A line longer than that is no event of these, whatever it is.
    const isScanned = wellFormed && part.length <= LONGEST_PART;
    const { starts, ends, kinds, places } = isScanned
      ? scanner.scan(part, offset)
      : unknownLines(part, offset);
    let post = 0;
    for (let line = 0; line < kinds.length; line += 1) {
      const start = starts[line];
      const end = ends[line];
      const event =
        kinds[line] === POST
          ? postEvent(bytes, start, places.subarray(post, (post += PLACES_LENGTH)))
          : countedEvent(kinds[line], wellFormed ? view : null, bytes, start, end);
      if (event) {
        record += 1;
        yield event;
        continue;
      }
      const text = bytes.toString('utf8', start, end);
      const isText = wellFormed || isUtf8(bytes.subarray(start, end));
      const parsed = decodeLine(text, isText, `${chunk.origin}:${record}`, chunk.seenAt, unknownField);
      if (!parsed) continue;
      record += 1;
      yield parsed;
    }
  }
}

function postEvent(bytes: Buffer, start: number, places: Uint32Array): PostEvent | null {
  const post = postAt(bytes, start, places);
  return post && { kind: 'post', post };
}

/** Null where the line has to be parsed. */
function countedEvent(
  kind: number,
  view: DataView | null,
  bytes: Buffer,
  start: number,
  end: number,
): PostEvent | null {
  if (kind !== UNKNOWN) return COUNTED_EVENTS[kind];
  if (!view) return null;
  // Like a line of the same part, of which the scanner has not heard yet.
  const twin = twins.find(view, start, end);
  const counted = twin === PARSE ? twins.scan(bytes, start, end) : twin;
  return counted === PARSE ? null : COUNTED_EVENTS[counted];
}

/** Lines each of which has to be looked at by itself. */
function unknownLines(part: Buffer, offset: number): ScannedLines {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let start = 0; start < part.length;) {
    const newline = part.indexOf(NEWLINE, start);
    const next = newline < 0 ? part.length : newline;
    const end = next > start && part[next - 1] === RETURN ? next - 1 : next;
    if (end > start) {
      starts.push(offset + start);
      ends.push(offset + end);
    }
    start = next + 1;
  }
  return {
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    kinds: new Int32Array(starts.length).fill(UNKNOWN),
    places: new Uint32Array(),
  };
}

function decodeLine(
  raw: string,
  isText: boolean,
  position: string,
  seenAt: string,
  unknownField: UnknownField,
): PostEvent | null {
  const value = isText ? objectOf(parseJson(raw)) : null;
  if (!value) {
    if (raw.trim() === '') return null;
    const reason = isText ? 'not a JSON document' : 'bytes that are not UTF-8';
    return { kind: 'quarantined', record: { position, reason, raw } };
  }
  const event = flatten(value, unknownField);
  if (typeof event === 'string') return quarantine(position, event, value);
  return readEvent(event, position, value, seenAt, unknownField);
}

/** An event in one form, whichever contract or archive it came by. */
export interface FlatEvent {
  readonly kind: string;
  readonly did: string;
  /** When the server witnessed it, milliseconds since 1970; NaN where it does not say. */
  readonly witnessedMs: number;
  /** From the stream, where a time of posting long past is not believed; the archive begins with everything ever posted. */
  readonly live: boolean;
  readonly commit: JsonObject | null;
  readonly account: JsonObject | null;
}

/** The event, or the reason why it is none. */
function flatten(value: JsonObject, unknownField: UnknownField): FlatEvent | string {
  if ('$type' in value || 'payload' in value) return flattenFrame(value, unknownField);
  reportUnknown(value, EVENT_FIELDS, 'event', unknownField);
  const micros = value.time_us;
  const commit = objectOf(value.commit);
  if (commit) reportUnknown(commit, COMMIT_FIELDS, 'commit', unknownField);
  return {
    kind: textOf(value.kind),
    did: textOf(value.did),
    witnessedMs:
      typeof micros === 'number' && Number.isSafeInteger(micros) && micros > 0 ? micros / 1000 : Number.NaN,
    live: true,
    commit,
    account: objectOf(value.account),
  };
}

function flattenFrame(value: JsonObject, unknownField: UnknownField): FlatEvent | string {
  reportUnknown(value, FRAME_FIELDS, 'frame', unknownField);
  if (value.$type === 'error') return { ...NOTICE, kind: 'notice' };
  const payload = objectOf(value.payload);
  if (value.$type !== 'message' || !payload) return 'a frame of neither contract';
  reportUnknown(payload, PAYLOAD_FIELDS, 'payload', unknownField);
  const [, kind = ''] = textOf(payload.$type).split('#');
  if (kind === 'info') return { ...NOTICE, kind: 'notice' };
  return {
    kind,
    did: textOf(payload.did),
    witnessedMs: Date.parse(textOf(payload.witnessedAt) || textOf(payload.time)),
    live: true,
    commit: payload,
    account: objectOf(payload.account),
  };
}

const NOTICE: FlatEvent = {
  kind: 'notice',
  did: '',
  witnessedMs: Number.NaN,
  live: true,
  commit: null,
  account: null,
};

/** The event of the house that it stands for. Pure. */
export function readEvent(
  event: FlatEvent,
  position: string,
  value: JsonObject,
  chunkSeenAt: string,
  unknownField: UnknownField,
): PostEvent {
  if (event.kind === 'notice') return { kind: 'filtered', rule: 'notice of the stream' };
  if (event.did === '') return quarantine(position, 'an event without a DID', value);
  // The server's own clock, so that the same event read again or from a recording is filed alike.
  const seenAt = instantOr(event.witnessedMs, chunkSeenAt);
  if (event.kind === 'commit') return readCommit(event, seenAt, position, value, unknownField);
  if (event.kind === 'identity') return { kind: 'counted', what: 'identity' };
  if (event.kind === 'account') return readAccount(event, seenAt, position, value);
  // The repository broke with its history: everything known of it goes, and the stream sends what still stands.
  if (event.kind === 'sync') return gone('account', event.did, 'withdrawn', seenAt);
  return quarantine(position, `an event of unknown kind "${event.kind.slice(0, 40)}"`, value);
}

function readCommit(
  event: FlatEvent,
  seenAt: string,
  position: string,
  value: JsonObject,
  unknownField: UnknownField,
): PostEvent {
  const commit = event.commit;
  if (!commit) return quarantine(position, 'a commit without its content', value);
  const operation = textOf(commit.operation);
  const collection = textOf(commit.collection);
  const recordKey = textOf(commit.rkey);
  if (!OPERATIONS.has(operation) || collection === '' || recordKey === '')
    return quarantine(position, 'a commit without operation, collection or record key', value);
  if (collection !== POST_COLLECTION) {
    if (commit.record !== undefined && !objectOf(commit.record))
      return quarantine(position, 'a record that is no object', value);
    const what = countedName(operation, collection);
    return COUNTED_BY_NAME.get(what) ?? { kind: 'counted', what };
  }
  const id = `at://${event.did}/${collection}/${recordKey}`;
  if (operation === 'delete') return gone('post', id, 'deleted', seenAt);
  const record = objectOf(commit.record);
  if (!record) return quarantine(position, 'a post without its record', value);
  const post = blueskyPost(
    { id, did: event.did, record, seenAt, seenMs: seenMsOf(event.witnessedMs, seenAt), live: event.live },
    unknownField,
  );
  return operation === 'update' ? { kind: 'post', post, edited: true } : { kind: 'post', post };
}

function readAccount(event: FlatEvent, seenAt: string, position: string, value: JsonObject): PostEvent {
  const active = event.account?.active;
  if (typeof active !== 'boolean')
    return quarantine(position, 'an account event that does not say whether active', value);
  const status = idOf(event.account?.status);
  if (active || PASSING.has(status)) return { kind: 'counted', what: 'account' };
  return gone('account', event.did, REASONS.get(status) ?? 'withdrawn', seenAt);
}

function gone(scope: Tombstone['scope'], id: string, reason: Tombstone['reason'], at: string): PostEvent {
  return { kind: 'tombstone', tombstone: { network: 'bluesky', scope, id, reason, at } };
}

/** The server's clock where `seenAt` is taken from it, so that the text need not be read back. */
function seenMsOf(witnessedMs: number, seenAt: string): number {
  return instantOr(witnessedMs, '') === seenAt ? witnessedMs : Date.parse(seenAt);
}
