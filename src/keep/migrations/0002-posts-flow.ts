/** What the flow of posts commits, what interrupted it, and the views that figures read. */

import { createTable, createView } from '../table.ts';
import { BATCHES, INTERRUPTIONS, POSTS_LEDGER, TOTALS } from '../tables/batches.ts';
import { COUNTED_POSTS, LIVE_POSTS, REPEATS } from '../tables/live-posts.ts';
import type { Migration } from '../migrations.ts';

export const postsFlow: Migration = {
  number: 2,
  name: 'posts-flow',
  statements: (target) => [
    ...[BATCHES, INTERRUPTIONS, REPEATS].flatMap((table) => createTable(table, target)),
    createView('totals', TOTALS, target),
    createView('posts_ledger', POSTS_LEDGER, target),
    createView('live_posts', LIVE_POSTS, target),
    createView('counted_posts', COUNTED_POSTS, target),
  ],
};
