/**
 * `npm run soak -- [--seconds 600] [--rate 20000]`: the flow beside a stream that never pauses. Prints memory as it goes, and
 * at the end the delay from an event being sent to its row being found by a query. Ends with 1 when memory grows
 * or the delay passes two seconds at the 99th percentile.
 */

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openKeyring } from '../src/flows/keyring.ts';
import { gatherPosts } from '../src/flows/gather-posts.ts';
import type { PostSource } from '../src/gather/source.ts';
import { openStore } from '../src/keep/open.ts';
import { simulated } from '../test/flows/gather/simulated-source.ts';
import { readNumbers } from './numbers.ts';

const { seconds, rate } = readNumbers('usage: npm run soak -- [--seconds 600] [--rate 20000]', {
  seconds: 600,
  rate: 20_000,
});
const LONGEST_DELAY_MS = 2000;
/** The engine fills its caches in the first minutes; after that memory must stand still. */
const MOST_GROWTH = 1.15;
const test = (path: string) => fileURLToPath(new URL(`../test/${path}`, import.meta.url));

const firehose = spawn(process.execPath, [test('simulators/firehose.ts'), String(rate)], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const host = await new Promise<string>((resolve) => {
  createInterface(firehose.stdout).once('line', resolve);
});
const folder = await mkdtemp(join(tmpdir(), 'auscult-soak-'));
const store = await openStore(`chdb:${join(folder, 'store')}`);
const stop = new AbortController();
const delays: number[] = [];
const memoryMb: number[] = [];
let seen = new Date(0).toISOString();
let measuring: Promise<void> = Promise.resolve();

/** Of the rows that the last commit brought: how long after its sending can each be found? */
async function measureDelay(): Promise<void> {
  const rows = await store.query<{ at: string }>(
    'SELECT seen_at AS at FROM live_posts WHERE seen_at > parseDateTime64BestEffort({seen:String}, 3) ORDER BY at',
    { seen },
  );
  const now = Date.now();
  for (const { at } of rows) delays.push(now - Date.parse(at));
  seen = rows.at(-1)?.at ?? seen;
}

const timer = setInterval(() => {
  memoryMb.push(process.memoryUsage.rss() / 1e6);
  if (memoryMb.length % 30 === 0)
    console.log(`${memoryMb.length} s: ${Math.round(memoryMb.at(-1) ?? 0)} MB, ${delays.length} rows`);
}, 1000);
setTimeout(() => {
  stop.abort();
}, seconds * 1000);

const accounts = await gatherPosts({
  source: simulated as unknown as PostSource,
  options: { hosts: [host], contract: 'sequence' },
  store,
  keyring: await openKeyring(join(folder, 'keys.json')),
  effects: {
    now: () => new Date(),
    fetch: globalThis.fetch,
    readFile: () => Promise.reject(new Error('this source reads no files')),
    say: console.log,
  },
  folder,
  signal: stop.signal,
  modules: {
    sources: new URL('../test/flows/gather/simulated-source.ts', import.meta.url).href,
    reader: new URL('../test/flows/gather/word-reader.ts', import.meta.url).href,
  },
  onCommit: () => {
    measuring = measuring.then(measureDelay);
  },
});
clearInterval(timer);
await measuring;
await store.close();
firehose.stdin.end();
await rm(folder, { recursive: true, force: true });

const at = (share: number) =>
  delays.toSorted((a, b) => a - b)[Math.floor(share * (delays.length - 1))] ?? Number.NaN;
const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
const fifth = Math.floor(memoryMb.length / 5);
const growth = mean(memoryMb.slice(-fifth)) / mean(memoryMb.slice(fifth, 2 * fifth));
const figures = {
  seconds,
  events_per_s: Math.round(accounts.read / seconds),
  delay_p50_ms: at(0.5),
  delay_p99_ms: at(0.99),
  peak_rss_mb: Math.round(Math.max(...memoryMb)),
  memory_growth: Math.round(growth * 1000) / 1000,
};
console.log(JSON.stringify(figures));
process.exitCode = figures.delay_p99_ms < LONGEST_DELAY_MS && growth < MOST_GROWTH ? 0 : 1;
