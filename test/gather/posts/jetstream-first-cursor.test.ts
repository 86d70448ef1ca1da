/**
 * Where reading goes on as long as no event has been seen, or one with a time that cannot be. The host here has a clock of
 * its own, minutes from ours, and nothing but its events tells the time on it.
 */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { bluesky } from '../../../src/gather/bluesky.ts';
import type { Chunk } from '../../../src/gather/source.ts';
import { legacyFrame, messageFrame } from '../../simulators/wire.ts';
import type { WorldEvent } from '../../simulators/world.ts';
import { effects } from './chunk-of.ts';

const MINUTES = 60_000;
/** Long enough for a batch to be handed on, so that a connection ends after it. */
const BATCH_MS = 5;
const CUT_AFTER_MS = 40;

interface SmallHost {
  readonly url: string;
  /** `cursor` of each connection so far, null where it asked for none. */
  readonly asked: readonly (number | null)[];
  /** Something happens on the network, whether anybody listens or not; `wrongMs` is by how much its time is wrong. */
  readonly witness: (did: string, wrongMs?: number) => void;
}

interface Behaviour {
  readonly contract: 'sequence' | 'time';
  /** How far the host's clock is ahead of ours. */
  readonly aheadMs: number;
  readonly onConnection: (socket: WebSocket, number: number, host: SmallHost) => void;
}

const servers: WebSocketServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

/** Replays what it witnessed from the cursor on; a cursor ahead of its clock gets the live end, as the contract has it. */
async function startSmallHost({ contract, aheadMs, onConnection }: Behaviour): Promise<SmallHost> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: (offers) => offers.values().next().value ?? false,
  });
  servers.push(server);
  await once(server, 'listening');
  const past: WorldEvent[] = [];
  const asked: (number | null)[] = [];
  const frameOf = (event: WorldEvent) =>
    contract === 'time' ? legacyFrame(event) : messageFrame(event, event.seq);
  const host: SmallHost = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    witness: (did, wrongMs = 0) => {
      const timeUs = (Date.now() + aheadMs + wrongMs) * 1000;
      const event: WorldEvent = { seq: 1000 + past.length, timeUs, did, what: { kind: 'identity' } };
      past.push(event);
      for (const client of server.clients) client.send(frameOf(event));
    },
  };
  server.on('connection', (socket, request) => {
    const cursor = new URL(request.url ?? '', host.url).searchParams.get('cursor');
    asked.push(cursor === null ? null : Number(cursor));
    if (cursor !== null)
      for (const event of past) if (event.timeUs >= Number(cursor)) socket.send(frameOf(event));
    onConnection(socket, asked.length, host);
  });
  return host;
}

interface Heard {
  readonly lines: readonly string[];
  readonly chunks: readonly Chunk[];
}

/** Listens until a line holds `until`, at most three seconds. */
async function hear(host: SmallHost, options: object, after: string | null, until: string): Promise<Heard> {
  const stop = new AbortController();
  const given: unknown = bluesky.options.parse({
    hosts: [host.url],
    collections: [],
    compress: false,
    archive: false,
    batch_ms: BATCH_MS,
    rewind_seconds: 1,
    ...options,
  });
  const context = {
    effects: {
      ...effects,
      now: () => new Date(),
      sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 1)),
    },
    folder: '.',
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(3000)]),
  };
  const chunks: Chunk[] = [];
  const lines: string[] = [];
  for await (const chunk of bluesky.open(given, context, after)) {
    chunks.push(chunk);
    lines.push(...Buffer.from(chunk.bytes).toString('utf8').split('\n').filter(Boolean));
    if (lines.some((line) => line.includes(until))) stop.abort();
  }
  return { lines, chunks };
}

const holds = ({ lines }: Heard, did: string) => lines.some((line) => line.includes(did));

const CASES = (['sequence', 'time'] as const).flatMap((contract) =>
  [-10, 10].flatMap((minutes) =>
    (['garbage', 'nothing'] as const).map((first) => ({ contract, minutes, first })),
  ),
);

