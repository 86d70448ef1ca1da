/**
 * `npm run check:methods -- [DIR]`: every truth table of DIR (default ../shared/methods) against our code.
 * Prints one line a table, `name: passed/total`, and exits 1 on any miss.
 * A table whose method does not exist yet is listed as `not built`; one that is absent from DIR as `missing`.
 */

import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TABLES } from './tables/index.ts';
import type { TableResult } from './tables/table.ts';

export async function checkMethods(folder: string, say: (line: string) => void): Promise<boolean> {
  let clean = true;
  for (const table of TABLES) {
    const present = await access(join(folder, table.file)).then(
      () => true,
      () => false,
    );
    if (!present) {
      say(`${table.file}: missing`);
      continue;
    }
    if (!table.check) {
      say(`${table.file}: not built`);
      continue;
    }
    const result: TableResult = await table.check(folder).catch(failed);
    say(`${table.file}: ${result.passed}/${result.total}`);
    for (const miss of result.misses.slice(0, 20)) say(`  ${miss}`);
    if (!(result.accepted ?? result.passed === result.total)) clean = false;
  }
  return clean;
}

/** A table that a check cannot read to its end counts as missed; the others are still checked. */
function failed(error: unknown): TableResult {
  const reason = error instanceof Error ? error.message : String(error);
  return { passed: 0, total: 1, misses: [`not checked to the end: ${reason}`] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(process.argv[2] ?? '../shared/methods');
  const clean = await checkMethods(folder, (line) => {
    console.log(line);
  });
  process.exitCode = clean ? 0 : 1;
}
