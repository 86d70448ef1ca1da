/**
 * Whose experience a post tells of: the author's own, that of somebody close, or nobody's (methods c, first_person).
 * The probability of the model counts where the words are silent; where the words say it, they decide.
 */

import type { Reading } from '../records.ts';
import { MOST_TOKENS } from './features.ts';
import { hashOf, TOKEN, type Tokens } from './tokens.ts';
import { type JudgedMatches, VERDICT } from './topics.ts';
import { classesOf, WORD_CLASS } from './word-classes.ts';

/** From here the model's word is enough without one in the text ("home sick again"). */
const SURE = 0.6;
/** Below it, a text that says "I" ("I am raising money for cancer research") says nothing of the author's health. */
const HARDLY = 0.008;

/** What the rules look at, gathered in one walk over the words. */
interface Mentions {
  /** First place of "I", "me", "my" that does not own a relation. */
  self: number;
  /** First place of "my mother", "our son", or a baby without an owner. */
  relation: number;
  /** The text, or a sentence of it, begins as a report that leaves out "I". */
  telegram: boolean;
  /** "anyone else", "as a veteran with". */
  amongUs: boolean;
}

const FIRST_MATCH_WITHIN = 30;
const [AS, A, AN] = ['as', 'a', 'an'].map(hashOf);

/**
 * @param own the model's probability that the author has it
 * @param personal asks for the probability that somebody has it
 */
export function readFirstPerson(
  tokens: Tokens,
  judged: JudgedMatches,
  own: number,
  personal: () => number,
): Reading['firstPerson'] {
  const match = firstMatch(judged);
  if (match < 0 && own < SURE) return 'none';
  const mentions = readMentions(tokens);
  const speaksOfSelf = mentions.self >= 0 || mentions.telegram;
  if (mentions.relation >= 0 && isTheirs(mentions, match)) return 'close-other';
  if (mentions.amongUs || (speaksOfSelf && own >= HARDLY)) return 'own';
  if (mentions.relation >= 0 && personal() >= HARDLY) return 'close-other';
  return own >= SURE ? 'own' : 'none';
}

function firstMatch({ matches, verdict }: JudgedMatches): number {
  for (let index = 0; index < matches.count; index += 1) {
    if (verdict[index] <= VERDICT.passed) return matches.first[index];
  }
  return -1;
}

/** The relation comes before the condition and the author does not stand between the two. */
function isTheirs({ self, relation }: Mentions, match: number): boolean {
  if (match < 0) return self < 0;
  if (relation > match + FIRST_MATCH_WITHIN) return false;
  const authorBetween = self > relation && self < match;
  const authorFirst = self >= 0 && self < relation && match < relation;
  return !authorBetween && !authorFirst;
}

function readMentions(tokens: Tokens): Mentions {
  const mentions: Mentions = { self: -1, relation: -1, telegram: false, amongUs: false };
  const count = Math.min(tokens.count, MOST_TOKENS);
  let before = 0;
  let starts = true;
  for (let token = 0; token < count; token += 1) {
    if (tokens.kind[token] > TOKEN.hashtag) {
      if (tokens.kind[token] === TOKEN.pause) starts = true;
      before = 0;
      continue;
    }
    const classes = classesOf(tokens.hash[token]);
    if (classes & WORD_CLASS.relation) {
      const owned = (before & WORD_CLASS.possessive) !== 0;
      if (mentions.relation < 0 && (owned || (classes & WORD_CLASS.charge && starts)))
        mentions.relation = token;
      if (owned && mentions.self === token - 1) mentions.self = -1;
    } else if (classes & WORD_CLASS.self && mentions.self < 0) mentions.self = token;
    if (starts && classes & WORD_CLASS.telegram) mentions.telegram = true;
    if (classes & WORD_CLASS.fellow && before & WORD_CLASS.anyone) mentions.amongUs = true;
    if (
      starts &&
      tokens.hash[token] === AS &&
      (tokens.hash[token + 1] === A || tokens.hash[token + 1] === AN)
    ) {
      mentions.amongUs = true;
    }
    before = classes;
    starts = false;
  }
  return mentions;
}
