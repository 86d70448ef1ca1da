/**
 * Which shares of posts the labelled samples allow to correct: posts about health among all seen, by network; own experience; and, where a study brings
 * labels of its own, topics and voices. What has no sample stands as it was flagged, and the notes say so.
 */

import type { FigureRow } from '../records.ts';
import {
  correctedClasses,
  correctedShare,
  correctedSum,
  correctionOf,
  type CorrectedShare,
} from './corrected-shares.ts';
import { shareInterval } from './statistics/author-groups.ts';
import { seeded } from './statistics/seeded.ts';
import type { Validation } from './validation.ts';

/** Authors of posts about health on one network; `..._groups` by group of authors. */
export interface WritersRow {
  readonly network: string;
  readonly posts: number;
  readonly authors: number;
  readonly post_groups: readonly number[];
  readonly own_posts: number;
  readonly own_authors: number;
  readonly own_groups: readonly number[];
}

/** All posts of a network, about health or not. */
export interface SeenRow {
  readonly network: string;
  readonly posts: number;
}

export interface VoiceGroupRow {
  readonly voice: string;
  readonly groups: readonly number[];
}

export interface VoiceShare {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly corrected: boolean;
}

const NO_SAMPLE = 'no labelled posts of this network';
const VOICE_SEED = 7;

/**
 * The share about health of all posts seen, and of each network. Where every network has labelled posts of its own the whole is the sum of
 * networks corrected apart; else one sample stands for all. Empty where only posts about health were gathered.
 */
export function aboutHealthRows(
  writers: readonly WritersRow[],
  seen: readonly SeenRow[],
  { health }: Validation,
  source: string,
): FigureRow[] {
  const networks = writers.map((row) => ({
    ...row,
    seen: seen.find(({ network }) => network === row.network)?.posts ?? 0,
    sample: health.get(row.network),
  }));
  const posts = networks.reduce((sum, row) => sum + row.seen, 0);
  if (networks.length === 0 || networks.some((row) => row.seen <= row.posts)) return [];
  const strata = networks.map((row) => ({
    ...row,
    share: row.sample
      ? correctedShare({ ...flaggedOf(row), posts: row.seen, postsByGroup: null }, row.sample)
      : unlabelled(row.posts / row.seen),
  }));
  const pooled = health.get('');
  const apart = strata.every(({ sample }) => sample !== undefined);
  const whole =
    apart || !pooled
      ? correctedSum(strata.map(({ share, seen: n }) => ({ share, posts: n })))
      : correctedShare({ ...addUp(networks), posts, postsByGroup: null }, pooled);
  const row = (id: string, label: string, share: CorrectedShare, n: number, persons: number): FigureRow => ({
    id,
    label,
    n,
    source,
    kind: 'health',
    unit: 'percent',
    persons,
    ...correctionOf(share, n),
  });
  const authors = networks.reduce((sum, { authors: own }) => sum + own, 0);
  return [
    row('about-health', 'Posts about health among all posts seen', whole, posts, authors),
    ...(strata.length === 1
      ? []
      : strata.map(({ network, share, seen: n, authors: persons }) => ({
          ...row(
            `about-health.${network}`,
            `Posts about health among all posts seen on ${network}`,
            share,
            n,
            persons,
          ),
          network,
        }))),
  ];
}

/** Of posts about health, those that tell of the author's own experience. */
export function ownExperienceRow(
  writers: readonly WritersRow[],
  { own }: Validation,
  source: string,
): FigureRow[] {
  const posts = writers.reduce((sum, row) => sum + row.posts, 0);
  if (own === null || posts === 0) return [];
  const share = correctedShare(
    {
      flagged: writers.reduce((sum, row) => sum + row.own_posts, 0),
      posts,
      flaggedByGroup: writers.flatMap((row) => row.own_groups),
      postsByGroup: writers.flatMap((row) => row.post_groups),
    },
    own,
  );
  return [
    {
      id: 'own-experience',
      label: 'Posts about health that tell of own experience',
      n: posts,
      source,
      kind: 'own',
      unit: 'percent',
      persons: writers.reduce((sum, row) => sum + row.own_authors, 0),
      ...correctionOf(share, posts),
    },
  ];
}

/** Share of posts of one topic, corrected: dimensions beside the flagged ones; none without a sample of the topic. */
export function topicCorrection(
  topic: string,
  byGroup: readonly number[],
  wholes: readonly number[],
  { topics }: Validation,
): Readonly<Record<string, number | null>> {
  const sample = topics.get(topic);
  if (!sample) return {};
  const [flagged, posts] = [sum(byGroup), sum(wholes)];
  const share = correctedShare({ flagged, posts, flaggedByGroup: byGroup, postsByGroup: wholes }, sample);
  const { value, lower, upper } = correctionOf(share, posts);
  return {
    shareOfPostsCorrected: value,
    shareOfPostsCorrectedLower: lower,
    shareOfPostsCorrectedUpper: upper,
  };
}

/** Value and interval of each voice, in percent: corrected by the study's sample, else as flagged with the interval between authors. */
export function voiceShares(
  rows: readonly VoiceGroupRow[],
  { voices }: Validation,
): ReadonlyMap<string, VoiceShare> {
  const groups = rows[0]?.groups.length ?? 0;
  const counts = (voice: string) =>
    rows.find((row) => row.voice === voice)?.groups ?? new Array<number>(groups).fill(0);
  const named = voices?.classes ?? rows.map(({ voice }) => voice);
  const byGroup = Array.from({ length: groups }, (_, group) => named.map((voice) => counts(voice)[group]));
  const wholes = byGroup.map(sum);
  if (!voices) {
    return new Map(
      named.map((voice) => {
        const interval = shareInterval(counts(voice), wholes);
        return [voice, { ...percent(sum(counts(voice)) / sum(wholes), interval), corrected: false }];
      }),
    );
  }
  const corrected = correctedClasses(byGroup, voices, seeded(VOICE_SEED));
  return new Map(
    named.map((voice, place) => [
      voice,
      { ...percent(corrected[place].corrected, corrected[place].interval), corrected: true },
    ]),
  );
}

/** What was corrected by whose labels, and what was not. */
export function correctionNotes({ words, topics, voices }: Validation): string[] {
  const left = [...(topics.size === 0 ? ['topics'] : []), ...(voices ? [] : ['voices'])];
  return [
    `Corrected for the errors of the reading: ${words.join('; ')}. A network without labelled posts of its own is not corrected by itself. The intervals carry the error of the sample and that posts of one author go together.`,
    ...(left.length > 0
      ? [
          `No labelled sample tells how often ${left.join(' and ')} are read right, so their shares are counts of flagged posts; a study can bring one (validation).`,
        ]
      : []),
  ];
}

function flaggedOf({ posts, post_groups }: WritersRow) {
  return { flagged: posts, flaggedByGroup: post_groups };
}

function addUp(rows: readonly WritersRow[]) {
  return {
    flagged: rows.reduce((total, { posts }) => total + posts, 0),
    flaggedByGroup: rows.flatMap((row) => row.post_groups),
  };
}

function unlabelled(flagged: number): CorrectedShare {
  return { flagged, corrected: null, interval: null, unclipped: null, hidden: NO_SAMPLE };
}

function percent(
  share: number,
  interval: { readonly lower: number; readonly upper: number } | null,
): Omit<VoiceShare, 'corrected'> {
  return {
    value: 100 * share,
    lower: interval ? 100 * interval.lower : null,
    upper: interval ? 100 * interval.upper : null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
