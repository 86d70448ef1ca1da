/**
 * Tells the lines of a chunk apart as `find` of twins.ts and `scanPost` do, faster, in WebAssembly: the 4 kB of
 * assembly/scan-lines.wasm. The bytes are copied into its memory part by part; what comes back is where the lines are, what
 * each is, and where the values of posts stand.
 */

import { readFileSync } from 'node:fs';
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

/** What assembly/scan-lines.ts exports: places in memory, numbers of fields, and one function. */
type Assembly = Readonly<Record<string, WebAssembly.Global>> & {
  readonly scanLines: (length: number) => number;
};

/** Bytes scanned at once: they and what is known of their lines stay in the processor's second cache. */
export const LONGEST_PART = 131_072;

const MODULE = new URL('./assembly/scan-lines.wasm', import.meta.url);
const PAGE = 65_536;
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

let compiled: WebAssembly.Module | null = null;

export function createLineScanner(): LineScanner {
  compiled ??= new WebAssembly.Module(readFileSync(MODULE));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  const assembly = exports as unknown as Assembly;
  const room = roomIn(memory);
  const place = (name: string, bytes: number): number => {
    const from = room.take(bytes);
    assembly[name].value = from;
    return from;
  };

  for (const [name, field] of Object.entries(WIRE.fields)) assembly[name].value = field;
  assembly.words.value = putWords(room, WIRE.words);
  const shapes = place('shapes', SHAPE_BYTES * WIRE.shapes.length);
  for (const [index, { names, needed }] of WIRE.shapes.entries()) {
    const list = names.map((name) => `"${new TextDecoder().decode(name)}":`);
    room.putNumbers(shapes + SHAPE_BYTES * index, [putWords(room, list), list.length, needed]);
  }
  const patterns = place('patterns', 4 * MOST_OF_A_LENGTH * (LONGEST_LINE + 1));
  const text = place('text', LONGEST_PART + 1 + MARGIN);
  const starts = place('starts', 4 * MOST_LINES);
  const ends = place('ends', 4 * MOST_LINES);
  const kinds = place('kinds', 4 * MOST_LINES);
  // One more, for the line that turns out to be none.
  const posts = place('posts', 4 * PLACES_LENGTH * (MOST_POSTS + 1));
  const learnt: LinePattern[] = [];

  return {
    scan: (part, offset) => {
      for (const pattern of learnt.splice(0)) putPattern(room, patterns, pattern);
      room.put(text, part);
      room.put(text + part.length, LINE_END);
      const lines = assembly.scanLines(part.length + 1);
      const shift = offset - text;
      const offsets = (from: number, length: number) =>
        new Uint32Array(memory.buffer, from, length).map((value) => (value === 0 ? 0 : value + shift));
      return {
        starts: offsets(starts, lines),
        ends: offsets(ends, lines),
        kinds: new Int32Array(memory.buffer, kinds, lines).slice(),
        places: offsets(posts, PLACES_LENGTH * Number(assembly.posted.value)),
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

/** Memory that is given out bit by bit. */
interface Room {
  /** Where so many bytes begin, at a multiple of 16 and never at 0; they are all zero. */
  readonly take: (bytes: number) => number;
  readonly put: (from: number, bytes: Uint8Array) => void;
  /** 32 bits each. */
  readonly putNumbers: (from: number, numbers: readonly number[]) => void;
  readonly numbers: (from: number, length: number) => Uint32Array;
}

function roomIn(memory: WebAssembly.Memory): Room {
  let used = STEP;
  const numbers = (from: number, length: number) => new Uint32Array(memory.buffer, from, length);
  return {
    take: (bytes) => {
      const from = used;
      used = (from + bytes + STEP - 1) & ~(STEP - 1);
      const missing = Math.ceil((used - memory.buffer.byteLength) / PAGE);
      if (missing > 0) memory.grow(missing);
      return from;
    },
    put: (from, bytes) => {
      new Uint8Array(memory.buffer).set(bytes, from);
    },
    putNumbers: (from, values) => {
      numbers(from, values.length).set(values);
    },
    numbers,
  };
}

/** A list of words: of each its first eight bytes, which of them count, its length, and where all of it stands. */
function putWords(room: Room, words: readonly string[]): number {
  const list = room.take(WORD_BYTES * words.length);
  for (const [index, word] of words.entries()) {
    const record = list + WORD_BYTES * index;
    const bytes = new TextEncoder().encode(word);
    const head = bytes.subarray(0, HEAD_BYTES);
    const whole = room.take(bytes.length);
    room.put(whole, bytes);
    room.put(record, head);
    room.put(record + HEAD_BYTES, new Uint8Array(head.length).fill(0xff));
    room.putNumbers(record + 2 * HEAD_BYTES, [bytes.length, whole]);
  }
  return list;
}

/** What its lines count as, then for each step the lowest and the highest bytes. The last step ends with the line. */
function putPattern(room: Room, patterns: number, { low, high, counted }: LinePattern): void {
  const { length } = low;
  if (length < STEP) return;
  const steps = Math.ceil(length / STEP);
  const pattern = room.take(STEP * (1 + 2 * steps));
  room.putNumbers(pattern, [counted]);
  for (let step = 0; step < steps; step += 1) {
    const from = Math.min(STEP * step, length - STEP);
    room.put(pattern + STEP * (1 + 2 * step), low.subarray(from, from + STEP));
    room.put(pattern + STEP * (2 + 2 * step), high.subarray(from, from + STEP));
  }
  const slots = room.numbers(patterns + 4 * MOST_OF_A_LENGTH * length, MOST_OF_A_LENGTH);
  slots[slots.indexOf(0)] = pattern;
}
