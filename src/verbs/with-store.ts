/** A verb that needs the study's store: opened for it, closed after it. */

import type { Store } from '../keep/store.ts';
import type { Study } from '../study.ts';

export async function withStudyStore<Result>(
  study: Study,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  const { storeUrl } = await import('../flows/study-store.ts');
  const { withStore } = await import('../flows/with-store.ts');
  return withStore(storeUrl(study), use);
}
