/** The stream opened against a Jetstream of our own; long runs with kills are the torture's business. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { bluesky } from '../../../src/gather/bluesky.ts';
import { checkSource } from '../../../src/gather/check.ts';
import { fetchProfiles } from '../../../src/gather/jetstream/profiles.ts';
import type { Chunk, StreamReport } from '../../../src/gather/source.ts';
import { startJetstream } from '../../simulators/jetstream.ts';
import { infoFrame, legacyFrame, messageFrame } from '../../simulators/wire.ts';
import { buildWorld } from '../../simulators/world.ts';
import { effects } from './chunk-of.ts';

const hasZstd = spawnSync('zstd', ['--version']).status === 0;
const quick = { ...effects, fetch, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 1)) };

interface Listened {
  readonly chunks: readonly Chunk[];
  readonly reports: readonly StreamReport[];
  readonly lines: readonly string[];
}

/** Listens until `enough` says so of the lines heard. */
async function listen(
  options: object,
  after: string | null,
  enough: (lines: readonly string[]) => boolean,
): Promise<Listened> {
  const stop = new AbortController();
  const given: unknown = bluesky.options.parse({ batch_ms: 5, compress: false, collections: [], ...options });
  const chunks: Chunk[] = [];
  const reports: StreamReport[] = [];
  const lines: string[] = [];
  const context = {
    effects: quick,
    folder: '.',
    signal: stop.signal,
    report: (report: StreamReport) => reports.push(report),
  };
  const limit = setTimeout(() => {
    stop.abort();
  }, 20_000);
  for await (const chunk of bluesky.open(given, context, after)) {
    chunks.push(chunk);
    lines.push(...Buffer.from(chunk.bytes).toString('utf8').split('\n').filter(Boolean));
    if (enough(lines)) stop.abort();
  }
  clearTimeout(limit);
  return { chunks, reports, lines };
}

const keyOf = (line: string): string => {
  const value = JSON.parse(line) as Record<string, unknown>;
  const payload = (value.payload ?? value) as Record<string, unknown>;
  return String(payload.time_us ?? payload.time);
};
/** Notices of the stream have no time of their own. */
const distinct = (lines: readonly string[]) =>
  new Set(lines.map(keyOf).filter((key) => key !== 'undefined')).size;

for (const contract of ['sequence', 'time'] as const) {
  test(`contract by ${contract}: cut and repeated, the whole history arrives, and reading goes on from any cursor`, async () => {
    const world = buildWorld(7, 600);
    const house = await startJetstream({
      world,
      seed: 7,
      history: 1,
      faults: { 'cut-clean': 0.1, 'cut-mid-frame': 0.05, repeat: 0.2, seam: 0.5 },
      perTick: 40,
    });
    try {
      const start = `${house.url} ${contract === 'sequence' ? 1 : '-'} ${world.events[0].timeUs}`;
      const heard = await listen({ hosts: [house.url], contract }, start, (lines) => distinct(lines) === 600);
      expect(distinct(heard.lines)).toBe(600);
      expect(heard.reports.filter((report) => report.kind === 'disconnected').length).toBeGreaterThan(0);
      const middle = heard.chunks[Math.floor(heard.chunks.length / 2)];
      const known = heard.chunks.slice(0, heard.chunks.indexOf(middle) + 1);
      const before = new Set(
        known.flatMap((chunk) =>
          Buffer.from(chunk.bytes).toString('utf8').split('\n').filter(Boolean).map(keyOf),
        ),
      );
      house.calm();
      const rest = await listen(
        { hosts: [house.url], contract },
        middle.cursor,
        (lines) => new Set([...before, ...lines.map(keyOf)]).size === 600,
      );
      expect(new Set([...before, ...rest.lines.map(keyOf)]).size).toBe(600);
    } finally {
      await house.close();
    }
  });
}

