/**
 * The sets of a data folder in the plain format of the accuracy check, written to a temporary folder. Of sets that
 * the model learnt from only the fold that it never saw is taken.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { foldOfText, foldsByGroup, HELD_OUT, withoutCopies } from '../../scripts/train/corpus.ts';
import { labelledLocations } from './location-labels.ts';
import type { SetDescription } from './plain-set.ts';
import {
  type LabelledPost,
  readHealthNews,
  readIllness,
  readPandemicTweets,
  readReddit,
  readTweetEval,
} from './sets.ts';

/** Writes every set and gives its folders. */
export function writeSets(posts: string, into: string): string[] {
  const reddit = heldOutGroups(readReddit(posts));
  const news = heldOutGroups(readHealthNews(posts));
  const general = withoutCopies(readTweetEval(posts)).filter((_, index) => index % 5 === 0);
  const pandemic = withoutCopies(readPandemicTweets(posts));
  const illness = withoutCopies(readIllness(posts)).filter(({ text }) => foldOfText(text) === HELD_OUT);
  const health = (name: string, rows: readonly LabelledPost[]) =>
    writeSet(into, { name, task: 'health', positive: ['health'] }, rows);
  return [
    health('subreddits-held-out', reddit),
    health(
      'subreddits-held-out-over-200-characters',
      reddit.filter(({ text }) => text.length > 200),
    ),
    health('subreddits-news-and-general-tweets', [...reddit, ...news, ...general]),
    health('health-news-and-general-tweets', [...news, ...general]),
    health('pandemic-and-general-tweets', [...pandemic, ...general]),
    writeSet(into, { name: 'illness-held-out', task: 'personal', positive: ['2', '3'] }, illness),
    writeSet(
      into,
      { name: 'profile-locations', task: 'state', positive: [] },
      labelledLocations(dirname(posts)),
    ),
  ];
}

function heldOutGroups(posts: readonly LabelledPost[]): LabelledPost[] {
  const kept = withoutCopies(posts);
  const folds = foldsByGroup(kept);
  return kept.filter(({ group }) => folds.get(group) === HELD_OUT);
}

function writeSet(into: string, description: SetDescription, posts: readonly object[]): string {
  const folder = join(into, description.name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'set.json'), JSON.stringify(description));
  writeFileSync(join(folder, 'posts.ndjson'), posts.map((post) => `${JSON.stringify(post)}\n`).join(''));
  return folder;
}
