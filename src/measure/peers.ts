/** What figures of named organisations share: whose posts are theirs, and beside whom each stands. */

import type { FigureRow } from '../records.ts';

/** Organisations listed by name, those with most posts first. */
const MOST_NAMED = 60;
/** Fewer of one kind, size and network are no group to stand beside. */
const FEWEST_PEERS = 10;
const TOO_FEW_PEERS = 'fewer than ten peers of its kind and size';

/** Size by beds where the registry has them, in classes that hold enough peers. `beds` is a column of current_organisations. */
const SIZE = `multiIf(isNull(beds), '', beds < 100, 'under 100 beds', beds < 300, '100 to 299 beds', '300 beds or more')`;

/** Peers of an organisation: the same kind, size and network. */
export const PEERS_OF = 'PARTITION BY kind, size, network';

/** What a grouping of organisations' posts by registry, organisation_id and network may select of the organisation. */
export const ORGANISATION = `o.registry AS registry, o.id AS organisation_id, any(o.name) AS name, any(o.kind) AS kind, ifNull(any(o.state), '') AS state,
    any(${SIZE}) AS size, f.network AS network`;

/**
 * Posts of the organisations that registries name, as the FROM and WHERE of such a grouping. Those of YouTube are left out: its
 * Developer Policies (III.E.4) refuse figures of single channels.
 * @param where a condition on `current_facts`, as of `postsOfScope`
 */
export function postsOfOrganisations(where: string): string {
  return `current_facts AS f
  GLOBAL INNER JOIN (
    SELECT cityHash64(network, author) AS author_hash, registry, organisation_id FROM organisation_authors
  ) AS a ON a.author_hash = f.author
  GLOBAL INNER JOIN current_organisations AS o ON o.registry = a.registry AND o.id = a.organisation_id
  WHERE f.network != 'youtube' AND ${where.replace('state =', 'f.state =')}`;
}

/** Ends a query over such a grouping: peers by the name of `peers_of`, and which organisations are listed. */
export const LISTED_BESIDE_PEERS = `WINDOW peers_of AS (${PEERS_OF})
ORDER BY posts DESC, registry, organisation_id, network LIMIT ${MOST_NAMED}`;

/** What such a query gives of each organisation, besides what it measures. */
export interface NamedOrganisation {
  readonly registry: string;
  readonly organisation_id: string;
  readonly name: string;
  readonly kind: string;
  readonly state: string;
  readonly size: string;
  readonly network: string;
  readonly posts: number;
  /** With itself. */
  readonly peers: number;
  /** Share of the peers that are no higher. */
  readonly rank_share: number;
}

export const hasPeers = ({ peers }: NamedOrganisation): boolean => peers >= FEWEST_PEERS;

/** The row of an organisation, to be filled up with what is measured of its peers. */
export function organisationRow(row: NamedOrganisation, value: number, source: string): FigureRow {
  return {
    id: `organisation.${row.registry}.${row.organisation_id.toLowerCase()}.${row.network}`,
    label: row.name,
    value,
    lower: null,
    upper: null,
    n: row.posts,
    decision: 'shown',
    reason: hasPeers(row) ? '' : TOO_FEW_PEERS,
    source,
    network: row.network,
    kind: row.kind,
    size: row.size,
    state: row.state,
    peers: row.peers,
    percentile: hasPeers(row) ? 100 * row.rank_share : null,
  };
}