test.each(CASES)(
  'contract by $contract, a host $minutes min ahead: what falls between a first connection that brought $first and the next is not lost',
  async ({ contract, minutes, first }) => {
    const host = await startSmallHost({
      contract,
      aheadMs: minutes * MINUTES,
      onConnection: (socket, number, { witness }) => {
        if (number === 1) {
          if (first === 'garbage') socket.send('no event');
          setTimeout(() => {
            socket.terminate();
            witness('did:plc:missed');
          }, CUT_AFTER_MS);
        }
        if (number === 2) setTimeout(witness, CUT_AFTER_MS, 'did:plc:later');
      },
    });
    const began = (Date.now() + minutes * MINUTES) * 1000;
    const heard = await hear(host, { contract }, null, 'did:plc:later');
    expect(holds(heard, 'did:plc:later')).toBe(true);
    expect(holds(heard, 'did:plc:missed')).toBe(true);
    expect(heard.lines.filter((line) => line === 'no event')).toHaveLength(first === 'garbage' ? 1 : 0);
    // A second is the margin that was asked for; another one is for the machine being busy.
    expect(host.asked.slice(0, 2)).toEqual([null, null]);
    expect(host.asked[2]).toBeLessThanOrEqual(began + CUT_AFTER_MS * 1000);
    expect(host.asked[2]).toBeGreaterThan(began - 2e6);
  },
);

test.each(['sequence', 'time'] as const)(
  'contract by %s: a collector that was stopped after garbage alone goes on from where it began to listen',
  async (contract) => {
    const host = await startSmallHost({
      contract,
      aheadMs: -10 * MINUTES,
      onConnection: (socket, number, { witness }) => {
        if (number === 1) socket.send('no event');
        if (number === 2) setTimeout(witness, CUT_AFTER_MS, 'did:plc:later');
      },
    });
    const first = await hear(host, { contract }, null, 'no event');
    host.witness('did:plc:missed');
    const second = await hear(host, { contract }, first.chunks[0].cursor, 'did:plc:later');
    expect(holds(second, 'did:plc:missed')).toBe(true);
  },
);

test('a beginning in the past is asked for again after garbage alone', async () => {
  const host = await startSmallHost({
    contract: 'time',
    aheadMs: 0,
    onConnection: (socket, number, { witness }) => {
      if (number === 1) {
        socket.send('no event');
        setTimeout(() => {
          socket.terminate();
          witness('did:plc:missed');
        }, CUT_AFTER_MS);
      }
      if (number === 2) setTimeout(witness, CUT_AFTER_MS, 'did:plc:later');
    },
  });
  const heard = await hear(host, { contract: 'time', since: '2026-07-04' }, null, 'did:plc:later');
  expect(holds(heard, 'did:plc:missed')).toBe(true);
  expect(host.asked).toHaveLength(2);
  expect(host.asked[1]).toBe(host.asked[0]);
});

const TEN_YEARS_MS = 3650 * 24 * 60 * MINUTES;

test.each(['sequence', 'time'] as const)(
  'contract by %s: what follows an event from the far future is not lost when the connection breaks, nor that event',
  async (contract) => {
    const host = await startSmallHost({
      contract,
      aheadMs: 10 * MINUTES,
      onConnection: (socket, number, { witness }) => {
        if (number === 1) {
          if (contract === 'time') witness('did:plc:before');
          setTimeout(() => {
            witness('did:plc:strange', TEN_YEARS_MS);
            setTimeout(() => {
              socket.terminate();
              witness('did:plc:missed');
            }, CUT_AFTER_MS);
          }, CUT_AFTER_MS);
        }
        if (number === 2) setTimeout(witness, CUT_AFTER_MS, 'did:plc:later');
      },
    });
    const heard = await hear(host, { contract }, null, 'did:plc:later');
    expect(holds(heard, 'did:plc:strange')).toBe(true);
    expect(holds(heard, 'did:plc:later')).toBe(true);
    expect(holds(heard, 'did:plc:missed')).toBe(true);
    // No cursor that was handed on lies ahead of the host's clock.
    const latest = (Date.now() + 11 * MINUTES) * 1000;
    for (const { cursor } of heard.chunks) expect(Number(cursor.split(' ')[2])).toBeLessThan(latest);
  },
);
