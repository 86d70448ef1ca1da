/**
 * What comes back to organisations for every 1,000 who follow them: interactions per post over followers, times 1,000 (Bonsón and
 * Ratkai 2013, Online Information Review 37:787-803, doi 10.1108/OIR-03-2012-0054). Networks are never pooled: each counts other
 * kinds of interaction. YouTube forbids such figures of single channels, so of its channels no followers are kept.
 */

import type { FigureRow } from '../../records.ts';
import { ORGANISATION_ROLES, type OrganisationRole } from '../../understand/organisation.ts';
import { defineFigure, type FigureScope, type Query } from '../figure.ts';
import {
  hasPeers,
  LISTED_BESIDE_PEERS,
  ORGANISATION,
  organisationRow,
  PEERS_OF,
  postsOfOrganisations,
  type NamedOrganisation,
} from '../peers.ts';
import {
  aboutPosts,
  coverage,
  mainSource,
  networkTitle,
  NOT_A_SAMPLE,
  postsOfScope,
  VOICES,
  type CoverageRow,
} from '../posts.ts';
import { isSmall } from '../statistics/suppression.ts';

/** In this order, and in these words. */
const INTERACTIONS = ['likes', 'reposts', 'replies', 'quotes'] as const;
/** A rate of fewer posts says more of one post than of the account. */
const FEWEST_POSTS = 10;
const TOO_FEW_ACCOUNTS = 'fewer than 11 accounts whose followers are known';

interface KindRow {
  readonly role: OrganisationRole;
  readonly network: string;
  readonly accounts: number;
  readonly posts: number;
  /** Quartiles over accounts. */
  readonly rates: readonly number[];
  /** Kinds of interaction that any of the posts got. */
  readonly kinds: readonly string[];
}
interface NamedRow extends NamedOrganisation {
  readonly followers: number;
  readonly rate: number;
  readonly peer_rates: readonly number[];
}

export const hospitalsEngagement = defineFigure<{ coverage: CoverageRow; kinds: KindRow; named: NamedRow }>({
  id: 'hospitals-engagement',
  title: 'What organisations’ posts get for every 1,000 followers',
  question: 'How much engagement do posts of hospitals and health departments get for every 1,000 followers?',
  base: 'accounts of hospitals, health organizations and government bodies whose followers are known',
  unit: 'ratio',
  counts: 'organisations',
  method: 'h. Which practices go with engagement',
  statistic:
    'likes, reposts, replies and quotes per post, read 72 hours after it or later, over the followers in the reading nearest to each post, times 1,000: sum over sum within an account, median and quartiles over accounts of one kind and network; an organisation beside the quartiles of its kind, size and network',
  inputs: [],
  whenEmpty:
    'Gather posts of hospitals and health departments with their counts of followers to see what comes back for every 1,000.',
  queries: (scope) => ({ coverage: coverage(scope), kinds: kindsQuery(scope), named: namedQuery(scope) }),
  derive: ({ coverage: covered, kinds, named }) => {
    const source = mainSource(covered);
    const rows = [...kinds.map((row) => kindRow(row, source)), ...named.map((row) => namedRow(row, source))];
    if (rows.length === 0) return { rows: [], sources: [] };
    return {
      rows,
      ...aboutPosts(covered),
      notes: [
        'Interactions per post over followers, times 1,000 (Bonsón and Ratkai 2013). Each post goes by the count of followers read nearest to it. An account counts from ten posts whose interactions were read 72 hours after posting or later.',
        ...interactionNotes(kinds),
        'Networks count other things and are not added up. Followers are kept of organizations alone, never of a person. YouTube does not let such rates be worked out, so its channels are left out.',
        NOT_A_SAMPLE,
      ],
    };
  },
});

/** Posts of which both engagement and followers are known. */
const RATED = 'followers IS NOT NULL';
const RATE = '1000 * sum(engagement) / sum(followers)';

function kindsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT role, network, count() AS accounts, sum(n) AS posts, quantilesExactInclusive(0.25, 0.5, 0.75)(rate) AS rates,
  arraySort(groupUniqArrayArray(kinds_seen)) AS kinds
FROM (
  SELECT role, network, author, count() AS n, ${RATE} AS rate, groupUniqArrayArray(interactions) AS kinds_seen
  FROM current_facts WHERE ${where} AND ${RATED} AND role IN {roles:Array(String)}
  GROUP BY role, network, author HAVING n >= ${FEWEST_POSTS}
) GROUP BY role, network ORDER BY role, network`,
    ofFacts: true,
    params: { ...params, roles: ORGANISATION_ROLES },
  };
}

function namedQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT registry, organisation_id, name, kind, state, size, network, posts, followers, rate, count() OVER peers_of AS peers,
  quantilesExactInclusive(0.25, 0.5, 0.75)(rate) OVER peers_of AS peer_rates,
  countIf(1) OVER (${PEERS_OF} ORDER BY rate) / peers AS rank_share
FROM (
  SELECT ${ORGANISATION}, count() AS posts, argMax(f.followers, (f.day, f.followers)) AS followers, 1000 * sum(f.engagement) / sum(f.followers) AS rate
  FROM ${postsOfOrganisations(`${where} AND f.${RATED}`)}
  GROUP BY registry, organisation_id, network HAVING posts >= ${FEWEST_POSTS}
) ${LISTED_BESIDE_PEERS}`,
    params,
  };
}

function kindRow({ role, network, accounts, posts, rates, kinds }: KindRow, source: string): FigureRow {
  const isHidden = isSmall(accounts);
  const [quartileLow, median, quartileHigh] = isHidden ? [null, null, null] : rates;
  const group = VOICES[role];
  return {
    id: `${role}.${network}`,
    label: `${group} on ${networkTitle(network)}`,
    value: median,
    lower: null,
    upper: null,
    n: isHidden ? null : accounts,
    decision: isHidden ? 'hidden' : 'shown',
    reason: isHidden ? TOO_FEW_ACCOUNTS : '',
    source,
    measure: 'per-1000-followers',
    role,
    network,
    group,
    quartileLow,
    quartileHigh,
    posts: isHidden ? null : posts,
    interactions: INTERACTIONS.filter((kind) => kinds.includes(kind)).join(' '),
  };
}

function namedRow(row: NamedRow, source: string): FigureRow {
  const [peerLow, peerMedian, peerHigh] = hasPeers(row) ? row.peer_rates : [null, null, null];
  return {
    ...organisationRow(row, row.rate, source),
    measure: 'per-1000-followers',
    followers: row.followers,
    peerLow,
    peerMedian,
    peerHigh,
  };
}

/** What a network's posts were seen to get: a kind that none of them got may not be counted there. */
function interactionNotes(kinds: readonly KindRow[]): string[] {
  return [...Map.groupBy(kinds, ({ network }) => network)].map(([network, rows]) => {
    const seen = new Set(rows.flatMap((row) => row.kinds));
    const [counted, missing] = [true, false].map((has) =>
      INTERACTIONS.filter((kind) => seen.has(kind) === has),
    );
    const none = missing.length > 0 ? `; no post got ${missing.join(' or ')}, so perhaps not counted` : '';
    return `On ${networkTitle(network)}: ${counted.join(', ') || 'nothing'}${none}.`;
  });
}
