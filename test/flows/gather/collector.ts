/**
 * A collector as a process of its own, to be killed: `collector.ts --clock=FILE --ahead=MS STORE KEYS CONTRACT HOST...`. The
 * file holds the network's time, milliseconds since 1970; the collector's own clock is so far ahead of it.
 * Says a line for every commit; on SIGTERM it commits what it has and ends with 0.
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openKeyring } from '../../../src/flows/keyring.ts';
import { gatherPosts } from '../../../src/flows/gather-posts.ts';
import type { GatherEffects, PostSource } from '../../../src/gather/source.ts';
import { openStore } from '../../../src/keep/open.ts';
import { simulated, type SimulatedOptions } from './simulated-source.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { clock: { type: 'string', default: '' }, ahead: { type: 'string', default: '0' } },
});
const [folder, keys, contract, ...hosts] = positionals;
const stop = new AbortController();
process.on('SIGTERM', () => {
  stop.abort();
});

const effects: GatherEffects = {
  now: () => new Date(Number(readFileSync(values.clock, 'utf8')) + Number(values.ahead)),
  fetch: globalThis.fetch,
  readFile: () => Promise.reject(new Error('this source reads no files')),
  say: (line) => {
    console.log(`say ${line}`);
  },
  // Short waits: a test has no night to spend.
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(milliseconds, 50));
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

const store = await openStore(`chdb:${folder}`);
const options: SimulatedOptions = { hosts, contract: contract === 'time' ? 'time' : 'sequence' };
const accounts = await gatherPosts({
  source: simulated as unknown as PostSource,
  options,
  store,
  keyring: await openKeyring(keys),
  effects,
  folder: '.',
  signal: stop.signal,
  threads: 1,
  commitEveryMs: 30,
  modules: {
    sources: new URL('./simulated-source.ts', import.meta.url).href,
    reader: new URL('./word-reader.ts', import.meta.url).href,
  },
  onCommit: (sum, batch) => {
    console.log(`commit ${sum.read} ${batch.cursor}`);
  },
});
await store.close();
console.log(`end ${accounts.read}`);
