/**
 * The text of a post straight from its line of NDJSON, without building the rest of the object.
 *
 * The guard is structural: the whole line is walked by the grammar of JSON (RFC 8259), and only when every byte of it
 * fits, and the key stands once at the top level with a string as its value, is the range of that string given. On any
 * doubt (a key with an escape, the key twice, deep nesting, anything out of order) JSON.parse decides.
 */

import { COLON, COMMA, skipLiteral, skipNumber, skipSpace, skipString, QUOTE } from './json-bytes.ts';

const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const DEEPEST = 32;
const DOUBT = -1;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** For a part of a line, where a byte order mark is a character like any other. */
const partDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A reader of the string under the top-level `key` of the JSON object in `bytes[start, end)`: what
 * `JSON.parse(line)[key]` would give, or undefined when that is no string.
 * @throws SyntaxError as JSON.parse does when the line is no JSON
 */
export function createTextScanner(
  key: string,
): (bytes: Uint8Array, start?: number, end?: number) => string | undefined {
  const keyBytes = encoder.encode(key);
  return (bytes, start = 0, end = bytes.length) => {
    const line = bytes.subarray(start, end);
    const from = stringUnder(line, keyBytes);
    if (from === DOUBT) return parsedText(line, key);
    const to = skipString(line, from) - 1;
    const part = line.subarray(from, to);
    if (!part.includes(BACKSLASH)) return partDecoder.decode(part);
    return JSON.parse(partDecoder.decode(line.subarray(from - 1, to + 1))) as string;
  };
}

function parsedText(line: Uint8Array, key: string): string | undefined {
  const value: unknown = JSON.parse(decoder.decode(line));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const text: unknown = (value as Record<string, unknown>)[key];
  return typeof text === 'string' ? text : undefined;
}

/** The offset after the opening quote of the string under `key`, or `DOUBT`. */
function stringUnder(line: Uint8Array, key: Uint8Array): number {
  let at = skipSpace(line, 0);
  if (line[at] !== OPEN_BRACE) return DOUBT;
  let found = DOUBT;
  do {
    at = skipSpace(line, at + 1);
    if (line[at] !== QUOTE) return DOUBT;
    const name = at + 1;
    at = skipString(line, name);
    if (at === DOUBT || line.subarray(name, at - 1).includes(BACKSLASH)) return DOUBT;
    const isKey = equals(line, name, at - 1, key);
    at = skipSpace(line, at);
    if (line[at] !== COLON) return DOUBT;
    at = skipSpace(line, at + 1);
    if (isKey) {
      if (found !== DOUBT || line[at] !== QUOTE) return DOUBT;
      found = at + 1;
    }
    at = skipValue(line, at, 0);
    if (at === DOUBT) return DOUBT;
    at = skipSpace(line, at);
  } while (line[at] === COMMA);
  return line[at] === CLOSE_BRACE && skipSpace(line, at + 1) === line.length ? found : DOUBT;
}

/** The offset after the value at `at`, or `DOUBT`. */
function skipValue(line: Uint8Array, at: number, depth: number): number {
  const byte = line[at];
  if (byte === QUOTE) return skipString(line, at + 1);
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET)
    return depth < DEEPEST ? skipMembers(line, at, depth + 1) : DOUBT;
  return byte > 0x60 ? skipLiteral(line, at) : skipNumber(line, at);
}

/** The offset after the object or list that opens at `at`, or `DOUBT`. */
function skipMembers(line: Uint8Array, open: number, depth: number): number {
  const isObject = line[open] === OPEN_BRACE;
  const close = isObject ? CLOSE_BRACE : CLOSE_BRACKET;
  let at = skipSpace(line, open + 1);
  if (line[at] === close) return at + 1;
  for (;;) {
    if (isObject) {
      if (line[at] !== QUOTE) return DOUBT;
      at = skipString(line, at + 1);
      if (at === DOUBT) return DOUBT;
      at = skipSpace(line, at);
      if (line[at] !== COLON) return DOUBT;
      at = skipSpace(line, at + 1);
    }
    at = skipValue(line, at, depth);
    if (at === DOUBT) return DOUBT;
    at = skipSpace(line, at);
    if (line[at] === close) return at + 1;
    if (line[at] !== COMMA) return DOUBT;
    at = skipSpace(line, at + 1);
  }
}

function equals(line: Uint8Array, from: number, to: number, key: Uint8Array): boolean {
  if (to - from !== key.length) return false;
  for (let index = 0; index < key.length; index += 1) if (line[from + index] !== key[index]) return false;
  return true;
}
