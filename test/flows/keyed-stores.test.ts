/** Keys are shared by all studies of a user: none is destroyed while posts bear it in a store that is known. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { noteStore, otherStores, type KeyedStore } from '../../src/flows/keyed-stores.ts';
import { openKeyring } from '../../src/flows/keyring.ts';
import { destroyRetired, rotateKey } from '../../src/flows/rotate-key.ts';
import { withStore } from '../../src/flows/with-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'auscult-keyed-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const nameOf = (study: string) => `chdb:${join(folder, study)}`;
const named = (study: string): KeyedStore => ({
  name: nameOf(study),
  use: (work) => withStore(nameOf(study), work),
  isNamed: true,
});
const posts = ({ use }: KeyedStore) =>
  use((store) => store.query<{ id: string }>('SELECT id FROM posts ORDER BY id'));

test('posts of a study that was not named stop the destruction and stay; named, they go with the keys', async () => {
  const path = join(folder, 'keys.json');
  const first = await openKeyring(path);
  const at = '2026-07-04T11:00:00.000Z';
  for (const study of ['one', 'two', 'gone'])
    await withStore(nameOf(study), async (store) => {
      await noteStore(first, store);
      await noteStore(first, store);
      const post = { network: 'bluesky', id: study, author: 'A', key: first.current.id };
      await store.insert('posts', [{ ...post, posted_at: at, seen_at: at, stood_at: at, version: 1 }]);
    });
  rmSync(join(folder, 'gone'), { recursive: true });
  await rotateKey(first);
  const keyring = await openKeyring(path);

  const others = await otherStores(keyring, [nameOf('one')]);
  expect(others.map(({ name, isNamed }) => ({ name, isNamed }))).toEqual([
    { name: nameOf('two'), isNamed: false },
  ]);
  await expect(destroyRetired([named('one'), ...others], keyring, true)).rejects.toThrow(
    `the retired keys ${first.current.id} name 1 post in ${nameOf('two')}`,
  );
  expect(await posts(named('one'))).toEqual([{ id: 'one' }]);
  expect((await openKeyring(path)).retired).toHaveLength(1);

  const both = [nameOf('one'), nameOf('two')];
  expect(await otherStores(keyring, both)).toEqual([]);
  await destroyRetired([named('one'), named('two')], keyring, true);
  expect(await posts(named('one'))).toEqual([]);
  expect(await posts(named('two'))).toEqual([]);
  expect((await openKeyring(path)).retired).toEqual([]);
});

test('a store on a server and a line that names none are told, not passed over', async () => {
  const ring = { path: join(folder, 'others.json') };
  await noteStore(ring, { name: 'http://store.example:8123/auscult' });
  await expect(otherStores(ring, [])).rejects.toThrow(
    'posts in http://store.example:8123/auscult may bear the old keys, and only its study can open it',
  );
  expect(await otherStores(ring, ['http://store.example:8123/auscult'])).toEqual([]);
  writeFileSync(`${ring.path}.stores`, '"chdb:/nowhere"\n"chdb\n');
  await expect(otherStores(ring, [])).rejects.toThrow(/line 2 of .*others\.json\.stores names no store/);
});
