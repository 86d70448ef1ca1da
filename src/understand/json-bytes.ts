/** The small pieces of JSON (RFC 8259) over bytes: each gives the offset after the piece, or -1 when it is none. */

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const NONE = -1;

/** Bytes that may follow a backslash: " \ / b f n r t u */
const ESCAPES = new Set([...'"\\/bfnrtu'].map((sign) => sign.charCodeAt(0)));
const LITERALS = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word));

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d) at += 1;
  return at;
}

/** From after the opening quote to after the closing one. */
export function skipString(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte < 0x20) return NONE;
    if (byte !== BACKSLASH) at += 1;
    else {
      const escape = bytes[at + 1];
      if (!ESCAPES.has(escape)) return NONE;
      if (escape === LETTER_U && !isFourHex(bytes, at + 2)) return NONE;
      at += escape === LETTER_U ? 6 : 2;
    }
  }
  return NONE;
}

export function skipNumber(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === 0x2d ? from + 1 : from;
  const first = at;
  at = skipDigits(bytes, at);
  // A number has a digit, and no zero before others.
  if (at === first || (bytes[first] === 0x30 && at > first + 1)) return NONE;
  if (bytes[at] === 0x2e) {
    const fraction = skipDigits(bytes, at + 1);
    if (fraction === at + 1) return NONE;
    at = fraction;
  }
  if ((bytes[at] | 0x20) === 0x65) {
    const digits = bytes[at + 1] === 0x2b || bytes[at + 1] === 0x2d ? at + 2 : at + 1;
    at = skipDigits(bytes, digits);
    if (at === digits) return NONE;
  }
  return at;
}

/** true, false or null. */
export function skipLiteral(bytes: Uint8Array, from: number): number {
  const literal = LITERALS.find((word) => word.every((byte, index) => bytes[from + index] === byte));
  return literal ? from + literal.length : NONE;
}

function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] >= 0x30 && bytes[at] <= 0x39) at += 1;
  return at;
}

function isFourHex(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < from + 4; at += 1) {
    const byte = bytes[at];
    const lower = byte | 0x20;
    if (!((byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x66))) return false;
  }
  return true;
}
