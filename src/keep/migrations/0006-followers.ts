/** How many follow an organisation, and what its posts got by that. */

import type { Migration } from '../migrations.ts';
import { addColumns, createTable, createView } from '../table.ts';
import { FOLLOWER_COUNTS, LIVE_FOLLOWERS } from '../tables/followers.ts';
import { CURRENT_FACTS, POST_FACTS } from '../tables/post-facts.ts';

export const followers: Migration = {
  number: 6,
  name: 'followers',
  statements: (target) => [
    ...createTable(FOLLOWER_COUNTS, target),
    createView('live_followers', LIVE_FOLLOWERS, target),
    ...addColumns(POST_FACTS, ['followers', 'interactions'], target),
    // A view keeps the columns it was made with.
    createView('current_facts', CURRENT_FACTS, target),
  ],
};
