/**
 * The matcher over text that is folded already: posts as lines of words parted by single spaces, as `Tokens.folded`
 * holds them. Words are found and hashed four bytes at a time, so that a kept corpus is tagged again, when the
 * vocabulary has changed, several times faster than it could be read from its posts. The reference for matcher-quick.ts,
 * which is faster still.
 */

import { mayHold } from './hash-filter.ts';
import { exactPhrase, type MatcherTables, nextNode, NONE, rootOf } from './matcher-tables.ts';
import { finishHash, HASH_START, hashStep } from './tokens.ts';

const NEWLINE = 0x0a;
const SPACE = 0x20;
const SPACES = 0x20202020;
const NEWLINES = 0x0a0a0a0a;

/**
 * Tags every line of `text`: `tags[line]` becomes the phrase found first in it, or -1. Gives the number of lines with a
 * phrase. The phrase is the leftmost longest, as in `matchTokens`.
 *
 * `text` holds one post a line, as " word word \n": a space before and after every word. `length` bytes of it count,
 * and at least four more must follow. `tags` needs room for every line.
 */
export function tagFoldedLines(
  tables: MatcherTables,
  text: Uint8Array,
  length: number,
  tags: Int32Array,
): number {
  const { nodePhrase, firstBits, firstMask } = tables;
  const view = new DataView(text.buffer, text.byteOffset, text.byteLength);
  let line = 0;
  let tagged = 0;
  let at = 0;
  /** The word before, when phrases begin with it. */
  let begun = NONE;
  let begunAt = 0;
  let begunEnd = 0;
  tags.fill(NONE);
  while (at < length) {
    let fourBytes = view.getInt32(at, true);
    if ((fourBytes & 0xff) <= SPACE) {
      line += Number((fourBytes & 0xff) === NEWLINE);
      begun = NONE;
      at += 1;
      continue;
    }
    const from = at;
    let hash = HASH_START;
    let marks = marksOf(fourBytes ^ SPACES);
    while (marks === 0) {
      hash = hashStep(hash, fourBytes);
      at += 4;
      fourBytes = view.getInt32(at, true);
      marks = marksOf(fourBytes ^ SPACES);
    }
    // The marks below the lowest one are the bytes of the word's end.
    const rest = ((marks & -marks) - 1) | 0;
    // All bits where there are such bytes: half the words would go either way, and a wrong guess costs more than the step.
    const hasRest = (0x7f - rest) >> 31;
    hash = finishHash(hash ^ ((hash ^ hashStep(hash, fourBytes & (rest >>> 7))) & hasRest));
    at += (32 - Math.clz32(rest)) >>> 3;
    let phrase = NONE;
    if (begun !== NONE && nextNode(tables, begun, hash) !== NONE) {
      phrase = longestFrom(tables, text, view, begun, begunAt, begunEnd);
    }
    if (phrase === NONE) {
      begun = mayHold(firstBits, firstMask, hash) ? rootOf(tables, hash) : NONE;
      begunAt = from;
      begunEnd = at;
      // A first word that is no phrase by itself waits for the second: most never come.
      if (begun !== NONE && nodePhrase[begun] !== NONE)
        phrase = longestFrom(tables, text, view, begun, from, at);
    }
    if (phrase !== NONE) {
      tags[line] = phrase;
      tagged += 1;
      // Stops at the line end itself or up to three bytes before it.
      while (marksOf(view.getInt32(at, true) ^ NEWLINES) === 0) at += 4;
      while (text[at] !== NEWLINE) at += 1;
      at -= 1;
    }
    at += 1;
  }
  return tagged;
}

/** 0x80 in every byte that is zero, exact up to the lowest one (Mycroft's test). */
function marksOf(fourBytes: number): number {
  return (fourBytes - 0x01010101) & ~fourBytes & 0x80808080;
}

/** The longest phrase from the word `[from, firstEnd)` on, which led to the node `root`; -1 when there is none. */
function longestFrom(
  tables: MatcherTables,
  text: Uint8Array,
  view: DataView,
  root: number,
  from: number,
  firstEnd: number,
): number {
  const { nodePhrase, nodeOpen } = tables;
  let best = NONE;
  let end = firstEnd;
  for (let node = root; node !== NONE;) {
    if (nodePhrase[node] !== NONE) {
      const phrase = exactPhrase(tables, node, text, from, end);
      if (phrase !== NONE) best = phrase;
    }
    const start = end + 1;
    if (nodeOpen[node] === 0 || text[start] === NEWLINE) break;
    end = wordEnd(view, start);
    node = nextNode(tables, node, wordHash(view, start, end));
  }
  return best;
}

/** The offset of the next space at or after `at`. */
function wordEnd(view: DataView, at: number): number {
  for (let end = at; ; end += 4) {
    const marks = marksOf(view.getInt32(end, true) ^ SPACES);
    if (marks !== 0) return end + ((31 - Math.clz32(marks & -marks)) >>> 3);
  }
}

/** As `hashBytes` in tokens.ts. */
function wordHash(view: DataView, from: number, to: number): number {
  let hash = HASH_START;
  let at = from;
  for (; at + 4 <= to; at += 4) hash = hashStep(hash, view.getInt32(at, true));
  if (at < to) hash = hashStep(hash, view.getInt32(at, true) & (0xffffff >>> (8 * (3 - (to - at)))));
  return finishHash(hash);
}
