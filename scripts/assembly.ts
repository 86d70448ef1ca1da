/**
 * Compiles what is written in AssemblyScript to WebAssembly: `npm run assembly`. The compiler is taken from npm when it is asked for,
 * since it is larger than everything else that the project is developed with. Each module carries the SHA-256 of its
 * source, so that a test sees when the two do not belong together.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const COMPILER = 'assemblyscript@0.28.20';
const MODULES = [
  'gather/jetstream/assembly/scan-lines',
  'understand/assembly/read-words',
  'understand/assembly/tag-lines',
];
const OPTIONS = ['-O3', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noAssert'];
const folder = new URL('../src/', import.meta.url);

for (const name of MODULES) {
  const source = fileURLToPath(new URL(`${name}.ts`, folder));
  const module = fileURLToPath(new URL(`${name}.wasm`, folder));
  const ended = spawnSync(
    'npm',
    ['exec', '--yes', `--package=${COMPILER}`, '--', 'asc', source, ...OPTIONS, '-o', module],
    { stdio: 'inherit' },
  );
  if (ended.status !== 0) {
    console.error(`${COMPILER} did not compile ${source}: see above; npm must reach its registry`);
    process.exit(1);
  }
  writeFileSync(module, Buffer.concat([readFileSync(module), sourceSection(readFileSync(source))]));
}

/** A custom section (WebAssembly 1.0, 5.5.3) named "source". Its parts are short: a length is one byte. */
function sourceSection(bytes: Uint8Array): Buffer {
  const name = Buffer.from('source');
  const digest = createHash('sha256').update(bytes).digest();
  return Buffer.from([0, 1 + name.length + digest.length, name.length, ...name, ...digest]);
}
