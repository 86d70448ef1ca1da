/** The byte scan against JSON.parse: whatever it answers must be what parsing would have answered. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeJetstream } from '../../../src/gather/jetstream/decode.ts';
import { PLACES_LENGTH, postAt, scanPost } from '../../../src/gather/jetstream/scan-post.ts';
import { createLineScanner, partsOf, POST } from '../../../src/gather/jetstream/scan-quick.ts';
import { COUNTED, PARSE, scanEvent } from '../../../src/gather/jetstream/scan.ts';
import { createTwins } from '../../../src/gather/jetstream/twins.ts';
import type { Post } from '../../../src/records.ts';
import { seededRandom as randomOf } from '../../simulators/random.ts';
import { chunkOf, FIXTURES, INPUT } from './chunk-of.ts';
import { mutate, seededRandom } from './mutations.ts';

/** Those that matter to JSON, and some that do not. */
const ANY_SIGNS = Buffer.from('"\\\\{}[],:0159-az ~#\\t\\u007f');

/** Reference: parse the line and look it up, by the contract's text alone. */
function byParsing(line: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const event = value as Record<string, unknown>;
  const payload = event.$type === 'message' ? (event.payload as Record<string, unknown> | null) : null;
  const commit = (payload ?? event.commit) as Record<string, unknown> | null | undefined;
  const isCommit = payload
    ? payload.$type === 'network.bsky.jetstream.subscribeEvents#commit'
    : event.kind === 'commit';
  if (!isCommit || typeof commit !== 'object' || commit === null) return null;
  const did = payload ? payload.did : event.did;
  if (typeof did !== 'string' || did === '') return null;
  const { operation, collection, rkey, record } = commit;
  if (operation !== 'create' && operation !== 'update' && operation !== 'delete') return null;
  if (typeof collection !== 'string' || collection === '' || collection === 'app.bsky.feed.post') return null;
  if (typeof rkey !== 'string' || rkey === '') return null;
  if (record !== undefined && (typeof record !== 'object' || record === null || Array.isArray(record)))
    return null;
  const known: Record<string, string> = {
    'app.bsky.feed.like': 'like',
    'app.bsky.feed.repost': 'repost',
    'app.bsky.graph.follow': 'follow',
    'app.bsky.graph.block': 'block',
  };
  return `${operation} ${Object.hasOwn(known, collection) ? known[collection] : 'other'}`;
}

function seeds(): readonly Buffer[] {
  const files = [join(INPUT, 'bluesky/events.jsonl'), join(INPUT, 'bluesky/events-2026.jsonl')];
  const recorded = join(FIXTURES, 'bluesky/jetstream_golden_v1.jsonl');
  if (existsSync(recorded)) files.push(recorded);
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => Buffer.from(line)),
  );
}

test('the scan recognises plain likes, reposts, follows and blocks of both contracts', () => {
  const answered = seeds().filter((line) => scanEvent(line, 0, line.length) >= 0);
  const expected = seeds().filter((line) => byParsing(line.toString('utf8')) !== null);
  expect(answered.length).toBe(expected.length);
  expect(answered.length).toBeGreaterThan(5);
});

test('on 60,000 mutated events the scan never answers otherwise than parsing does', () => {
  const random = seededRandom(20_260_704);
  const lines = seeds();
  let answered = 0;
  for (let run = 0; run < 60_000; run += 1) {
    const line = mutate(lines, random);
    const text = line.toString('utf8');
    // The scan is only asked about lines that are UTF-8 and hold no line end.
    if (line.includes(10) || !Buffer.from(text).equals(line)) continue;
    const index = scanEvent(line, 0, line.length);
    if (index < 0) continue;
    answered += 1;
    if (byParsing(text) !== COUNTED[index])
      expect({ text, scan: COUNTED[index] }).toEqual({ text, scan: byParsing(text) });
  }
  expect(answered).toBeGreaterThan(1_000);
});

test('what was read before changes no answer: 200,000 lines near to lines already read, bytes put in the place of others', () => {
  const random = randomOf(5);
  const twins = createTwins();
  const lines = seeds();
  for (const line of lines) twins.scan(line, 0, line.length);
  let answered = 0;
  for (let run = 0; run < 200_000; run += 1) {
    const line = Buffer.from(random.pick(lines));
    for (let change = 0; change <= random.below(3); change += 1)
      line[random.below(line.length)] = random.chance(0.5)
        ? ANY_SIGNS[random.below(ANY_SIGNS.length)]
        : random.below(256);
    const text = line.toString('utf8');
    if (line.includes(10) || !Buffer.from(text).equals(line)) continue;
    const index = twins.find(new DataView(line.buffer, line.byteOffset, line.length), 0, line.length);
    if (index < 0) continue;
    answered += 1;
    if (byParsing(text) !== COUNTED[index])
      expect({ text, scan: COUNTED[index] }).toEqual({ text, scan: byParsing(text) });
  }
  expect(answered).toBeGreaterThan(5_000);
});

