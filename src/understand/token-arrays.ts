/**
 * The arrays behind `Tokens`, in the memory of a WebAssembly module that adds most words to them: see assembly/read-words.ts.
 */

import { type Assembled, assemble } from '../assembled.ts';
import { hashBytes, SHAPE, type Tokens } from './tokens.ts';

/** Bytes kept after the text, so that looking ahead needs no check. */
const MARGIN = 16;
/** Those right behind the text that are zero. */
const ZEROS = 8;
const SPACE = 0x20;

const MODULE = new URL('./assembly/read-words.wasm', import.meta.url);
const encoder = new TextEncoder();

interface ReadWords {
  readonly readWords: (from: number, length: number) => number;
}

/** The one mutable holder behind `Tokens`; a class so that the engine keeps a single fast shape. */
export class TokenArrays implements Tokens {
  count = 0;
  foldedLength = 0;
  sourceLength = 0;
  hash = new Int32Array(0);
  kind = new Uint8Array(0);
  shape = new Uint8Array(0);
  plain = new Uint8Array(0);
  start = new Int32Array(0);
  end = new Int32Array(0);
  foldedStart = new Int32Array(0);
  foldedEnd = new Int32Array(0);
  folded = new Uint8Array(0);
  foldedView = new DataView(this.folded.buffer);
  source = new Uint8Array(0);
  private state = new Int32Array(0);
  private readonly actions: Uint8Array;
  private readonly assembled: Assembled<ReadWords> = assemble(MODULE);
  private readonly firstPlace = this.assembled.taken();
  private readonly readWords = this.assembled.exports.readWords;

  /** @param actions what each of 256 bytes does where no word begins: see assembly/read-words.ts */
  constructor(actions: Uint8Array) {
    this.actions = actions;
  }

  /** Takes a new text in as UTF-8 and forgets the tokens of the last one. */
  load(text: string | Uint8Array): void {
    // A UTF-16 unit takes at most three bytes of UTF-8; only when that might not fit are they counted.
    if (3 * text.length + MARGIN > this.source.length) {
      const bytes = typeof text === 'string' ? Buffer.byteLength(text) : text.length;
      if (bytes + MARGIN > this.source.length) this.allocate(Math.ceil(1.5 * bytes) + 256);
    }
    if (typeof text === 'string') this.sourceLength = encoder.encodeInto(text, this.source).written;
    else {
      this.source.set(text);
      this.sourceLength = text.length;
    }
    for (let offset = 0; offset < ZEROS; offset += 1) this.source[this.sourceLength + offset] = 0;
    this.count = 0;
    this.foldedLength = 0;
  }

  /** Adds the words and pauses from `at` on that are plain to read; gives where something else stands, or the end. */
  addWords(at: number): number {
    const { state } = this;
    state[0] = this.count;
    state[1] = this.foldedLength;
    const end = this.readWords(at, this.sourceLength);
    this.count = state[0];
    this.foldedLength = state[1];
    return end;
  }

  /** Adds a token whose folded bytes end at `foldedLength`, with its hash and the space after it. */
  add(kind: number, start: number, end: number, foldedStart: number): void {
    const index = this.count;
    this.kind[index] = kind;
    this.shape[index] = SHAPE.lower;
    this.plain[index] = 0;
    this.start[index] = start;
    this.end[index] = end;
    this.foldedStart[index] = foldedStart;
    this.foldedEnd[index] = this.foldedLength;
    this.hash[index] = hashBytes(this.foldedView, foldedStart, this.foldedLength);
    this.folded[this.foldedLength] = SPACE;
    this.foldedLength += 1;
    this.count = index + 1;
  }

  private allocate(bytes: number): void {
    const { takeFor, giveBack, memory } = this.assembled;
    const room = bytes + MARGIN;
    giveBack(this.firstPlace);
    const state = takeFor('state', 8);
    const actions = takeFor('actions', this.actions.length);
    const source = takeFor('source', room);
    // A byte of text becomes at most three folded bytes and a space.
    const folded = takeFor('folded', 4 * room);
    const ofBytes = (['kind', 'shape', 'plain'] as const).map((name) => [name, takeFor(name, room)] as const);
    const ofIntegers = (['hash', 'start', 'end', 'foldedStart', 'foldedEnd'] as const).map(
      (name) => [name, takeFor(name, 4 * room)] as const,
    );
    const { buffer } = memory;
    this.state = new Int32Array(buffer, state, 2);
    new Uint8Array(buffer, actions, this.actions.length).set(this.actions);
    this.source = new Uint8Array(buffer, source, room);
    this.folded = new Uint8Array(buffer, folded, 4 * room);
    this.foldedView = new DataView(buffer, folded, 4 * room);
    for (const [name, place] of ofBytes) this[name] = new Uint8Array(buffer, place, room);
    for (const [name, place] of ofIntegers) this[name] = new Int32Array(buffer, place, room);
  }
}
