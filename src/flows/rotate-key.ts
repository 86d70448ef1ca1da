/**
 * `auscult rotate-key`: from now on authors and posts get other pseudonyms, so that two releases cannot be joined.
 * The old key stays beside the new one, because deletions must still find the posts it named; once none is left,
 * or on demand together with them, it is destroyed.
 */

import { counted } from '../counted.ts';
import { CliError } from '../errors.ts';
import type { KeyedStore } from './keyed-stores.ts';
import { addKey, destroyRetiredKeys, type Keyring } from './keyring.ts';

export interface Rotation {
  readonly current: string;
  readonly retired: readonly string[];
}

export async function rotateKey(keyring: Keyring, now: Date = new Date()): Promise<Rotation> {
  return rotationOf(await addKey(keyring, now));
}

/**
 * Looks into every store before anything is removed or destroyed.
 * @param withPosts removes from named stores the posts that bear retired keys; without it such posts stop the destruction
 * @throws CliError when posts would be left that only a retired key could find again
 */
export async function destroyRetired(
  stores: readonly KeyedStore[],
  keyring: Keyring,
  withPosts: boolean,
): Promise<Rotation> {
  const retired = keyring.retired.map((key) => key.id);
  if (retired.length === 0) return rotationOf(keyring);
  const bearing = `key IN (${retired.map((id) => `'${id}'`).join(', ')})`;
  const counts = new Map<KeyedStore, number>();
  for (const store of stores) {
    const [{ n }] = await store.use((opened) =>
      opened.query<{ n: number }>(`SELECT count() AS n FROM posts WHERE ${bearing}`),
    );
    if (n > 0) counts.set(store, n);
  }
  const left = [...counts].filter(([store]) => !(withPosts && store.isNamed));
  if (left.length > 0) {
    const where = left.map(([{ name }, n]) => `${counted(n, 'post')} in ${name}`).join(', ');
    throw new CliError(
      `the retired keys ${retired.join(', ')} name ${where}: their deletions could no longer be honoured; name their studies and remove them as well (--with-posts), or keep the keys`,
    );
  }
  for (const store of stores)
    await store.use(async (opened) => {
      // Never of a person, and soon read again: not worth keeping a key for.
      await opened.remove('follower_counts', bearing);
      if (!counts.has(store)) return;
      await opened.remove('post_texts', `(network, id) IN (SELECT network, id FROM posts WHERE ${bearing})`);
      await opened.remove('posts', bearing);
    });
  return rotationOf(await destroyRetiredKeys(keyring));
}

function rotationOf({ current, retired }: Keyring): Rotation {
  return { current: current.id, retired: retired.map((key) => key.id) };
}
