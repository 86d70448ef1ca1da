/**
 * The tables of the matcher: a trie whose edges are the hashes of whole words, laid out in typed arrays so that it
 * builds quickly, stays small and can be handed to another engine as it is.
 */

import type { Tokeniser } from './text.ts';

/** The tables behind a matcher; also what a faster engine over the same bytes is built from. */
export interface MatcherTables {
  /** One bit a hash of a first word: most words of a text are turned away here. */
  readonly firstBits: Int32Array;
  readonly firstMask: number;
  /** Open addressing: edge (node, word hash) to node. An entry is three integers: hash, from, to. */
  readonly edges: Int32Array;
  readonly edgeMask: number;
  /** The first phrase that ends at a node, or -1. */
  readonly nodePhrase: Int32Array;
  /** 1 where a node has edges. */
  readonly nodeOpen: Uint8Array;
  /** The next phrase with the same path of hashes, or -1. */
  readonly nextPhrase: Int32Array;
  /** Folded bytes of the phrases, one after the other; phrase i is `[phraseStart[i], phraseStart[i + 1])`. */
  readonly phraseBytes: Uint8Array;
  readonly phraseStart: Int32Array;
  readonly phrases: number;
}

export const ROOT = 0;
export const NONE = -1;
/** Bits of the first-word filter for each phrase: one foreign word in sixteen passes it by chance. */
const FILTER_BITS = 16;

/** Folds the phrases by `tokeniser`, as the texts will be, and lays the trie out. */
export function buildTables(phrases: readonly string[], tokeniser: Tokeniser): MatcherTables {
  const growing = foldPhrases(phrases, tokeniser);
  const { wordHash, wordStart } = growing;
  const words = wordHash.length;
  const edgeMask = powerOfTwo(2 * words + 8) - 1;
  const edges = new Int32Array(3 * (edgeMask + 1)).fill(NONE);
  const nodePhrase = new Int32Array(words + 1).fill(NONE);
  const nodeOpen = new Uint8Array(words + 1);
  const nextPhrase = new Int32Array(phrases.length).fill(NONE);
  const firstMask = powerOfTwo(FILTER_BITS * phrases.length + 64) - 1;
  const firstBits = new Int32Array((firstMask + 1) >>> 5);
  let nodes = 1;
  // Backwards, so that the first of two equal phrases comes first in its chain.
  for (let phrase = phrases.length - 1; phrase >= 0; phrase -= 1) {
    const from = wordStart[phrase];
    const to = wordStart[phrase + 1];
    if (from === to) continue;
    firstBits[(wordHash[from] & firstMask) >>> 5] |= 1 << (wordHash[from] & 31);
    let node = ROOT;
    for (let word = from; word < to; word += 1) {
      const slot = slotOf(edges, edgeMask, node, wordHash[word]);
      if (edges[slot + 2] === NONE) {
        edges[slot] = wordHash[word];
        edges[slot + 1] = node;
        edges[slot + 2] = nodes;
        nodeOpen[node] = 1;
        nodes += 1;
      }
      node = edges[slot + 2];
    }
    nextPhrase[phrase] = nodePhrase[node];
    nodePhrase[node] = phrase;
  }
  return {
    firstBits,
    firstMask,
    edges,
    edgeMask,
    nodePhrase: nodePhrase.slice(0, nodes),
    nodeOpen: nodeOpen.slice(0, nodes),
    nextPhrase,
    phraseBytes: growing.phraseBytes,
    phraseStart: growing.phraseStart,
    phrases: phrases.length,
  };
}

/** The entry of edge (node, hash), or the free entry where it would go; its third integer is the node reached. */
export function slotOf(edges: Int32Array, mask: number, node: number, hash: number): number {
  let slot = (hash ^ Math.imul(node, 0x9e3779b1)) & mask;
  for (;;) {
    const entry = 3 * slot;
    if (edges[entry + 2] === NONE || (edges[entry] === hash && edges[entry + 1] === node)) return entry;
    slot = (slot + 1) & mask;
  }
}

/** Bytes of all tables. */
export function tableBytes(tables: MatcherTables): number {
  return Object.values(tables).reduce<number>(
    (sum, column: unknown) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
    0,
  );
}

interface FoldedPhrases {
  readonly wordHash: Int32Array;
  /** Phrase i has the words `[wordStart[i], wordStart[i + 1])`. */
  readonly wordStart: Int32Array;
  readonly phraseBytes: Uint8Array;
  readonly phraseStart: Int32Array;
}

function foldPhrases(phrases: readonly string[], tokeniser: Tokeniser): FoldedPhrases {
  let wordHash = new Int32Array(4 * phrases.length + 16);
  let phraseBytes = new Uint8Array(24 * phrases.length + 64);
  const wordStart = new Int32Array(phrases.length + 1);
  const phraseStart = new Int32Array(phrases.length + 1);
  let words = 0;
  let bytes = 0;
  for (let phrase = 0; phrase < phrases.length; phrase += 1) {
    const tokens = tokeniser(phrases[phrase]);
    const length = tokens.count === 0 ? 0 : tokens.foldedEnd[tokens.count - 1];
    if (words + tokens.count > wordHash.length) wordHash = grown(wordHash, words + tokens.count);
    if (bytes + length > phraseBytes.length) phraseBytes = grown(phraseBytes, bytes + length);
    wordHash.set(tokens.hash.subarray(0, tokens.count), words);
    phraseBytes.set(tokens.folded.subarray(0, length), bytes);
    words += tokens.count;
    bytes += length;
    wordStart[phrase + 1] = words;
    phraseStart[phrase + 1] = bytes;
  }
  return {
    wordHash: wordHash.slice(0, words),
    wordStart,
    phraseBytes: phraseBytes.slice(0, bytes),
    phraseStart,
  };
}

/** A copy of `column` with room for `least` or twice as much as before. */
export function grown<Column extends Int32Array | Uint8Array>(column: Column, least: number): Column {
  const larger = new (column.constructor as new (length: number) => Column)(
    Math.max(least, 2 * column.length),
  );
  larger.set(column);
  return larger;
}

function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}
