/**
 * Tags folded lines as `tagFoldedLines` does, faster, in WebAssembly: the 1.5 kB of assembly/tag-lines.wasm. The tables of a
 * matcher are copied into its memory once, the text as it is tagged.
 */

import { assemble } from '../assembled.ts';
import { type MatcherTables, NONE } from './matcher-tables.ts';

/** Tags lines by the tables it was made with; see `tagFoldedLines` for the text, the tags, and what it gives. */
export type LineTagger = (text: Uint8Array, length: number, tags: Int32Array) => number;

interface TagLines {
  readonly tagLines: (length: number) => number;
}

const MODULE = new URL('./assembly/tag-lines.wasm', import.meta.url);
/** Bytes tagged at once: they and what is known of their words stay in the processor's second cache. */
const PART = 32_768;
/** Bytes that are read past a text. */
const MARGIN = 128;
/** Set behind the last line, because a space ends every word and line end. */
const SPACE = 0x20;
const NEWLINE = 0x0a;

export function createLineTagger(tables: MatcherTables): LineTagger {
  const { exports, memory, takeFor, taken, giveBack } = assemble<TagLines>(MODULE);

  for (const [name, value] of Object.entries(tables) as [string, ArrayBufferView | number][]) {
    if (!(name in exports)) continue;
    if (typeof value === 'number') exports[name].value = value;
    else {
      const from = takeFor(name, value.byteLength);
      new Uint8Array(memory.buffer).set(
        new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
        from,
      );
    }
  }
  const endOfTables = taken();
  let room = 0;
  let textFrom = 0;
  let tagsFrom = 0;

  const makeRoom = (bytes: number): void => {
    room = bytes;
    giveBack(endOfTables);
    textFrom = takeFor('text', bytes + MARGIN);
    // A word, and a line, takes two bytes or more.
    for (const name of ['wordStart', 'wordHash', 'listed']) takeFor(name, 4 * (bytes / 2 + 2));
    tagsFrom = takeFor('tags', 4 * (bytes / 2 + 2));
  };

  return (text, length, tags) => {
    tags.fill(NONE);
    exports.tagged.value = 0;
    let line = 0;
    for (let from = 0; from < length;) {
      const to = endOfPart(text, from, length);
      if (to - from > room) makeRoom(Math.max(PART, 2 * (to - from)));
      const bytes = new Uint8Array(memory.buffer);
      bytes.set(text.subarray(from, to), textFrom);
      bytes[textFrom + to - from] = SPACE;
      const lines = exports.tagLines(to - from);
      tags.set(new Int32Array(memory.buffer, tagsFrom, lines), line);
      line += lines;
      from = to;
    }
    return Number(exports.tagged.value);
  };
}

/** The end of the last line that fits into a part, or of the first where none does. */
function endOfPart(text: Uint8Array, from: number, length: number): number {
  if (length - from <= PART) return length;
  const last = text.lastIndexOf(NEWLINE, from + PART - 1);
  if (last >= from) return last + 1;
  const next = text.indexOf(NEWLINE, from + PART);
  return next < 0 ? length : next + 1;
}
