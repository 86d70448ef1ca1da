/**
 * DAG-CBOR, the form in which the archive keeps records (RFC 8949, narrowed by ipld.io/specs/codecs/dag-cbor and DRISL):
 * maps with names of text, lists, text, bytes, whole numbers, true, false, null, links (tag 42). What it does not allow is
 * refused: half-read records would be counted as if they were whole.
 */

/** Deeper than any record; keeps hostile bytes from exhausting the stack. */
const DEEPEST = 64;
const LINK = 42;

const UNSIGNED = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const LIST = 4;
const MAP = 5;
const TAG = 6;

/** The size of an argument by the low five bits of the first byte (RFC 8949, 3). */
const ONE_BYTE = 24;
const EIGHT_BYTES = 27;

interface Place {
  readonly bytes: Buffer;
  at: number;
}

/**
 * One whole value in the atproto JSON data model: bytes as `{$bytes}`, links as `{$link}` with their bytes in base64 (no
 * reader here follows a link, so it is not spelt out as a CID).
 * @throws when the bytes are cut off, hold anything DAG-CBOR forbids or text that is not UTF-8, or go on after the value
 */
export function decodeDagCbor(bytes: Buffer): unknown {
  const place: Place = { bytes, at: 0 };
  const value = readValue(place, 0);
  if (place.at !== bytes.length) throw new RangeError('bytes after the end of the record');
  return value;
}

function readValue(place: Place, depth: number): unknown {
  if (depth > DEEPEST) throw new RangeError('a record nested too deeply');
  const first = take(place, 1);
  const byte = place.bytes[first];
  const major = byte >> 5;
  const short = byte & 31;
  if (major === 7) return readSimple(short);
  const argument = readArgument(place, short);
  if (major === UNSIGNED) return argument;
  if (major === NEGATIVE) return -1 - argument;
  if (major === BYTES) return { $bytes: sliceOf(place, argument).toString('base64') };
  if (major === TEXT) return readText(place, argument);
  if (major === LIST)
    return Array.from({ length: counted(place, argument) }, () => readValue(place, depth + 1));
  if (major === MAP) return readMap(place, counted(place, argument), depth);
  if (major === TAG && argument === LINK) return readLink(place, depth);
  throw new RangeError(`tag ${argument}, where only links are allowed`);
}

/** Floating-point numbers are no part of the data model of atproto records. */
function readSimple(short: number): boolean | null {
  if (short === 20 || short === 21) return short === 21;
  if (short === 22) return null;
  throw new RangeError(`a value of type 7/${short}, which records may not hold`);
}

function readArgument(place: Place, short: number): number {
  if (short < ONE_BYTE) return short;
  if (short > EIGHT_BYTES) throw new RangeError('a length without an end');
  const size = 2 ** (short - ONE_BYTE);
  const at = take(place, size);
  if (size < 8) return place.bytes.readUIntBE(at, size);
  const large = Number(place.bytes.readBigUInt64BE(at));
  if (!Number.isSafeInteger(large)) throw new RangeError('a number beyond 2^53');
  return large;
}

/** Every member takes a byte at least, so a larger count is a lie that must not allocate. */
function counted(place: Place, count: number): number {
  if (count > place.bytes.length - place.at) throw new RangeError('a record that is cut off');
  return count;
}

function readMap(place: Place, size: number, depth: number): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (let member = 0; member < size; member += 1) {
    const byte = place.bytes[take(place, 1)];
    if (byte >> 5 !== TEXT) throw new RangeError('a name that is not text');
    const name = readText(place, readArgument(place, byte & 31));
    if (Object.hasOwn(map, name)) throw new RangeError('a name that stands twice');
    // Assigning to __proto__ would set the prototype instead of a member.
    Object.defineProperty(map, name, {
      value: readValue(place, depth + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return map;
}

function readLink(place: Place, depth: number): unknown {
  const value = readValue(place, depth + 1) as { readonly $bytes?: unknown } | null;
  if (typeof value?.$bytes !== 'string') throw new RangeError('a link that is not bytes');
  return { $link: value.$bytes };
}

function readText(place: Place, length: number): string {
  return utf8.decode(sliceOf(place, length));
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function sliceOf(place: Place, length: number): Buffer {
  const at = take(place, length);
  return place.bytes.subarray(at, at + length);
}

function take(place: Place, length: number): number {
  const { at } = place;
  if (length > place.bytes.length - at) throw new RangeError('a record that is cut off');
  place.at = at + length;
  return at;
}
