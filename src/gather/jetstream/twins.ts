/**
 * Events that are only counted, told by events that were read before. A like is like the last one to the byte but for its ids
 * and times, so a line that the scan has read becomes a pattern: for each byte the lowest and the highest that may stand there.
 * What fits is the same JSON with other letters and digits. Four bytes are held against the pattern at once.
 */

import { bytesOf, PARSE, scanEvent } from './scan.ts';

/** Lines of one length that count alike: for each byte the lowest and the highest that may stand there. */
export interface LinePattern {
  readonly low: Uint8Array;
  readonly high: Uint8Array;
  /** What `scanEvent` answered, an index into `COUNTED`. */
  readonly counted: number;
}

/** The same, four bytes at once. */
interface Pattern {
  /** Four lowest bytes in a number. */
  readonly lowest: Int32Array;
  /** What added to the highest byte gives 127. */
  readonly upTo127: Int32Array;
  readonly counted: number;
}

export interface Twins {
  /** What `scanEvent` answered for a line like this one, PARSE where none was read. `view` is of the same bytes. */
  readonly find: (view: DataView, start: number, end: number) => number;
  /** What `scanEvent` answers. */
  readonly scan: (bytes: Uint8Array, start: number, end: number) => number;
}

const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;
const [ZERO, NINE] = [48, 57];
/** Letters of ids and times, with the backslash among them, which is asked for apart. */
const LETTERS = [35, 126] as const;
const HIGHEST = 127;
const HIGH_BITS = 0x80808080 | 0;
const ONES = 0x01010101;
const FOUR_BACKSLASHES = 0x5c5c5c5c;

export const LONGEST_LINE = 1024;
/** Kinds of event that may share a length, so that memory is bounded. */
export const MOST_OF_A_LENGTH = 4;
/** Fields of text on which the answer depends, or may depend with the next contract. */
const TELLING = ['$type', 'kind', 'operation', 'collection'].map(bytesOf);

/** @param learnt called with every pattern that is made, before it is used */
export function createTwins(learnt: (pattern: LinePattern) => void = () => undefined): Twins {
  const byLength = Array.from({ length: LONGEST_LINE + 1 }, (): Pattern[] => []);
  return {
    find: (view, start, end) => {
      const patterns = byLength[end - start] ?? [];
      for (const pattern of patterns) if (fits(view, start, end, pattern)) return pattern.counted;
      return PARSE;
    },
    scan: (bytes, start, end) => {
      const counted = scanEvent(bytes, start, end);
      const patterns = byLength.at(end - start);
      if (counted === PARSE || !patterns || patterns.length === MOST_OF_A_LENGTH) return counted;
      const pattern = patternOf(bytes.subarray(start, end), counted);
      if (!pattern) return counted;
      learnt(pattern);
      const { low, high } = pattern;
      patterns.push({ lowest: wordsOf(low), upTo127: wordsOf(high.map((byte) => HIGHEST - byte)), counted });
      return counted;
    },
  };
}

/** The last word overlaps the one before, so that no byte beyond the line is looked at. */
function fits(view: DataView, start: number, end: number, { lowest, upTo127 }: Pattern): boolean {
  const last = lowest.length - 1;
  let odd = outside(view.getInt32(end - 4, true), lowest[last], upTo127[last]);
  for (let word = 0; word < last; word += 1) {
    odd |= outside(view.getInt32(start + 4 * word, true), lowest[word], upTo127[word]);
    if ((odd & HIGH_BITS) !== 0) return false;
  }
  return (odd & HIGH_BITS) === 0;
}

/**
 * Sets the high bit of a byte that is below the lowest, above the highest or a backslash, or has it set already. All others are
 * below 128, so that only an odd byte can borrow from the next or carry into it.
 */
function outside(four: number, lowest: number, upTo127: number): number {
  return four | ((four - lowest) | 0) | ((four + upTo127) | 0) | (((four ^ FOUR_BACKSLASHES) - ONES) | 0);
}

/** Null for a line with bytes that no pattern may hold. */
function patternOf(line: Uint8Array, counted: number): LinePattern | null {
  if (line.some((byte) => byte >= HIGHEST || byte === BACKSLASH)) return null;
  const low = new Uint8Array(line);
  const high = new Uint8Array(line);
  let isTelling = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === QUOTE) {
      const close = line.indexOf(QUOTE, at + 1);
      const isName = line[close + 1] === COLON;
      if (isName) isTelling = TELLING.some((name) => isSame(line.subarray(at + 1, close), name));
      else if (!isTelling) {
        low.fill(LETTERS[0], at + 1, close);
        high.fill(LETTERS[1], at + 1, close);
      }
      at = close;
    } else if (isDigit(line[at]) && isDigit(line[at - 1])) {
      // The first digit stays as it is: none may be a zero before others.
      low[at] = ZERO;
      high[at] = NINE;
    }
  }
  return { low, high, counted };
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isSame(bytes: Uint8Array, other: Uint8Array): boolean {
  return bytes.length === other.length && bytes.every((byte, index) => byte === other[index]);
}

function wordsOf(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const words = Math.ceil(bytes.length / 4);
  return Int32Array.from({ length: words }, (_, word) =>
    view.getInt32(Math.min(4 * word, bytes.length - 4), true),
  );
}
