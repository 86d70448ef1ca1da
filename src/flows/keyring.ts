/**
 * The secrets that pseudonyms are made with. They live in one file outside the data, so that the data alone
 * names nobody. The first key is the current one; retired keys still recognise what must be deleted.
 */

import { createSecretKey, hash, randomBytes, type KeyObject } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { CliError, EXIT } from '../errors.ts';
import type { Secrets } from './gather/rows.ts';

export interface PseudonymKey {
  /** Names the secret in the store without giving it away. */
  readonly id: string;
  readonly secretHex: string;
  readonly since: string;
}

export interface Keyring {
  readonly path: string;
  readonly current: PseudonymKey;
  readonly retired: readonly PseudonymKey[];
}

const SECRET_BYTES = 32;
const keySchema = z.strictObject({
  id: z.string().min(1),
  secretHex: z.string().regex(/^[0-9a-f]{64}$/),
  since: z.string(),
});
const fileSchema = z.strictObject({ keys: z.array(keySchema).min(1) });

/** `AUSCULT_KEYS`, else `auscult/keys.json` in the user's configuration folder. */
export function keyringPath(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const configuration = environment.XDG_CONFIG_HOME || join(homedir(), '.config');
  return environment.AUSCULT_KEYS || join(configuration, 'auscult', 'keys.json');
}

/** Reads the keyring; where there is none yet, makes one with a new secret. */
export async function openKeyring(path: string = keyringPath(), now: Date = new Date()): Promise<Keyring> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new CliError(
      `cannot read the keys in ${path}: let this user read the file, or name another with AUSCULT_KEYS`,
      EXIT.failed,
      { cause: error },
    );
  });
  if (text === null) return writeKeyring({ path, current: newKey(now), retired: [] });
  const checked = fileSchema.safeParse(parse(text));
  if (!checked.success)
    throw new CliError(
      `${path} is not a file of keys: restore it from a copy; without it deletions cannot find what they must delete`,
    );
  const [current, ...retired] = checked.data.keys;
  return { path, current, retired };
}

/** A new current key; the old one is kept to recognise deletions until its posts are gone. */
export async function addKey(keyring: Keyring, now: Date = new Date()): Promise<Keyring> {
  return writeKeyring({ ...keyring, current: newKey(now), retired: [keyring.current, ...keyring.retired] });
}

/** Forgets every retired key for good. */
export async function destroyRetiredKeys(keyring: Keyring): Promise<Keyring> {
  return writeKeyring({ ...keyring, retired: [] });
}

/** The keys as the maker of rows wants them. */
export function secretsOf({ current, retired }: Keyring): Secrets {
  return { currentId: current.id, current: secretOf(current), retired: retired.map(secretOf) };
}

function secretOf(key: PseudonymKey): KeyObject {
  return createSecretKey(key.secretHex, 'hex');
}

function newKey(now: Date): PseudonymKey {
  const secretHex = randomBytes(SECRET_BYTES).toString('hex');
  return { id: hash('sha256', secretHex).slice(0, 8), secretHex, since: now.toISOString() };
}

/** Written beside and renamed, so that a cut never leaves half a file of keys. */
async function writeKeyring(keyring: Keyring): Promise<Keyring> {
  const beside = `${keyring.path}.${process.pid}.new`;
  await mkdir(dirname(keyring.path), { recursive: true, mode: 0o700 });
  const keys = [keyring.current, ...keyring.retired];
  await writeFile(beside, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600, flush: true });
  await chmod(beside, 0o600);
  await rename(beside, keyring.path);
  return keyring;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
