/** `npm run bench`: every benchmark, one after the other, so that none takes the other's processor. */

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BENCHMARKS = ['edition', 'understand', 'gather', 'measure'] as const;

for (const name of BENCHMARKS) {
  console.log(`\n${name}`);
  const path = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const ended = spawnSync(process.execPath, ['--import', 'tsx', path, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (ended.status !== 0) process.exitCode = 1;
}
