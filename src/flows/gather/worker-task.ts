/** Describes the work of a flow so that it can cross to another thread. */

import type { PostsFlow } from '../gather-posts.ts';
import type { Keyring } from '../keyring.ts';
import { hash53 } from './fast-hash.ts';
import type { WorkerTask } from './worker.ts';

type Described = Pick<
  PostsFlow,
  'source' | 'options' | 'keyring' | 'keep' | 'storeText' | 'shard' | 'modules' | 'readerOptions'
>;

const OWN_MODULES = {
  sources: new URL('../../gather/post-sources.ts', import.meta.url).href,
  reader: new URL('./health-reader.ts', import.meta.url).href,
} as const;

/**
 * What each worker of a flow is told.
 * @param organisations pseudonyms of the authors that registries name as organisations
 */
export function workerTask(
  flow: Described,
  namesAuthors = false,
  organisations: readonly string[] = [],
): WorkerTask {
  const { source, keyring, modules = OWN_MODULES } = flow;
  return {
    sourceModule: modules.sources,
    sourceId: source.id,
    options: flow.options,
    readerModule: modules.reader,
    readerOptions: flow.readerOptions,
    keyring,
    seed: seedOf(keyring),
    keep: flow.keep ?? 'health',
    storeText: flow.storeText ?? true,
    shard: flow.shard ?? null,
    namesAuthors,
    organisations,
  };
}

/** Counting hashes change with the secret, so that they cannot outlive it. */
function seedOf(keyring: Keyring): number {
  return hash53(keyring.current.secretHex, 0) >>> 0;
}
