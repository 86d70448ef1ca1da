/** One run of the flow from a file into a new store: `gather-flow.ts FILE FOLDER READER EVENTS`. */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openKeyring } from '../src/flows/keyring.ts';
import { gatherPosts } from '../src/flows/gather-posts.ts';
import { blueskyFiles } from '../src/gather/bluesky-files.ts';
import { openStore } from '../src/keep/open.ts';
import type { FlowFigures } from './gather.ts';

const [file, folder, reader, expected] = process.argv.slice(2);
const store = await openStore(`chdb:${join(folder, 'store')}`);
const keyring = await openKeyring(join(folder, 'keys.json'));
const tenth = Number(expected) / 10;
const rssMb: number[] = [];
const noted = () => process.memoryUsage.rss() / 1e6;
let peak = noted();
const timer = setInterval(() => {
  peak = Math.max(peak, noted());
}, 100);

const cpu = process.cpuUsage();
const started = performance.now();
const accounts = await gatherPosts({
  source: blueskyFiles,
  options: { files: [file], content: 'events' },
  store,
  keyring,
  effects: {
    now: () => new Date(),
    fetch: globalThis.fetch,
    readFile: () => Promise.reject(new Error('not needed')),
    say: () => undefined,
  },
  folder,
  storeText: false,
  modules: {
    sources: new URL('../src/gather/post-sources.ts', import.meta.url).href,
    reader: pathToFileURL(reader).href,
  },
  onCommit: ({ read }) => {
    while (read >= (rssMb.length + 1) * tenth) rssMb.push(noted());
  },
});
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
clearInterval(timer);
await store.command('OPTIMIZE TABLE posts FINAL');
const [size] = await store.query<{ bytes: number; posts: number }>(
  `SELECT sum(bytes_on_disk) AS bytes, sum(rows) AS posts FROM system.parts WHERE active AND table = 'posts' AND database = currentDatabase()`,
);
await store.close();
const figures: FlowFigures = {
  events: accounts.read,
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakRssMb: Math.max(peak, noted()),
  rssMb,
  kept: accounts.kept,
  bytesPerPost: size.posts === 0 ? 0 : size.bytes / size.posts,
};
console.log(JSON.stringify(figures));
