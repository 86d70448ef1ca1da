/** A file that the user named and a verb is about to read. */

import { stat } from 'node:fs/promises';
import { CliError, EXIT } from '../errors.ts';

/** @throws CliError (usage) when there is none, or a folder in its place */
export async function requireFile(file: string, remedy: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found && !found.isDirectory()) return;
  throw new CliError(`${found ? `${file} is a folder` : `no file ${file}`}: ${remedy}`, EXIT.usage);
}
