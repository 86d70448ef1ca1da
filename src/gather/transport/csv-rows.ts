/**
 * Rows of delimited text (RFC 4180 and its relatives). Rows are found before fields are read, so that one unclosed quote
 * costs one line and not the rest of the file.
 */

import { isUtf8 } from 'node:buffer';

export interface Dialect {
  /** One ASCII character. */
  readonly delimiter: string;
  /** One ASCII character, or "" where quotes mean nothing. */
  readonly quote: string;
  /** Where the number of columns is known, the last one takes what is left of the line, delimiters and all. */
  readonly lastTakesRest?: number;
}

/** A quoted field longer than this was never closed. */
const LONGEST_ROW = 1024 * 1024;
const NEWLINE = 10;
const RETURN = 13;

const windows1252 = new TextDecoder('windows-1252');

/** Offset after the row that starts at `start`, its line end included; -1 when the bytes end before the row does. */
export function rowEnd(bytes: Uint8Array, start: number, { delimiter, quote }: Dialect): number {
  const delimiterByte = delimiter.charCodeAt(0);
  const quoteByte = quote === '' ? -1 : quote.charCodeAt(0);
  let quoted = false;
  let fieldStart = true;
  let closedAt = -1;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === quoteByte) {
        quoted = false;
        closedAt = at;
      } else if (at - start > LONGEST_ROW) return lineEnd(bytes, start);
    } else if (byte === NEWLINE) return at + 1;
    // A doubled quote closes and opens again: it stays within the field.
    else if (byte === quoteByte && (fieldStart || closedAt === at - 1)) quoted = true;
    fieldStart = byte === delimiterByte;
  }
  return -1;
}

function lineEnd(bytes: Uint8Array, start: number): number {
  const newline = bytes.indexOf(NEWLINE, start);
  return newline < 0 ? bytes.length : newline + 1;
}

/** Raw bytes of each row without its line end. A row whose quote never closes ends with its line. */
export function* rowsOf(bytes: Buffer, dialect: Dialect): Generator<Buffer> {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length) {
    const found = rowEnd(bytes, start, dialect);
    const end = found < 0 ? lastRowEnd(bytes, start, dialect) : found;
    let last = end;
    if (last > start && bytes[last - 1] === NEWLINE) last -= 1;
    if (last > start && bytes[last - 1] === RETURN) last -= 1;
    if (last > start) yield bytes.subarray(start, last);
    start = end;
  }
}

function lastRowEnd(bytes: Buffer, start: number, { quote }: Dialect): number {
  const line = lineEnd(bytes, start);
  // One line to the end of the bytes needs no second thought; more lines hang on a quote that never closed.
  return quote === '' ? bytes.length : line;
}

/** The row's fields, or null when a quote within it is out of place. */
export function fieldsOf(
  row: Buffer,
  { delimiter, quote, lastTakesRest }: Dialect,
): readonly string[] | null {
  const text = row.toString('latin1');
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (lastTakesRest !== undefined && fields.length === lastTakesRest - 1) {
      fields.push(decodeText(text.slice(at)));
      return fields;
    }
    if (quote !== '' && text[at] === quote) {
      const close = closingQuote(text, at, quote);
      if (close < 0) return null;
      fields.push(decodeText(text.slice(at + 1, close).replaceAll(quote + quote, quote)));
      at = close + 1;
      if (at >= text.length) return fields;
      if (text[at] !== delimiter) return null;
      at += 1;
    } else {
      const next = text.indexOf(delimiter, at);
      fields.push(decodeText(text.slice(at, next < 0 ? undefined : next)));
      if (next < 0) return fields;
      at = next + 1;
    }
  }
}

function closingQuote(text: string, open: number, quote: string): number {
  let at = open + 1;
  for (;;) {
    const next = text.indexOf(quote, at);
    if (next < 0) return -1;
    if (text[next + 1] !== quote) return next;
    at = next + 2;
  }
}

/** The character that parts the first line most often. */
export function likelyDelimiter(bytes: Buffer): string {
  const [line] = bytes.subarray(0, 100_000).toString('latin1').split('\n');
  const scored = [',', '\t', ';', '|'].map((delimiter) => ({
    delimiter,
    count: line.split(delimiter).length - 1,
  }));
  return scored.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

/** Bytes as text: UTF-8 where they are that, else Windows-1252, which spreadsheets still write. */
export function decodeText(latin1: string): string {
  // eslint-disable-next-line no-control-regex -- the point is to tell bytes of 128 and more from all others
  if (/^[\x00-\x7f]*$/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : windows1252.decode(bytes);
}
