/** Views of posts that find deletions and copies by numbers. */

import type { Migration } from '../migrations.ts';
import { createView } from '../table.ts';
import { COUNTED_POSTS, LIVE_POSTS } from '../tables/live-posts.ts';

export const quickFacts: Migration = {
  number: 4,
  name: 'quick-facts',
  statements: (target) => [
    createView('live_posts', LIVE_POSTS, target),
    createView('counted_posts', COUNTED_POSTS, target),
  ],
};
