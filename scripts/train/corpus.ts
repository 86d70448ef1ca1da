/**
 * The posts that the relevance model learns from, with labels, folds and weights. Only sets whose licence allows it:
 * Reddit top posts (PDDL), health news (CC BY 4.0), the illness set and general tweets (MIT), and the vocabulary's own
 * examples. A fold holds whole subreddits, outlets and clusters of near copies.
 */

import { clusterNearCopies } from '../../checks/accuracy/near-copies.ts';
import {
  type LabelledPost,
  readGeneralTweets,
  readHealthNews,
  readIllness,
  readReddit,
} from '../../checks/accuracy/sets.ts';
import { createFeatureReader, MOST_TOKENS } from '../../src/understand/features.ts';
import type { Head } from '../../src/understand/relevance.ts';
import { TOKEN } from '../../src/understand/tokens.ts';
import { createTopicReader } from '../../src/understand/topics.ts';
import type { Vocabulary } from '../../src/understand/vocabulary/vocabulary.ts';
import { classesOf, WORD_CLASS } from '../../src/understand/word-classes.ts';
import { BREAK, PASSED_OVER } from './word-vectors.ts';

export const FOLDS = 5;
/** The fold that the shipped model never sees; `check:accuracy` measures on it. */
export const HELD_OUT = 0;

export type TrainingSet = 'reddit' | 'reddit-start' | 'news' | 'illness' | 'general' | 'examples';

export interface Example {
  readonly set: TrainingSet;
  readonly group: string;
  /** -1 for the vocabulary's examples: they are part of the rules and in every fold. */
  readonly fold: number;
  /** 1, 0, or null where the set says nothing about the question. */
  readonly label: Readonly<Record<Head, 0 | 1 | null>>;
  /** Characters of the text. */
  readonly length: number;
  /** Slots in use with how often, once for the health head (without plain words) and once for the others. */
  readonly topical: SlotCounts;
  readonly all: SlotCounts;
  /** Slots as the scorer reads them. */
  readonly slots: Int32Array;
  readonly scale: number;
  readonly dense: Float32Array;
  /** Token hashes in reading order, with `BREAK` and `PASSED_OVER` among them. */
  readonly words: Int32Array;
}

export interface SlotCounts {
  readonly slot: Int32Array;
  readonly count: Uint8Array;
}

type Labels = Example['label'];

/** Characters of a tweet before 2017: long posts are learnt a second time cut to it, so that short ones are known too. */
const TWEET = 140;

const NEGATIVE: Labels = { health: 0, personal: 0, own: 0 };

/** Reads, clusters and encodes everything; a cluster of near copies gives one example. */
export function readCorpus(posts: string, vocabulary: Vocabulary): Example[] {
  const encode = createEncoder(vocabulary);
  const reddit = withoutCopies(readReddit(posts));
  const redditFold = foldsByGroup(reddit);
  const news = withoutCopies(readHealthNews(posts)).filter((_, index) => index % 4 === 0);
  const newsFold = foldsByGroup(news);
  const health = (label: 0 | 1 | null): Labels => ({ health: label, personal: null, own: null });
  const ofSubreddit = (post: LabelledPost): Labels => health(post.label === 'health' ? 1 : 0);
  const fold = (folds: ReadonlyMap<string, number>, { group }: LabelledPost): number => folds.get(group) ?? 0;
  return [
    ...reddit.map((post) => encode(post, 'reddit', fold(redditFold, post), ofSubreddit(post))),
    ...reddit
      .filter(({ text }) => text.length > 1.5 * TWEET)
      .map((post) => ({ ...post, text: post.text.slice(0, TWEET) }))
      .map((post) => encode(post, 'reddit-start', fold(redditFold, post), ofSubreddit(post))),
    ...news.map((post) => encode(post, 'news', fold(newsFold, post), health(1))),
    ...withoutCopies(readIllness(posts)).map((post) =>
      encode(post, 'illness', foldOfText(post.text), {
        health: post.label === '0' ? 0 : 1,
        personal: post.label === '2' || post.label === '3' ? 1 : 0,
        own: post.label === '3' ? 1 : 0,
      }),
    ),
    ...withoutCopies(readGeneralTweets(posts))
      .filter((_, index) => index % 2 === 0)
      .map((post) => encode(post, 'general', foldOfText(post.text), NEGATIVE)),
    ...vocabulary.topics.flatMap(({ fires, silent, group }) => [
      ...fires.map((text) => encode({ text, label: '', group }, 'examples', -1, health(1))),
      ...silent.map((text) => encode({ text, label: '', group }, 'examples', -1, NEGATIVE)),
    ]),
  ];
}

