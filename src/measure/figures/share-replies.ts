/** Who answers whom in posts about health: answers from each role to each, against what the margins alone would give. */

import type { FigureRow, Role } from '../../records.ts';
import { defineFigure, type FigureScope, type Query } from '../figure.ts';
import {
  aboutPosts,
  coverage,
  mainSource,
  NOT_A_SAMPLE,
  postsOfScope,
  SHOWN_ROLES,
  UNCORRECTED,
  VOICES,
  type CoverageRow,
} from '../posts.ts';
import { displayPercent } from '../rounding.ts';
import { AUTHOR_GROUPS, groupBootstrap } from '../statistics/author-groups.ts';

/** Names the random draws of this figure. */
const SEED = 20261123;
const CELLS = SHOWN_ROLES.length ** 2;

interface CellRow {
  readonly role: Role;
  readonly answered_role: Role;
  readonly author_group: number;
  readonly replies: number;
  readonly authors: number;
}
interface ReachRow {
  readonly replies: number;
  readonly known: number;
}

export const shareReplies = defineFigure<{ coverage: CoverageRow; cells: CellRow; reach: ReachRow }>({
  id: 'share-replies',
  title: 'Who replied to whom in posts about health',
  question: 'Whose posts about health did whom reply to?',
  base: 'replies between posts about health that were gathered',
  unit: 'ratio',
  counts: 'persons',
  method: 'f. Trust and sharing measured from posts',
  statistic: `observed over expected under the margins; interval from ${AUTHOR_GROUPS} groups of authors drawn again (1,000 draws, seed ${SEED})`,
  inputs: [],
  whenEmpty: 'Gather posts and their replies to see who replied to whom.',
  queries: (scope) => ({ coverage: coverage(scope), cells: cellsQuery(scope), reach: reachQuery(scope) }),
  derive: ({ coverage: covered, cells, reach }) => {
    if (cells.length === 0) return { rows: [], sources: [] };
    const [{ replies, known }] = reach;
    const rows = replyRows(cells, mainSource(covered));
    return {
      rows,
      ...aboutPosts(covered),
      notes: [
        `${displayPercent(known / replies, replies)} of the replies answer a post that was gathered too and whose author’s role is known; the others count nowhere. A reply is not agreement. What is shared in private cannot be seen in posts. Mentions are not stored and not counted.`,
        '1 is what would be seen if who replies had nothing to do with whom they reply to.',
        NOT_A_SAMPLE,
        UNCORRECTED,
      ],
    };
  },
});

function cellsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT role, answered_role, toUInt16(author % ${AUTHOR_GROUPS}) AS author_group, count() AS replies, uniqExact(author) AS authors
FROM current_facts WHERE ${where} AND role IN {roles:Array(String)} AND answered_role IN {roles:Array(String)}
GROUP BY role, answered_role, author_group ORDER BY role, answered_role, author_group`,
    ofFacts: true,
    params: { ...params, roles: SHOWN_ROLES },
  };
}

function reachQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT countIf(is_reply) AS replies, countIf(role IN {roles:Array(String)} AND answered_role IN {roles:Array(String)}) AS known
FROM current_facts WHERE ${where}`,
    ofFacts: true,
    params: { ...params, roles: SHOWN_ROLES },
  };
}

function replyRows(cells: readonly CellRow[], source: string): FigureRow[] {
  const place = new Map<string, number>(SHOWN_ROLES.map((role, index) => [role, index]));
  const placeOf = ({ role, answered_role: answered }: CellRow): number =>
    (place.get(role) ?? 0) * SHOWN_ROLES.length + (place.get(answered) ?? 0);
  const groups = [...Map.groupBy(cells, (row) => row.author_group).values()].map((rows) => {
    const counts = Array.from({ length: CELLS }, () => 0);
    for (const row of rows) counts[placeOf(row)] += row.replies;
    return counts;
  });
  const observed = new Float64Array(CELLS);
  for (const counts of groups) counts.forEach((count, cell) => (observed[cell] += count));
  // Groups of authors are disjoint, so their distinct authors add up.
  const authors = Array.from({ length: CELLS }, () => 0);
  for (const row of cells) authors[placeOf(row)] += row.authors;
  const ratios = overExpected(observed);
  const intervals = groupBootstrap(groups, overExpected, SEED);
  return SHOWN_ROLES.flatMap((from, row) =>
    SHOWN_ROLES.flatMap((to, column) => {
      const cell = row * SHOWN_ROLES.length + column;
      if (observed[cell] === 0) return [];
      return [
        {
          id: `${from}.${to}`,
          label: `${VOICES[from]} to ${VOICES[to].charAt(0).toLowerCase()}${VOICES[to].slice(1)}`,
          value: ratios[cell],
          lower: intervals[cell]?.lower ?? null,
          upper: intervals[cell]?.upper ?? null,
          n: observed[cell],
          decision: 'shown',
          reason: '',
          source,
          from,
          to,
          unit: 'ratio',
          persons: authors[cell],
        } satisfies FigureRow,
      ];
    }),
  );
}

/** Each cell over row sum times column sum by the total. */
function overExpected(cells: Float64Array): number[] {
  const size = SHOWN_ROLES.length;
  const rows = new Float64Array(size);
  const columns = new Float64Array(size);
  let total = 0;
  cells.forEach((count, cell) => {
    rows[Math.floor(cell / size)] += count;
    columns[cell % size] += count;
    total += count;
  });
  return Array.from(cells, (count, cell) => {
    const expected = (rows[Math.floor(cell / size)] * columns[cell % size]) / total;
    return expected > 0 ? count / expected : Number.NaN;
  });
}
