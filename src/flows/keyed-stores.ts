/**
 * Which stores hold posts under the keys of one ring. All studies of a user share the keys, so a key may be destroyed only
 * after a look into every store; each is noted beside the ring before posts go into it.
 */

import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { CliError, EXIT } from '../errors.ts';
import { parseAddress } from '../keep/address.ts';
import type { Store } from '../keep/store.ts';
import type { Keyring } from './keyring.ts';
import { withStore } from './with-store.ts';

/** A store that may hold posts under the keys, opened only while it is looked into. */
export interface KeyedStore {
  /** As the store shows it, without a password. */
  readonly name: string;
  readonly use: <Result>(work: (store: Store) => Promise<Result>) => Promise<Result>;
  /** The user named its study, so its posts may be removed. */
  readonly isNamed: boolean;
}

type Ring = Pick<Keyring, 'path'>;

/** A name a line, as JSON. Lines are only added, so that collectors side by side do not undo each other's. */
const listOf = ({ path }: Ring): string => `${path}.stores`;

export async function noteStore(keyring: Ring, { name }: Pick<Store, 'name'>): Promise<void> {
  if ((await notedStores(keyring)).includes(name)) return;
  await appendFile(listOf(keyring), `${JSON.stringify(name)}\n`, { mode: 0o600 });
}

/** @throws CliError for a line that names no store */
async function notedStores(keyring: Ring): Promise<readonly string[]> {
  const list = listOf(keyring);
  const text = existsSync(list) ? await readFile(list, 'utf8') : '';
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line, index) => {
    try {
      return parseAddress(String(JSON.parse(line))).name;
    } catch (error) {
      throw new CliError(
        `line ${index + 1} of ${list} names no store: mend it, or take it out if the store is gone`,
        EXIT.failed,
        { cause: error },
      );
    }
  });
}

/**
 * The noted stores that nobody named, less those whose folder is gone.
 * @throws CliError for a store on a server, whose password only its study holds
 */
export async function otherStores(keyring: Ring, named: readonly string[]): Promise<KeyedStore[]> {
  const others = (await notedStores(keyring)).filter((name) => !named.includes(name));
  return others.flatMap((name) => {
    const address = parseAddress(name);
    if (address.kind === 'server')
      throw new CliError(
        `posts in ${name} may bear the old keys, and only its study can open it: name that study as well, or take the store out of ${listOf(keyring)} if it is gone`,
      );
    if (!existsSync(address.path)) return [];
    return [{ name, use: (work) => withStore(name, work), isNamed: false }];
  });
}
