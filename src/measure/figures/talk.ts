/** What posts are about: topics by share of authors and of posts, own experience apart from organisations and news. */

import type { FigureRow } from '../../records.ts';
import { topicNames } from '../../understand/vocabulary/topic-names.ts';
import { defineFigure, type Query, type FigureScope } from '../figure.ts';
import {
  aboutPosts,
  coverage,
  mainSource,
  NOT_A_SAMPLE,
  postsOfScope,
  shareRow,
  type CoverageRow,
} from '../posts.ts';
import { displayPercent } from '../rounding.ts';
import { AUTHOR_GROUPS, shareInterval } from '../statistics/author-groups.ts';
import { HELD_OUT, VOICE_IDS, type Validation } from '../validation.ts';
import {
  aboutHealthRows,
  correctionNotes,
  ownExperienceRow,
  topicCorrection,
  voiceShares,
  type SeenRow,
  type VoiceGroupRow,
  type VoiceShare,
  type WritersRow,
} from '../talk-corrections.ts';

const MOST_TOPICS = 40;

/** As a place among `VOICE_IDS`: the engine groups by numbers twice as fast as by words. */
export const VOICE = `toUInt8(multiIf(role = 'patient' OR first_person = 'own', 1, role IN ('hospital', 'health-organisation', 'government'), 2,
  role = 'news', 3, 0))`;
const VOICE_NAME = `if(grouping(said_by) = 0, [${VOICE_IDS.map((id) => `'${id}'`).join(', ')}][said_by + 1], '')`;
const VOICE_LABELS: Readonly<Record<string, string>> = {
  own: 'Own experience',
  organisations: 'Organizations',
  news: 'News',
  others: 'Others',
};

interface TopicRow {
  readonly voice: string;
  readonly topic: string;
  readonly posts: number;
  readonly authors: number;
}
interface GroupRow {
  readonly topic: string;
  /** In each group of authors. */
  readonly posts: readonly number[];
}
interface VoiceRow {
  readonly voice: string;
  readonly posts: number;
  readonly authors: number;
}

export const talk = defineFigure<{
  coverage: CoverageRow;
  topics: TopicRow;
  groups: GroupRow;
  voices: VoiceRow;
  voiceGroups: VoiceGroupRow;
  writers: WritersRow;
  totals: SeenRow;
}>({
  id: 'talk',
  title: 'Topics of posts about health',
  question: 'What do posts about health speak of?',
  base: 'posts about health that were gathered',
  unit: 'percent',
  counts: 'persons',
  method: 'c. Health relevance and topics',
  statistic:
    'share of distinct authors (Wilson) and of posts (between groups of authors); posts about health and own experience corrected for classifier error (Rogan-Gladen, Lang-Reiczigel, with the variance between groups of authors)',
  inputs: ['validation'],
  whenEmpty: 'Gather posts to see what they speak of.',
  queries: (scope) => ({
    coverage: coverage(scope),
    topics: topicsQuery(scope),
    groups: groupsQuery(scope),
    voices: voicesQuery(scope),
    voiceGroups: voiceGroupsQuery(scope),
    writers: writersQuery(scope),
    totals: totalsQuery(scope),
  }),
  derive: ({ coverage: covered, topics, groups, voices, voiceGroups, writers, totals }, scope) => {
    if (covered.length === 0) return { rows: [], sources: [] };
    const source = mainSource(covered);
    const validation = scope.validation ?? HELD_OUT;
    const all = voices.find(({ voice }) => voice === '');
    const shares = voiceShares(voiceGroups, validation);
    const voiceRows = voices
      .filter(({ voice }) => voice !== '')
      .map((row) => voiceRow(row, all?.posts ?? 0, shares.get(row.voice), source));
    return {
      rows: [
        // Of the whole stream only: how many posts of a state were seen and let go is not known.
        ...(scope.state === null ? aboutHealthRows(writers, totals, validation, source) : []),
        ...ownExperienceRow(writers, validation, source),
        ...voiceRows,
        ...topicRows({ topics, groups, voices }, validation, source),
      ],
      ...aboutPosts(covered),
      notes: [
        NOT_A_SAMPLE,
        ...correctionNotes(validation),
        'Topics may overlap, so their shares do not add up to 100.',
      ],
      sums: [voiceRows.map(({ id }) => id)],
    };
  },
});

function topicsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT ${VOICE_NAME} AS voice, topic, sum(n) AS posts, uniqExactMerge(authors_of) AS authors
FROM (
  SELECT ${VOICE} AS said_by, arrayJoin(topics) AS topic, count() AS n, uniqExactState(author) AS authors_of
  FROM current_facts WHERE ${where} GROUP BY said_by, topic
) GROUP BY GROUPING SETS ((topic), (said_by, topic)) ORDER BY voice, posts DESC, topic`,
    ofFacts: true,
    params,
  };
}

function groupsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  // The empty topic is every post once.
  const counts = `countResample(0, ${AUTHOR_GROUPS}, 1)(author % ${AUTHOR_GROUPS}) AS posts FROM current_facts WHERE ${where}`;
  return {
    sql: `SELECT topic, posts FROM (
  SELECT '' AS topic, ${counts}
  UNION ALL SELECT toString(arrayJoin(topics)) AS topic, ${counts} GROUP BY topic
) ORDER BY topic`,
    ofFacts: true,
    params,
  };
}

function voicesQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT ${VOICE_NAME} AS voice, sum(n) AS posts, uniqExactMerge(authors_of) AS authors
FROM (
  SELECT ${VOICE} AS said_by, count() AS n, uniqExactState(author) AS authors_of
  FROM current_facts WHERE ${where} GROUP BY said_by
) GROUP BY GROUPING SETS ((), (said_by)) ORDER BY voice`,
    ofFacts: true,
    params,
  };
}

function voiceGroupsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT [${VOICE_IDS.map((id) => `'${id}'`).join(', ')}][${VOICE} + 1] AS voice,
  countResample(0, ${AUTHOR_GROUPS}, 1)(author % ${AUTHOR_GROUPS}) AS groups
FROM current_facts WHERE ${where} GROUP BY voice ORDER BY voice`,
    ofFacts: true,
    params,
  };
}

function writersQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  const byGroup = (count: string) =>
    `sumResample(0, ${AUTHOR_GROUPS}, 1)(${count}, author % ${AUTHOR_GROUPS})`;
  return {
    sql: `SELECT network, sum(n) AS posts, count() AS authors, ${byGroup('n')} AS post_groups,
  sum(own) AS own_posts, countIf(own > 0) AS own_authors, ${byGroup('own')} AS own_groups
FROM (
  SELECT network, author, count() AS n, countIf(first_person = 'own') AS own FROM current_facts WHERE ${where} GROUP BY network, author
) GROUP BY network ORDER BY network`,
    ofFacts: true,
    params,
  };
}

function totalsQuery({ from, to, asOf }: FigureScope): Query {
  return {
    sql: `SELECT network, sum(posts) AS posts FROM batches WHERE network != '' AND toDate(hour) >= toDate({from:String})
  AND toDate(hour) <= toDate({to:String}) GROUP BY network ORDER BY network`,
    params: { from: from ?? '1970-01-01', to: to ?? asOf },
  };
}

function voiceRow(
  { voice, posts, authors }: VoiceRow,
  all: number,
  share: VoiceShare | undefined,
  source: string,
): FigureRow {
  const flagged = all > 0 ? posts / all : 0;
  return {
    id: `voice.${voice}`,
    label: VOICE_LABELS[voice] ?? voice,
    value: share?.value ?? null,
    lower: share?.lower ?? null,
    upper: share?.upper ?? null,
    n: all,
    decision: share?.corrected ? 'flagged' : 'shown',
    reason: share?.corrected ? `corrected for classifier error; flagged ${displayPercent(flagged, all)}` : '',
    source,
    unit: 'percent',
    persons: authors,
    kind: 'voice',
    flagged: 100 * flagged,
  };
}

function topicRows(
  {
    topics,
    groups,
    voices,
  }: {
    readonly topics: readonly TopicRow[];
    readonly groups: readonly GroupRow[];
    readonly voices: readonly VoiceRow[];
  },
  validation: Validation,
  source: string,
): FigureRow[] {
  const whole = new Map(voices.map((row) => [row.voice, row]));
  const byGroup = new Map(groups.map((row) => [row.topic, row.posts]));
  const wholes = byGroup.get('') ?? [];
  const ranked = topics
    .filter(({ voice }) => voice === '')
    .toSorted((a, b) => b.authors - a.authors || (a.topic < b.topic ? -1 : 1));
  const listed = new Map(ranked.slice(0, MOST_TOPICS).map(({ topic }, index) => [topic, index + 1]));
  return topics
    .filter(({ topic }) => listed.has(topic))
    .toSorted(
      (a, b) => (listed.get(a.topic) ?? 0) - (listed.get(b.topic) ?? 0) || (a.voice < b.voice ? -1 : 1),
    )
    .map(({ voice, topic, posts, authors }) => {
      const all = whole.get(voice);
      const interval = voice === '' ? shareInterval(byGroup.get(topic) ?? [], wholes) : null;
      const id = voice === '' ? `topic.${topic}` : `topic.${topic}.${voice}`;
      return shareRow(
        { id, label: topicLabel(topic), source, persons: authors },
        authors,
        all?.authors ?? 0,
        {
          kind: voice === '' ? 'topic' : 'topic-voice',
          topic,
          voice: VOICE_LABELS[voice] ?? 'All',
          rank: listed.get(topic) ?? 0,
          shareOfPosts: all ? (100 * posts) / all.posts : null,
          shareOfPostsLower: interval ? 100 * interval.lower : null,
          shareOfPostsUpper: interval ? 100 * interval.upper : null,
          ...(voice === '' && topicCorrection(topic, byGroup.get(topic) ?? [], wholes, validation)),
        },
      );
    });
}

/** "Patients" is a role; of this topic anybody writes. */
const RENAMED: Readonly<Record<string, string>> = { 'patient-experience': 'Doctors and experiences of care' };

/** The vocabulary's name; `my-topic` of a study as `My topic`. */
export function topicLabel(topic: string): string {
  const words = topic.replaceAll('-', ' ');
  return RENAMED[topic] ?? topicNames().get(topic) ?? words.charAt(0).toUpperCase() + words.slice(1);
}
