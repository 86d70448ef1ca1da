/**
 * A million damaged inputs over all decoders of posts: `npm run fuzz:gather`, `npm run fuzz:gather -- --inputs 50000 --seed 7`.
 * Ends with 1 when a decoder throws, hangs over a second, loses count of its records, or memory grows.
 */

import { fuzz } from '../test/gather/posts/fuzz.ts';
import { seededRandom } from '../test/gather/posts/mutations.ts';
import { readNumbers } from './numbers.ts';

const { inputs, seed } = readNumbers('usage: npm run fuzz:gather -- [--inputs 1000000] [--seed 1]', {
  inputs: 1_000_000,
  seed: 1,
});
// A million failed parses are meant to fail; where they did is of no interest and costs a third of the time.
Error.stackTraceLimit = 0;

/** Growth of the heap between a first round and the end that counts as a leak. */
const LEAK_MB = 32;

/** Megabytes in use after the rubbish is gone, where Node was started with --expose-gc. */
function heapMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

fuzz(Math.ceil(inputs / 50), seededRandom(seed + 1));
const before = heapMb();
const started = performance.now();
const report = fuzz(inputs, seededRandom(seed), (done) => {
  if (done % 100_000 === 0) process.stderr.write(`${done} of ${inputs}\n`);
});
const seconds = (performance.now() - started) / 1000;
const grownMb = heapMb() - before;
console.log(
  JSON.stringify(
    { ...report, seed, seconds: Math.round(seconds), grownMb: Math.round(grownMb * 10) / 10 },
    null,
    2,
  ),
);
if (report.failures.length > 0 || grownMb > LEAK_MB) process.exitCode = 1;
