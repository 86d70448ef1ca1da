/** Writes posts once more with the role and state of their author, where neither was known. */

import type { Network, Reading } from '../records.ts';
import type { Store } from './store.ts';

export interface FilledPost {
  /** The pseudonym under which the post is stored. */
  readonly id: string;
  readonly reading: Pick<Reading, 'role' | 'roleRule' | 'state' | 'stateTier' | 'stateRule'>;
}

const FIELDS = {
  role: 'role',
  role_rule: 'roleRule',
  state: 'state',
  state_tier: 'stateTier',
  state_rule: 'stateRule',
} as const;

/**
 * The rows are copied within the store with the next version, so that the filled row takes the place of the other. Versions are
 * microseconds of whole milliseconds: a later edit of the post still goes before it, and a post that was deleted stays so.
 */
export async function fillAuthors(
  store: Store,
  network: Network,
  posts: readonly FilledPost[],
): Promise<void> {
  if (posts.length === 0) return;
  const values = Object.entries(FIELDS).map(
    ([column, field]) => [column, posts.map(({ reading }) => reading[field] ?? '')] as const,
  );
  const replaced = values.map(
    ([column]) => `nullIf({${column}s:Array(String)}[indexOf({ids:Array(String)}, id)], '') AS ${column}`,
  );
  await store.command(
    `INSERT INTO posts SELECT * REPLACE (${replaced.join(', ')}, version + 1 AS version)
     FROM (SELECT * FROM posts WHERE network = {network:String} AND id IN {ids:Array(String)} AND role IS NULL AND state IS NULL)`,
    {
      network,
      ids: posts.map(({ id }) => id),
      ...Object.fromEntries(values.map(([column, list]) => [`${column}s`, list])),
    },
  );
}
