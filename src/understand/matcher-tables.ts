/**
 * The tables of the matcher: a trie whose edges are the hashes of whole words, laid out in typed arrays so that it
 * builds quickly, stays small and can be handed to another engine as it is.
 */

import { grown } from './columns.ts';
import { addBit, emptyFilter, mayHold, powerOfTwo } from './hash-filter.ts';
import type { Tokeniser } from './text.ts';

/** The tables behind a matcher; also what a faster engine over the same bytes is built from. */
export interface MatcherTables {
  /**
   * One bit a phrase of one word, by its hash, and one a pair of words with which phrases begin, by `mixPair`. Half the words of
   * a text begin some phrase ("my", "no"), and one in fourteen does so with the word after it.
   */
  readonly startBits: Int32Array;
  readonly startMask: number;
  /** One bit a hash of a first word: most words of a text are turned away here. */
  readonly firstBits: Int32Array;
  readonly firstMask: number;
  /** Open addressing: hash of a first word to node. An entry is two integers: hash, node; node -1 is free. */
  readonly roots: Int32Array;
  readonly rootMask: number;
  /** One bit an edge: most words after a first word are turned away here. */
  readonly edgeBits: Int32Array;
  readonly edgeBitMask: number;
  /** Open addressing: edge (node, word hash) to node. An entry is three integers: hash, from, to; to -1 is free. */
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

export const NONE = -1;
/** Bits of a filter for each of its members: one foreign word in sixteen passes by chance. */
const FILTER_BITS = 16;

/** Folds the phrases by `tokeniser`, as the texts will be, and lays the trie out. */
export function buildTables(phrases: readonly string[], tokeniser: Tokeniser): MatcherTables {
  const { wordHash, wordStart, phraseBytes, phraseStart } = foldPhrases(phrases, tokeniser);
  const words = wordHash.length;
  // Small tables stay in the processor's cache: sized by what is in them, not by what could be.
  const begun = phrases.flatMap((_, phrase) =>
    wordStart[phrase] < wordStart[phrase + 1] ? [wordStart[phrase]] : [],
  );
  const firstWords = new Set(begun.map((word) => wordHash[word])).size;
  const laterWords = words - begun.length;
  const startMask = powerOfTwo(FILTER_BITS * begun.length + 64) - 1;
  const firstMask = powerOfTwo(FILTER_BITS * firstWords + 64) - 1;
  const rootMask = powerOfTwo(2 * firstWords + 8) - 1;
  const edgeBitMask = powerOfTwo(FILTER_BITS * laterWords + 64) - 1;
  const edgeMask = powerOfTwo(2 * laterWords + 8) - 1;
  const tables = {
    startBits: emptyFilter(startMask),
    startMask,
    firstBits: emptyFilter(firstMask),
    firstMask,
    roots: new Int32Array(2 * (rootMask + 1)).fill(NONE),
    rootMask,
    edgeBits: emptyFilter(edgeBitMask),
    edgeBitMask,
    edges: new Int32Array(3 * (edgeMask + 1)).fill(NONE),
    edgeMask,
    nodePhrase: new Int32Array(words + 1).fill(NONE),
    nodeOpen: new Uint8Array(words + 1),
    nextPhrase: new Int32Array(phrases.length).fill(NONE),
    phraseBytes,
    phraseStart,
    phrases: phrases.length,
  };
  let nodes = 0;
  // Backwards, so that the first of two equal phrases comes first in its chain.
  for (let phrase = phrases.length - 1; phrase >= 0; phrase -= 1) {
    const from = wordStart[phrase];
    const to = wordStart[phrase + 1];
    if (from === to) continue;
    addBit(
      tables.startBits,
      startMask,
      to === from + 1 ? wordHash[from] : mixPair(wordHash[from], wordHash[from + 1]),
    );
    let node = addRoot(tables, wordHash[from], nodes);
    nodes = Math.max(nodes, node + 1);
    for (let word = from + 1; word < to; word += 1) {
      node = addEdge(tables, node, wordHash[word], nodes);
      nodes = Math.max(nodes, node + 1);
    }
    tables.nextPhrase[phrase] = tables.nodePhrase[node];
    tables.nodePhrase[node] = phrase;
  }
  return {
    ...tables,
    nodePhrase: tables.nodePhrase.slice(0, nodes),
    nodeOpen: tables.nodeOpen.slice(0, nodes),
  };
}

function addRoot(tables: MatcherTables, hash: number, newNode: number): number {
  const { roots, firstBits, firstMask } = tables;
  addBit(firstBits, firstMask, hash);
  const slot = rootSlot(roots, tables.rootMask, hash);
  if (roots[slot + 1] === NONE) {
    roots[slot] = hash;
    roots[slot + 1] = newNode;
  }
  return roots[slot + 1];
}

function addEdge(tables: MatcherTables, node: number, hash: number, newNode: number): number {
  const { edges, edgeBits, edgeBitMask } = tables;
  const mixed = mixEdge(node, hash);
  addBit(edgeBits, edgeBitMask, mixed);
  const slot = edgeSlot(edges, tables.edgeMask, node, hash);
  if (edges[slot + 2] === NONE) {
    edges[slot] = hash;
    edges[slot + 1] = node;
    edges[slot + 2] = newNode;
    tables.nodeOpen[node] = 1;
  }
  return edges[slot + 2];
}

/** Whether a phrase may begin with the word of hash `first`, before one of hash `next`. */
export function mayStart({ startBits, startMask }: MatcherTables, first: number, next: number): boolean {
  const pair = mixPair(first, next);
  // Both at once: a wrong guess between them costs more than the second look.
  const alone = startBits[(first & startMask) >>> 5] >>> (first & 31);
  return ((alone | (startBits[(pair & startMask) >>> 5] >>> (pair & 31))) & 1) !== 0;
}

/** The node of a first word, or -1. Ask `firstBits` before: few words are one. */
export function rootOf(tables: MatcherTables, hash: number): number {
  return tables.roots[rootSlot(tables.roots, tables.rootMask, hash) + 1];
}

/** The node that the word with this hash leads to from `node`, or -1. */
export function nextNode(tables: MatcherTables, node: number, hash: number): number {
  const mixed = mixEdge(node, hash);
  if (!mayHold(tables.edgeBits, tables.edgeBitMask, mixed)) return NONE;
  return tables.edges[edgeSlot(tables.edges, tables.edgeMask, node, hash) + 2];
}

/**
 * The first phrase of those that end at `node` whose bytes are `text[from, end)`, or -1. A path of hashes is only a
 * candidate; this makes the result exact.
 */
export function exactPhrase(
  tables: MatcherTables,
  node: number,
  text: Uint8Array,
  from: number,
  end: number,
): number {
  const { phraseBytes, phraseStart, nextPhrase } = tables;
  for (let phrase = tables.nodePhrase[node]; phrase !== NONE; phrase = nextPhrase[phrase]) {
    const start = phraseStart[phrase];
    if (phraseStart[phrase + 1] - start !== end - from) continue;
    let index = from;
    while (index < end && phraseBytes[start + index - from] === text[index]) index += 1;
    if (index === end) return phrase;
  }
  return NONE;
}

/** The entry of a first word, or the free one where it would go. */
function rootSlot(roots: Int32Array, mask: number, hash: number): number {
  let slot = (hash >>> 3) & mask;
  while (roots[2 * slot + 1] !== NONE && roots[2 * slot] !== hash) slot = (slot + 1) & mask;
  return 2 * slot;
}

/** The entry of edge (node, hash), or the free one where it would go. */
function edgeSlot(edges: Int32Array, mask: number, node: number, hash: number): number {
  let slot = mixEdge(node, hash) & mask;
  for (;;) {
    const entry = 3 * slot;
    if (edges[entry + 2] === NONE || (edges[entry] === hash && edges[entry + 1] === node)) return entry;
    slot = (slot + 1) & mask;
  }
}

function mixPair(first: number, next: number): number {
  const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ next, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function mixEdge(node: number, hash: number): number {
  const mixed = Math.imul(hash ^ Math.imul(node + 1, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
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
