/** A store opened for one use and closed after it, whatever happens. */

import { openStore } from '../keep/open.ts';
import type { Store } from '../keep/store.ts';

/** @throws what `use` throws, and what opening throws */
export async function withStore<Result>(
  url: string,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore(url);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
