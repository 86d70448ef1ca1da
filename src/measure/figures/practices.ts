/** Which practices go with engagement, within the same account: posts of organisations that write about health. */

import { PRACTICES, type FigureRow, type Practice } from '../../records.ts';
import { defineFigure, type FigureScope, type Query } from '../figure.ts';
import { coverage, mainSource, NOT_A_SAMPLE, postsOfScope, postSources, type CoverageRow } from '../posts.ts';
import { displayCount, displayRatio } from '../rounding.ts';
import {
  contrast,
  practiceEffects,
  type PracticeEffect,
  type PracticeResult,
} from '../statistics/practices.ts';
import type { AccountPosts } from '../statistics/practice-cells.ts';

const ORGANISATIONS = ['hospital', 'health-organisation', 'government'] as const;
/** Practices are of their time; two years give every account its say. */
const LATEST_DAYS = 730;
/** A month with fewer posts that got anything has an effect of its own that nothing holds. */
const FEWEST_POSTS_A_MONTH = 20;
/** A post that answers is not set against posts that do not: the practice is the answering, not the post. */
const FAMILY: readonly Practice[] = PRACTICES.filter((practice) => practice !== 'reply');
const SIGNIFICANCE = 0.05;

const LABELS: Readonly<Record<Practice, string>> = {
  image: 'Image',
  'alt-text': 'Alternative text',
  video: 'Video',
  'credible-link': 'Link to a credible source',
  question: 'Question',
  'many-tags': 'Four or more hashtags',
  'plain-language': 'Plain language',
  reply: 'Reply',
  thread: 'Thread',
  'personal-story': 'Personal story, with consent',
  'working-hours': 'Posted in working hours',
};

export const practices = defineFigure<{ coverage: CoverageRow; posts: AccountPosts }>({
  id: 'practices',
  title: 'Practices and engagement within accounts',
  question: 'Do posts with a practice get more engagement than the same account’s other posts?',
  base: 'posts about health by hospitals, health organizations and government bodies',
  unit: 'ratio',
  counts: 'organisations',
  method: 'h. Which practices go with engagement',
  statistic:
    'Poisson quasi-likelihood with account and month effects, clustered by account; sign confirmed by negative binomial and log-linear fits; Benjamini-Hochberg over the fixed family',
  inputs: [],
  whenEmpty:
    'How far each practice moves engagement is not measured until posts are gathered whose counts were read 72 hours after posting.',
  queries: (scope) => ({ coverage: coverage(scope), posts: postsQuery(scope) }),
  derive: ({ coverage: covered, posts }) => {
    if (posts.length === 0) return { rows: [], sources: [] };
    const result = effectsOf(posts);
    if (!result)
      return {
        rows: [],
        sources: [],
        notes: ['The regression did not settle on these posts, so no practice is shown.'],
      };
    const rows = practiceRows(result, mainSource(covered));
    const listed = result.published.length;
    return {
      rows: result.effects.length > 0 ? rows : [],
      sources: postSources(covered),
      base: `${displayCount(result.postsUsed)} posts about health by ${displayCount(result.accounts)} accounts of hospitals, health organizations and government bodies`,
      notes: [
        result.effects.length > 0
          ? `${listed} of ${FAMILY.length} practices held up; the rest were not supported or had too few posts. A practice is listed when it goes with more engagement in all three models and the false discovery rate stays below 5 %.`
          : 'No practice had the 100 posts and 30 accounts that an estimate takes.',
        'Associated with, within the same account and month. Not controlled: topic, news, paid promotion, changes of ranking. Likes, reposts, replies and quotes were read 72 hours after posting or later.',
        NOT_A_SAMPLE,
      ],
    };
  },
});

function postsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  const counted = `${where} AND role IN {roles:Array(String)} AND engagement IS NOT NULL AND NOT is_reply`;
  const posts = `${counted} AND day > (SELECT max(day) FROM current_facts WHERE ${counted}) - ${LATEST_DAYS}`;
  return {
    // An account with one post has none to set it against; one without engagement has no ratio.
    sql: `SELECT toString(author) AS account, posts.1 AS months, posts.2 AS patterns, posts.3 AS engagement
FROM (
  SELECT author, arraySort(groupArray((toYYYYMM(month), pattern, counted))) AS posts
  FROM (
    SELECT author, month, assumeNotNull(engagement) AS counted,
      toUInt16(arraySum(practice -> transform(practice, {family:Array(String)}, {bits:Array(UInt16)}, 0), practices)) AS pattern
    FROM current_facts WHERE ${posts}
  ) GROUP BY author HAVING length(posts) > 1 AND sum(counted) > 0
) ORDER BY author`,
    ofFacts: true,
    params: { ...params, roles: ORGANISATIONS, family: FAMILY, bits: FAMILY.map((_, place) => 2 ** place) },
  };
}

/** Null where the posts leave an effect without an end: every post with it then got nothing, or every one without it. */
function effectsOf(posts: readonly AccountPosts[]): PracticeResult | null {
  try {
    return practiceEffects(posts, FAMILY, { fewestEngagedPostsAMonth: FEWEST_POSTS_A_MONTH });
  } catch (error) {
    if (error instanceof RangeError) return null;
    if (error instanceof Error && error.message.startsWith('the regression did not settle')) return null;
    throw error;
  }
}

function practiceRows(result: PracticeResult, source: string): FigureRow[] {
  const ranks = ranksOf(result);
  const estimated = result.effects.map((effect): FigureRow => {
    const rank = ranks.get(effect.practice);
    return {
      ...baseRow(effect.practice, source),
      value: effect.ratio,
      lower: effect.ratioInterval.lower,
      upper: effect.ratioInterval.upper,
      n: effect.postsWith,
      decision: rank === undefined ? 'flagged' : 'shown',
      reason: rank === undefined ? whyNot(effect) : '',
      accounts: effect.accountsWithVariation,
      q: effect.qValue,
      rank: rank ?? null,
      note: `interval ${displayRatio(effect.ratioInterval.lower)} to ${displayRatio(effect.ratioInterval.upper)}`,
    };
  });
  const missing = result.notEstimated.map((practice): FigureRow => ({
    ...baseRow(practice, source),
    decision: 'hidden',
    reason: 'fewer than 100 posts or 30 accounts, or not to be told from another practice',
  }));
  return [...estimated.toSorted((a, b) => Number(a.rank ?? 99) - Number(b.rank ?? 99)), ...missing];
}

function baseRow(practice: string, source: string): FigureRow {
  return {
    id: practice,
    label: LABELS[practice as Practice],
    value: null,
    lower: null,
    upper: null,
    n: null,
    decision: 'shown',
    reason: '',
    source,
    practice,
    unit: 'ratio',
  };
}

/** Two neighbours share a rank unless the contrast between them is significant. */
function ranksOf(result: PracticeResult): Map<string, number> {
  const ranks = new Map<string, number>();
  result.published.forEach((practice, index) => {
    const before = result.published[index - 1];
    const apart = index === 0 ? null : contrast(result, before, practice);
    const same = apart !== null && apart.pValue >= SIGNIFICANCE;
    ranks.set(practice, same ? (ranks.get(before) ?? index + 1) : index + 1);
  });
  return ranks;
}

function whyNot({ logEffect, signAgrees }: PracticeEffect): string {
  if (logEffect <= 0) return 'went with less engagement or with none more';
  return signAgrees ? 'not told from no difference' : 'the three models do not agree on its sign';
}
