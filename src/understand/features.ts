/**
 * What the relevance model sees of a post: hashed words and pairs of words, and some forty dense features from the
 * vocabulary's matches and the classes of the words around them (methods c, step 3).
 *
 * In pairs a phrase of the vocabulary stands as one marker, so that "I have MATCH" is the same feature for every
 * condition: what is learnt on four illnesses carries over to others. The pairs that a phrase has a part in are there
 * with its own words too ("have diabetes", "type 2"), as the phrase itself tells something.
 */

import { VERDICT, type JudgedMatches } from './topics.ts';
import { hashOf, SHAPE, TOKEN, type Tokens } from './tokens.ts';
import type { Vocabulary } from './vocabulary/vocabulary.ts';
import { classesOf, WORD_CLASS } from './word-classes.ts';

/** 2^18 slots: 2^20 gained 0.002 macro F1 in methods c and costs four times the memory. */
export const SLOT_BITS = 18;
const SLOT_MASK = (1 << SLOT_BITS) - 1;
/** Words read of a post; a longer one is judged by its beginning. */
export const MOST_TOKENS = 400;

const NUMBER_HASH = hashOf('0');
const MATCH_HASH = hashOf('vocabulary match');
/** Words to either side of a match that count as near, as for the vocabulary's own rules. */
const NEAR = 5;

export const DENSE_FEATURES = [
  'match',
  'two-matches',
  'three-matches',
  'two-groups',
  'match-density',
  'refused-match',
  'figurative-match',
  'grown-only',
  'self',
  'self-near',
  'self-has-match',
  'my-relation',
  'relation-near',
  'third-near',
  'somebody-near',
  'clinical',
  'clinical-near',
  'having-before',
  'negation-near',
  'laugh',
  'question',
  'second',
  'general',
  'general-near',
  'elsewhere',
  'elsewhere-near',
  'death-near',
  'supposed-near',
  'telegram',
  'name-near',
  'capitals',
  'link',
  'handle',
  'hashtags',
  'emoji',
  'words-8',
  'words-20',
  'words-60',
  'words-200',
  'number',
] as const;
export type DenseFeature = (typeof DENSE_FEATURES)[number];

const AT = Object.fromEntries(DENSE_FEATURES.map((name, index) => [name, index])) as Record<
  DenseFeature,
  number
>;

export interface Features {
  /**
   * Slots of words at even places, of the pair that ends there at odd ones; -1 where there is none. After them the pairs
   * that a match has a part in, with the words as they stand. Read `[0, slotCount)`.
   */
  readonly slots: Int32Array;
  slotCount: number;
  /** What slot weights are multiplied by: 1 / sqrt(n + 3) for n words and pairs, without those that come after them. */
  slotScale: number;
  /** By the order of `DENSE_FEATURES`; 0 or 1 but for the density of matches. */
  readonly dense: Float32Array;
  /** Classes of the words within five words of a match, and of all words read, as bits of `WORD_CLASS`. */
  nearClasses: number;
  allClasses: number;
}

/** Reads the features of a text; the result holds until the next call. Allocates nothing. */
export type FeatureReader = (tokens: Tokens, judged: JudgedMatches) => Features;

