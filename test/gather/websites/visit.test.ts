import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { POLITE_LIMITS, fetchPage, type FetchLimits } from '../../../src/gather/websites/fetch-page.ts';
import { isPrivateAddress } from '../../../src/gather/websites/private-addresses.ts';
import { statusOf, visitWebsite } from '../../../src/gather/websites/visit.ts';

let server: Server;
let origin: string;
let asked: { path: string; agent: string }[] = [];
let open = 0;
let mostOpen = 0;

const WORDS = 'We care for our community day and night, in every season of life. '.repeat(8);
const page = (body: string) =>
  `<!doctype html><title>Lakeview Hospital</title><body><main><p>${WORDS}</p></main>${body}</body>`;

const ROUTES: Readonly<
  Record<string, { status?: number; headers?: Record<string, string>; body?: string | Buffer }>
> = {
  '/robots.txt': {
    headers: { 'content-type': 'text/plain' },
    body: 'User-agent: *\nDisallow: /closed\nDisallow: /go/closed\n',
  },
  '/': { body: page('<footer><a href="https://www.facebook.com/LakeviewHospital/">Facebook</a></footer>') },
  '/closed': {
    body: page('<footer><a href="https://www.facebook.com/LakeviewHospital/">Facebook</a></footer>'),
  },
  '/bare': { body: page('<a href="/contact-us">Contact us</a>') },
  '/contact-us': { body: page('<footer><a href="https://twitter.com/LakeviewHosp">Twitter</a></footer>') },
  '/redirects': {
    body: page(
      '<footer><a href="/go/facebook" class="social">Facebook</a><a href="/go/closed/twitter">Twitter</a></footer>',
    ),
  },
  '/unclear': {
    body: page(
      '<p>Lakeview Runners are <a href="https://www.instagram.com/lakeviewrunners">on Instagram</a>.</p><footer><a href="https://www.facebook.com/LakeviewHospital">Facebook</a></footer>',
    ),
  },
  '/go/facebook': { status: 302, headers: { location: 'https://m.facebook.com/lakeviewhospital?ref=site' } },
  '/go/closed/twitter': { status: 302, headers: { location: 'https://twitter.com/lakeviewhosp' } },
  '/inside': { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data/' } },
  '/loop': { status: 302, headers: { location: '/loop' } },
  '/shell': { body: '<!doctype html><title>x</title><div id="root"></div><script src="/app.js"></script>' },
  '/error': { status: 503, body: page('') },
  '/large': { body: page('x'.repeat(200_000)) },
  '/packed': {
    headers: { 'content-encoding': 'gzip' },
    body: gzipSync(page('<footer><a href="https://youtube.com/@lakeviewhospital">YouTube</a></footer>')),
  },
  '/bomb': { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(50_000_000)) },
  '/pdf': { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.7' },
};

/** Our own server is on this machine: the one private address that the tests let through. */
const LIMITS: FetchLimits = {
  ...POLITE_LIMITS,
  timeoutMs: 1500,
  maxBytes: 100_000,
  mayConnect: (address) => address === '127.0.0.1' || POLITE_LIMITS.mayConnect(address),
};
const visit = (path: string) => visitWebsite('Lakeview Hospital', `${origin}${path}`, { limits: LIMITS });

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    asked.push({ path, agent: request.headers['user-agent'] ?? '' });
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    response.on('close', () => (open -= 1));
    if (path === '/slow') return;
    const route = ROUTES[path] ?? { status: 404, body: 'none' };
    response.writeHead(route.status ?? 200, { 'content-type': 'text/html; charset=utf-8', ...route.headers });
    response.end(route.body ?? '');
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', () => {
      done();
    });
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  asked = [];
  mostOpen = 0;
});

test('robots.txt is asked first, the agent says who it is, and one request at a time is made', async () => {
  const found = await visit('/');
  expect(asked.map(({ path }) => path)).toEqual(['/robots.txt', '/']);
  expect(asked.every(({ agent }) => agent.startsWith('Auscult/'))).toBe(true);
  expect(mostOpen).toBe(1);
  expect(found.accounts).toMatchObject([
    { network: 'facebook', handle: 'lakeviewhospital', link: 'own', place: 'footer' },
  ]);
  expect(found.accounts[0].evidence).toBe(`${origin}/ (footer)`);
  expect(statusOf(found, 'instagram')).toBe('absent');
});

test('what robots.txt closes is not read, also behind a link', async () => {
  expect(await visit('/closed')).toMatchObject({
    accounts: [],
    absent: [],
    problem: 'robots.txt asks not to be visited',
  });
  expect(asked.map(({ path }) => path)).toEqual(['/robots.txt']);
  const found = await visit('/redirects');
  expect(asked.map(({ path }) => path)).not.toContain('/go/closed/twitter');
  expect(found.accounts).toMatchObject([{ network: 'facebook', handle: 'lakeviewhospital' }]);
});

test('an account that may be theirs and may not is no proof of absence', async () => {
  const found = await visit('/unclear');
  expect(found.accounts).toMatchObject([{ network: 'facebook' }]);
  expect(statusOf(found, 'instagram')).toBe('unknown');
  expect(statusOf(found, 'youtube')).toBe('absent');
});

test('a home page without an account sends to the contact page', async () => {
  const found = await visit('/bare');
  expect(asked.map(({ path }) => path)).toEqual(['/robots.txt', '/bare', '/contact-us']);
  expect(found.accounts).toMatchObject([{ network: 'x', handle: 'lakeviewhosp' }]);
  expect(statusOf(found, 'facebook')).toBe('absent');
});

test.each([
  ['/shell', 'the page is drawn by scripts'],
  ['/error', 'answer 503'],
  ['/large', 'the page is larger than the limit'],
  ['/bomb', 'the page is larger than the limit'],
  ['/pdf', 'no page but application/pdf'],
  ['/loop', 'more than 5 redirects'],
  ['/slow', 'no answer within 1.5 s'],
  ['/inside', '169.254.169.254 is no public address'],
  ['/nothing', 'answer 404'],
])('%s: nothing is declared absent, and the reason is kept', async (path, problem) => {
  const found = await visit(path);
  expect(found.problem).toBe(problem);
  expect(found.absent).toEqual([]);
  expect(statusOf(found, 'facebook')).toBe('unknown');
});

test('a packed page is read', async () => {
  expect((await visit('/packed')).accounts).toMatchObject([
    { network: 'youtube', handle: '@lakeviewhospital' },
  ]);
});

test.each([
  'http://localhost/',
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://0x7f000001/',
  'http://2130706433/',
  'http://127.1/',
])('without leave, no address of this machine is connected to: %s', async (url) => {
  await expect(fetchPage(url)).rejects.toThrow('no public address');
});

test.each([
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.0.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['8.8.8.8', false],
  ['::1', true],
  ['fe80::1%eth0', true],
  ['fd00::1', true],
  ['::ffff:10.0.0.1', true],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::7f00:1', true],
  ['2606:4700::1111', false],
  ['not an address', true],
])('%s is private: %s', (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate);
});
