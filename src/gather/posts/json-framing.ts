/**
 * Finds the JSON values in bytes from outside: lines, several documents after one another, the elements of one
 * long array, with whatever has strayed between them. Nothing is skipped: bytes that are no JSON come out as such.
 */

import { isUtf8 } from 'node:buffer';
import type { Chunk, PostEvent, Quarantined } from '../source.ts';
import { objectOf, parseJson } from './json-access.ts';

const NEWLINE = 10;
const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
/** Of a file whose first line is broken, this many lines are tried before it is read as a document. */
const LINES_TRIED = 5;
/** Lists within lists beyond this are nobody's posts. */
const DEEPEST_LIST = 8;
/** A piece of garbage may be long; its place in the file finds the rest. */
export const LONGEST_RAW = 100_000;

/** One JSON value with its place, or a piece of bytes that is none. */
export type JsonValue =
  | { readonly position: string; readonly value: unknown }
  | { readonly position: string; readonly reason: string; readonly raw: string };

/**
 * Yields every JSON value of the chunk, in order. A top-level array is opened: its elements count as values.
 * A recorded exchange `{request, response: {body}}` is opened too, so that recordings can be read again.
 */
export function* jsonValues(chunk: Chunk): Generator<JsonValue> {
  const bytes = Buffer.from(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength);
  const pieces = holdsLines(bytes) ? linesOf(bytes) : documentsOf(bytes);
  const wellFormed = isUtf8(bytes);
  let record = chunk.firstRecord;
  for (const piece of pieces) {
    const raw = piece.toString('utf8').replace(/^\ufeff/, '');
    if (raw.trim() === '') continue;
    const value = wellFormed || isUtf8(piece) ? parseJson(raw) : undefined;
    if (value === undefined) {
      const reason = isUtf8(piece) ? 'not a JSON document' : 'bytes that are not UTF-8';
      yield { position: `${chunk.origin}:${record}`, reason, raw: raw.slice(0, LONGEST_RAW) };
      record += 1;
      continue;
    }
    for (const element of elementsOf(value, 0)) {
      yield { position: `${chunk.origin}:${record}`, value: element };
      record += 1;
    }
  }
  // A list that is spread out and empty has no piece to show for itself, yet it was there.
  if (record === chunk.firstRecord && bytes.toString('utf8').trim() !== '')
    yield { position: `${chunk.origin}:${record}`, value: [] };
}

/** Elements of lists, and of lists within them: files are cut at elements, where one list looks like another. */
function elementsOf(value: unknown, depth: number): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0 && depth < DEEPEST_LIST)
    return (value as readonly unknown[]).flatMap((element) => elementsOf(element, depth + 1));
  return bodiesOf(value);
}

/** Decodes every value of a chunk with `read`; what is no JSON, and what `read` cannot use, is quarantined. */
export function* decodeValues(
  chunk: Chunk,
  read: (value: unknown, position: string) => Iterable<PostEvent>,
): Generator<PostEvent> {
  for (const item of jsonValues(chunk)) {
    if ('reason' in item) yield { kind: 'quarantined', record: item };
    else if (Array.isArray(item.value) && item.value.length === 0)
      yield { kind: 'filtered', rule: 'page without records' };
    else yield* read(item.value, item.position);
  }
}

/** A record that was JSON but could not be used. */
export function quarantine(position: string, reason: string, value: unknown): PostEvent {
  const record: Quarantined = { position, reason, raw: writeJson(value) };
  return { kind: 'quarantined', record };
}

function writeJson(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? '').slice(0, LONGEST_RAW);
  } catch {
    return '(nested too deeply to be written)';
  }
}

function bodiesOf(value: unknown): readonly unknown[] {
  const exchange = objectOf(value);
  const response = exchange && 'request' in exchange ? objectOf(exchange.response) : null;
  if (!response || !('body' in response)) return [value];
  const { body } = response;
  return Array.isArray(body) && body.length > 0 ? (body as readonly unknown[]) : [body];
}

/**
 * Whether each line of the bytes is a document of its own, judged by the first lines: one of them parses alone. Lines
 * within a document that is spread out are indented, or open and part what comes on the next.
 */
export function holdsLines(bytes: Buffer): boolean {
  let tried = 0;
  for (const line of linesOf(bytes)) {
    const text = line
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimEnd();
    if (text.trim() === '') continue;
    if (/^[{[]/.test(text) && parseJson(text) !== undefined) return true;
    if (/[{[,]$/.test(text)) return false;
    tried += 1;
    if (tried === LINES_TRIED) return false;
  }
  return false;
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    if (end > start) yield bytes.subarray(start, end);
    start = end + 1;
  }
}

function documentsOf(bytes: Buffer): readonly Buffer[] {
  const splitter = splitDocuments();
  return [...splitter.push(bytes), ...splitter.end()];
}

/** Splits bytes that arrive in pieces into JSON documents; the elements of a top-level array come one by one. */
export interface DocumentSplitter {
  readonly push: (bytes: Buffer) => readonly Buffer[];
  /** What was left open, as one broken piece. */
  readonly end: () => readonly Buffer[];
  /** Bytes held back because their document is not complete. */
  readonly held: () => number;
}

/**
 * A scanner over brackets and strings; it proves nothing, JSON.parse judges each piece afterwards.
 * A line end within a string cannot be JSON: the piece is let go as broken, and the next line starts afresh.
 */
export function splitDocuments(): DocumentSplitter {
  let held: Buffer = Buffer.alloc(0);
  let depth = 0;
  let start = -1;
  let inString = false;
  let escaped = false;
  let inArray = false;

  const push = (more: Buffer): readonly Buffer[] => {
    const scanFrom = held.length;
    const bytes = held.length === 0 ? more : Buffer.concat([held, more]);
    const pieces: Buffer[] = [];
    const letGo = (end: number) => {
      if (start >= 0 && end > start) pieces.push(bytes.subarray(start, end));
      start = -1;
    };
    for (let at = scanFrom; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (inString) {
        if (byte === NEWLINE) {
          letGo(at);
          depth = 0;
          inString = false;
          escaped = false;
        } else if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      if (byte === QUOTE) {
        inString = true;
        if (start < 0) start = at;
      } else if (byte === 0x7b || byte === 0x5b) {
        if (depth === 0) letGo(at);
        if (depth === 0 && byte === 0x5b && !inArray) inArray = true;
        else {
          if (start < 0) start = at;
          depth += 1;
        }
      } else if (byte === 0x7d || byte === 0x5d) {
        if (depth > 0) {
          depth -= 1;
          if (depth === 0) letGo(at + 1);
        } else if (byte === 0x5d && inArray) {
          letGo(at);
          inArray = false;
        } else if (start < 0) start = at;
      } else if (depth === 0) {
        if (byte === NEWLINE || (byte === COMMA && inArray)) letGo(at);
        else if (start < 0 && byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) start = at;
      }
    }
    if (start < 0) held = Buffer.alloc(0);
    else {
      held = bytes.subarray(start);
      start = 0;
    }
    return pieces;
  };

  return {
    push,
    end: () => {
      const rest = held;
      held = Buffer.alloc(0);
      start = -1;
      depth = 0;
      inString = false;
      return rest.length > 0 ? [rest] : [];
    },
    held: () => held.length,
  };
}
