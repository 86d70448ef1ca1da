/**
 * A Jetstream without memory and without end, for soaks: `firehose.ts RATE` sends RATE events a second to whoever
 * listens, each stamped with the moment it is sent, and prints its address.
 */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { seededRandom } from './random.ts';
import { messageFrame } from './wire.ts';
import { HEALTH_WORD, POST, type WorldEvent } from './world.ts';

const TICK_MS = 5;
const ACCOUNTS = 20_000;
/** Shares of kinds as in the recorded stream of July 2026, rounded. */
const COLLECTIONS: readonly (readonly [string, number])[] = [
  ['app.bsky.feed.like', 0.7],
  ['app.bsky.feed.repost', 0.1],
  ['app.bsky.graph.follow', 0.06],
  ['fm.example.alpha.status', 0.03],
  [POST, 0.11],
];

const [rate] = process.argv.slice(2).map(Number);
const random = seededRandom(3);
const server = createServer();
const sockets = new WebSocketServer({
  server,
  handleProtocols: (offers) => offers.values().next().value ?? false,
});
let seq = 0;
let due = 0;
let last = performance.now();

function nextEvent(): WorldEvent {
  seq += 1;
  const timeUs = Date.now() * 1000;
  const did = `did:plc:${String(random.below(ACCOUNTS)).padStart(24, 'a')}`;
  const collection = chooseCollection();
  const createdAt = new Date().toISOString();
  const words = random.chance(0.1)
    ? `a word on ${HEALTH_WORD} number ${seq}`
    : `nothing of note, number ${seq}`;
  const record =
    collection === POST
      ? { $type: POST, createdAt, langs: ['en'], text: words }
      : {
          $type: collection,
          createdAt,
          subject: { cid: 'bafyreisoak', uri: `at://${did}/${POST}/3k${seq}` },
        };
  const commit = { operation: 'create', collection, rkey: `3s${seq.toString(32)}`, record } as const;
  return { seq, timeUs, did, what: { kind: 'commit', commit } };
}

function chooseCollection(): string {
  let left = random.next();
  for (const [collection, share] of COLLECTIONS) {
    left -= share;
    if (left < 0) return collection;
  }
  return POST;
}

setInterval(() => {
  const now = performance.now();
  due += ((now - last) * rate) / 1000;
  last = now;
  if (sockets.clients.size === 0) due = 0;
  for (; due >= 1; due -= 1) {
    const event = nextEvent();
    const frame = messageFrame(event, event.seq);
    for (const client of sockets.clients) client.send(frame);
  }
}, TICK_MS);

server.listen(0, '127.0.0.1', () => {
  console.log(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
// Whoever started it is gone when its input ends.
process.stdin.on('end', () => process.exit(0)).resume();
