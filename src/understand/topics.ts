/**
 * From matches to topics: which of the phrases found count, by the rules for ambiguous ones.
 * Neighbours are looked for within five words to either side (methods c, step 2); pauses are not words.
 */

import type { TopicHit } from '../records.ts';
import { buildMatcher, createMatchList, type Matcher, type MatchList } from './matcher.ts';
import { SHAPE, TOKEN, type Tokens } from './tokens.ts';
import type { NeighbourRule, Phrase, Vocabulary } from './vocabulary/vocabulary.ts';

const WINDOW = 5;

/** What a phrase that was found amounts to. */
export const VERDICT = { plain: 0, passed: 1, refused: 2, figurative: 3 } as const;

/** The kind of a phrase that counts as a hashtag only. */
const AS_HASHTAG = 4;

/** The matches of one text with a verdict each; columns hold until the next text. Read `[0, matches.count)`. */
export interface JudgedMatches {
  readonly matches: MatchList;
  /** One of `VERDICT` for each match. */
  readonly verdict: Uint8Array;
}

export interface TopicReader {
  readonly vocabulary: Vocabulary;
  readonly matcher: Matcher;
  /** Finds and judges all phrases without allocating. */
  readonly judge: (tokens: Tokens) => JudgedMatches;
  /** The topics of the matches last judged: each topic once, with the phrase that fired it first. */
  readonly topicHits: (judged: JudgedMatches) => TopicHit[];
}

/** A matcher of the vocabulary's phrases and the rules for them. */
export function createTopicReader(vocabulary: Vocabulary): TopicReader {
  const { phrases, topics } = vocabulary;
  const matcher = buildMatcher(
    phrases.map(({ text }) => text),
    vocabulary.createTokeniser(),
  );
  const matches = createMatchList();
  // As columns: most phrases are plain, and of those nothing else is asked.
  const kinds = Uint8Array.from(phrases, kindOf);
  const hitsOf = phrases.map(({ topics: numbers, text }): readonly TopicHit[] =>
    numbers.map((number) => ({ topic: topics[number].id, phrase: text })),
  );
  const judged = { matches, verdict: new Uint8Array(matches.phrase.length) };

  const judge = (tokens: Tokens): JudgedMatches => {
    matcher.matchInto(tokens, matches);
    if (judged.verdict.length < matches.phrase.length) judged.verdict = new Uint8Array(matches.phrase.length);
    const { verdict } = judged;
    for (let index = 0; index < matches.count; index += 1) {
      const kind = kinds[matches.phrase[index]];
      if (kind !== AS_HASHTAG) verdict[index] = kind;
      else {
        const isTag = tokens.kind[matches.first[index]] === TOKEN.hashtag;
        verdict[index] = isTag ? VERDICT.plain : VERDICT.refused;
      }
    }
    for (let index = 0; index < matches.count; index += 1) {
      if (verdict[index] !== VERDICT.refused || kinds[matches.phrase[index]] === AS_HASHTAG) continue;
      const { rule } = phrases[matches.phrase[index]];
      if (rule && ruleHolds(rule, tokens, judged, index)) verdict[index] = VERDICT.passed;
    }
    return judged;
  };

  const topicHits = ({ matches, verdict }: JudgedMatches): TopicHit[] => {
    const found: TopicHit[] = [];
    for (let index = 0; index < matches.count; index += 1) {
      if (verdict[index] > VERDICT.passed) continue;
      for (const hit of hitsOf[matches.phrase[index]])
        if (!found.some(({ topic }) => topic === hit.topic)) found.push(hit);
    }
    return found;
  };

  return { vocabulary, matcher, judge, topicHits };
}

/** The verdict of a phrase without a look at what stands around it; `refused` may still become `passed`. */
function kindOf({ topics, rule }: Phrase): number {
  if (topics.length === 0) return VERDICT.figurative;
  if (!rule) return VERDICT.plain;
  return rule.onlyAsHashtag ? AS_HASHTAG : VERDICT.refused;
}

/** None of the unwanted words stands near, and, where something is needed, at least one needed thing does. */
function ruleHolds(rule: NeighbourRule, tokens: Tokens, judged: JudgedMatches, index: number): boolean {
  const { matches } = judged;
  const first = matches.first[index];
  const last = matches.last[index];
  const from = windowEdge(tokens, first, -1);
  const to = windowEdge(tokens, last, 1);
  let holds = !rule.needsCapitals && !rule.needsHit && rule.needs.size === 0;
  for (let token = from; token <= to; token += 1) {
    if (token >= first && token <= last) continue;
    const hash = tokens.hash[token];
    if (rule.not.has(hash)) return false;
    holds ||= rule.needs.has(hash);
  }
  return (
    holds ||
    (rule.needsCapitals && standsOutInCapitals(tokens, first, from, to)) ||
    (rule.needsHit && hitWithin(judged, index, from, to))
  );
}

/** The token farthest from `start` in `direction` with at most five words up to it. */
function windowEdge(tokens: Tokens, start: number, direction: 1 | -1): number {
  let token = start;
  let words = 0;
  while (words < WINDOW && token + direction >= 0 && token + direction < tokens.count) {
    token += direction;
    if (tokens.kind[token] !== TOKEN.pause) words += 1;
  }
  return token;
}

/** Capitals tell something only beside words that are not in capitals, or alone. */
function standsOutInCapitals(tokens: Tokens, index: number, from: number, to: number): boolean {
  if (tokens.shape[index] !== SHAPE.capitals) return false;
  let others = 0;
  for (let token = from; token <= to; token += 1) {
    if (token === index || tokens.kind[token] !== TOKEN.word) continue;
    if (tokens.shape[token] !== SHAPE.capitals) return true;
    others += 1;
  }
  return others === 0;
}

/** Whether a phrase that needs nothing touches the tokens `[from, to]`. Matches stand in the order of the text. */
function hitWithin({ matches, verdict }: JudgedMatches, self: number, from: number, to: number): boolean {
  for (let index = self - 1; index >= 0 && matches.last[index] >= from; index -= 1) {
    if (verdict[index] === VERDICT.plain) return true;
  }
  for (let index = self + 1; index < matches.count && matches.first[index] <= to; index += 1) {
    if (verdict[index] === VERDICT.plain) return true;
  }
  return false;
}