/** Lines near to recorded ones: bytes put in the place of others, or cut out and put in as the fuzzing does. */
function nearLines(count: number): readonly Buffer[] {
  const random = randomOf(11);
  const mutations = seededRandom(11);
  const lines = seeds();
  return Array.from({ length: count }, () => {
    if (random.chance(0.3)) return Buffer.from(random.pick(lines));
    if (random.chance(0.4)) return mutate(lines, mutations);
    const line = Buffer.from(random.pick(lines));
    for (let change = random.below(3); change >= 0; change -= 1)
      line[random.below(line.length)] = ANY_SIGNS[random.below(ANY_SIGNS.length)];
    return line;
  }).filter((line) => !line.includes(10) && Buffer.from(line.toString('utf8')).equals(line));
}

/** Also what is read from the record only when it is asked for. */
const inFull = (post: Post | null) =>
  post && JSON.stringify([post, post.id, post.text, post.seenAt, post.postedAt, post.timeFlag]);

function nameOf(kind: number): 'counted' | 'post' | 'unknown' {
  if (kind === POST) return 'post';
  return kind === PARSE ? 'unknown' : 'counted';
}

test('in WebAssembly every line is what it is in TypeScript, and each value of a post stands where it does there', () => {
  const scanner = createLineScanner();
  const twins = createTwins(scanner.learn);
  for (const line of seeds()) twins.scan(line, 0, line.length);
  const random = randomOf(12);
  const answered = { counted: 0, post: 0, unknown: 0, many: 0 };
  for (let run = 0, lines = nearLines(60_000); lines.length > 0; run += 1) {
    const some = lines.slice(0, 1 + random.below(600));
    lines = lines.slice(some.length);
    const end = () => random.pick(['\n', '\n', '\r\n', '\n\n', '\r\n\r\n']);
    const bytes = Buffer.concat(some.flatMap((line) => [line, Buffer.from(end())]));
    const parts = [...partsOf(bytes)].map(([part, offset]) => scanner.scan(part, offset));
    if (parts.length > 1) answered.many += 1;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const told: string[] = [];
    for (const { starts, ends, kinds, places } of parts) {
      let post = 0;
      for (const [index, kind] of kinds.entries()) {
        const start = starts[index];
        told.push(bytes.toString('utf8', start, ends[index]));
        const expected = twins.find(view, start, ends[index]);
        const reference = expected === PARSE ? scanPost(bytes, start, ends[index]) : null;
        const found =
          kind === POST ? postAt(bytes, start, places.subarray(post, (post += PLACES_LENGTH))) : null;
        expect(inFull(found)).toBe(inFull(reference));
        if (kind !== POST) expect(kind).toBe(expected);
        answered[nameOf(kind)] += 1;
      }
    }
    const textOf = (line: Buffer) => line.toString('utf8').replace(/\r$/, '');
    expect(told).toEqual(some.map(textOf).filter((line) => line !== ''));
  }
  for (const count of Object.values(answered)) expect(count).toBeGreaterThan(5);
  expect(answered.post).toBeGreaterThan(1000);
  expect(answered.counted).toBeGreaterThan(5000);
});

test('a line longer than what is scanned at once is read like those around it, bytes that are no text are told alone', () => {
  const line = seeds().find((seed) => byParsing(seed.toString('utf8')) === 'create like') ?? Buffer.alloc(0);
  const long = line.toString('utf8').replace('"at://', `"at://${'a'.repeat(300_000)}`);
  expect(long.length).toBeGreaterThan(300_000);
  const lines = [line, Buffer.from(long), line, Buffer.from('{"did":"\xff'), Buffer.from([0x7b, 0xff]), line];
  const bytes = Buffer.concat(lines.flatMap((each) => [each, Buffer.from('\n')]));
  const events = [...decodeJetstream(chunkOf(bytes), () => undefined)];
  const like = { kind: 'counted', what: 'create like' };
  expect(events.filter(({ kind }) => kind === 'counted')).toEqual([like, like, like, like]);
  expect(events.flatMap((event) => (event.kind === 'quarantined' ? [event.record.reason] : []))).toEqual([
    'not a JSON document',
    'bytes that are not UTF-8',
  ]);
});

test('a line among others is decoded as it would be alone', () => {
  const lines = seeds();
  const together = decodeJetstream(
    chunkOf(Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]))),
    () => undefined,
  );
  const alone = lines.flatMap((line) => [...decodeJetstream(chunkOf(line), () => undefined)]);
  const plain = (events: typeof alone) => events.map((event) => ({ ...event, record: undefined }));
  expect(plain([...together])).toEqual(plain(alone));
});
