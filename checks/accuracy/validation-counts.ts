/**
 * The counts that corrections for classifier error rest on (src/measure/validation.ts), counted anew with the shipped model on posts that it
 * never learnt from: the held-out fold of the sets that docs/model-card.md describes.
 */

import { foldOfText, foldsByGroup, HELD_OUT, withoutCopies } from '../../scripts/train/corpus.ts';
import type { BinaryCounts } from '../../src/measure/validation.ts';
import { createReader } from '../../src/understand/reader.ts';
import { loadModel } from '../../src/understand/relevance.ts';
import { readGeneralTweets, readHealthNews, readIllness, readReddit, type LabelledPost } from './sets.ts';

/** The author has the illness: the publisher's label. */
const OWN = '3';

/** @param posts the folder of labelled posts */
export function countValidation(posts: string): Readonly<Record<'reddit' | 'short' | 'own', BinaryCounts>> {
  const reader = createReader();
  const { threshold } = loadModel().heads.health;
  const isHealth = (text: string) => reader.score(text).health >= threshold;
  const news = withoutCopies(readHealthNews(posts)).filter((_, index) => index % 4 === 0);
  const general = withoutCopies(readGeneralTweets(posts)).filter((_, index) => index % 2 === 0);
  const heldOut = ({ text }: LabelledPost) => foldOfText(text) === HELD_OUT;
  return {
    reddit: count(
      heldOutGroups(withoutCopies(readReddit(posts))),
      ({ label }) => label === 'health',
      isHealth,
    ),
    short: count(
      [...heldOutGroups(news), ...general.filter(heldOut)],
      ({ label }) => label === 'health',
      isHealth,
    ),
    // Among posts read as about health, because the share is one of these.
    own: count(
      withoutCopies(readIllness(posts)).filter((post) => heldOut(post) && isHealth(post.text)),
      ({ label }) => label === OWN,
      (text) => reader.read({ text }).firstPerson === 'own',
    ),
  };
}

function heldOutGroups(posts: readonly LabelledPost[]): LabelledPost[] {
  const folds = foldsByGroup(posts);
  return posts.filter(({ group }) => folds.get(group) === HELD_OUT);
}

function count(
  posts: readonly LabelledPost[],
  isLabelled: (post: LabelledPost) => boolean,
  isRead: (text: string) => boolean,
): BinaryCounts {
  const cell = (label: boolean, read: boolean) =>
    posts.filter((post) => isLabelled(post) === label && isRead(post.text) === read).length;
  const [truePositives, trueNegatives] = [cell(true, true), cell(false, false)];
  return {
    truePositives,
    labelledPositive: truePositives + cell(true, false),
    trueNegatives,
    labelledNegative: trueNegatives + cell(false, true),
  };
}