test('when a host goes away the next one is read, rewound by time, because sequence numbers are its own', async () => {
  const world = buildWorld(11, 400);
  const first = await startJetstream({ world, seed: 1, history: 200, perTick: 0 });
  const second = await startJetstream({ world, seed: 2, history: 400, seqOffset: 1_000_000 });
  const hosts = [first.url, second.url];
  let closed: Promise<void> | null = null;
  const heard = await listen({ hosts }, `${first.url} 1 ${world.events[0].timeUs}`, (lines) => {
    if (distinct(lines) >= 150) closed ??= first.close();
    return distinct(lines) === 400;
  });
  expect(distinct(heard.lines)).toBe(400);
  expect(heard.chunks.at(-1)?.cursor).toMatch(new RegExp(`^${second.url} 1000\\d{3} \\d{16}$`));
  await (closed ?? first.close());
  await second.close();
});

test('what the server no longer holds is reported as a gap with its two ends', async () => {
  const world = buildWorld(13, 300);
  const house = await startJetstream({ world, seed: 3, history: 300, floor: 201 });
  const heard = await listen(
    { hosts: [house.url] },
    `${house.url} 10 ${world.events[9].timeUs}`,
    (lines) => distinct(lines) === 100,
  );
  expect(distinct(heard.lines)).toBe(100);
  const gap = heard.reports.find((report) => report.kind === 'gap');
  expect(gap).toMatchObject({
    from: new Date(world.events[9].timeUs / 1000).toISOString(),
    to: new Date(world.events[200].timeUs / 1000).toISOString(),
  });
  await house.close();
});

const MINUTES_US = 60e6;
const DAYS_US = 24 * 60 * MINUTES_US;
const DID = 'did:plc:quiet';

test.each([
  { contract: 'sequence', dids: [], silence: 10 * MINUTES_US, notice: false, isGap: true },
  { contract: 'time', dids: [], silence: 10 * MINUTES_US, notice: false, isGap: true },
  // A few accounts may well say nothing for days, and this contract says when something is missing.
  { contract: 'sequence', dids: [DID], silence: 3 * DAYS_US, notice: false, isGap: false },
  { contract: 'sequence', dids: [DID], silence: 10 * MINUTES_US, notice: true, isGap: true },
  // The older one says nothing, and holds a day.
  { contract: 'time', dids: [DID], silence: 10 * MINUTES_US, notice: false, isGap: false },
  { contract: 'time', dids: [DID], silence: 3 * DAYS_US, notice: false, isGap: true },
] as const)(
  'contract by $contract for $dids: a first event $silence µs after the cursor, with a notice: $notice, is a gap: $isGap',
  async ({ contract, dids, silence, notice, isGap }) => {
    const micros = buildWorld(13, 1).events[0].timeUs;
    const event = { seq: 20, timeUs: micros + silence, did: DID, what: { kind: 'identity' } } as const;
    const sockets = new WebSocketServer({
      port: 0,
      handleProtocols: (offers) => offers.values().next().value ?? false,
    });
    sockets.on('connection', (socket) => {
      if (notice) socket.send(infoFrame('OutdatedCursor', 'resumed from 20'));
      socket.send(contract === 'time' ? legacyFrame(event) : messageFrame(event, event.seq));
    });
    const url = `ws://127.0.0.1:${(sockets.address() as AddressInfo).port}`;
    const heard = await listen(
      { hosts: [url], contract, dids, archive: false },
      `${url} ${contract === 'time' ? '-' : '10'} ${micros}`,
      (lines) => lines.some((line) => line.includes(DID)),
    );
    expect(heard.reports.some(({ kind }) => kind === 'gap')).toBe(isGap);
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  },
);

