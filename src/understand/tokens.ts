/**
 * The tokens of one text: the structure that the matcher, the relevance model and every rule walk.
 * It is filled by the tokeniser in text.ts, once a post, and no string is made on the way.
 */

export const TOKEN = { word: 0, number: 1, hashtag: 2, emoji: 3, url: 4, handle: 5, pause: 6 } as const;

/** How a word was written: `capitals` needs two letters or more, all upper-case. */
export const SHAPE = { lower: 0, capitalised: 1, capitals: 2, mixed: 3 } as const;

/**
 * The tokens of one text. Arrays are longer than `count` and are used again: they hold until the tokeniser that
 * made them reads its next text. Read `[0, count)` only.
 */
export interface Tokens {
  readonly count: number;
  /** Hash of the folded bytes: see `hashOf`. Markers hash as `URL_HASH` and `HANDLE_HASH`. Signed 32 bits. */
  readonly hash: Int32Array;
  /** One of `TOKEN`. A word of a hashtag is `hashtag`; a `pause` is a comma, full stop, bracket or line break. */
  readonly kind: Uint8Array;
  /** One of `SHAPE`, for words. */
  readonly shape: Uint8Array;
  /** 1 for words of nothing but letters of ASCII, folded as they stand in the source but for their case, and in no hashtag. */
  readonly plain: Uint8Array;
  /** Byte offsets of the token in `source`. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Byte offsets of the folded token in `folded`; tokens are joined there by one space. */
  readonly foldedStart: Int32Array;
  readonly foldedEnd: Int32Array;
  readonly folded: Uint8Array;
  readonly source: Uint8Array;
  readonly sourceLength: number;
}

/** Where every hash begins; any odd number would do. */
export const HASH_START = 0x2f0b4c47;

/** Folded bytes of the markers: control characters, which no phrase can hold. */
export const URL_BYTE = 1;
export const HANDLE_BYTE = 2;
export const URL_HASH = hashOfByte(URL_BYTE);
export const HANDLE_HASH = hashOfByte(HANDLE_BYTE);

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * The hash of the folded word in bytes `[from, to)`: four bytes a step, as MurmurHash3 mixes them
 * (https://github.com/aappleby/smhasher), little-endian, the last step filled up with zeros.
 * The view must reach three bytes past `to`.
 */
export function hashBytes(view: DataView, from: number, to: number): number {
  let hash = HASH_START;
  let at = from;
  for (; at + 4 <= to; at += 4) hash = hashStep(hash, view.getInt32(at, true));
  if (at < to) hash = hashStep(hash, view.getInt32(at, true) & (0xffffff >>> (8 * (3 - (to - at)))));
  return finishHash(hash);
}

export function hashStep(hash: number, fourBytes: number): number {
  const mixed = Math.imul(hash ^ fourBytes, 0xcc9e2d51);
  return mixed ^ (mixed >>> 15);
}

export function finishHash(hash: number): number {
  const mixed = Math.imul(hash, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

/** The hash of a word of one folded byte. */
export function hashOfByte(byte: number): number {
  return finishHash(hashStep(HASH_START, byte));
}

/** The hash of a word that is folded already ("dont", "fiebre"): what `Tokens.hash` holds for it. */
export function hashOf(foldedWord: string): number {
  const bytes = encoder.encode(`${foldedWord}\0\0\0`);
  return hashBytes(new DataView(bytes.buffer, bytes.byteOffset), 0, bytes.length - 3);
}

/** The folded token as a string; for messages and tests, not for hot loops. */
export function tokenText(tokens: Tokens, index: number): string {
  return decoder.decode(tokens.folded.subarray(tokens.foldedStart[index], tokens.foldedEnd[index]));
}

/** The tokens `[first, last]` as one string, joined by spaces. */
export function tokenRange(tokens: Tokens, first: number, last: number): string {
  return decoder.decode(tokens.folded.subarray(tokens.foldedStart[first], tokens.foldedEnd[last]));
}

/** The whole text folded, tokens joined by spaces. */
export function foldedText(tokens: Tokens): string {
  return tokens.count === 0 ? '' : tokenRange(tokens, 0, tokens.count - 1);
}
