import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editionApp, serveEdition, type RunningServer } from '../../src/publish/serve.ts';

const SCRIPT = "console.log('hello')";
const PAGE = `<!doctype html><title>x</title><style>p{color:red}</style><script>${SCRIPT}</script>${'<p>text</p>'.repeat(200)}`;

let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auscult-serve-'));
  await writeFile(join(folder, 'edition.json'), '{"id":"one"}');
  await writeFile(join(folder, 'index.html'), PAGE);
  await mkdir(join(folder, 'figures'));
  await writeFile(join(folder, 'figures', 'a.csv'), 'id\r\n1\r\n');
  await symlink('/etc/passwd', join(folder, 'figures', 'link.csv'));
  server = await serveEdition({ folder, host: '127.0.0.1', port: 0, say: () => undefined });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

test('the page comes with a policy that allows its own script by hash and nothing from elsewhere', async () => {
  const response = await fetch(server.url);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(PAGE);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`);
  expect(policy).not.toContain('unsafe-inline');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('an unchanged page is not sent twice', async () => {
  const etag = (await fetch(server.url)).headers.get('etag') ?? '';
  const again = await fetch(server.url, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test('the body is compressed for those who ask, with a tag of its own', async () => {
  const app = await editionApp(folder);
  const plain = await app.request('/', { headers: { 'accept-encoding': 'identity' } });
  const packed = await app.request('/', { headers: { 'accept-encoding': 'gzip' } });
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(gunzipSync(new Uint8Array(await packed.arrayBuffer())).toString()).toBe(PAGE);
  expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
  expect(
    (await app.request('/', { headers: { 'accept-encoding': 'gzip;q=0' } })).headers.get('content-encoding'),
  ).toBeNull();
});

/** Sends a path exactly as written; fetch would tidy it up first. */
async function raw(path: string): Promise<string> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (bytes) => (text += bytes.toString()));
    socket.on('end', () => {
      resolve(text);
    });
    socket.on('error', reject);
  });
}

test.each([
  '/../../../../etc/passwd',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/figures/%2e%2e/%2e%2e/etc/passwd',
  '/figures/link.csv',
  '/figures/a.csv%00.html',
  '/%',
  '/%ff%fe',
  '//etc/passwd',
  '/figures\\..\\a.csv',
  '/figures',
  `/${'a'.repeat(8000)}`,
])('a hostile path is answered with 404 or 400 and nothing of the machine: %s', async (path) => {
  const text = await raw(path);
  expect(text).toMatch(/^HTTP\/1\.1 (404|400|431) /);
  expect(text).not.toContain('root:');
});

test('writing is refused', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    const response = await fetch(server.url, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  }
});

test('HEAD gives the headers of GET and no body', async () => {
  const response = await fetch(`${server.url}figures/a.csv`, { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await response.text()).toBe('');
});

test('a replaced edition is served from the next request on', async () => {
  const app = await editionApp(folder);
  expect(await (await app.request('/edition.json')).text()).toBe('{"id":"one"}');
  await writeFile(join(folder, 'edition.json'), '{"id":"two"}');
  await utimes(join(folder, 'edition.json'), 1, 1);
  expect(await (await app.request('/edition.json')).text()).toBe('{"id":"two"}');
});

test('a folder without an edition says how to make one', async () => {
  await expect(editionApp(tmpdir())).rejects.toThrow(/no edition at .*auscult build/);
});

test('an address of another machine is told with what to write instead', async () => {
  // RFC 5737: nobody has it.
  const elsewhere = serveEdition({ folder, host: '203.0.113.9', port: 0, say: () => undefined });
  await expect(elsewhere).rejects.toThrow(/"203\.0\.113\.9" is no address of this machine: leave --host out/);
});

test('a port that is taken says so', async () => {
  const port = Number(new URL(server.url).port);
  const second = serveEdition({ folder, host: '127.0.0.1', port, say: () => undefined });
  await expect(second).rejects.toThrow(`port ${port} of 127.0.0.1 is taken: choose another with --port`);
});

test('a drawing may use its own style and faces, runs nothing, and may be shown by other sites', async () => {
  const style = '@font-face{font-family:"A";src:url(data:font/woff2;base64,AA==)}';
  await writeFile(
    join(folder, 'a.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg"><style>${style}</style></svg>`,
  );
  const response = await (await editionApp(folder)).request('/a.svg');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(policy).toContain('font-src data:');
  expect(policy).not.toContain('script-src');
  expect(policy).toContain("default-src 'none'");
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  await rm(join(folder, 'a.svg'));
});
