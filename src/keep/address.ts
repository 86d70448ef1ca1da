/** Where a store lives: `chdb:PATH` or `http(s)://user:password@host:8123/database[?cluster=NAME]`. */

import { resolve } from 'node:path';
import { CliError, EXIT } from '../errors.ts';

export type StoreAddress =
  | { readonly kind: 'embedded'; readonly path: string; readonly name: string }
  | {
      readonly kind: 'server';
      readonly url: string;
      readonly user: string;
      readonly password: string;
      readonly database: string;
      readonly cluster: string | null;
      /** The address without the password. */
      readonly name: string;
    };

/** Names of databases and clusters go into statements as they are, so only plain ones are let in. */
const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** @throws CliError (usage) when the address has neither form. */
export function parseAddress(address: string): StoreAddress {
  if (address.startsWith('chdb:')) {
    const path = address.slice('chdb:'.length);
    if (!path) throw wrong(address, 'a folder is missing after "chdb:"');
    return { kind: 'embedded', path: resolve(path), name: `chdb:${resolve(path)}` };
  }
  if (!/^https?:\/\//.test(address)) throw wrong(address, 'it begins with neither "chdb:" nor "http(s)://"');
  if (!URL.canParse(address)) throw wrong(address, 'it is not a whole URL');
  const url = new URL(address);
  const database = decodeURIComponent(url.pathname.slice(1)) || 'default';
  const cluster = url.searchParams.get('cluster');
  for (const name of [database, cluster]) {
    if (name !== null && !PLAIN_NAME.test(name))
      throw wrong(address, `the name "${name}" may hold letters, digits and _ only`);
  }
  const suffix = cluster ? `?cluster=${cluster}` : '';
  return {
    kind: 'server',
    url: url.origin,
    user: decodeURIComponent(url.username) || 'default',
    password: decodeURIComponent(url.password),
    database,
    cluster,
    name: `${url.origin}/${database}${suffix}`,
  };
}

function wrong(address: string, what: string): CliError {
  const shown = address.replace(/\/\/[^@/]*@/, '//');
  return new CliError(
    `no store at "${shown}": ${what}; write chdb:PATH or http://user:password@host:8123/database`,
    EXIT.usage,
  );
}
