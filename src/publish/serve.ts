/**
 * Serves an edition, read-only. Every file is listed when the edition is loaded; a request is answered from that
 * list or not at all, so no path can lead outside it.
 */

import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { serve, type ServerType } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { CliError, EXIT } from '../errors.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.xml': 'application/atom+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** What other sites may show as a picture of theirs, whatever policy their page has (Fetch, Cross-Origin-Resource-Policy). */
const EMBEDDED = new Set(['.svg', '.png']);

/** Already compressed, or too small to gain. */
const NOT_COMPRESSED = new Set(['.png', '.pdf', '.woff2']);

interface ServedFile {
  readonly type: string;
  readonly etag: string;
  readonly policy: string;
  readonly mayBeEmbedded: boolean;
  readonly bodies: Readonly<Record<'identity' | 'gzip' | 'br', Uint8Array<ArrayBuffer> | null>>;
}

export interface ServeOptions {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly say: (line: string) => void;
}

export interface RunningServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the server and resolves when it listens. A port of 0 takes any free one. */
export async function serveEdition(options: ServeOptions): Promise<RunningServer> {
  const app = await editionApp(options.folder);
  const server = await listen(app, options);
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : options.port;
  const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}/`;
  options.say(`Serving ${options.folder} at ${url} (stop with Ctrl-C)`);
  return {
    url,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
      }),
  };
}

/** The server without its socket, for tests. */
export async function editionApp(folder: string): Promise<Hono> {
  const place = resolve(folder);
  let loaded = await load(place);
  const app = new Hono();
  app.on(['GET', 'HEAD'], '*', async (context) => {
    const stamp = await editionStamp(place);
    if (stamp !== null && stamp !== loaded.stamp) loaded = await load(place);
    return answer(context, loaded.files);
  });
  app.all('*', (context) =>
    context.text('This server only reads: use GET or HEAD.\n', 405, { Allow: 'GET, HEAD', ...SAFE_HEADERS }),
  );
  return app;
}

const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
} as const;

const CLOSED_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function answer(context: Context, files: ReadonlyMap<string, ServedFile>): Response {
  const path = decodedPath(context.req.path);
  const file = path === null ? undefined : files.get(path.endsWith('/') ? `${path}index.html` : path);
  if (!file) {
    return context.text('No such page in this edition.\n', 404, {
      'Content-Security-Policy': CLOSED_POLICY,
      ...SAFE_HEADERS,
    });
  }
  const encoding = chooseEncoding(context.req.header('Accept-Encoding') ?? '', file);
  // A representation has its own tag; the tag of the bytes alone would let a cache mix them (RFC 9110, 8.8.3.3).
  const etag = encoding === 'identity' ? `"${file.etag}"` : `"${file.etag}-${encoding}"`;
  const headers: Record<string, string> = {
    ...SAFE_HEADERS,
    'Content-Security-Policy': file.policy,
    'Content-Type': file.type,
    'Cache-Control': 'no-cache',
    ETag: etag,
    Vary: 'Accept-Encoding',
  };
  if (file.mayBeEmbedded) headers['Cross-Origin-Resource-Policy'] = 'cross-origin';
  if (matches(context.req.header('If-None-Match'), file.etag)) return context.body(null, 304, headers);
  const body = file.bodies[encoding] ?? file.bodies.identity;
  if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
  if (body) headers['Content-Length'] = String(body.byteLength);
  if (context.req.method === 'HEAD' || !body) return context.body(null, 200, headers);
  return context.body(body, 200, headers);
}

function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

function chooseEncoding(accepted: string, file: ServedFile): 'identity' | 'gzip' | 'br' {
  const wanted = accepted
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.split(';')[0].trim().toLowerCase());
  if (file.bodies.br && wanted.includes('br')) return 'br';
  if (file.bodies.gzip && wanted.includes('gzip')) return 'gzip';
  return 'identity';
}

/** True when any of the listed tags names these bytes, whatever their encoding. */
function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false;
  return ifNoneMatch.split(',').some((tag) => {
    const bare = tag.trim().replace(/^W\//, '').replaceAll('"', '');
    return bare === '*' || bare.replace(/-(gzip|br)$/, '') === etag;
  });
}

async function editionStamp(place: string): Promise<number | null> {
  return stat(join(place, 'edition.json')).then(
    (found) => found.mtimeMs,
    () => null,
  );
}

async function load(place: string): Promise<{ stamp: number; files: ReadonlyMap<string, ServedFile> }> {
  const stamp = await editionStamp(place);
  if (stamp === null) {
    throw new CliError(
      `no edition at ${place}: build one with "auscult build STUDY --out ${place}"`,
      EXIT.usage,
    );
  }
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = new Map<string, ServedFile>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = `/${path
      .slice(place.length + 1)
      .split(sep)
      .join('/')}`;
    files.set(name, await servedFile(path));
  }
  return { stamp, files };
}

async function servedFile(path: string): Promise<ServedFile> {
  const bytes = new Uint8Array(await readFile(path));
  const extension = extname(path).toLowerCase();
  const compresses = !NOT_COMPRESSED.has(extension) && bytes.byteLength > 512;
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
    mayBeEmbedded: EMBEDDED.has(extension),
    policy: policyOf(extension, bytes),
    bodies: {
      identity: bytes,
      gzip: compresses ? new Uint8Array(gzipSync(bytes, { level: 9 })) : null,
      br: compresses
        ? new Uint8Array(brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
        : null,
    },
  };
}

function policyOf(extension: string, bytes: Uint8Array): string {
  if (extension === '.html') return pagePolicy(new TextDecoder().decode(bytes));
  if (extension === '.svg') return drawingPolicy(new TextDecoder().decode(bytes));
  return CLOSED_POLICY;
}

/** Allows exactly the inline script and style that the page carries, by their hashes, and nothing from elsewhere. */
function pagePolicy(html: string): string {
  return [
    "default-src 'none'",
    `script-src ${inlineHashes(html, 'script')}`,
    `style-src ${inlineHashes(html, 'style')}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** A drawing that is opened by itself may use the style and the faces inside it, and run nothing. */
function drawingPolicy(svg: string): string {
  return `${CLOSED_POLICY}; style-src ${inlineHashes(svg, 'style')}; font-src data:`;
}

function inlineHashes(markup: string, tag: string): string {
  const found = [...markup.matchAll(new RegExp(`<${tag}(?:\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'g'))];
  const hashes = found.map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return hashes.join(' ') || "'none'";
}

async function listen(app: Hono, options: ServeOptions): Promise<ServerType> {
  return new Promise((resolveServer, reject) => {
    const server = serve({ fetch: app.fetch, hostname: options.host, port: options.port }, () => {
      resolveServer(server);
    });
    server.on('error', (cause: NodeJS.ErrnoException) => {
      reject(new CliError(whyNotListening(cause, options), EXIT.failed, { cause }));
    });
  });
}

function whyNotListening({ code, message }: NodeJS.ErrnoException, { host, port }: ServeOptions): string {
  if (code === 'EADDRINUSE')
    return `port ${port} of ${host} is taken: choose another with --port, or 0 for any free one`;
  if (code === 'EACCES')
    return `this user may not listen on port ${port}: choose one from 1024 on with --port, or 0 for any free one`;
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' || code === 'EAI_AGAIN')
    return `"${host}" is no address of this machine: leave --host out, or write 0.0.0.0 for all that it has`;
  return `cannot listen on ${host}:${port}: ${message}`;
}
