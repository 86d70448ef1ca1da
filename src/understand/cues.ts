/**
 * Which groups of words may stand in a text, so that patterns that cannot match are not tried. A cue is how a word begins.
 * Whatever is told to be missing is missing; what may be there is for the pattern to decide.
 */

/** Both give bits: bit i is set unless no cue of group i occurs. */
export interface CueScan {
  /** Whether the folded word at `from`, after which a space stands, begins with a cue. */
  readonly ofWord: (folded: Uint8Array, from: number) => number;
  /** Whether a cue stands anywhere in the UTF-8 `[from, to)`, in any case. */
  readonly ofBytes: (bytes: Uint8Array, from: number, to: number) => number;
}

/** Bytes of a cue that are looked at: the first four, or three of a cue of three. */
const LONG = 4;
export const SHORTEST_CUE = 3;
const SLOT_BITS = 11;
const SLOTS = 1 << SLOT_BITS;
/** The bit that small letters of ASCII have and capitals do not. */
const SMALL = 0x20;
const ALL = -1;

const encoder = new TextEncoder();

/** @param groups at most 31 groups of cues, three bytes or longer each */
export function createCueScan(groups: readonly (readonly string[])[]): CueScan {
  /** By the first three bytes of a cue: most words are turned away here. */
  const beginnings = new Uint8Array(SLOTS);
  const long = new WindowTable();
  const short = new WindowTable();
  for (const [group, cues] of groups.entries()) {
    for (const cue of cues) {
      const bytes = encoder.encode(cue);
      if (bytes.length < SHORTEST_CUE)
        throw new Error(`the cue "${cue}" is shorter than ${SHORTEST_CUE} bytes: name a longer one`);
      const length = Math.min(LONG, bytes.length);
      const window = bytes.subarray(0, length).reduce((letters, byte) => (letters << 8) | byte | SMALL, 0);
      (length === LONG ? long : short).add(window, 1 << group);
      beginnings[slotOf(length === LONG ? window >>> 8 : window)] = 1;
    }
  }
  const { filter: longFilter } = long;
  const { filter: shortFilter } = short;

  return {
    ofWord: (folded, from) => {
      const first = (folded[from] << 16) | (folded[from + 1] << 8) | folded[from + 2];
      if (beginnings[slotOf(first)] === 0) return 0;
      const window = (first << 8) | folded[from + 3];
      const found = longFilter[slotOf(window)] === 0 ? 0 : long.find(window);
      return shortFilter[slotOf(first)] === 0 ? found : found | short.find(first);
    },
    ofBytes: (bytes, from, to) => {
      let found = 0;
      let window = 0;
      for (let at = from; at < to; at += 1) {
        const byte = bytes[at];
        // Capitals and small letters differ in this bit; other signs that it makes alike only cost a look.
        window = (window << 8) | byte | SMALL;
        const last = window & 0xffffff;
        if (longFilter[slotOf(window)] !== 0) found |= long.find(window);
        if (shortFilter[slotOf(last)] !== 0) found |= short.find(last);
        // The long s and the Kelvin sign are s and k to a pattern that ignores case.
        if (byte > 127 && ((window & 0xffff) === 0xe5bf || last === 0xe2a4aa)) return ALL;
      }
      return found;
    },
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
