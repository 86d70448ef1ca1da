/** What figures count of posts, and which authors are organisations. */

import type { Migration } from '../migrations.ts';
import { createTable, createView } from '../table.ts';
import {
  CURRENT_DAYS,
  CURRENT_FACTS,
  CURRENT_TOTALS,
  FACT_MARKS,
  MONTH_TOTALS,
  ORGANISATION_AUTHORS,
  POST_DAYS,
  POST_FACTS,
} from '../tables/post-facts.ts';

export const postFacts: Migration = {
  number: 3,
  name: 'post-facts',
  statements: (target) => [
    ...[POST_FACTS, POST_DAYS, MONTH_TOTALS, FACT_MARKS, ORGANISATION_AUTHORS].flatMap((table) =>
      createTable(table, target),
    ),
    createView('current_facts', CURRENT_FACTS, target),
    createView('current_days', CURRENT_DAYS, target),
    createView('current_totals', CURRENT_TOTALS, target),
  ],
};
