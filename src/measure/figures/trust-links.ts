/** What kinds of body posts about health linked to, by who wrote them. Links, not trust: a link may criticise. */

import type { FigureRow } from '../../records.ts';
import { LINK_TYPES, type LinkType } from '../../records.ts';
import { defineFigure, type FigureScope, type Query } from '../figure.ts';
import {
  aboutPosts,
  coverage,
  mainSource,
  NOT_A_SAMPLE,
  postsOfScope,
  shareRow,
  SHOWN_ROLES,
  UNCORRECTED,
  VOICES,
  type CoverageRow,
} from '../posts.ts';
import { displayPercent } from '../rounding.ts';
import { AUTHOR_GROUPS, shareInterval } from '../statistics/author-groups.ts';

const LABELS: Readonly<Record<LinkType, string>> = {
  government: 'Government',
  education: 'Universities and schools',
  research: 'Research',
  hospital: 'Hospitals',
  'health-organisation': 'Health organizations',
  news: 'News',
  intergovernmental: 'World bodies',
  platform: 'Other networks',
  'low-credibility': 'Sites on a list of low credibility',
  unresolved: 'Short links not resolved',
  unclassified: 'Not classified',
};

interface PairRow {
  readonly role: string;
  readonly type: LinkType;
  /** Number of a group of authors, and the pairs of its authors. */
  readonly groups: readonly (readonly [number, number])[];
}
interface AuthorRow {
  readonly role: string;
  readonly type: LinkType;
  readonly authors: number;
}
interface UnassignedRow {
  readonly linking: number;
  readonly unassigned: number;
}

export const trustLinks = defineFigure<{
  coverage: CoverageRow;
  pairs: PairRow;
  authors: AuthorRow;
  unassigned: UnassignedRow;
}>({
  id: 'trust-links',
  title: 'What posts about health linked to, by who wrote them',
  question: 'Which kinds of site did posts about health link to?',
  base: 'links in posts about health that were gathered',
  unit: 'percent',
  counts: 'persons',
  method: 'f. Trust and sharing measured from posts',
  statistic:
    'share of distinct pairs of author and domain a month, with an interval between groups of authors',
  inputs: [],
  whenEmpty: 'Gather posts with links to see what they linked to.',
  queries: (scope) => ({
    coverage: coverage(scope),
    pairs: pairsQuery(scope),
    authors: authorsQuery(scope),
    unassigned: unassignedQuery(scope),
  }),
  derive: ({ coverage: covered, pairs, authors, unassigned }) => {
    if (pairs.length === 0) return { rows: [], sources: [] };
    const source = mainSource(covered);
    const roles = ['', ...SHOWN_ROLES, 'unknown'];
    const rows = roles.map((role) => roleRows(role, pairs, authors, source));
    const [{ linking, unassigned: without }] = unassigned;
    return {
      rows: rows.flat(),
      ...aboutPosts(covered),
      notes: [
        'The unit is one author and one domain in one month, so that one busy account cannot lead. A link may criticise where it goes, and says nothing of what its author takes to be true.',
        `${displayPercent(without / linking, linking)} of the posts with links name several sites of mixed kinds and are left out.`,
        NOT_A_SAMPLE,
        UNCORRECTED,
      ],
      sums: rows.map((row) => row.map(({ id }) => id)).filter((ids) => ids.length > 0),
    };
  },
});

function pairsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT role, type, arraySort(groupArray((author_group, pairs))) AS groups
FROM (
  SELECT role, link.2 AS type, toUInt16(author % ${AUTHOR_GROUPS}) AS author_group, uniqExact(cityHash64(author, month, link.1)) AS pairs
  FROM current_facts ARRAY JOIN links AS link WHERE ${where} GROUP BY role, type, author_group
) GROUP BY role, type ORDER BY role, type`,
    ofFacts: true,
    params,
  };
}

function authorsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT if(grouping(writer) = 0, writer, '*') AS role, type, uniqExactMerge(authors_of) AS authors
FROM (
  SELECT role AS writer, link.2 AS type, uniqExactState(author) AS authors_of
  FROM current_facts ARRAY JOIN links AS link WHERE ${where} GROUP BY writer, type
) GROUP BY GROUPING SETS ((type), (writer, type)) ORDER BY role, type`,
    ofFacts: true,
    params,
  };
}

function unassignedQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT countIf(notEmpty(links) OR links_unassigned) AS linking, countIf(links_unassigned) AS unassigned FROM current_facts WHERE ${where}`,
    ofFacts: true,
    params,
  };
}

/** The kinds of site of one role; '' is everyone. */
function roleRows(
  role: string,
  pairs: readonly PairRow[],
  authors: readonly AuthorRow[],
  source: string,
): FigureRow[] {
  const own = pairs.filter((row) => role === '' || row.role === (role === 'unknown' ? '' : role));
  const wholes = sums(own);
  const whole = wholes.reduce((sum, count) => sum + count, 0);
  const inStore = role === '' ? '*' : role.replace(/^unknown$/, '');
  return LINK_TYPES.flatMap((type) => {
    const parts = sums(own.filter((row) => row.type === type));
    const part = parts.reduce((sum, count) => sum + count, 0);
    if (part === 0) return [];
    const interval = shareInterval(parts, wholes);
    const persons = authors.find((row) => row.role === inStore && row.type === type)?.authors ?? 0;
    return [
      shareRow(
        { id: `${role === '' ? 'all' : role}.${type}`, label: LABELS[type], source, persons },
        part,
        whole,
        {
          lower: interval ? 100 * interval.lower : null,
          upper: interval ? 100 * interval.upper : null,
          role: role === '' ? 'all' : role,
          group: role === '' ? 'All voices' : VOICES[role as keyof typeof VOICES],
          type,
        },
      ),
    ];
  });
}

function sums(rows: readonly PairRow[]): number[] {
  const counts = Array.from({ length: AUTHOR_GROUPS }, () => 0);
  for (const [group, pairs] of rows.flatMap(({ groups }) => groups)) counts[group] += pairs;
  return counts;
}
