import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSource } from '../../../src/gather/check.ts';
import { feeds } from '../../../src/gather/feeds.ts';
import { linksOf, rateLimitOf, retryAfterMs } from '../../../src/gather/transport/http.ts';
import { effects, gather, postsOf } from './chunk-of.ts';

let base = '';
let version = 1;
let asked: string[] = [];
const server = createServer((request, response) => {
  const etag = `"${version}"`;
  asked.push(`${request.url ?? ''} ${request.headers['if-none-match'] ?? '-'}`);
  if (request.url?.startsWith('/gone')) response.writeHead(404).end();
  else if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
  else
    response
      .writeHead(200, { etag, 'content-type': 'application/rss+xml' })
      .end(
        `<rss><channel><title>t</title><item><guid>${version}</guid><title>Post ${version}</title></item></channel></rss>`,
      );
});
beforeEach(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  version = 1;
  asked = [];
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const live = { effects: { ...effects, fetch, sleep: () => Promise.resolve() } };

test('a feed is asked for again only when it has changed', async () => {
  const options = { feeds: [`${base}/feed`] };
  const first = await gather(feeds, '.', options, null, live);
  expect(postsOf(first.events).map((post) => post.text)).toEqual(['Post 1']);
  const again = await gather(feeds, '.', options, first.cursors[0], live);
  expect(again.events).toEqual([]);
  version = 2;
  const changed = await gather(feeds, '.', options, first.cursors[0], live);
  expect(postsOf(changed.events).map((post) => post.text)).toEqual(['Post 2']);
  expect(asked).toEqual(['/feed -', '/feed "1"', '/feed "1"']);
});

test('one dead feed is named and does not silence the others', async () => {
  const said: string[] = [];
  const context = { effects: { ...live.effects, say: (line: string) => said.push(line) } };
  const { events } = await gather(feeds, '.', { feeds: [`${base}/gone`, `${base}/feed`] }, null, context);
  expect(postsOf(events)).toHaveLength(1);
  expect(said).toEqual([
    `${base}/gone answered HTTP 404: the feed has moved or ended, mend "feeds" of this source`,
  ]);
});

test('a feed that stands alone fails once and is not said besides; of several that all fail each is said', async () => {
  const said: string[] = [];
  const context = { effects: { ...live.effects, say: (line: string) => said.push(line) } };
  const gone = (path: string) => `${base}/gone${path}`;
  await expect(gather(feeds, '.', { feeds: [gone('')] }, null, context)).rejects.toThrow(
    /gone answered HTTP 404: the feed has moved/,
  );
  expect(said).toEqual([]);
  await expect(gather(feeds, '.', { feeds: [gone(''), gone('?again')] }, null, context)).rejects.toThrow(
    'none of the 2 feeds could be read',
  );
  expect(said).toHaveLength(2);
});

test('checking feeds', async () => {
  const lines = await checkSource(feeds, { feeds: [`${base}/feed`] }, { ...live, folder: '.' });
  expect(lines.at(-1)).toMatch(/feed: HTTP 200, 1 entry, its clock is \d+ s (?:ahead of|behind) ours$/);
});

test('headers of other people’s servers', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const wait = (value: string) => retryAfterMs(new Headers({ 'retry-after': value }), now);
  expect([
    wait('7'),
    wait('Sun, 22 Nov 2026 12:00:30 GMT'),
    wait('Sun, 22 Nov 2026 11:00:00 GMT'),
    wait('99999'),
    wait('later'),
  ]).toEqual([7000, 30_000, 0, 900_000, null]);
  expect(
    rateLimitOf(
      new Headers({
        'x-ratelimit-limit': '300',
        'x-ratelimit-remaining': '286',
        'x-ratelimit-reset': '2025-07-17T20:05:00.245225Z',
      }),
    ),
  ).toEqual({
    limit: 300,
    remaining: 286,
    resetsAt: new Date('2025-07-17T20:05:00.245Z'),
  });
  expect(
    rateLimitOf(
      new Headers({
        'ratelimit-limit': '3000',
        'ratelimit-remaining': '2981',
        'ratelimit-reset': '1747676784',
      }),
    ).resetsAt,
  ).toEqual(new Date('2025-05-19T17:46:24Z'));
  const links = linksOf(
    '<https://a.example/?max_id=1>; rel="next", <https://a.example/?min_id=2>; rel="prev"',
  );
  expect([...links]).toEqual([
    ['next', 'https://a.example/?max_id=1'],
    ['prev', 'https://a.example/?min_id=2'],
  ]);
});
