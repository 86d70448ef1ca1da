/** Options that all sources of files share. */

import { access, constants, stat } from 'node:fs/promises';
import { z } from 'zod';
import { counted } from '../../counted.ts';
import { CliError } from '../../errors.ts';
import type { SourceContext } from '../source.ts';
import { cursorMark, fileChunks, listFiles, type Framing } from '../transport/files.ts';
import { troubleOf } from '../transport/trouble.ts';

export const files = z
  .array(z.string().min(1))
  .min(1)
  .describe('Files relative to the study, * and ** allowed; plain, gzip, zstd or tar');

/** Chunks of JSON records, lines or documents, from the files that the patterns name. */
export async function* jsonFileChunks(
  patterns: readonly string[],
  context: SourceContext,
  after: string | null,
): ReturnType<typeof fileChunks> {
  const framing: Framing = { kind: 'json' };
  yield* fileChunks(await listFiles(patterns, context), cursorMark(patterns), () => framing, context, after);
}

/** For `check`: how many files there are, how large, and when the newest was written. */
export async function checkFiles(
  patterns: readonly string[],
  context: SourceContext,
): Promise<readonly string[]> {
  const paths = await listFiles(patterns, context);
  await Promise.all(paths.map(requireReadable));
  const stats = await Promise.all(paths.map((path) => stat(path)));
  const bytes = stats.reduce((sum, { size }) => sum + size, 0);
  const newest = stats.reduce((last, { mtimeMs }) => Math.max(last, mtimeMs), 0);
  return [
    `${counted(paths.length, 'file')}, ${(bytes / 1e6).toFixed(1)} MB, the newest written ${new Date(newest).toISOString()}`,
  ];
}

async function requireReadable(path: string): Promise<void> {
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw new CliError(`${path}: ${troubleOf(error)}; change its permissions`);
  });
}
