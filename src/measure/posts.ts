/** What figures from posts share: which posts they look at, whom they name as their source, how shares are rounded off. */

import { counted } from '../counted.ts';
import { NETWORKS, NETWORK_NAMES, ROLES, type FigureRow, type FigureSource, type Role } from '../records.ts';
import type { FigureScope, Query } from './figure.ts';
import { wilson } from './statistics/wilson.ts';

/** The voices of posts in the plural, as figures name them. `unknown` where no rule knows. */
export const VOICES: Readonly<Record<Role | 'unknown', string>> = {
  patient: 'People who name their own illness',
  public: 'The public',
  clinician: 'Clinicians',
  hospital: 'Hospitals',
  'health-organisation': 'Health organizations',
  government: 'Government bodies',
  news: 'News',
  bot: 'Bots',
  unknown: 'Not known',
};

/** Roles that a figure may show, in the order of `ROLES`; bots are left out of every figure. */
export const SHOWN_ROLES = ROLES.filter((role) => role !== 'bot');

export const UNCORRECTED =
  'Counts of flagged posts: which posts speak of what was read by rules and a model, and topics, voices and places have no validation sample of their own, so these shares are not corrected for its errors.';
export const NOT_A_SAMPLE =
  'Posts are those that the study gathered, not a sample of all posts or of all adults. Declared bots, reposts, near copies and deleted posts are not counted.';

/** The posts about health of the scope, as the inside of a WHERE. `posts` is an alias of current_facts or "". */
export function postsOfScope({ state, from, to, asOf }: FigureScope): {
  readonly where: string;
  readonly params: Readonly<Record<string, unknown>>;
} {
  const conditions = [
    'health',
    ...(state === null ? [] : ['state = {state:String}']),
    ...(from === null ? [] : ['day >= toDate({from:String})']),
    'day <= toDate({to:String})',
  ];
  return {
    where: conditions.join(' AND '),
    params: {
      ...(state === null ? {} : { state }),
      ...(from === null ? {} : { from }),
      to: to ?? asOf,
    },
  };
}

export interface CoverageRow {
  readonly network: string;
  readonly source: string;
  readonly posts: number;
  readonly first: string;
  readonly last: string;
  readonly models: readonly string[];
}

/** What the posts of a figure are: by network and source, with the days they span. */
export function coverage(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    // The days hold posts about health alone.
    sql: `SELECT network, source, sum(n) AS posts, toString(min(day)) AS first, toString(max(day)) AS last,
  arraySort(groupUniqArray(toString(model))) AS models
FROM (SELECT network, source, state, model, day, posts AS n, true AS health FROM current_days)
WHERE ${where} GROUP BY network, source ORDER BY network, source`,
    ofFacts: true,
    params,
  };
}

/** One source for each network and way of gathering. */
export function postSources(rows: readonly CoverageRow[]): FigureSource[] {
  return rows.map(({ network, source, posts, first, last, models }) => ({
    id: sourceId(network, source),
    title: `Public posts on ${network}`,
    publisher: `gathered as ${source}`,
    url: '',
    date: last,
    note: `${counted(posts, 'post')} about health, ${first} to ${last}; read by model ${models.join(', ')}`,
  }));
}

/** What every figure from posts says of them: their sources, and how many they are. */
export function aboutPosts(rows: readonly CoverageRow[]): {
  readonly sources: readonly FigureSource[];
  readonly base: string;
} {
  return { sources: postSources(rows), base: postsBase(rows) };
}

export function sourceId(network: string, source: string): string {
  return `${network}.${source}`.toLowerCase().replace(/[^a-z0-9.]+/g, '-');
}

/** The source under which a figure of several networks is filed: all of them, the first named. */
export const mainSource = (rows: readonly CoverageRow[]): string =>
  rows.length > 0 ? sourceId(rows[0].network, rows[0].source) : '';

/** `x` as `X`; a network of no known name as it stands. */
export function networkTitle(network: string): string {
  const known = NETWORKS.find((one) => one === network);
  return known ? NETWORK_NAMES[known] : network;
}

export function postsBase(rows: readonly CoverageRow[]): string {
  const posts = rows.reduce((sum, row) => sum + row.posts, 0);
  const first =
    rows
      .map((row) => row.first)
      .toSorted()
      .at(0) ?? '';
  const last =
    rows
      .map((row) => row.last)
      .toSorted()
      .at(-1) ?? '';
  const networks = [...new Set(rows.map(({ network }) => networkTitle(network)))].join(', ');
  return `${counted(posts, 'post')} about health gathered from ${networks}, ${first} to ${last}`;
}

/**
 * A share of posts or of authors with Wilson's interval, in percent. `persons` are the authors behind the part, by which the gate
 * decides.
 */
export function shareRow(
  row: Pick<FigureRow, 'id' | 'label' | 'source'> & { readonly persons: number },
  part: number,
  whole: number,
  more: Readonly<Record<string, string | number | boolean | null>> = {},
): FigureRow {
  const interval = wilson(part, whole);
  return {
    value: whole > 0 ? (100 * part) / whole : null,
    lower: interval ? interval.lower * 100 : null,
    upper: interval ? interval.upper * 100 : null,
    n: whole,
    decision: 'shown',
    reason: '',
    unit: 'percent',
    ...row,
    ...more,
  };
}