test('checking tells how fast and how fresh the stream is', async () => {
  const world = buildWorld(17, 5000);
  const archive = { segmentEvents: 100, blockEvents: 50 };
  const house = await startJetstream({ world, seed: 4, perTick: 400, history: 100, archive });
  const lines = await checkSource(
    bluesky,
    { hosts: [house.url, 'ws://127.0.0.1:9'], collections: [], profiles: false },
    { effects: quick, folder: '.' },
  );
  expect(lines.at(-3)).toMatch(
    /^ws:\/\/127\.0\.0\.1:\d+: connected \(.+\), [\d,]+ events in \d+\.\d s, newest event -?\d+\.\d s old$/,
  );
  expect(lines.at(-2)).toBe(`${house.url}: its archive begins with what it saw on 2026-07-04`);
  expect(lines.at(-1)).toMatch(/^ws:\/\/127\.0\.0\.1:9: .*ECONNREFUSED/);
  await house.close();
}, 20_000);

test.skipIf(!hasZstd)('frames packed with the dictionary that the host hands out are unpacked', async () => {
  const world = buildWorld(19, 600);
  const frames = world.events.map((event) => messageFrame(event, event.seq));
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  for (const [index, frame] of frames.entries()) writeFileSync(join(folder, `${index}.json`), frame);
  execFileSync('sh', ['-c', 'zstd -q --train *.json --maxdict=8192 -o dictionary'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const dictionary = readFileSync(join(folder, 'dictionary'));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(dictionary);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => {
    asked.push(request.url ?? '');
    for (const frame of frames) socket.send(zstdCompressSync(frame, { dictionary }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const heard = await listen({ hosts: [url], compress: true }, null, (lines) => lines.length >= 600);
  expect(heard.lines).toEqual(frames);
  expect(asked).toEqual([
    '/xrpc/network.bsky.jetstream.getZstdDictionary',
    `/xrpc/network.bsky.jetstream.subscribeEvents?zstdDictionary=${dictionary.readUInt32LE(4)}`,
  ]);
  for (const client of sockets.clients) client.terminate();
  server.close();
});

test('a host without a dictionary is read uncompressed', async () => {
  const world = buildWorld(23, 40);
  const house = await startJetstream({ world, seed: 5, history: 40 });
  const heard = await listen(
    { hosts: [house.url], compress: true },
    `${house.url} 1 ${world.events[0].timeUs}`,
    (lines) => distinct(lines) === 40,
  );
  expect(distinct(heard.lines)).toBe(40);
  await house.close();
});

test('profiles are fetched 25 at a time, and the limit of the server is waited for', async () => {
  const waits: number[] = [];
  const calls: number[] = [];
  const context = {
    folder: '.',
    effects: {
      ...effects,
      sleep: (milliseconds: number) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
      fetch: ((address: string) => {
        const actors = new URL(address).searchParams.getAll('actors');
        calls.push(actors.length);
        const profiles = actors
          .filter((did) => did !== 'did:plc:7')
          .map((did) => ({
            did,
            handle: did === 'did:plc:1' ? 'nurse.clinic.example' : 'someone.bsky.social',
            displayName: did,
            description: 'bio',
          }));
        const left = calls.length === 2 ? '1' : '100';
        return Promise.resolve(
          new Response(JSON.stringify({ profiles }), {
            headers: {
              'ratelimit-limit': '3000',
              'ratelimit-remaining': left,
              'ratelimit-reset': String(Date.parse('2026-11-22T12:00:30Z') / 1000),
            },
          }),
        );
      }) as typeof fetch,
    },
  };
  const found = await fetchProfiles(
    Array.from({ length: 60 }, (_, index) => `did:plc:${index}`),
    context,
    'https://app.example',
  );
  expect(calls).toEqual([25, 25, 10]);
  expect(waits).toEqual([30_000]);
  expect(found.size).toBe(59);
  expect(found.get('did:plc:1')).toMatchObject({
    name: 'did:plc:1',
    bio: 'bio',
    domain: 'nurse.clinic.example',
  });
  expect(found.get('did:plc:2')).toMatchObject({ domain: '' });
});
