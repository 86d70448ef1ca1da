/** What figures of named organisations share: whose posts are theirs, and beside whom each stands. */

/** Organisations listed by name, those with most posts first. */
export const MOST_NAMED = 60;
/** Fewer of one kind, size and network are no group to stand beside. */
export const FEWEST_PEERS = 10;
export const TOO_FEW_PEERS = 'fewer than ten peers of its kind and size';

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
