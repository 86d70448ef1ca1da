/** What posts are about: topics by share of authors and of posts, own experience apart from organisations and news. */

import type { FigureRow } from '../../records.ts';
import { topicNames } from '../../understand/vocabulary/topic-names.ts';
import { defineFigure, type Query, type FigureScope } from '../figure.ts';
import {
  coverage,
  mainSource,
  NOT_A_SAMPLE,
  postsBase,
  postsOfScope,
  postSources,
  shareRow,
  UNCORRECTED,
  type CoverageRow,
} from '../posts.ts';
import { displayPercent } from '../rounding.ts';
import { AUTHOR_GROUPS, shareInterval } from '../statistics/author-groups.ts';
import { correct } from '../statistics/quantification.ts';
import { validationCounts, VALIDATION_WORDS } from '../validation.ts';

const MOST_TOPICS = 40;

/** Voices by which topics are set apart: a first-person report counts as own experience, whoever writes it. */
const VOICE_IDS = ['others', 'own', 'organisations', 'news'] as const;
/** As a place among `VOICE_IDS`: the engine groups by numbers twice as fast as by words. */
const VOICE = `toUInt8(multiIf(role = 'patient' OR first_person = 'own', 1, role IN ('hospital', 'health-organisation', 'government'), 2,
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
interface TotalRow {
  readonly posts: number;
}

export const talk = defineFigure<{
  coverage: CoverageRow;
  topics: TopicRow;
  groups: GroupRow;
  voices: VoiceRow;
  totals: TotalRow;
}>({
  id: 'talk',
  title: 'Topics of posts about health',
  question: 'What do posts about health speak of?',
  base: 'posts about health that were gathered',
  unit: 'percent',
  counts: 'persons',
  method: 'c. Health relevance and topics',
  statistic:
    'share of distinct authors (Wilson) and of posts (between groups of authors); share of all posts corrected for classifier error (Rogan-Gladen, Lang-Reiczigel)',
  inputs: [],
  whenEmpty: 'Gather posts to see what they speak of.',
  queries: (scope) => ({
    coverage: coverage(scope),
    topics: topicsQuery(scope),
    groups: groupsQuery(scope),
    voices: voicesQuery(scope),
    totals: totalsQuery(scope),
  }),
  derive: ({ coverage: covered, topics, groups, voices, totals }, scope) => {
    if (covered.length === 0) return { rows: [], sources: [] };
    const source = mainSource(covered);
    const all = voices.find(({ voice }) => voice === '');
    const voiceRows = voices
      .filter(({ voice }) => voice !== '')
      .map((row) => voiceRow(row, all?.posts ?? 0, source));
    return {
      rows: [
        ...aboutHealth(all?.posts ?? 0, all?.authors ?? 0, totals[0]?.posts ?? 0, scope, source),
        ...voiceRows,
        ...topicRows(topics, groups, voices, source),
      ],
      sources: postSources(covered),
      base: postsBase(covered),
      notes: [
        NOT_A_SAMPLE,
        UNCORRECTED,
        `The share of all posts is corrected by a validation sample of ${VALIDATION_WORDS}; topics may overlap, so their shares do not add up to 100.`,
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
    params,
  };
}

function totalsQuery({ from, to, asOf }: FigureScope): Query {
  return {
    sql: `SELECT sum(posts) AS posts FROM batches WHERE network != '' AND toDate(hour) >= toDate({from:String})
  AND toDate(hour) <= toDate({to:String})`,
    params: { from: from ?? '1970-01-01', to: to ?? asOf },
  };
}

/** Of all posts seen; flagged and corrected beside each other. Only where the scope is the whole stream. */
function aboutHealth(
  flagged: number,
  persons: number,
  seen: number,
  scope: FigureScope,
  source: string,
): FigureRow[] {
  if (scope.state !== null || seen <= flagged || flagged === 0) return [];
  const { corrected, interval, decision } = correct({ positives: flagged, n: seen, ...validationCounts() });
  const shown = decision === 'show' && corrected !== null;
  const reason = `flagged ${displayPercent(flagged / seen, seen)} of all posts seen`;
  return [
    {
      id: 'about-health',
      label: 'Posts about health among all posts seen',
      value: shown ? 100 * corrected : null,
      lower: shown && interval ? 100 * interval.lower : null,
      upper: shown && interval ? 100 * interval.upper : null,
      n: seen,
      decision: shown ? 'flagged' : 'hidden',
      reason: shown
        ? `corrected for classifier error; ${reason}`
        : `${decision.replace(/^hide: /, '')}; ${reason}`,
      source,
      kind: 'health',
      unit: 'percent',
      persons,
      flagged: (100 * flagged) / seen,
    },
  ];
}

function voiceRow({ voice, posts, authors }: VoiceRow, all: number, source: string): FigureRow {
  const id = `voice.${voice}`;
  return shareRow({ id, label: VOICE_LABELS[voice] ?? voice, source, persons: authors }, posts, all, {
    kind: 'voice',
    // Posts of one author are not independent: the count is exact for what was gathered, no interval is given.
    lower: null,
    upper: null,
  });
}

function topicRows(
  topics: readonly TopicRow[],
  groups: readonly GroupRow[],
  voices: readonly VoiceRow[],
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