/** Keeps the first post of every cluster of near copies. */
export function withoutCopies(posts: readonly LabelledPost[]): LabelledPost[] {
  const clusters = clusterNearCopies(posts.map(({ text }) => text));
  return posts.filter((_, index) => clusters[index] === index);
}

/** Groups in alphabetical order within their label, dealt to the folds in turn. */
export function foldsByGroup(posts: readonly LabelledPost[]): Map<string, number> {
  const folds = new Map<string, number>();
  for (const label of new Set(posts.map((post) => post.label))) {
    const groups = new Set(posts.filter((post) => post.label === label).map(({ group }) => group));
    [...groups].sort().forEach((group, index) => folds.set(group, index % FOLDS));
  }
  return folds;
}

/**
 * The fold of a tweet without author or date: by its words without links and handles, so that copies which
 * differ only in those stay together even when they are not clustered.
 */
export function foldOfText(text: string): number {
  const words = text
    .toLowerCase()
    .replace(/https?:\/\/\S+|@\w+/g, ' ')
    .match(/[\p{L}\p{N}]+/gu);
  let hash = 0x811c9dc5;
  for (const letter of (words ?? []).slice(0, 6).join(' ')) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % FOLDS;
}

/** Turns posts into examples with the vocabulary, features and hashes that readers use. */
export function createEncoder(vocabulary: Vocabulary) {
  const tokenise = vocabulary.createTokeniser();
  const topics = createTopicReader(vocabulary);
  const readFeatures = createFeatureReader(vocabulary);
  return ({ text, group }: LabelledPost, set: TrainingSet, fold: number, label: Labels): Example => {
    const tokens = tokenise(text);
    const features = readFeatures(tokens, topics.judge(tokens));
    const words: number[] = [];
    const topical: number[] = [];
    let slot = 0;
    let afterPlain = true;
    for (let token = 0; token < tokens.count && token < MOST_TOKENS; token += 1) {
      if (tokens.kind[token] >= TOKEN.url) {
        words.push(BREAK);
        afterPlain = true;
        continue;
      }
      // Numbers and emoji tell the network more than the topic; the vocabulary knows the few that do.
      const mark = tokens.kind[token] === TOKEN.number || tokens.kind[token] === TOKEN.emoji;
      const plain = mark || (classesOf(tokens.hash[token]) & WORD_CLASS.plain) !== 0;
      if (!plain) topical.push(features.slots[slot]);
      if (!(plain && afterPlain) && features.slots[slot + 1] >= 0) topical.push(features.slots[slot + 1]);
      words.push(plain ? PASSED_OVER : tokens.hash[token]);
      afterPlain = plain;
      slot += 2;
    }
    return {
      set,
      group,
      fold,
      label,
      length: text.length,
      topical: countSlots(topical),
      all: countSlots(features.slots.subarray(0, features.slotCount)),
      slots: features.slots.slice(0, features.slotCount),
      scale: features.slotScale,
      dense: features.dense.slice(),
      words: Int32Array.from(words),
    };
  };
}

function countSlots(slots: Iterable<number>): SlotCounts {
  const counts = new Map<number, number>();
  for (const slot of slots) if (slot >= 0) counts.set(slot, (counts.get(slot) ?? 0) + 1);
  return {
    slot: Int32Array.from(counts.keys()),
    count: Uint8Array.from(counts.values(), (count) => Math.min(count, 255)),
  };
}
