/** Topics by state: of the authors who say that they are there, how many wrote of each of the country's ten leading topics. */

import { STATE_BY_CODE } from '../../states.ts';
import { defineFigure, type FigureScope, type Query } from '../figure.ts';
import {
  aboutPosts,
  coverage,
  mainSource,
  NOT_A_SAMPLE,
  postsOfScope,
  shareRow,
  UNCORRECTED,
  type CoverageRow,
} from '../posts.ts';
import { topicLabel } from './talk.ts';

const MOST_TOPICS = 10;

interface CellRow {
  readonly state: string;
  /** Empty for all authors of the state. */
  readonly topic: string;
  readonly authors: number;
}

export const talkStates = defineFigure<{ coverage: CoverageRow; cells: CellRow }>({
  id: 'talk-states',
  title: 'Topics of posts about health by state',
  question: 'What do authors of each state write of?',
  base: 'authors of posts about health who say where they are',
  unit: 'percent',
  counts: 'persons',
  method: 'c. Health relevance and topics',
  statistic:
    'share of distinct authors of the state (Wilson), by the state that authors name in their profiles',
  inputs: [],
  whenEmpty: 'Gather posts whose authors name a place to see what is written of in each state.',
  queries: (scope) => ({ coverage: coverage(scope), cells: cellsQuery(scope) }),
  derive: ({ coverage: covered, cells }) => {
    const wholes = new Map(cells.flatMap((row) => (row.topic === '' ? [[row.state, row.authors]] : [])));
    const listed = leadingTopics(cells);
    const rows = cells
      .filter(({ state, topic }) => listed.includes(topic) && STATE_BY_CODE.has(state))
      .map(({ state, topic, authors }) =>
        shareRow(
          {
            id: `${state.toLowerCase()}.${topic}`,
            label: `${STATE_BY_CODE.get(state)?.name ?? state}: ${topicLabel(topic)}`,
            source: mainSource(covered),
            persons: authors,
          },
          authors,
          wholes.get(state) ?? 0,
          { state, topic },
        ),
      );
    if (rows.length === 0) return { rows: [], sources: [] };
    return {
      rows,
      ...aboutPosts(covered),
      notes: [
        'A place in a profile is where a person says they are; authors who name one are no random sample.',
        NOT_A_SAMPLE,
        UNCORRECTED,
      ],
      // The country's count of a topic is printed too.
      sums: listed.map((topic) => rows.filter((row) => row.topic === topic).map(({ id }) => id)),
    };
  },
});

function cellsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT state, topic, uniqExact(author) AS authors FROM (
  SELECT state, author, arrayJoin(arrayPushFront(topics, '')) AS topic FROM current_facts WHERE ${where} AND state != ''
) GROUP BY state, topic ORDER BY state, topic`,
    params,
    ofFacts: true,
  };
}

/** By authors with a known state, those of every state together. */
function leadingTopics(cells: readonly CellRow[]): readonly string[] {
  const sums = new Map<string, number>();
  for (const { topic, authors } of cells) if (topic !== '') sums.set(topic, (sums.get(topic) ?? 0) + authors);
  return [...sums]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MOST_TOPICS)
    .map(([topic]) => topic);
}
