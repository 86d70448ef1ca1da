/** For tests of what happens while versions of a row still lie side by side on the disk. */

import type { Store } from '../../src/keep/store.ts';

const LIMITS = ['max_bytes_to_merge_at_max_space_in_pool', 'max_bytes_to_merge_at_min_space_in_pool'];

/**
 * The engine merges no parts of the table by itself while `work` is under way. (`SYSTEM STOP MERGES` would stop removals
 * as well, and who waits for one waits for ever.)
 */
export async function withoutMerges(
  store: Store,
  table: string,
  work: () => Promise<unknown>,
): Promise<void> {
  await store.command(
    `ALTER TABLE ${table} MODIFY SETTING ${LIMITS.map((name) => `${name} = 1`).join(', ')}`,
  );
  try {
    await work();
  } finally {
    await store.command(`ALTER TABLE ${table} RESET SETTING ${LIMITS.join(', ')}`);
  }
}
