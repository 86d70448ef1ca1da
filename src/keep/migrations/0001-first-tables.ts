/** The first tables: what stands still, the accounting, posts. */

import { createTable, createView } from '../table.ts';
import { ACCOUNTING_TABLES } from '../tables/accounting.ts';
import { POST_TABLES } from '../tables/posts.ts';
import { CURRENT_ACCOUNTS, CURRENT_ORGANISATIONS, STILL_TABLES } from '../tables/still.ts';
import type { Migration } from '../migrations.ts';

export const firstTables: Migration = {
  number: 1,
  name: 'first-tables',
  statements: (target) => [
    ...[...STILL_TABLES, ...ACCOUNTING_TABLES, ...POST_TABLES].flatMap((table) => createTable(table, target)),
    createView('current_organisations', CURRENT_ORGANISATIONS, target),
    createView('current_accounts', CURRENT_ACCOUNTS, target),
  ],
};
