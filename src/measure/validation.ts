/**
 * How often a reading is right, on labelled posts that the shipped model never learnt from. Corrections for classifier error rest on it
 * (docs/methods.md, section c), and on a study's own sample where it brings one. `npm run validation` counts them anew, and a test keeps them true.
 */

import type { Flagged } from './statistics/quantification.ts';
import counted from './validation-counts.json' with { type: 'json' };

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

const { reddit, short, own }: Readonly<Record<'reddit' | 'short' | 'own', BinaryCounts>> = counted;

/** The shipped model on its held-out fold. Topics and voices have no labelled sample, so their shares stand as they were flagged. */
export const HELD_OUT: Validation = {
  words: [
    `posts about health by ${labelled(pooled(reddit, short))} posts that the model never saw, labelled by forum, outlet or collection`,
    `own experience by ${labelled(own)} such posts that name an illness`,
  ],
  health: new Map([
    ['', pooled(reddit, short)],
    ['reddit', reddit],
    // Health headlines of news desks and general tweets: what the sets hold of X.
    ['x', short],
  ]),
  own,
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

function labelled({ labelledPositive, labelledNegative }: BinaryCounts): string {
  return (labelledPositive + labelledNegative).toLocaleString('en-US');
}
