/**
 * An instance of Mastodon that exists only in tests: timelines page by page with `Link` and rate limits, the streaming
 * interface over WebSocket and server-sent events, rules, and faults on demand. On 127.0.0.1.
 */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export interface MastodonSimulator {
  readonly base: string;
  /** Posts a status with this text and tells all listeners; answers its id. */
  readonly post: (text: string) => string;
  readonly edit: (id: string, text: string) => void;
  readonly remove: (id: string) => void;
  /** Cuts all streams. */
  readonly cut: () => void;
  /** Answers the next calls with these statuses (429 with Retry-After: 1) instead. */
  readonly failNext: (...statuses: readonly number[]) => void;
  readonly calls: () => readonly string[];
  readonly listeners: () => number;
  readonly close: () => Promise<void>;
}

const FIRST_ID = 110_000_000_000_000_000n;

export async function startMastodon(): Promise<MastodonSimulator> {
  const statuses: { id: string; text: string }[] = [];
  const sockets = new Set<WebSocket>();
  const streams = new Set<ServerResponse>();
  const calls: string[] = [];
  const failures: number[] = [];
  let posted = 0;
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin());
    calls.push(`${url.pathname}${url.search}`);
    if (url.pathname.startsWith('/api/v1/streaming/')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(':)\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return;
    }
    const failure = failures.shift();
    if (failure !== undefined) {
      response.writeHead(failure, failure === 429 ? { 'retry-after': '1' } : {}).end('not now');
      return;
    }
    if (url.pathname === '/api/v2/instance') {
      json(response, {
        title: 'A <b>test</b> house',
        rules: [
          { id: '1', text: 'Be kind\u001b[31m' },
          { id: '2', text: 'No ads' },
        ],
      });
      return;
    }
    if (url.pathname.startsWith('/api/v1/timelines/')) page(url, request, response);
    else response.writeHead(404).end();
  });

  const page = (url: URL, _request: IncomingMessage, response: ServerResponse) => {
    const limit = Number(url.searchParams.get('limit') ?? '20');
    const minId = url.searchParams.get('min_id');
    const maxId = url.searchParams.get('max_id');
    const newestFirst = statuses.toReversed();
    const found =
      minId === null
        ? newestFirst.filter(({ id }) => maxId === null || id < maxId).slice(0, limit)
        : statuses
            .filter(({ id }) => id > minId)
            .slice(0, limit)
            .toReversed();
    const oldest = found.at(-1)?.id;
    const next = new URL(url);
    next.searchParams.delete('min_id');
    if (oldest !== undefined) next.searchParams.set('max_id', oldest);
    json(
      response,
      found.map(({ id, text }) => status(id, text)),
      {
        ...(oldest === undefined ? {} : { link: `<${next.href}>; rel="next", <${url.href}>; rel="prev"` }),
        'x-ratelimit-limit': '300',
        'x-ratelimit-remaining': String(300 - calls.length),
        'x-ratelimit-reset': '2026-11-22T12:05:00.000000Z',
      },
    );
  };
  const sendAll = (event: string, payload: string) => {
    const message = JSON.stringify({ stream: ['public'], event, payload });
    for (const socket of sockets) socket.send(message);
    for (const stream of streams) stream.write(`event: ${event}\ndata: ${payload}\n\n:thump\n`);
  };

  const webSockets = new WebSocketServer({ server, path: '/api/v1/streaming' });
  webSockets.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    base: origin(),
    post: (text) => {
      posted += 1;
      const id = String(FIRST_ID + BigInt(posted));
      statuses.push({ id, text });
      sendAll('update', JSON.stringify(status(id, text)));
      return id;
    },
    edit: (id, text) => {
      const found = statuses.find((each) => each.id === id);
      if (found) found.text = text;
      sendAll('status.update', JSON.stringify(status(id, text)));
    },
    remove: (id) => {
      const index = statuses.findIndex((each) => each.id === id);
      if (index >= 0) statuses.splice(index, 1);
      sendAll('delete', id);
    },
    cut: () => {
      for (const socket of sockets) socket.terminate();
      for (const stream of streams) stream.destroy();
    },
    failNext: (...next) => {
      failures.push(...next);
    },
    calls: () => calls,
    listeners: () => sockets.size + streams.size,
    close: async () => {
      for (const socket of sockets) socket.terminate();
      for (const stream of streams) stream.destroy();
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

function json(response: ServerResponse, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function status(id: string, text: string): object {
  return {
    id,
    created_at: '2026-11-22T11:59:00.000Z',
    visibility: 'public',
    language: 'en',
    uri: `https://inst.example/statuses/${id}`,
    content: `<p>${text}</p>`,
    account: {
      id: '1',
      acct: 'ada',
      username: 'ada',
      url: 'https://inst.example/@ada',
      display_name: 'Ada',
      note: '',
      indexable: true,
    },
    media_attachments: [],
  };
}
