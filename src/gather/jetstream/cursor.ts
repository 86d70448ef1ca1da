/**
 * Where reading of a Jetstream goes on. Sequence numbers belong to one host; the time at which the host witnessed an event
 * means nearly the same on all of them. So a cursor holds both, and a change of host falls back on the time, rewound.
 */

import { objectOf, parseJson, textOf } from '../posts/json-access.ts';

export interface JetstreamCursor {
  readonly host: string;
  /** Sequence number of the last event, null under the first contract. */
  readonly sequence: number | null;
  /** When it was witnessed by the host's clock, microseconds since 1970. */
  readonly micros: number;
  /**
   * No event has been seen yet: `micros` is when listening began by our own clock. It says how long ago that was and
   * nothing of the host's time, which may be minutes from ours, so it is never asked for (`beginningBy`).
   */
  readonly unheard?: true;
}

/** Values from here on are times, below they are sequence numbers (the server's own rule for `?cursor=`). */
const FIRST_TIME = 1e15;

/**
 * Text form: `HOST SEQUENCE MICROSECONDS`, with `-` for no sequence, `?` where no event has been seen yet, and no host where
 * the time was given and not heard.
 */
export function writeCursor({ host, sequence, micros, unheard }: JetstreamCursor): string {
  return `${host} ${unheard ? '?' : (sequence ?? '-')} ${micros}`;
}

/** Null for text that is no cursor: reading then starts at the live end. */
export function readCursor(text: string | null): JetstreamCursor | null {
  const match = /^(\S*) (-|\?|\d{1,15}) (\d{1,16})$/.exec(text ?? '');
  if (!match) return null;
  const [host, place, micros] = [match[1], match[2], Number(match[3])];
  if (place === '?') return { host, sequence: null, micros, unheard: true };
  return { host, sequence: place === '-' ? null : Number(place), micros };
}

/** Where listening begins at `now`, as long as nothing has been heard. */
export function unheardSince(host: string, now: Date): JetstreamCursor {
  return { host, sequence: null, micros: now.getTime() * 1000, unheard: true };
}

/**
 * When listening began by the host's clock, told by the first event heard: as long before it as by our clock. An event is
 * never younger than its host's present, so this is no later than the beginning, however far the two clocks are apart.
 * @param eventMicros when the event was witnessed; `now`: our clock on hearing it
 */
export function beginningBy(eventMicros: number, now: Date, begun: JetstreamCursor): JetstreamCursor {
  const heardForMicros = Math.max(0, now.getTime() * 1000 - begun.micros);
  return { host: '', sequence: null, micros: eventMicros - heardForMicros };
}

/**
 * How far back a reconnection reaches on the same host. Events may overtake each other by some places (the recorded
 * stream of July 2026 steps back by up to 33 ms), so the last one before a break need not be the latest of all.
 */
const OVERLAP_EVENTS = 200;
const OVERLAP_MICROS = 2e6;

/** The cursor of a little before, for a host whose sequence numbers it has. */
export function overlapped(cursor: JetstreamCursor): JetstreamCursor {
  const { sequence } = cursor;
  return sequence === null ? cursor : { ...cursor, sequence: Math.max(0, sequence - OVERLAP_EVENTS) };
}

/** The value of `?cursor=` that asks `host` for everything after `cursor`; further back by time on another host. */
export function cursorParameter(cursor: JetstreamCursor, host: string, rewindSeconds: number): number {
  if (host === cursor.host && cursor.sequence !== null) return Math.max(1, cursor.sequence);
  const rewind = host === cursor.host ? OVERLAP_MICROS : rewindSeconds * 1e6;
  return Math.max(cursor.micros - rewind, FIRST_TIME);
}

export interface FrameHead {
  readonly sequence: number | null;
  readonly micros: number;
  /** Name of an `#info` or error frame, "" for an event. */
  readonly notice: string;
}

/**
 * A cursor ahead of the host's clock skips everything up to it in silence. Hosts are minutes from us, and our own clock may be
 * set to the wrong time zone; with one that is days off no connection by TLS is made.
 */
const FURTHEST_AHEAD_MS = 24 * 3600 * 1000;

/**
 * What the cursor needs of one frame, or null where the frame is no notice and no event with a time that can be.
 * @param now our clock on hearing it
 */
export function frameHead(frame: Buffer, now: Date): FrameHead | null {
  const latest = (now.getTime() + FURTHEST_AHEAD_MS) * 1000;
  const value = objectOf(parseJson(frame.toString('utf8')));
  if (!value) return null;
  if (value.$type === 'error') return { sequence: null, micros: 0, notice: textOf(value.error) || 'error' };
  const payload = objectOf(value.payload);
  if (payload) {
    if (textOf(payload.$type).endsWith('#info'))
      return { sequence: null, micros: 0, notice: textOf(payload.name) || 'info' };
    const micros = Math.round(Date.parse(textOf(payload.witnessedAt) || textOf(payload.time)) * 1000);
    const { seq } = payload;
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || !isTime(micros, latest)) return null;
    return { sequence: seq, micros, notice: '' };
  }
  const { time_us: micros } = value;
  if (typeof micros !== 'number' || !isTime(micros, latest)) return null;
  return { sequence: null, micros, notice: '' };
}

function isTime(micros: number, latest: number): boolean {
  return Number.isSafeInteger(micros) && micros >= FIRST_TIME && micros <= latest;
}
