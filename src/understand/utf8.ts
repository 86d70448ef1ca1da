/** UTF-8 read strictly, one code point at a time, from bytes that may be anything. */

/** Stands in for bytes that are no UTF-8. */
export const REPLACEMENT = 0xfffd;

/**
 * The code point at `at` and its length in bytes, as `codePoint * 8 + length`: one small integer, so that
 * nothing is allocated. Invalid, overlong, surrogate and cut-off sequences give `REPLACEMENT` of length 1.
 */
export function decodeAt(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at];
  if (first < 0x80) return first * 8 + 1;
  const length = first < 0xe0 ? 2 : 3 + Number(first >= 0xf0);
  const invalid = REPLACEMENT * 8 + 1;
  if (first < 0xc2 || first > 0xf4 || at + length > end) return invalid;
  let codePoint = first & (0x7f >> length);
  for (let offset = 1; offset < length; offset += 1) {
    const next = bytes[at + offset];
    if ((next & 0xc0) !== 0x80) return invalid;
    codePoint = (codePoint << 6) | (next & 0x3f);
  }
  const overlong = (length === 3 && codePoint < 0x800) || (length === 4 && codePoint < 0x10000);
  const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return overlong || surrogate || codePoint > 0x10ffff ? invalid : codePoint * 8 + length;
}
