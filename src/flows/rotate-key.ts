/**
 * `auscult rotate-key`: from now on authors and posts get other pseudonyms, so that two releases cannot be joined.
 * The old key stays beside the new one, because deletions must still find the posts it named; once none is left,
 * or on demand together with them, it is destroyed.
 */

import { CliError } from '../errors.ts';
import type { Store } from '../keep/store.ts';
import { addKey, destroyRetiredKeys, type Keyring } from './keyring.ts';

export interface Rotation {
  readonly current: string;
  readonly retired: readonly string[];
}

export async function rotateKey(keyring: Keyring, now: Date = new Date()): Promise<Rotation> {
  return rotationOf(await addKey(keyring, now));
}

/**
 * @param withPosts removes the posts that were named with retired keys; without it such posts stop the destruction
 * @throws CliError when posts are left that only a retired key could find again
 */
export async function destroyRetired(store: Store, keyring: Keyring, withPosts: boolean): Promise<Rotation> {
  const retired = keyring.retired.map((key) => key.id);
  if (retired.length === 0) return rotationOf(keyring);
  const names = retired.map((id) => `'${id}'`).join(', ');
  const [{ n }] = await store.query<{ n: number }>(`SELECT count() AS n FROM posts WHERE key IN (${names})`);
  if (n > 0 && !withPosts)
    throw new CliError(
      `${n} posts bear the retired keys ${retired.join(', ')}: their deletions could no longer be honoured; remove them as well, or keep the keys`,
    );
  if (n > 0) {
    await store.remove(
      'post_texts',
      `(network, id) IN (SELECT network, id FROM posts WHERE key IN (${names}))`,
    );
    await store.remove('posts', `key IN (${names})`);
  }
  // Never of a person, and soon read again: not worth keeping a key for.
  await store.remove('follower_counts', `key IN (${names})`);
  return rotationOf(await destroyRetiredKeys(keyring));
}

function rotationOf({ current, retired }: Keyring): Rotation {
  return { current: current.id, retired: retired.map((key) => key.id) };
}
