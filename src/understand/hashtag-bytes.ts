/**
 * The words of a hashtag of ASCII, over bytes: what `cutTag` in hashtag-strings.ts finds, without a string on the way.
 * Where the two differ, `cutTag` is right.
 */

import { grown } from './columns.ts';
import { COST_OF_A_CUT, LONGEST_PIECE, LONGEST_WORD, SHORT_WORDS, SHORTEST_CUT } from './hashtag-strings.ts';
import type { HashtagCutter } from './text.ts';
import { createWordCostTable, letterStep, NO_LETTERS, type WordCosts } from './word-costs.ts';

const NINE = 0x39;
const FIRST_CAPITAL = 0x41;
const LAST_CAPITAL = 0x5a;
const UNDERSCORE = 0x5f;
const SHORTEST_WORD = 2;
/** Capitals that are words by themselves. */
const LONE_WORDS = 'AIYO';

const isLoneWord = new Uint8Array(128);
for (const letter of LONE_WORDS) isLoneWord[letter.charCodeAt(0)] = 1;
const isShortWord = new Uint8Array(1 << 10);
for (const word of SHORT_WORDS) isShortWord[pairOf(word.charCodeAt(0), word.charCodeAt(1))] = 1;

/** Where pieces end, in a column that grows. */
interface Ends {
  count: number;
  ends: Int32Array;
}

