/** What a source says the first time it meets a network, and everything that can stand in the way. */

import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bluesky } from '../../src/gather/bluesky.ts';
import { checkSource, checkStill } from '../../src/gather/check.ts';
import { cmsHospitals } from '../../src/gather/cms-hospitals.ts';
import { feeds } from '../../src/gather/feeds.ts';
import { fetchProfiles } from '../../src/gather/jetstream/profiles.ts';
import { mastodonTimelines } from '../../src/gather/mastodon-timelines.ts';
import { mastodon } from '../../src/gather/mastodon.ts';
import type { PostSource } from '../../src/gather/source.ts';
import { startMastodon } from '../simulators/mastodon.ts';
import { effects } from './posts/chunk-of.ts';

const live = {
  effects: { ...effects, now: () => new Date(), fetch, sleep: () => Promise.resolve() },
  folder: '.',
};
const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function serve(
  listener: RequestListener,
  upgrade: [status: number, body: string] = [404, ''],
): Promise<string> {
  const server = createServer(listener);
  server.on('upgrade', (_request, socket) => {
    socket.end(
      `HTTP/1.1 ${upgrade[0]} X\r\nContent-Length: ${upgrade[1].length}\r\nConnection: close\r\n\r\n${upgrade[1]}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const PAGE = '<!DOCTYPE html><html><body>Please sign in to the guest network</body></html>';
const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  serve((_request, response) => response.writeHead(status, headers).end(body), [status, body]);

const sources = (host: string, secure = ''): readonly (readonly [PostSource, object])[] => [
  [bluesky, { hosts: [`ws${secure}://${host}`], profiles: false }],
  [mastodon, { host: 'inst.example', base: `http${secure}://${host}`, rules_read: true }],
  [mastodonTimelines, { host: 'inst.example', base: `http${secure}://${host}`, rules_read: true }],
  [feeds, { feeds: [`http${secure}://${host}/feed`] }],
];

const said = async (host: string, secure = ''): Promise<string[]> =>
  Promise.all(
    sources(host, secure).map(([source, given]) =>
      checkSource(source, given, live).then(
        (lines) => `no trouble: ${lines.join(' / ')}`,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
    ),
  );

test.each([
  [
    401,
    '{"error":"The access token is invalid"}',
    'HTTP 401 (The access token is invalid): it wants a key or token',
  ],
  [403, PAGE, 'HTTP 403 (with a web page): it forbids this'],
  [418, '', 'HTTP 418: the server refuses'],
])(
  'HTTP %i is said with the words of the server and the remedy, by every source',
  async (status, body, words) => {
    for (const line of await said(await answering(status, body))) expect(line).toContain(words);
  },
);

test('HTTP 404, a web page and nothing at all are never taken for an answer', async () => {
  const missing = await said(await answering(404, 'nope'));
  for (const line of missing) expect(line).toMatch(/HTTP 404/);
  const page = await said(await answering(200, PAGE));
  for (const line of page) expect(line).toMatch(/web page/);
  const nothing = await said(await answering(200, ''));
  for (const line of nothing.slice(1)) expect(line).toMatch(/answers with nothing/);
  for (const line of [...missing, ...page, ...nothing]) expect(line).not.toMatch(/no trouble/);
});

test('a server that is busy or in trouble is asked once, and what it says of waiting is passed on', async () => {
  let calls = 0;
  const host = await serve(
    (_request, response) => {
      calls += 1;
      response.writeHead(429, { 'retry-after': '90' }).end();
    },
    [503, ''],
  );
  const [stream, ...rest] = await said(host);
  expect(stream).toContain('HTTP 503: it is in trouble itself');
  for (const line of rest) expect(line).toContain('HTTP 429, it asks for 90 s of patience');
  expect(calls).toBe(3);
});

test('no name, nobody there, no TLS and a broken connection each have their words', async () => {
  for (const line of await said('no-such-host.invalid', 's'))
    expect(line).toContain('its name is not known (DNS)');
  const gone = await answering(200, '');
  open.splice(0).forEach((server) => server.close());
  for (const line of await said(gone)) expect(line).toContain('nothing listens there (ECONNREFUSED)');
  for (const line of await said(await answering(200, ''), 's'))
    expect(line).toContain('it does not speak TLS there');
  const broken = await serve((request) => request.socket.destroy());
  for (const line of (await said(broken)).slice(1)) expect(line).toContain('the connection was broken off');
});

test('a certificate that nobody vouches for ends the reading at once, because patience would not help', async () => {
  let asked = 0;
  const refusing = {
    ...live.effects,
    fetch: () => {
      asked += 1;
      return Promise.reject(
        new TypeError('fetch failed', {
          cause: Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
        }),
      );
    },
  };
  const given: unknown = mastodonTimelines.options.parse({ host: 'inst.example', rules_read: true });
  const reading = mastodonTimelines.open(given, { effects: refusing, folder: '.' }, null);
  await expect(Array.fromAsync(reading)).rejects.toThrow('https://inst.example');
  await expect(
    Array.fromAsync(mastodonTimelines.open(given, { effects: refusing, folder: '.' }, null)),
  ).rejects.toThrow('its certificate cannot be trusted (DEPTH_ZERO_SELF_SIGNED_CERT)');
  expect(asked).toBeLessThanOrEqual(4);
});

test('a timeline that answers with a web page stops the reading instead of counting as empty', async () => {
  const house = await startMastodon();
  const proxy = await serve((request, response) => {
    if (request.url?.startsWith('/api/v1/timelines')) response.writeHead(200).end(PAGE);
    else
      void fetch(`${house.base}${request.url ?? ''}`).then(async (answer) =>
        response.end(await answer.text()),
      );
  });
  const given: unknown = mastodonTimelines.options.parse({
    host: 'inst.example',
    base: `http://${proxy}`,
    rules_read: true,
  });
  await expect(Array.fromAsync(mastodonTimelines.open(given, live, null))).rejects.toThrow(
    /answers with a web page where statuses were expected/,
  );
  await house.close();
});

test('an instance that streams under another name is followed there, as its own description says', async () => {
  const house = await startMastodon();
  const front = await serve((_request, response) => {
    const description = {
      domain: 'inst.example',
      title: 'Front',
      rules: [],
      configuration: { urls: { streaming: house.base.replace('http', 'ws') } },
    };
    response.end(JSON.stringify(description));
  });
  const lines = await checkSource(
    mastodon,
    { host: 'inst.example', base: `http://${front}`, rules_read: true },
    live,
  );
  expect(lines.at(-1)).toContain(`public:local at ${new URL(house.base).host}: connected, 0 messages`);
  await house.close();
}, 20_000);

test('a stream for members only asks for a token', async () => {
  const description = JSON.stringify({ domain: 'inst.example', title: 'Members', rules: [] });
  const host = await serve(
    (_request, response) => response.end(description),
    [401, '{"error":"Missing access token"}'],
  );
  const given = { host: 'inst.example', base: `http://${host}`, rules_read: true };
  await expect(checkSource(mastodon, given, live)).rejects.toThrow(
    /HTTP 401 \(Missing access token\).*streams to its members only: give a token \(token_env\)/,
  );
  const reading = mastodon.open(mastodon.options.parse(given), live, null);
  await expect(Array.fromAsync(reading)).rejects.toThrow('give a token (token_env)');
});

test('profiles that come as a web page are an error, not authors who have gone', async () => {
  const host = await answering(200, PAGE);
  await expect(fetchProfiles(['did:plc:a'], live, `http://${host}`)).rejects.toThrow(
    /answers with a web page where profiles were expected/,
  );
});

test('what stands still is looked at too: a file by its size, an address by its answer', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'auscult-')), 'registry.csv');
  writeFileSync(file, 'a,b\n');
  expect((await checkStill(cmsHospitals, { file, as_of: '2026-01-01' }, live)).at(-1)).toMatch(
    /registry\.csv: 4 bytes, of \d{4}/,
  );
  await expect(checkStill(cmsHospitals, { file: `${file}.gz`, as_of: '2026-01-01' }, live)).rejects.toThrow(
    `${file}.gz: there is no such file (ENOENT); put it there, or correct its name in the study`,
  );
  const host = await answering(200, '{}', { 'content-type': 'application/json' });
  expect((await checkStill(cmsHospitals, { metadata: `http://${host}/m` }, live)).at(-1)).toBe(
    `http://${host}/m: HTTP 200, application/json, 2 bytes`,
  );
});