/** Features of texts judged against `vocabulary`. */
export function createFeatureReader(vocabulary: Vocabulary): FeatureReader {
  const { groups, topics, phrases } = vocabulary;
  const groupIndex = new Map(groups.map(({ id }, index) => [id, index]));
  // Groups as bits: enough to tell one from two. A study's own topics may be in no shipped group.
  const groupsOfPhrase = Int32Array.from(phrases, (phrase) =>
    phrase.topics.reduce((bits, topic) => {
      const group = groupIndex.get(topics[topic].group);
      return group === undefined ? bits : bits | (1 << (group & 31));
    }, 0),
  );
  const grown = Uint8Array.from(phrases, ({ origin }) => Number(origin === 'grown'));
  const classes = new Int32Array(MOST_TOKENS);
  const inMatch = new Uint8Array(MOST_TOKENS);
  const plainPairs = new Int32Array(MOST_TOKENS);
  const features: Features = {
    slots: new Int32Array(3 * MOST_TOKENS),
    slotCount: 0,
    slotScale: 0,
    dense: new Float32Array(DENSE_FEATURES.length),
    nearClasses: 0,
    allClasses: 0,
  };

  const read = (tokens: Tokens, judged: JudgedMatches): Features => {
    const count = Math.min(tokens.count, MOST_TOKENS);
    features.dense.fill(0);
    readMatches(tokens, judged, count);
    readWords(tokens, count);
    return features;
  };

  function readMatches(tokens: Tokens, { matches, verdict }: JudgedMatches, count: number): void {
    const { dense } = features;
    const { kind, hash } = tokens;
    let all = 0;
    for (let token = 0; token < count; token += 1) {
      const bits = kind[token] <= TOKEN.hashtag ? classesOf(hash[token]) : 0;
      classes[token] = bits;
      inMatch[token] = 0;
      all |= bits;
    }
    let hits = 0;
    let written = 0;
    let groupBits = 0;
    let near = 0;
    for (let index = 0; index < matches.count; index += 1) {
      const first = matches.first[index];
      const last = matches.last[index];
      if (last >= count) break;
      const phrase = matches.phrase[index];
      const around = classesNear(first, last, count);
      if (verdict[index] > VERDICT.passed) {
        dense[verdict[index] === VERDICT.refused ? AT['refused-match'] : AT['figurative-match']] = 1;
        if (around & WORD_CLASS.elsewhere) dense[AT['elsewhere-near']] = 1;
        continue;
      }
      hits += 1;
      written += 1 - grown[phrase];
      groupBits |= groupsOfPhrase[phrase];
      near |= around;
      for (let token = first; token <= last; token += 1) inMatch[token] = token === first ? 1 : 2;
      readBefore(first);
      if (nameNear(tokens, first, last, count)) dense[AT['name-near']] = 1;
    }
    features.nearClasses = near;
    features.allClasses = all;
    dense[AT.match] = Number(hits > 0);
    dense[AT['two-matches']] = Number(hits > 1);
    dense[AT['three-matches']] = Number(hits > 2);
    dense[AT['match-density']] = Math.min(1, (4 * hits) / (count + 4));
    dense[AT['grown-only']] = Number(hits > 0 && written === 0);
    dense[AT['two-groups']] = Number((groupBits & (groupBits - 1)) !== 0);
    readClasses(near, all);
  }

  function classesNear(first: number, last: number, count: number): number {
    let bits = 0;
    const from = Math.max(0, first - NEAR);
    const to = Math.min(count - 1, last + NEAR);
    for (let token = from; token < first; token += 1) bits |= classes[token];
    for (let token = last + 1; token <= to; token += 1) bits |= classes[token];
    return bits;
  }

  /** "have", "with" within two words before the match, and the author within two words before that. */
  function readBefore(first: number): void {
    const { dense } = features;
    for (let token = Math.max(0, first - 2); token < first; token += 1) {
      if ((classes[token] & WORD_CLASS.having) === 0) continue;
      dense[AT['having-before']] = 1;
      for (let before = Math.max(0, token - 2); before < token; before += 1) {
        if (classes[before] & WORD_CLASS.self) dense[AT['self-has-match']] = 1;
      }
    }
  }

  /** Two capitalised words in a row that no phrase covers, near the match: "Billy Connolly battles ...". */
  function nameNear(tokens: Tokens, first: number, last: number, count: number): boolean {
    const to = Math.min(count - 1, last + NEAR);
    for (let token = Math.max(1, first - NEAR); token <= to; token += 1) {
      const here = tokens.shape[token] === SHAPE.capitalised && classes[token] === 0 && inMatch[token] === 0;
      if (!here || tokens.shape[token - 1] !== SHAPE.capitalised) continue;
      if (classes[token - 1] === 0 && inMatch[token - 1] === 0) return true;
    }
    return false;
  }

  function readClasses(near: number, all: number): void {
    const { dense } = features;
    if (all & WORD_CLASS.self) dense[AT.self] = 1;
    if (all & WORD_CLASS.clinical) dense[AT.clinical] = 1;
    if (all & WORD_CLASS.laugh) dense[AT.laugh] = 1;
    if (all & WORD_CLASS.second) dense[AT.second] = 1;
    if (all & WORD_CLASS.general) dense[AT.general] = 1;
    if (all & WORD_CLASS.elsewhere) dense[AT.elsewhere] = 1;
    if (near & WORD_CLASS.self) dense[AT['self-near']] = 1;
    if (near & WORD_CLASS.relation) dense[AT['relation-near']] = 1;
    if (near & WORD_CLASS.third) dense[AT['third-near']] = 1;
    if (near & WORD_CLASS.somebody) dense[AT['somebody-near']] = 1;
    if (near & WORD_CLASS.clinical) dense[AT['clinical-near']] = 1;
    if (near & WORD_CLASS.negation) dense[AT['negation-near']] = 1;
    if (near & WORD_CLASS.general) dense[AT['general-near']] = 1;
    if (near & WORD_CLASS.death) dense[AT['death-near']] = 1;
    if (near & WORD_CLASS.supposed) dense[AT['supposed-near']] = 1;
  }

  /** Slots of words and pairs, and the features that come from kinds of token. */
  function readWords(tokens: Tokens, count: number): void {
    const { dense, slots } = features;
    const { kind: kinds, hash: hashes, shape: shapes } = tokens;
    let slot = 0;
    let used = 0;
    let previous = 0;
    let plainPrevious = 0;
    let previousState = 0;
    let pairs = 0;
    let words = 0;
    let capitals = 0;
    let hashtags = 0;
    for (let token = 0; token < count; token += 1) {
      const kind = kinds[token];
      if (kind >= TOKEN.url) {
        previous = 0;
        plainPrevious = 0;
        if (kind === TOKEN.url) dense[AT.link] = 1;
        else if (kind === TOKEN.handle) dense[AT.handle] = 1;
        else if (tokens.source[tokens.start[token]] === 0x3f) dense[AT.question] = 1;
        continue;
      }
      if (kind === TOKEN.emoji) dense[AT.emoji] = 1;
      else if (kind === TOKEN.number) dense[AT.number] = 1;
      else if (kind === TOKEN.hashtag) hashtags += 1;
      words += 1;
      capitals += Number(shapes[token] !== SHAPE.lower);
      const hash = kind === TOKEN.number ? NUMBER_HASH : hashes[token];
      slots[slot] = hash & SLOT_MASK;
      used += 1;
      const state = inMatch[token];
      const touchesMatch = (state | previousState) !== 0;
      if (touchesMatch && plainPrevious !== 0) {
        plainPairs[pairs] = pairSlot(plainPrevious, hash);
        pairs += 1;
      }
      previousState = state;
      plainPrevious = hash;
      if (state === 2) slots[slot + 1] = -1;
      else {
        const paired = state === 1 ? MATCH_HASH : hash;
        slots[slot + 1] = previous === 0 ? -1 : pairSlot(previous, paired);
        if (previous !== 0) used += 1;
        previous = paired;
        if (previous === 0) previous = 1;
        if (
          (classes[token] & WORD_CLASS.relation) !== 0 &&
          token > 0 &&
          classes[token - 1] & WORD_CLASS.possessive
        ) {
          dense[AT['my-relation']] = 1;
        }
      }
      if (words === 1 && classes[token] & WORD_CLASS.telegram) dense[AT.telegram] = 1;
      slot += 2;
    }
    for (let pair = 0; pair < pairs; pair += 1) slots[slot + pair] = plainPairs[pair];
    features.slotCount = slot + pairs;
    features.slotScale = 1 / Math.sqrt(used + 3);
    dense[AT.capitals] = Number(capitals > 3 && capitals > 0.6 * words);
    dense[AT.hashtags] = Number(hashtags > 2);
    dense[AT['words-8']] = Number(words > 8);
    dense[AT['words-20']] = Number(words > 20);
    dense[AT['words-60']] = Number(words > 60);
    dense[AT['words-200']] = Number(words > 200);
  }

  return read;
}

/** The slot of a pair of words: order matters. */
function pairSlot(first: number, second: number): number {
  let mixed = Math.imul(first, 0x9e3779b1) ^ second;
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) & SLOT_MASK;
}
