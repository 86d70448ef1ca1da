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
  /** The lines of a chunk, part by part. The caller has made sure that the bytes are UTF-8. */
  readonly scan: (bytes: Uint8Array) => Generator<ScannedLines>;
  /** From the next part on, lines that fit the pattern count as it does. */
  readonly learn: (pattern: LinePattern) => void;
}

/** What assembly/scan-lines.ts exports: places in memory, numbers of fields, and one function. */
type Assembly = Readonly<Record<string, WebAssembly.Global>> & {
  readonly scanLines: (length: number) => number;
};

const MODULE = new URL('./assembly/scan-lines.wasm', import.meta.url);
const PAGE = 65_536;
/** Bytes scanned at once: they and what is known of their lines stay in the processor's second cache. */
const PART = 131_072;
/** Bytes that are read past a part. */
const MARGIN = 64;
const NEWLINE = 10;
/** A line that is not empty, with its end. */
const SHORTEST_LINE = 2;
/** Shorter than any line of a post. */
const SHORTEST_POST = 64;
const STEP = 16;
const WORD_BYTES = 24;
const SHAPE_BYTES = 12;

let compiled: WebAssembly.Module | null = null;

export function createLineScanner(): LineScanner {
  compiled ??= new WebAssembly.Module(readFileSync(MODULE));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  const assembly = exports as unknown as Assembly;
  const learnt: LinePattern[] = [];
  let used = STEP;

  /** Takes room that begins at a multiple of 16; it is all zero. */
  const take = (bytes: number): number => {
    const from = used;
    used = (from + bytes + STEP - 1) & ~(STEP - 1);
    const missing = Math.ceil((used - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    return from;
  };
  const place = (name: string, bytes: number): number => {
    const from = take(bytes);
    assembly[name].value = from;
    return from;
  };
  const put = (from: number, bytes: Uint8Array) => {
    new Uint8Array(memory.buffer).set(bytes, from);
  };
  const put32 = (from: number, ...values: readonly number[]) => {
    const view = new DataView(memory.buffer);
    for (const [index, value] of values.entries()) view.setUint32(from + 4 * index, value, true);
  };

  /** Each word with its first eight bytes, which of them count, its length, and where all of it stands. */
  const putWords = (list: readonly Uint8Array[], from: number) => {
    for (const [index, bytes] of list.entries()) {
      const record = from + WORD_BYTES * index;
      const head = bytes.subarray(0, 8);
      const whole = take(bytes.length);
      put(whole, bytes);
      put(record, head);
      put(record + 8, new Uint8Array(head.length).fill(0xff));
      put32(record + 16, bytes.length, whole);
    }
  };

  const encoder = new TextEncoder();
  const words = WIRE.words.map((word) => encoder.encode(word));
  putWords(words, place('words', WORD_BYTES * words.length));
  const shapes = place('shapes', SHAPE_BYTES * WIRE.shapes.length);
  for (const [index, { names, needed }] of WIRE.shapes.entries()) {
    const list = take(WORD_BYTES * names.length);
    putWords(
      names.map((name) => Buffer.concat([Buffer.from('"'), name, Buffer.from('":')])),
      list,
    );
    put32(shapes + SHAPE_BYTES * index, list, names.length, needed);
  }
  for (const [name, field] of Object.entries(WIRE.fields)) assembly[name].value = field;
  const patterns = place('patterns', 4 * MOST_OF_A_LENGTH * (LONGEST_LINE + 1));

  const putPattern = ({ low, high, counted }: LinePattern) => {
    const { length } = low;
    const steps = Math.ceil(length / STEP);
    const pattern = take(STEP * (1 + 2 * steps));
    put32(pattern, counted);
    for (let step = 0; step < steps; step += 1) {
      const from = Math.min(STEP * step, length - STEP);
      put(pattern + STEP * (1 + 2 * step), low.subarray(from, from + STEP));
      put(pattern + STEP * (2 + 2 * step), high.subarray(from, from + STEP));
    }
    const row = patterns + 4 * MOST_OF_A_LENGTH * length;
    const slots = new Uint32Array(memory.buffer, row, MOST_OF_A_LENGTH);
    slots[slots.indexOf(0)] = pattern;
  };

  const columns = { text: 0, starts: 0, ends: 0, kinds: 0, posts: 0 };
  let room = 0;
  const makeRoom = (bytes: number) => {
    room = bytes;
    const lines = Math.ceil(bytes / SHORTEST_LINE);
    columns.text = place('text', bytes + MARGIN);
    columns.starts = place('starts', 4 * lines);
    columns.ends = place('ends', 4 * lines);
    columns.kinds = place('kinds', 4 * lines);
    columns.posts = place('posts', 4 * PLACES_LENGTH * (1 + Math.ceil(bytes / SHORTEST_POST)));
  };

  /** Scans whole lines. The columns are copies: another chunk may be scanned while they are read. */
  const scanPart = (part: Uint8Array, offset: number): ScannedLines => {
    if (part.length + 1 > room) makeRoom(Math.max(PART, 2 * part.length));
    put(columns.text, part);
    put(columns.text + part.length, LINE_END);
    const lines = assembly.scanLines(part.length + 1);
    const posts = Number(assembly.posted.value);
    const shift = offset - columns.text;
    const shifted = (from: number, length: number) =>
      new Uint32Array(memory.buffer, from, length).map((value) => (value === 0 ? 0 : value + shift));
    return {
      starts: shifted(columns.starts, lines),
      ends: shifted(columns.ends, lines),
      kinds: new Int32Array(memory.buffer, columns.kinds, lines).slice(),
      places: shifted(columns.posts, PLACES_LENGTH * posts),
    };
  };

  return {
    scan: function* (bytes) {
      for (let from = 0; from < bytes.length;) {
        for (const pattern of learnt.splice(0)) if (pattern.low.length >= STEP) putPattern(pattern);
        const to = endOfPart(bytes, from);
        yield scanPart(bytes.subarray(from, to), from);
        from = to;
      }
    },
    learn: (pattern) => {
      learnt.push(pattern);
    },
  };
}

const LINE_END = Uint8Array.of(NEWLINE);

/** The end of the last line that fits into a part, or of the first where none does. */
function endOfPart(bytes: Uint8Array, from: number): number {
  if (bytes.length - from <= PART) return bytes.length;
  const last = bytes.lastIndexOf(NEWLINE, from + PART - 1);
  if (last >= from) return last + 1;
  const next = bytes.indexOf(NEWLINE, from + PART);
  return next < 0 ? bytes.length : next + 1;
}
