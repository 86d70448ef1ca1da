/**
 * Which groups of words may stand in a text: one pass over its bytes, so that patterns that cannot match are not tried. Whatever
 * is told to be missing is missing; what may be there is for the pattern to decide.
 */

/**
 * Looks through bytes `[0, length)` of UTF-8.
 * @returns bits: bit i is set unless no cue of group i occurs, in any case
 */
export type CueScan = (bytes: Uint8Array, length: number) => number;

/** Bytes of a cue that are looked at: the first four, or three of a cue of three. */
const LONG = 4;
const SHORT = 3;
const SLOT_BITS = 11;
const SLOTS = 1 << SLOT_BITS;
const ALL = -1;

const encoder = new TextEncoder();

/** @param groups at most 31 groups of cues, three bytes or longer each */
export function createCueScan(groups: readonly (readonly string[])[]): CueScan {
  const long = new WindowTable();
  const short = new WindowTable();
  for (const [group, cues] of groups.entries()) {
    for (const cue of cues) {
      const bytes = encoder.encode(cue);
      if (bytes.length < SHORT)
        throw new Error(`the cue "${cue}" is shorter than ${SHORT} bytes: name a longer one`);
      const length = Math.min(LONG, bytes.length);
      let window = 0;
      for (const byte of bytes.subarray(0, length)) window = (window << 8) | byte | 32;
      (length === LONG ? long : short).add(window, 1 << group);
    }
  }
  const { filter: longFilter } = long;
  const { filter: shortFilter } = short;

  return (bytes, length) => {
    let found = 0;
    let window = 0;
    for (let at = 0; at < length; at += 1) {
      const byte = bytes[at];
      // Capitals and small letters differ in this bit; other signs that it makes alike only cost a look.
      window = (window << 8) | byte | 32;
      const last = window & 0xffffff;
      if (longFilter[slotOf(window)] !== 0) found |= long.find(window);
      if (shortFilter[slotOf(last)] !== 0) found |= short.find(last);
      // The long s and the Kelvin sign are s and k to a pattern that ignores case.
      if (byte > 127 && ((window & 0xffff) === 0xe5bf || last === 0xe2a4aa)) return ALL;
    }
    return found;
  };
}

/** Windows of three or four bytes with their groups: a filter of one byte a slot before open addressing. */
class WindowTable {
  readonly filter = new Uint8Array(SLOTS);
  private readonly keys = new Int32Array(SLOTS);
  private readonly groups = new Int32Array(SLOTS);

  add(window: number, groups: number): void {
    this.filter[slotOf(window)] = 1;
    const slot = this.slotFor(window);
    this.keys[slot] = window;
    this.groups[slot] |= groups;
  }

  find(window: number): number {
    return this.groups[this.slotFor(window)];
  }

  private slotFor(window: number): number {
    let slot = slotOf(window);
    while (this.groups[slot] !== 0 && this.keys[slot] !== window) slot = (slot + 1) & (SLOTS - 1);
    return slot;
  }
}

function slotOf(window: number): number {
  return Math.imul(window, 0x9e3779b1) >>> (32 - SLOT_BITS);
}
