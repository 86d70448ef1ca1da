/**
 * Where reading of a Jetstream goes on. Sequence numbers belong to one host; the time at which the host witnessed an event
 * means nearly the same on all of them. So a cursor holds both, and a change of host falls back on the time, rewound.
 */

import { objectOf, parseJson, textOf } from '../posts/json-access.ts';

export interface JetstreamCursor {
  readonly host: string;
  /** Sequence number of the last event, null under the first contract. */
  readonly sequence: number | null;
  /** When it was witnessed, microseconds since 1970. */
  readonly micros: number;
}

/** Values from here on are times, below they are sequence numbers (the server's own rule for `?cursor=`). */
const FIRST_TIME = 1e15;

/** Text form: `HOST SEQUENCE MICROSECONDS`, with `-` for no sequence. */
export function writeCursor({ host, sequence, micros }: JetstreamCursor): string {
  return `${host} ${sequence ?? '-'} ${micros}`;
}

/** Null for text that is no cursor: reading then starts at the live end. */
export function readCursor(text: string | null): JetstreamCursor | null {
  const match = /^(\S+) (-|\d{1,15}) (\d{1,16})$/.exec(text ?? '');
  if (!match) return null;
  return { host: match[1], sequence: match[2] === '-' ? null : Number(match[2]), micros: Number(match[3]) };
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

/** What the cursor needs of one frame, or null where the frame is no event and no notice. */
export function frameHead(frame: Buffer): FrameHead | null {
  const value = objectOf(parseJson(frame.toString('utf8')));
  if (!value) return null;
  if (value.$type === 'error') return { sequence: null, micros: 0, notice: textOf(value.error) || 'error' };
  const payload = objectOf(value.payload);
  if (payload) {
    if (textOf(payload.$type).endsWith('#info'))
      return { sequence: null, micros: 0, notice: textOf(payload.name) || 'info' };
    const micros = Math.round(Date.parse(textOf(payload.witnessedAt) || textOf(payload.time)) * 1000);
    const { seq } = payload;
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) return null;
    return { sequence: seq, micros: Number.isNaN(micros) ? 0 : micros, notice: '' };
  }
  const { time_us: micros } = value;
  if (typeof micros !== 'number' || !Number.isSafeInteger(micros)) return null;
  return { sequence: null, micros, notice: '' };
}
