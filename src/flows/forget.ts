/** `auscult forget`: a request to be forgotten is a deletion like any other, only that a person brings it. */

import type { Network } from '../records.ts';
import { sweepDeleted, type Swept } from '../keep/posts.ts';
import type { Store } from '../keep/store.ts';
import { secretsOf, type Keyring } from './keyring.ts';
import { tombstoneRows } from './gather/rows.ts';

export interface ForgetRequest {
  readonly network: Network;
  readonly scope: 'post' | 'account';
  /** The network's own id of the post, or the account's stable id. */
  readonly id: string;
}

/** So late that whatever the account posts from now on is left out as well. */
const FOR_GOOD = '2200-01-01T00:00:00.000Z';

/**
 * Leaves a tombstone and removes what it hides. What an account posts later is left out too: nobody asks to be
 * forgotten until tomorrow.
 */
export async function forget(
  store: Store,
  keyring: Keyring,
  request: ForgetRequest,
  now: Date = new Date(),
): Promise<Swept> {
  const at = request.scope === 'account' ? FOR_GOOD : now.toISOString();
  const rows = tombstoneRows({ ...request, reason: 'requested', at }, 'request', secretsOf(keyring));
  await store.insert('tombstones', rows);
  return sweepDeleted(store);
}
