/**
 * All phrases of a vocabulary at once over the tokens of a text: a trie whose edges are token hashes, in typed
 * arrays. Leftmost longest: at the first token where a phrase begins the longest one wins, and the search goes on
 * after it. Words match whole only, since a token is a whole word ("cold" never fires in "scold").
 *
 * A path of hashes is a candidate; the bytes decide. Phrases with the same path of hashes are chained, so the
 * result is exact whatever collides.
 */

import { grown } from './columns.ts';
import {
  buildTables,
  exactPhrase,
  type MatcherTables,
  mayStart,
  nextNode,
  NONE,
  rootOf,
  tableBytes,
} from './matcher-tables.ts';
import { createTokeniser, type Tokeniser } from './text.ts';
import type { Tokens } from './tokens.ts';

/** A phrase that was found: its index, and the first and last token it covers. */
export interface Match {
  readonly phrase: number;
  readonly first: number;
  readonly last: number;
}

/** Matches as columns, to be filled again and again. Read `[0, count)`; holds until the next fill. */
export interface MatchList {
  count: number;
  phrase: Int32Array;
  first: Int32Array;
  last: Int32Array;
}

export interface Matcher {
  readonly phrases: number;
  /** Bytes of all tables. */
  readonly bytes: number;
  /** Finds all phrases; allocates one object a match. */
  readonly match: (tokens: Tokens) => Match[];
  /** As `match`, into columns the caller keeps; gives the number found. Allocates only to grow them. */
  readonly matchInto: (tokens: Tokens, list: MatchList) => number;
}

export function createMatchList(room = 64): MatchList {
  return { count: 0, phrase: new Int32Array(room), first: new Int32Array(room), last: new Int32Array(room) };
}

/**
 * A matcher of `phrases`, which are folded by the given tokeniser as the texts will be. Phrase numbers are indexes
 * into `phrases`. A phrase without a word matches nothing; of two equal ones the first matches.
 */
export function buildMatcher(phrases: readonly string[], tokeniser: Tokeniser = createTokeniser()): Matcher {
  const tables = buildTables(phrases, tokeniser);
  const scratch = createMatchList();
  return {
    phrases: phrases.length,
    bytes: tableBytes(tables),
    matchInto: (tokens, list) => matchTokens(tables, tokens, list),
    match: (tokens) => {
      matchTokens(tables, tokens, scratch);
      return Array.from({ length: scratch.count }, (_, index) => ({
        phrase: scratch.phrase[index],
        first: scratch.first[index],
        last: scratch.last[index],
      }));
    },
  };
}

/** Finds the phrases of `tables` in `tokens`; the reference for any faster engine. */
export function matchTokens(tables: MatcherTables, tokens: Tokens, list: MatchList): number {
  const { nodePhrase, nodeOpen } = tables;
  const { hash, count, folded, foldedStart, foldedEnd } = tokens;
  let found = 0;
  let token = 0;
  while (token < count) {
    if (!mayStart(tables, hash[token], hash[token + 1])) {
      token += 1;
      continue;
    }
    let node = rootOf(tables, hash[token]);
    let best = NONE;
    let bestLast = token;
    for (let at = token; node !== NONE;) {
      if (nodePhrase[node] !== NONE) {
        const phrase = exactPhrase(tables, node, folded, foldedStart[token], foldedEnd[at]);
        if (phrase !== NONE) {
          best = phrase;
          bestLast = at;
        }
      }
      at += 1;
      node = nodeOpen[node] === 1 && at < count ? nextNode(tables, node, hash[at]) : NONE;
    }
    if (best !== NONE) {
      if (found === list.phrase.length) growList(list);
      list.phrase[found] = best;
      list.first[found] = token;
      list.last[found] = bestLast;
      found += 1;
    }
    token = bestLast + 1;
  }
  list.count = found;
  return found;
}

function growList(list: MatchList): void {
  const room = 2 * list.phrase.length + 16;
  list.phrase = grown(list.phrase, room);
  list.first = grown(list.first, room);
  list.last = grown(list.last, room);
}
