/** Where a web address or a handle in running text ends. Bytes in, offsets out. */

const COLON = 0x3a;
const SLASH = 0x2f;
const FULL_STOP = 0x2e;
const AT = 0x40;
/** A domain name longer than this before its first slash is taken for words with full stops between. */
const DOMAIN_MOST = 64;

/**
 * The end of the address that begins with the word `[from, to)`, or 0 when it is none:
 * "https://..." (any scheme), "www....", and "example.org/path". "cancer.gov" alone stays words.
 */
export function addressEnd(bytes: Uint8Array, from: number, to: number, end: number): number {
  if (bytes[to] === COLON) {
    return bytes[to + 1] === SLASH && bytes[to + 2] === SLASH ? skipToSpace(bytes, to + 3, end) : 0;
  }
  if (bytes[to] !== FULL_STOP || !isDomainByte(bytes[to + 1])) return 0;
  if (to - from === 3 && isLetterW(bytes[from]) && isLetterW(bytes[from + 1]) && isLetterW(bytes[from + 2])) {
    return skipToSpace(bytes, to, end);
  }
  const last = Math.min(end, to + DOMAIN_MOST);
  let at = to + 1;
  while (at < last && isDomainByte(bytes[at])) at += 1;
  // A domain ends in letters: "3.5/10" is a mark, not an address.
  return at < last && bytes[at] === SLASH && isLetter(bytes[at - 1]) && isLetter(bytes[at - 2])
    ? skipToSpace(bytes, at, end)
    : 0;
}

/** The end of the handle whose name begins at `from` (after @): "name", "name.bsky.social", "name@host.org". */
export function handleEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && (isDomainByte(bytes[at]) || (bytes[at] === AT && at > from))) at += 1;
  while (at > from && !isHandleLast(bytes[at - 1])) at -= 1;
  return at;
}

function skipToSpace(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && !endsAddress(bytes, at)) at += 1;
  return at;
}

function endsAddress(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at];
  if (byte <= 0x20 || byte === 0x22 || byte === 0x3c || byte === 0x3e || byte === 0x7f) return true;
  // The ellipsis that networks put after a shortened address, and the no-break space.
  if (byte === 0xe2) return bytes[at + 1] === 0x80 && bytes[at + 2] === 0xa6;
  return byte === 0xc2 && bytes[at + 1] === 0xa0;
}

const isLetterW = (byte: number): boolean => (byte | 0x20) === 0x77;
const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

function isDomainByte(byte: number): boolean {
  return isLetter(byte) || isDigit(byte) || byte === 0x2d || byte === FULL_STOP || byte === 0x5f;
}

const isHandleLast = (byte: number): boolean => isLetter(byte) || isDigit(byte) || byte === 0x5f;
