/** The modules of WebAssembly beside their sources, and the memory that is given out to them. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble } from '../src/assembled.ts';

const SRC = new URL('../src/', import.meta.url);
const MODULES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\bassembly\/[^/]+\.ts$/.test(file))
  .map((file) => file.replace(/\.ts$/, ''));

test.each(MODULES)('%s was compiled from the source beside it', (name) => {
  const module = new WebAssembly.Module(readFileSync(new URL(`${name}.wasm`, SRC)));
  const [digest] = WebAssembly.Module.customSections(module, 'source');
  const source = readFileSync(new URL(`${name}.ts`, SRC));
  expect(Buffer.from(digest).toString('hex'), 'run "npm run assembly"').toBe(
    createHash('sha256').update(source).digest('hex'),
  );
});

test('there are three of them', () => {
  expect(MODULES).toHaveLength(3);
});

test('columns lie one after the other at multiples of 64, none at 0, with room to read on after the last', () => {
  const module = new URL('gather/jetstream/assembly/scan-lines.wasm', SRC);
  const { exports, memory, take, takeFor, taken, giveBack } = assemble<object>(module);
  expect([take(1), takeFor('text', 65), take(0), take(100_000), taken()]).toEqual([
    64, 128, 256, 256, 100_288,
  ]);
  expect(exports.text.value).toBe(128);
  // Two pages: 131,072 bytes, of which 128 must stay free behind what is taken.
  expect(memory.buffer.byteLength).toBe(131_072);
  expect(take(131_072 - 128 - 100_288)).toBe(100_288);
  expect(memory.buffer.byteLength).toBe(131_072);
  take(1);
  expect(memory.buffer.byteLength).toBe(196_608);
  giveBack(256);
  expect(take(1)).toBe(256);
});
