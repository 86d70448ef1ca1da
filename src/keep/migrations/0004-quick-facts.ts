/** Views of posts that find deletions and copies by numbers, and answers that are kept with the facts they were counted from. */

import type { Migration } from '../migrations.ts';
import { createTable, createView } from '../table.ts';
import { COUNTED_POSTS, LIVE_POSTS } from '../tables/live-posts.ts';
import { FACT_ANSWERS } from '../tables/post-facts.ts';

export const quickFacts: Migration = {
  number: 4,
  name: 'quick-facts',
  statements: (target) => [
    ...createTable(FACT_ANSWERS, target),
    createView('live_posts', LIVE_POSTS, target),
    createView('counted_posts', COUNTED_POSTS, target),
  ],
};
