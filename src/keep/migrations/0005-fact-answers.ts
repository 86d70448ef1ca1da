/** Answers that are kept with the facts they were counted from. */

import type { Migration } from '../migrations.ts';
import { createTable } from '../table.ts';
import { FACT_ANSWERS } from '../tables/post-facts.ts';

export const keptAnswers: Migration = {
  number: 5,
  name: 'fact-answers',
  statements: (target) => createTable(FACT_ANSWERS, target),
};