/** A cutter of tags that hold nothing but letters, digits and underscores of ASCII. Each result holds until the next call. */
export function createAsciiCutter(costs: WordCosts): HashtagCutter {
  const { costOf, mayBegin } = createWordCostTable(costs);
  const cuts: Ends = { count: 0, ends: new Int32Array(64) };
  const pieces: Ends = { count: 0, ends: new Int32Array(64) };
  /** For each letter of a piece: the least cost of the words up to it, and where the last of them begins. */
  const least = new Float64Array(LONGEST_PIECE + 1);
  const begins = new Int32Array(LONGEST_PIECE + 1);

  const cut: HashtagCutter = (bytes, start, end) => {
    cuts.count = 0;
    for (let from = start; from < end;) {
      let to = from;
      while (to < end && bytes[to] !== UNDERSCORE) to += 1;
      // The underscore belongs to what stands before it.
      if (to < end) to += 1;
      cutPart(bytes, from, to);
      from = to;
    }
    return cuts;
  };

  /** Cuts what stands between two underscores, and gives lone letters to their neighbours: i|Phone, vitamin|B|12. */
  function cutPart(bytes: Uint8Array, start: number, end: number): void {
    if (cutByKind(bytes, start, end)) {
      addEnd(cuts, end);
      return;
    }
    // A joined piece is held back until the next one: a lone letter at the end still belongs to it.
    let heldFrom = start;
    let heldTo = start;
    let from = start;
    let pieceFrom = start;
    for (let piece = 0; piece < pieces.count; piece += 1) {
      const to = pieces.ends[piece];
      const isLast = piece === pieces.count - 1;
      const isAlone = isOneLetter(bytes, from, to);
      if (isAlone && isLast && heldTo > heldFrom) heldTo = to;
      else if (!isAlone || isLast || (from === pieceFrom && isWordOfOneLetter(bytes, from, to, piece))) {
        if (heldTo > heldFrom) cutPiece(bytes, heldFrom, heldTo);
        heldFrom = from;
        heldTo = to;
        from = to;
      }
      pieceFrom = to;
    }
    cutPiece(bytes, heldFrom, heldTo);
  }

  /** Fills `pieces` with runs of digits and, cut by case, of letters; true where the runs take turns as in T1D, H1N1, A1C. */
  function cutByKind(bytes: Uint8Array, start: number, end: number): boolean {
    pieces.count = 0;
    let runs = 0;
    let takesTurns = true;
    for (let from = start; from < end;) {
      const isNumber = bytes[from] <= NINE;
      let to = from + 1;
      while (to < end && bytes[to] <= NINE === isNumber && !(isNumber && bytes[to] === UNDERSCORE)) to += 1;
      if (isNumber && to < end && bytes[to] === UNDERSCORE) to += 1;
      if (isNumber) addEnd(pieces, to);
      else {
        takesTurns &&= isOneLetter(bytes, from, to);
        cutByCase(bytes, from, to);
      }
      runs += 1;
      from = to;
    }
    return takesTurns && runs > 2;
  }

  function cutByCase(bytes: Uint8Array, start: number, end: number): void {
    for (let from = start; from < end;) {
      let small = from;
      while (small < end && isCapital(bytes[small])) small += 1;
      let to = small;
      while (to < end && !isCapital(bytes[to])) to += 1;
      if (small - from > 1 && small < withoutUnderscore(bytes, small, to)) {
        const isOwnWord = !isKnown(bytes, small - 1, to) && isKnown(bytes, small, to);
        addEnd(pieces, isOwnWord ? small : small - 1);
      }
      addEnd(pieces, to);
      from = to;
    }
  }

  /** "A" and "I" between capitalised words: Wear|A|Mask, but a|fib where that is a word. */
  function isWordOfOneLetter(bytes: Uint8Array, from: number, to: number, piece: number): boolean {
    if (to - from !== 1 || isLoneWord[bytes[from]] === 0 || !isCapital(bytes[to])) return false;
    const next = pieces.ends[piece + 1];
    return isKnown(bytes, to, next) && !isKnown(bytes, from, next);
  }

  /** Adds the piece whole where it is known, too short or too long to cut, or no word; else the cheapest words it is made of. */
  function cutPiece(bytes: Uint8Array, from: number, to: number): void {
    const length = to - from;
    const isSolid =
      length < SHORTEST_CUT ||
      length > LONGEST_PIECE ||
      hasDigit(bytes, from, to) ||
      isKnown(bytes, from, to);
    if (isSolid || !findWords(bytes, from, withoutUnderscore(bytes, from, to) - from)) addEnd(cuts, to);
    else addWords(from, to, withoutUnderscore(bytes, from, to) - from);
  }

  /** Fills `least` and `begins` by dynamic programming; false where no known words make up the piece. */
  function findWords(bytes: Uint8Array, from: number, length: number): boolean {
    least.fill(Infinity, 1, length + 1);
    for (let start = 0; start <= length - SHORTEST_WORD; start += 1) {
      // Only what known words have led to can go on; in most tags that is a handful of places.
      if (least[start] === Infinity) continue;
      let hash = letterStep(NO_LETTERS, bytes[from + start]);
      const last = Math.min(length, start + LONGEST_WORD);
      for (let end = start + SHORTEST_WORD; end <= last; end += 1) {
        hash = letterStep(hash, bytes[from + end - 1]);
        if (!mayBegin(hash)) break;
        const isPair = end - start === SHORTEST_WORD;
        if (isPair && isShortWord[pairOf(bytes[from + start], bytes[from + start + 1])] === 0) continue;
        const cost = least[start] + (COST_OF_A_CUT + costOf(bytes, from + start, from + end, hash));
        if (cost < least[end]) {
          least[end] = cost;
          begins[end] = start;
        }
      }
    }
    return least[length] < Infinity;
  }

  function addWords(from: number, to: number, length: number): void {
    let words = 0;
    for (let end = length; end > 0; end = begins[end]) words += 1;
    const first = cuts.count;
    for (let word = 0; word < words; word += 1) addEnd(cuts, to);
    let word = first + words - 1;
    for (let end = begins[length]; end > 0; end = begins[end]) cuts.ends[(word -= 1)] = from + end;
  }

  function isKnown(bytes: Uint8Array, from: number, to: number): boolean {
    const end = withoutUnderscore(bytes, from, to);
    let hash = NO_LETTERS;
    for (let at = from; at < end; at += 1) hash = letterStep(hash, bytes[at]);
    return costOf(bytes, from, end, hash) < Infinity;
  }

  return cut;
}

function addEnd(column: Ends, end: number): void {
  if (column.count === column.ends.length) column.ends = grown(column.ends, 0);
  column.ends[column.count] = end;
  column.count += 1;
}

/** A letter, with or without an underscore after it. */
function isOneLetter(bytes: Uint8Array, from: number, to: number): boolean {
  return withoutUnderscore(bytes, from, to) - from === 1 && bytes[from] > NINE && bytes[from] !== UNDERSCORE;
}

function withoutUnderscore(bytes: Uint8Array, from: number, to: number): number {
  return to > from && bytes[to - 1] === UNDERSCORE ? to - 1 : to;
}

function hasDigit(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] <= NINE) return true;
  return false;
}

function isCapital(byte: number): boolean {
  return byte >= FIRST_CAPITAL && byte <= LAST_CAPITAL;
}

/** Two letters as one number, in any case. */
function pairOf(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}
