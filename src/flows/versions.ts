/** Versions that a number depends on, for its receipt. */

import { readFile } from 'node:fs/promises';

/** The version of this software. Readings add those of vocabulary and model to the posts they speak of. */
export async function codeVersions(): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return { auscult: version };
}
