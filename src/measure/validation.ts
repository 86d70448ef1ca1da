/**
 * How often a reading is right, on labelled posts that the shipped model never learnt from. Corrections for classifier error rest on it
 * (docs/methods.md, section c), and on a study's own sample where it brings one. `checks/accuracy/validation-counts.ts` counts the numbers
 * below anew, and a test keeps them true.
 */

import type { Flagged } from './statistics/quantification.ts';

/** Labelled posts of both kinds, and how many of each were read so. */
export type BinaryCounts = Pick<
  Flagged,
  'truePositives' | 'labelledPositive' | 'trueNegatives' | 'labelledNegative'
>;

/** Labelled class by read class: row = label, column = reading, counts of posts. */
export interface ClassCounts {
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** Voices by which topics are set apart: a first-person report counts as own experience, whoever writes it. */
export const VOICE_IDS = ['others', 'own', 'organisations', 'news'] as const;

export interface Validation {
  /** What is corrected by whose labels, a phrase each, for the notes of a figure. */
  readonly words: readonly string[];
  /** About health or not, by network; `''` for all networks together. */
  readonly health: ReadonlyMap<string, BinaryCounts>;
  /** Of posts read as about health: tells of the author's own experience, or not. */
  readonly own: BinaryCounts | null;
  /** Of posts read as about health: speaks of the topic, or not. */
  readonly topics: ReadonlyMap<string, BinaryCounts>;
  /** Of posts read as about health: whose voice it is. */
  readonly voices: ClassCounts | null;
}

const REDDIT: BinaryCounts = {
  truePositives: 2290,
  labelledPositive: 2990,
  trueNegatives: 3233,
  labelledNegative: 3984,
};

const SHORT: BinaryCounts = {
  truePositives: 2555,
  labelledPositive: 3020,
  trueNegatives: 2385,
  labelledNegative: 2437,
};

/** The shipped model on its held-out fold. Topics and voices have no labelled sample, so their shares stand as they were flagged. */
export const HELD_OUT: Validation = {
  words: [
    'posts about health by 12,431 posts that the model never saw, labelled by forum, outlet or collection',
    'own experience by 4,056 such posts that name an illness',
  ],
  health: new Map([
    ['', pooled(REDDIT, SHORT)],
    ['reddit', REDDIT],
    // Health headlines of news desks and general tweets: what the sets hold of X.
    ['x', SHORT],
  ]),
  own: { truePositives: 155, labelledPositive: 165, trueNegatives: 3338, labelledNegative: 3891 },
  topics: new Map(),
  voices: null,
};

function pooled(one: BinaryCounts, other: BinaryCounts): BinaryCounts {
  return {
    truePositives: one.truePositives + other.truePositives,
    labelledPositive: one.labelledPositive + other.labelledPositive,
    trueNegatives: one.trueNegatives + other.trueNegatives,
    labelledNegative: one.labelledNegative + other.labelledNegative,
  };
}
