/** Posts about health for every 100,000 residents, by the state that authors name in their profiles. */

import { POPULATION_2024, POPULATION_SOURCE } from '../../states-population.ts';
import type { FigureRow } from '../../records.ts';
import { STATE_BY_CODE } from '../../states.ts';
import { defineFigure, type FigureScope, type Query } from '../figure.ts';
import {
  coverage,
  mainSource,
  NOT_A_SAMPLE,
  postsBase,
  postsOfScope,
  postSources,
  UNCORRECTED,
  type CoverageRow,
} from '../posts.ts';
import { displayPercent } from '../rounding.ts';

/** A state that moves by more than this between both tiers and the explicit one is shown by the explicit one. */
const LARGEST_MOVE = 0.02;
const PER = 100_000;

interface StateRow {
  readonly state: string;
  readonly posts: number;
  readonly authors: number;
  readonly posts_explicit: number;
  readonly authors_explicit: number;
}

export const statesPosts = defineFigure<{ coverage: CoverageRow; states: StateRow }>({
  id: 'states-posts',
  title: 'Posts about health by state, for every 100,000 residents',
  question: 'Where do the authors of posts about health say they are?',
  base: 'posts about health that were gathered',
  unit: 'per-100000',
  counts: 'persons',
  method: 'e. Profile location to US state',
  statistic:
    'posts by the author’s state over residents; tier A and B, or A alone where they differ by more than two points',
  inputs: [],
  whenEmpty: 'Gather posts whose authors name a place to see them by state.',
  queries: (scope) => ({ coverage: coverage(scope), states: statesQuery(scope) }),
  derive: ({ coverage: covered, states }) => {
    const placed = states.filter(({ state }) => state in POPULATION_2024);
    if (covered.length === 0 || placed.length === 0) return { rows: [], sources: [] };
    const rows = stateRows(placed, mainSource(covered));
    const posts = states.reduce((sum, row) => sum + row.posts, 0);
    const unresolved = states.find(({ state }) => state === '')?.posts ?? 0;
    return {
      rows,
      sources: [...postSources(covered), POPULATION_SOURCE],
      base: postsBase(covered),
      notes: [
        `${displayPercent(unresolved / posts, posts)} of the posts come from authors whose state is not known; they count in no state.`,
        'A place in a profile is where a person says they are, not where they live or are treated; authors who name one are no random sample. The count is exact for what was gathered and has no interval.',
        NOT_A_SAMPLE,
        UNCORRECTED,
      ],
      // The sum of all states follows from the printed share of unknown places.
      sums: [rows.map(({ id }) => id)],
    };
  },
});

function statesQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT state, count() AS posts, uniqExact(author) AS authors, countIf(tier = 'A') AS posts_explicit,
  uniqExactIf(author, tier = 'A') AS authors_explicit
FROM current_facts WHERE ${where} GROUP BY state ORDER BY state`,
    ofFacts: true,
    params,
  };
}

function stateRows(states: readonly StateRow[], source: string): FigureRow[] {
  const [posts, explicit] = [sum(states, 'posts'), sum(states, 'posts_explicit')];
  return states.map((row) => {
    const moved = explicit > 0 && Math.abs(row.posts / posts - row.posts_explicit / explicit) > LARGEST_MOVE;
    const count = moved ? row.posts_explicit : row.posts;
    const persons = moved ? row.authors_explicit : row.authors;
    return {
      id: row.state.toLowerCase(),
      label: STATE_BY_CODE.get(row.state)?.name ?? row.state,
      value: (PER * count) / POPULATION_2024[row.state],
      lower: null,
      upper: null,
      n: count,
      decision: 'shown',
      reason: moved
        ? 'explicit places alone: with likely ones the share of this state moves by more than two points'
        : '',
      source,
      state: row.state,
      unit: 'per-100000',
      persons,
      residents: POPULATION_2024[row.state],
      tier: moved ? 'A' : 'A and B',
    };
  });
}

function sum(rows: readonly StateRow[], field: 'posts' | 'posts_explicit'): number {
  return rows.reduce((total, row) => total + row[field], 0);
}