test('proxies named in the environment are gone through, by fetch and by sockets', async () => {
  const asked: string[] = [];
  const target = await answering(401, '{"error":"behind the proxy"}');
  const [, port] = target.split(':');
  const proxy = createServer();
  proxy.on('connect', (request, socket, head) => {
    asked.push(`CONNECT ${request.url ?? ''}`);
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on('error', () => end.destroy());
  });
  proxy.on('upgrade', (request, socket) => {
    asked.push(`UPGRADE ${request.url ?? ''}`);
    socket.end('HTTP/1.1 403 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  open.push(proxy);
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  writeFileSync(
    join(folder, 'auscult.yaml'),
    `title: Proxy\nas_of: 2026-11-01\nsources:\n  - source: feeds\n    feeds: [http://hospital.invalid/feed]\n  - source: bluesky\n    hosts: [ws://stream.invalid]\n    profiles: false\n`,
  );
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [join(import.meta.dirname, '../../bin/auscult.mjs'), 'gather', folder, '--check'],
      { env: { ...process.env, HTTP_PROXY: address, HTTPS_PROXY: address } },
      (_error, stdout, stderr) => {
        resolve(stdout + stderr);
      },
    );
  });
  expect(asked).toContain('CONNECT hospital.invalid:80');
  expect(asked.find((line) => line.startsWith('UPGRADE'))).toContain('stream.invalid/xrpc/');
  expect(output).toContain('HTTP 401 (behind the proxy)');
  expect(output).toContain('it answered HTTP 403');
}, 30_000);
