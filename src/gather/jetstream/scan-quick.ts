/**
 * Tells the lines of a chunk apart as `find` of twins.ts and `scanPost` do, faster, in WebAssembly: the 4 kB of
 * assembly/scan-lines.wasm. The bytes are copied into its memory part by part; what comes back is where the lines are, what
 * each is, and where the values of posts stand.
 */

import { type Assembled, assemble } from '../../assembled.ts';
import { PLACES_LENGTH, WIRE } from './scan-post.ts';
import { LONGEST_LINE, MOST_OF_A_LENGTH, type LinePattern } from './twins.ts';

/** What a line may be, beside the number of what it counts as. */
export const UNKNOWN = -1;
export const POST = -2;

/** Lines that are not empty, in columns. Offsets are of the chunk; a line end is no part of its line. */
export interface ScannedLines {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** An index into `COUNTED`, UNKNOWN, or POST. */
  readonly kinds: Int32Array;
  /** `PLACES_LENGTH` numbers for each post, in the order of the lines. */
  readonly places: Uint32Array;
}

export interface LineScanner {
  /**
   * The lines of a part of a chunk that begins at `offset`, of at most `LONGEST_PART` bytes. The caller has made sure that
   * they are UTF-8. The columns are copies: another chunk may be scanned while they are read.
   */
  readonly scan: (part: Uint8Array, offset: number) => ScannedLines;
  /** From the next part on, lines that fit the pattern count as it does. */
  readonly learn: (pattern: LinePattern) => void;
}

interface ScanLines {
  readonly scanLines: (length: number) => number;
}

/** Bytes scanned at once: they and what is known of their lines stay in the processor's second cache. */
export const LONGEST_PART = 131_072;

const MODULE = new URL('./assembly/scan-lines.wasm', import.meta.url);
/** Bytes that are read past a part and its line end. */
const MARGIN = 64;
const NEWLINE = 10;
const LINE_END = Uint8Array.of(NEWLINE);
/** A line of one byte with its end. */
const MOST_LINES = LONGEST_PART / 2;
/** No line of a post is as short as 64 bytes. */
const MOST_POSTS = LONGEST_PART / 64;
const STEP = 16;
const WORD_BYTES = 24;
const HEAD_BYTES = 8;
const SHAPE_BYTES = 12;

export function createLineScanner(): LineScanner {
  const assembled = assemble<ScanLines>(MODULE);
  const { exports, memory, takeFor } = assembled;

  for (const [name, field] of Object.entries(WIRE.fields)) exports[name].value = field;
  exports.words.value = putWords(assembled, WIRE.words);
  const shapes = takeFor('shapes', SHAPE_BYTES * WIRE.shapes.length);
  for (const [index, { names, needed }] of WIRE.shapes.entries()) {
    const list = names.map((name) => `"${new TextDecoder().decode(name)}":`);
    putNumbers(memory, shapes + SHAPE_BYTES * index, [putWords(assembled, list), list.length, needed]);
  }
  const patterns = takeFor('patterns', 4 * MOST_OF_A_LENGTH * (LONGEST_LINE + 1));
  const text = takeFor('text', LONGEST_PART + 1 + MARGIN);
  const starts = takeFor('starts', 4 * MOST_LINES);
  const ends = takeFor('ends', 4 * MOST_LINES);
  const kinds = takeFor('kinds', 4 * MOST_LINES);
  // One more, for the line that turns out to be none.
  const posts = takeFor('posts', 4 * PLACES_LENGTH * (MOST_POSTS + 1));
  const learnt: LinePattern[] = [];

  return {
    scan: (part, offset) => {
      for (const pattern of learnt.splice(0)) putPattern(assembled, patterns, pattern);
      put(memory, text, part);
      put(memory, text + part.length, LINE_END);
      const lines = exports.scanLines(part.length + 1);
      const shift = offset - text;
      const offsets = (from: number, length: number) =>
        new Uint32Array(memory.buffer, from, length).map((value) => (value === 0 ? 0 : value + shift));
      return {
        starts: offsets(starts, lines),
        ends: offsets(ends, lines),
        kinds: new Int32Array(memory.buffer, kinds, lines).slice(),
        places: offsets(posts, PLACES_LENGTH * Number(exports.posted.value)),
      };
    },
    learn: (pattern) => {
      learnt.push(pattern);
    },
  };
}

/** Parts of a chunk, each with its offset: as many whole lines as fit, or one that does not. */
export function* partsOf(bytes: Buffer): Generator<readonly [part: Buffer, offset: number]> {
  for (let from = 0; from < bytes.length;) {
    const to = endOfPart(bytes, from);
    yield [bytes.subarray(from, to), from];
    from = to;
  }
}

function endOfPart(bytes: Buffer, from: number): number {
  if (bytes.length - from <= LONGEST_PART) return bytes.length;
  const last = bytes.lastIndexOf(NEWLINE, from + LONGEST_PART - 1);
  if (last >= from) return last + 1;
  const next = bytes.indexOf(NEWLINE, from + LONGEST_PART);
  return next < 0 ? bytes.length : next + 1;
}

/** A list of words: of each its first eight bytes, which of them count, its length, and where all of it stands. */
function putWords({ memory, take }: Assembled<ScanLines>, words: readonly string[]): number {
  const all = words.map((word) => new TextEncoder().encode(word));
  const list = take(WORD_BYTES * words.length + Buffer.concat(all).length);
  let whole = list + WORD_BYTES * words.length;
  for (const [index, bytes] of all.entries()) {
    const record = list + WORD_BYTES * index;
    const head = bytes.subarray(0, HEAD_BYTES);
    put(memory, whole, bytes);
    put(memory, record, head);
    put(memory, record + HEAD_BYTES, new Uint8Array(head.length).fill(0xff));
    putNumbers(memory, record + 2 * HEAD_BYTES, [bytes.length, whole]);
    whole += bytes.length;
  }
  return list;
}

/** What its lines count as, then for each step the lowest and the highest bytes. The last step ends with the line. */
function putPattern(
  { memory, take }: Assembled<ScanLines>,
  patterns: number,
  { low, high, counted }: LinePattern,
): void {
  const { length } = low;
  if (length < STEP) return;
  const steps = Math.ceil(length / STEP);
  const pattern = take(STEP * (1 + 2 * steps));
  putNumbers(memory, pattern, [counted]);
  for (let step = 0; step < steps; step += 1) {
    const from = Math.min(STEP * step, length - STEP);
    put(memory, pattern + STEP * (1 + 2 * step), low.subarray(from, from + STEP));
    put(memory, pattern + STEP * (2 + 2 * step), high.subarray(from, from + STEP));
  }
  const slots = new Uint32Array(memory.buffer, patterns + 4 * MOST_OF_A_LENGTH * length, MOST_OF_A_LENGTH);
  slots[slots.indexOf(0)] = pattern;
}

function put(memory: WebAssembly.Memory, place: number, bytes: Uint8Array): void {
  new Uint8Array(memory.buffer).set(bytes, place);
}

/** 32 bits each. */
function putNumbers(memory: WebAssembly.Memory, place: number, numbers: readonly number[]): void {
  new Uint32Array(memory.buffer, place, numbers.length).set(numbers);
}
