/**
 * A Jetstream that exists only in tests: it speaks both contracts over WebSocket on 127.0.0.1 and misbehaves on a seed.
 *
 * Legacy `/subscribe`: bare objects, `cursor` in microseconds (or a sequence number below 1e15), silent clamping.
 * 2026 `/xrpc/network.bsky.jetstream.subscribeEvents`: message frames, inclusive sequence cursors, `CursorTooOld`
 * before the upgrade, `#info` after a clamped time cursor, an error frame before a slow reader is dropped.
 * Both deliver at least once: the seam between replay and live repeats what it must.
 */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { createArchive, type ArchiveOptions, type ArchiveSimulator } from './archive.ts';
import { startCourse, type Course } from './course.ts';
import { type Random, seededRandom } from './random.ts';
import { errorFrame, infoFrame, legacyFrame, messageFrame } from './wire.ts';
import type { World, WorldEvent } from './world.ts';

export const FAULTS = [
  'empty-start',
  'cut-mid-frame',
  'cut-clean',
  'repeat',
  'reorder',
  'seam',
  'silence',
  'garbage',
  'busy',
  'error-frame',
  'archive-busy',
  'archive-cut',
  'archive-rewritten',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface JetstreamOptions {
  readonly world: World;
  readonly seed: number;
  /** Shared with the other hosts of the network; one of its own without. */
  readonly course?: Course;
  /** Probability of each fault for every burst of events sent or request answered; absent means never. */
  readonly faults?: Partial<Record<Fault, number>>;
  /** Added to every sequence number: cursors are local to an instance. */
  readonly seqOffset?: number;
  /** Events that become live every five milliseconds while anybody listens. */
  readonly perTick?: number;
  /** Events that are already history when the first client comes, in a course of its own. */
  readonly history?: number;
  /** Lowest sequence number (of the world) that can still be replayed. */
  readonly floor?: number;
  /** How long a silence lasts. */
  readonly silenceMs?: number;
  /** So many events before the live end can be replayed; takes the place of `floor`. */
  readonly lookback?: number;
  /** What lies further back can be downloaded. */
  readonly archive?: ArchiveOptions;
}

export interface JetstreamSimulator {
  readonly host: string;
  readonly url: string;
  readonly fired: ReadonlyMap<Fault, number>;
  readonly archive: ArchiveSimulator | null;
  /** Connections accepted so far. */
  readonly connections: () => number;
  /** True once a connection later than the `after`th has been sent the last event of the world. */
  readonly delivered: (after?: number) => boolean;
  /** Highest sequence number of the world sent to anybody. */
  readonly sent: () => number;
  /** From now on without faults, so that a run can end. */
  readonly calm: () => void;
  readonly close: () => Promise<void>;
}

/** How far back the replay reaches into what live has already sent. */
const SEAM_EVENTS = 12;
/** An empty start lasts up to so long. */
const EMPTY_MS = 80;
const REORDER_SPAN = 8;
const TICK_MS = 5;
const BURST = 40;
/** Cursors from here up are microseconds since 1970. */
const TIME_CURSORS_FROM = 1e15;

export async function startJetstream(options: JetstreamOptions): Promise<JetstreamSimulator> {
  const { world, seqOffset = 0, perTick = 20, silenceMs = 400 } = options;
  const random = seededRandom(options.seed);
  const fired = new Map<Fault, number>();
  const clients = new Set<Client>();
  const course = options.course ?? startCourse(world, { history: options.history });
  let calm = false;
  let connections = 0;
  let sent = 0;
  let lastConnectionServed = -1;

  const fire = (fault: Fault): boolean => {
    if (calm || !random.chance(options.faults?.[fault] ?? 0)) return false;
    fired.set(fault, (fired.get(fault) ?? 0) + 1);
    return true;
  };
  const last = world.events.length;
  const { lookback } = options;
  const floorNow = () =>
    lookback === undefined ? (options.floor ?? 1) : Math.max(1, course.tip() - lookback);
  const archive = options.archive
    ? createArchive(options.archive, { world, seqOffset, tip: course.tip, fire })
    : null;

  const server = createServer((request, response) => {
    if (!archive?.answer(request, response)) response.writeHead(404).end();
  });
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offers) => offers.values().next().value ?? false,
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A collector that is killed resets its connections, also those that are being refused.
    socket.on('error', () => socket.destroy());
    const url = new URL(request.url ?? '/', 'ws://simulator');
    const modern = url.pathname === '/xrpc/network.bsky.jetstream.subscribeEvents';
    const wrong = refusal(url, modern, { floor: floorNow(), seqOffset });
    if (wrong) return refuse(socket, 400, wrong.error, wrong.message);
    if (!modern && url.pathname !== '/subscribe') return refuse(socket, 404, 'NotFound', url.pathname);
    if (fire('busy'))
      return refuse(socket, random.chance(0.5) ? 503 : 429, 'NotReady', 'warming up', 'Retry-After: 0\r\n');
    sockets.handleUpgrade(request, socket, head, (connection) => {
      connections += 1;
      serve(connection, socket as Socket, url, modern);
    });
  });

  function serve(connection: WebSocket, socket: Socket, url: URL, modern: boolean): void {
    const start = startingPoint(url, world, { tip: course.tip(), floor: floorNow(), seqOffset });
    const client: Client = {
      number: connections,
      connection,
      socket,
      next: start.next,
      modern,
      collections: url.searchParams.getAll(modern ? 'collections' : 'wantedCollections'),
      silentUntil: 0,
      live: start.next > course.tip(),
    };
    clients.add(client);
    connection.on('close', () => clients.delete(client));
    connection.on('error', () => clients.delete(client));
    // The endpoint of 2026 is push only: a client that speaks is shown the door.
    if (modern)
      connection.on('message', () => {
        connection.close(1008, 'unexpected client message');
      });
    if (modern && start.notice)
      connection.send(infoFrame(start.notice, `resumed from ${start.next + seqOffset}`));
    if (fire('empty-start')) {
      // The stream goes on, and this connection will have had none of it.
      client.silentUntil = Infinity;
      if (random.chance(0.5)) for (const junk of someGarbage(random)) connection.send(junk);
      setTimeout(() => connection.terminate(), random.below(EMPTY_MS));
    }
  }

  function step(client: Client): void {
    if (Date.now() < client.silentUntil || client.connection.readyState !== client.connection.OPEN) return;
    if (client.socket.writableLength > 1_000_000) return;
    const tip = course.tip();
    if (client.next > tip) {
      client.live = true;
      return;
    }
    if (client.next === last + 1) return;
    const frames = (events: readonly WorldEvent[]) =>
      events
        .filter((event) => isWanted(event, client.collections))
        .map((event) => (client.modern ? messageFrame(event, event.seq + seqOffset) : legacyFrame(event)));

    let from = client.next;
    // Replay meets live: the events around the seam come twice.
    if (!client.live && tip - client.next < BURST && fire('seam'))
      from = Math.max(1, client.next - SEAM_EVENTS);
    else if (fire('repeat')) from = Math.max(1, client.next - 1 - random.below(30));
    const to = Math.min(tip, client.next + BURST - 1);
    let events = world.events.slice(from - 1, to);
    if (fire('reorder')) events = shuffledNearby(events, random);

    if (fire('silence')) {
      client.silentUntil = Date.now() + silenceMs;
      return;
    }
    if (fire('garbage')) for (const junk of someGarbage(random)) client.connection.send(junk);
    if (fire('cut-mid-frame')) {
      const all = frames(events);
      const whole = random.below(all.length);
      for (const frame of all.slice(0, whole)) client.connection.send(frame);
      cutMidFrame(client.socket, all[whole] ?? '{"did":"did:plc:cut"}');
      clients.delete(client);
      return;
    }
    for (const frame of frames(events)) client.connection.send(frame);
    client.next = to + 1;
    sent = Math.max(sent, to);
    if (to === last) lastConnectionServed = Math.max(lastConnectionServed, client.number);
    if (client.modern && fire('error-frame')) {
      client.connection.send(errorFrame('ConsumerTooSlow', 'reading too slowly'));
      client.connection.close(1008, 'too slow');
    } else if (fire('cut-clean')) {
      client.connection.close(1001, 'going away');
    }
  }

  const timer = setInterval(() => {
    if (clients.size > 0) course.advance(perTick);
    for (const client of clients) for (let burst = 0; burst < 8; burst += 1) step(client);
  }, TICK_MS);

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `ws://${host}`,
    fired,
    archive,
    connections: () => connections,
    delivered: (after = 0) => lastConnectionServed > after,
    sent: () => sent,
    calm: () => {
      calm = true;
    },
    close: async () => {
      clearInterval(timer);
      for (const { connection } of clients) connection.terminate();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Client {
  /** Counted from 1 over the life of the simulator. */
  readonly number: number;
  readonly connection: WebSocket;
  readonly socket: Socket;
  readonly modern: boolean;
  readonly collections: readonly string[];
  /** Sequence number (of the world) to send next. */
  next: number;
  live: boolean;
  silentUntil: number;
}

/** Collections constrain commits alone: accounts and identities always come. */
function isWanted(event: WorldEvent, collections: readonly string[]): boolean {
  if (event.what.kind !== 'commit' || collections.length === 0) return true;
  const { collection } = event.what.commit;
  return collections.some((pattern) =>
    pattern.endsWith('.*') ? collection.startsWith(pattern.slice(0, -1)) : collection === pattern,
  );
}

interface Position {
  readonly floor: number;
  readonly seqOffset: number;
}

/** What the contract of 2026 refuses before the upgrade. */
function refusal(
  url: URL,
  modern: boolean,
  { floor, seqOffset }: Position,
): { error: string; message: string } | null {
  if (!modern) return null;
  for (const old of ['wantedCollections', 'wantedDids'])
    if (url.searchParams.has(old))
      return {
        error: 'InvalidRequest',
        message: `${old} is not a parameter here; use ${old === 'wantedDids' ? 'dids' : 'collections'}`,
      };
  const kinds = url.searchParams.getAll('kinds');
  const known = ['commit', 'identity', 'account', 'sync'];
  if (kinds.some((kind) => !known.includes(kind)))
    return { error: 'InvalidRequest', message: 'unknown kind' };
  if (url.searchParams.has('collections') && kinds.length > 0 && !kinds.includes('commit'))
    return { error: 'InvalidRequest', message: 'collections without commits could never apply' };
  if (url.searchParams.has('zstdDictionary'))
    return { error: 'UnknownZstdDictionary', message: 'current id: none' };
  const cursor = url.searchParams.get('cursor');
  if (cursor === null) return null;
  const value = Number(cursor);
  if (!Number.isInteger(value) || value < 0)
    return { error: 'InvalidRequest', message: `cursor "${cursor}"` };
  if (value < TIME_CURSORS_FROM && value < floor + seqOffset && value !== 0)
    return { error: 'CursorTooOld', message: `the floor is ${floor + seqOffset}` };
  return null;
}

function startingPoint(
  url: URL,
  world: World,
  { tip, floor, seqOffset }: Position & { readonly tip: number },
): { next: number; notice: string | null } {
  const cursor = url.searchParams.get('cursor');
  if (cursor === null) return { next: tip + 1, notice: null };
  const value = Number(cursor);
  if (value >= TIME_CURSORS_FROM) {
    const found = world.events.find((event) => event.timeUs >= value)?.seq ?? tip + 1;
    if (found < floor || (world.events[floor - 1]?.timeUs ?? 0) > value)
      return { next: floor, notice: 'OutdatedCursor' };
    return { next: Math.min(found, tip + 1), notice: null };
  }
  const seq = value - seqOffset;
  if (seq > tip + 1) return { next: tip + 1, notice: 'FutureCursor' };
  return { next: Math.max(floor, seq), notice: null };
}

function refuse(socket: Duplex, status: number, error: string, message: string, headers = ''): void {
  const body = JSON.stringify({ error, message });
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: application/json\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Writes the head of a text frame that promises more bytes than will ever come, then resets the connection. */
function cutMidFrame(socket: Socket, frame: string): void {
  const payload = Buffer.from(frame);
  const head = Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff]);
  socket.write(Buffer.concat([head, payload.subarray(0, payload.length >> 1)]), () => {
    socket.destroy();
  });
}

/** Moves events by a few places: a delete may now come before its post. */
function shuffledNearby(events: readonly WorldEvent[], random: Random): WorldEvent[] {
  return events
    .map((event, index) => ({ event, place: index + random.next() * REORDER_SPAN }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
}

function someGarbage(random: Random): (string | Buffer)[] {
  const kinds: (string | Buffer)[] = [
    '{"did":"did:plc:zzz","time_us":17',
    'not json at all',
    '[]',
    '{"kind":"commit"}',
    '\u0000\u0001\uFFFD{"did":1}',
    JSON.stringify({ $type: 'message', payload: null }),
  ];
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(kinds));
}
