/** The archive of a Jetstream, read block by block, and the seam between it and the stream. */

import { afterEach, expect, test } from 'vitest';
import { bluesky } from '../../../src/gather/bluesky.ts';
import { decodeDagCbor } from '../../../src/gather/jetstream/archive/dag-cbor.ts';
import { readRows, unpackBlock } from '../../../src/gather/jetstream/archive/segment.ts';
import type { Chunk, PostEvent, StreamReport } from '../../../src/gather/source.ts';
import {
  startJetstream,
  type JetstreamOptions,
  type JetstreamSimulator,
} from '../../simulators/jetstream.ts';
import { blockFrame, rowOf, type Row } from '../../simulators/segment.ts';
import { messageFrame } from '../../simulators/wire.ts';
import { buildWorld, POST } from '../../simulators/world.ts';
import { effects } from './chunk-of.ts';

const world = buildWorld(21, 600);
const ARCHIVE = { segmentEvents: 128, blockEvents: 16, pageEntries: 2, blocksFrom: 2 };
const houses: JetstreamSimulator[] = [];
afterEach(async () => {
  await Promise.all(houses.splice(0).map((house) => house.close()));
});

async function houseOf(more: Partial<JetstreamOptions> = {}): Promise<JetstreamSimulator> {
  const house = await startJetstream({
    world,
    seed: 5,
    history: 580,
    lookback: 90,
    archive: ARCHIVE,
    ...more,
  });
  houses.push(house);
  return house;
}

interface Read {
  readonly chunks: readonly Chunk[];
  readonly events: readonly PostEvent[];
  readonly reports: readonly StreamReport[];
  readonly said: readonly string[];
}

const optionsOf = (house: JetstreamSimulator, more: object = {}): Record<string, unknown> =>
  bluesky.options.parse({
    hosts: [house.url],
    compress: false,
    batch_ms: 5,
    collections: [],
    ...more,
  }) as Record<string, unknown>;

/** Reads until the last event of the world has come over the stream. */
async function readAll(house: JetstreamSimulator, more: object, after: string | null = null): Promise<Read> {
  const options = optionsOf(house, more);
  const stop = new AbortController();
  const wanted = world.events.findLast(
    ({ what }) => what.kind !== 'commit' || what.commit.collection === POST,
  );
  const last = `"seq":${(options.collections as string[]).length === 0 ? world.events.length : (wanted?.seq ?? 0)},`;
  const chunks: Chunk[] = [];
  const reports: StreamReport[] = [];
  const said: string[] = [];
  const context = {
    effects: {
      ...effects,
      fetch,
      say: (line: string) => said.push(line),
      sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 1)),
    },
    folder: '.',
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(20_000)]),
    report: (report: StreamReport) => reports.push(report),
  };
  for await (const chunk of bluesky.open(options, context, after)) {
    chunks.push(chunk);
    if (Buffer.from(chunk.bytes).includes(last)) stop.abort();
  }
  const events = chunks.flatMap((chunk) => [...bluesky.decode(chunk, options, () => undefined)]);
  return { chunks, events, reports, said };
}

/** What a reader keeps: posts and deletions, each once, in the order of their first coming. */
const kept = (events: readonly PostEvent[]): Set<string> =>
  new Set(
    events
      .filter(({ kind }) => kind === 'post' || kind === 'tombstone')
      .map((event) => JSON.stringify(event)),
  );

const overTheStream = (): Set<string> => {
  const bytes = Buffer.from(`${world.events.map((event) => messageFrame(event, event.seq)).join('\n')}\n`);
  const chunk = { bytes, cursor: '', origin: '', firstRecord: 0, seenAt: '2026-07-05T00:00:00.000Z' };
  return kept([...bluesky.decode(chunk, { collections: [], dids: [] }, () => undefined)]);
};

test('CBOR is read as the examples of its standard say (RFC 8949, Appendix A), and nothing beyond DAG-CBOR', () => {
  const read = (hex: string) => decodeDagCbor(Buffer.from(hex, 'hex'));
  expect(read('00')).toBe(0);
  expect(read('1903e8')).toBe(1000);
  expect(read('1b000000e8d4a51000')).toBe(1_000_000_000_000);
  expect(read('3903e7')).toBe(-1000);
  expect(read('4401020304')).toEqual({ $bytes: 'AQIDBA==' });
  expect(read('64f0908591')).toBe('\u{10151}');
  expect(read('8301820203820405')).toEqual([1, [2, 3], [4, 5]]);
  expect(read('a26161016162820203')).toEqual({ a: 1, b: [2, 3] });
  expect(read('83f5f4f6')).toEqual([true, false, null]);
  expect(read('d82a4300017f')).toEqual({ $link: 'AAF/' });
  expect(Object.keys(read('a1695f5f70726f746f5f5f01') as object)).toEqual(['__proto__']);
  const refused = [
    '1bffffffffffffffff',
    'f90000',
    'fb3ff199999999999a',
    '9f01ff',
    'c11a514b67b0',
    'a10101',
    'a2616101616102',
    '62c328',
    '0000',
    '8201',
    '5b7fffffffffffffff',
    '81'.repeat(200) + '00',
  ];
  for (const hex of refused) expect(() => read(hex), hex).toThrow();
});

test('a block is read by columns as the archive lays them out', () => {
  const row = (more: Partial<Row>): Row => ({
    seq: 1,
    micros: 1_700_000_000_000_000,
    kind: 1,
    did: 'did:web:example.com',
    collection: '',
    rkey: '',
    rev: '',
    payload: Buffer.alloc(0),
    ...more,
  });
  const rows = readRows(
    unpackBlock(
      blockFrame([
        row({
          did: 'did:plc:abcdefghijklmnopqrstuvwx',
          collection: POST,
          rkey: '3l3qo2vuowo2b',
          rev: '3l3qo2vutsw2b',
          payload: Buffer.from('a16568656c6c6f05', 'hex'),
        }),
        row({ seq: 2, micros: 1_700_000_001_000_000, kind: 4 }),
        row({ seq: 3, kind: 7, collection: 'app.bsky.feed.like', rkey: '3l3qo2vuowo2c' }),
      ]),
    ),
  );
  expect(
    rows.map(({ sequence, micros, kind, did, collection, recordKey }) => [
      sequence,
      micros,
      kind,
      did,
      collection,
      recordKey,
    ]),
  ).toEqual([
    [1, 1_700_000_000_000_000, 'create', 'did:plc:abcdefghijklmnopqrstuvwx', POST, '3l3qo2vuowo2b'],
    [2, 1_700_000_001_000_000, 'identity', 'did:web:example.com', '', ''],
    [3, 1_700_000_000_000_000, 'create', 'did:web:example.com', 'app.bsky.feed.like', '3l3qo2vuowo2c'],
  ]);
  expect(decodeDagCbor(rows[0].payload)).toEqual({ hello: 5 });
});

test('from its start, through cuts, quotas and rewriting, the archive and then the stream give what the stream alone would have given', async () => {
  const house = await houseOf({
    faults: { 'archive-busy': 0.1, 'archive-cut': 0.1, 'archive-rewritten': 0.1, 'cut-clean': 0.05 },
  });
  const { events, reports, chunks } = await readAll(house, { since: 'start' });
  expect(kept(events)).toEqual(overTheStream());
  expect(events.filter(({ kind }) => kind === 'quarantined')).toEqual([]);
  expect(reports.filter(({ kind }) => kind === 'gap')).toEqual([]);
  // Four segments of 128 are sealed below 580; each comes block by block.
  const blocks = chunks.filter(({ format }) => format !== undefined);
  expect(new Set(blocks.map(({ cursor }) => cursor)).size).toBe(32);
  for (const fault of ['archive-busy', 'archive-cut', 'archive-rewritten'] as const)
    expect(house.fired.get(fault), fault).toBeGreaterThan(0);
});

test('reading goes on within a segment, and only what is missing is downloaded', async () => {
  const house = await houseOf();
  const whole = await readAll(house, { since: 'start' });
  const all = house.archive?.handedOut() ?? 0;
  const middle = whole.chunks.findIndex(({ cursor }) => cursor.split(' ')[1] === '352');
  const again = await readAll(
    await houseOf(),
    {},
    whole.chunks[middle].cursor.replace(house.url, houses[1].url),
  );
  expect(kept([...decoded(whole.chunks.slice(0, middle + 1)), ...again.events])).toEqual(overTheStream());
  // 352 less an overlap of 200 lies in block 9 of 32.
  const blocks = again.chunks.filter(({ format }) => format !== undefined).length;
  expect(blocks).toBe(32 - 9);
  expect(houses[1].archive?.handedOut()).toBeLessThan(0.85 * all);
  const rules = again.events.flatMap((event) => (event.kind === 'filtered' ? event.rule : []));
  expect(rules.filter((rule) => rule.startsWith('before the place'))).toHaveLength(152 - 9 * 16);
});

const decoded = (chunks: readonly Chunk[]): PostEvent[] =>
  chunks.flatMap((chunk) => [...bluesky.decode(chunk, { collections: [], dids: [] }, () => undefined)]);

test('a day is found by the times of the segments; what was not asked for is told apart', async () => {
  const house = await houseOf();
  // The world jumps by an hour twice; its second third begins within the second segment.
  const options = { collections: [POST] };
  const day = Date.parse('2026-07-04T11:00:00Z') * 1000;
  const { events, chunks } = await readAll(house, options, `elsewhere - ${day}`);
  const first = chunks.find(({ format }) => format !== undefined);
  expect(first?.cursor.split(' ')[1]).toBe('144');
  const posts = world.events.filter(
    ({ seq, what }) => seq > 128 && what.kind === 'commit' && what.commit.collection === POST,
  );
  const seen = new Set(
    events.flatMap((event) => (event.kind === 'post' ? `${event.post.id} ${event.post.seenAt}` : [])),
  );
  expect(seen.size).toBe(
    posts.filter(({ what }) => what.kind === 'commit' && what.commit.operation !== 'delete').length,
  );
  const other = world.events.filter(
    ({ seq, what }) => seq > 128 && seq <= 512 && what.kind === 'commit' && what.commit.collection !== POST,
  );
  expect(
    events.filter((event) => event.kind === 'filtered' && event.rule.startsWith('in the block')),
  ).toHaveLength(other.length);
});

test('an archive that wants a key is read with one; without, the gap is reported and says why', async () => {
  const house = await houseOf({ archive: { ...ARCHIVE, key: 'secret-of-ours' } });
  const start = `${house.url} 40 ${world.events[39].timeUs}`;
  const without = await readAll(house, {}, start);
  const gap = without.reports.find(({ kind }) => kind === 'gap');
  expect(gap).toMatchObject({ from: new Date(world.events[39].timeUs / 1000).toISOString() });
  expect(JSON.stringify(gap)).toContain(
    'HTTP 401 (AuthenticationRequired: a key is required for the archive)',
  );
  process.env.TEST_ARCHIVE_KEY = 'secret-of-ours';
  const withKey = await readAll(await houseOf({ archive: { ...ARCHIVE, key: 'secret-of-ours' } }), {
    archive_key_env: 'TEST_ARCHIVE_KEY',
    since: 'start',
  });
  expect(kept(withKey.events)).toEqual(overTheStream());
  expect(JSON.stringify([withKey.said, without.said])).not.toContain('secret-of-ours');
  await expect(async () =>
    bluesky.check?.(optionsOf(house, { archive_key_env: 'TEST_NO_SUCH_KEY' }), { effects, folder: '.' }),
  ).rejects.toThrow('the environment variable TEST_NO_SUCH_KEY is empty');
});

test('a host without an archive, and one that is told to leave it alone, report the gap', async () => {
  for (const [more, options] of [
    [{ archive: undefined }, {}],
    [{}, { archive: false }],
  ] as const) {
    const house = await houseOf(more);
    const { reports, chunks } = await readAll(house, options, `${house.url} 40 ${world.events[39].timeUs}`);
    expect(reports.filter(({ kind }) => kind === 'gap')).toHaveLength(1);
    expect(chunks.every(({ format }) => format === undefined)).toBe(true);
  }
});

test('what has been removed from the archive does not come, and its deletion does', async () => {
  const deleted = new Set(
    world.events.flatMap(({ did, what }) =>
      what.kind === 'commit' && what.commit.operation === 'delete' ? `${did}/${what.commit.rkey}` : [],
    ),
  );
  const removed = (row: Row) => row.kind === 1 && deleted.has(`${row.did}/${row.rkey}`);
  const house = await houseOf({ archive: { ...ARCHIVE, removed } });
  const { events } = await readAll(house, { since: 'start' });
  const gone = events.flatMap((event) =>
    event.kind === 'tombstone' && event.tombstone.scope === 'post' ? event.tombstone.id : [],
  );
  expect(new Set(gone).size).toBe(deleted.size);
});

test('a broken block and a broken record each cost themselves, with their place', () => {
  const rows = world.events.slice(0, 8).map((event) => rowOf(event, event.seq));
  const spoilt = rows.map((row, index) =>
    index === 3 ? { ...row, kind: 1, collection: POST, rkey: 'x', payload: Buffer.from([0xa1]) } : row,
  );
  const base = {
    cursor: '',
    firstRecord: 4,
    seenAt: '2026-07-05T00:00:00.000Z',
    origin: 'wss://host archive',
  };
  const options = { collections: [], dids: [] };
  const block = unpackBlock(blockFrame(spoilt));
  const events = [
    ...bluesky.decode({ ...base, bytes: block, format: 'jetstream-block 0' }, options, () => undefined),
  ];
  expect(events).toHaveLength(8);
  expect(events[3]).toMatchObject({
    kind: 'quarantined',
    record: { position: 'wss://host archive:4', reason: expect.stringContaining('cut off') as string },
  });
  const cut = [
    ...bluesky.decode(
      { ...base, bytes: block.subarray(0, 100), format: 'jetstream-block 0' },
      options,
      () => undefined,
    ),
  ];
  expect(cut).toMatchObject([
    { kind: 'quarantined', record: { reason: 'a block of the archive that cannot be read' } },
  ]);
  const broken = [
    ...bluesky.decode(
      { ...base, bytes: Buffer.from('no zstd'), format: 'jetstream-broken-block seg_a.jss block 3: bad' },
      options,
      () => undefined,
    ),
  ];
  expect(broken).toMatchObject([
    { kind: 'quarantined', record: { position: 'wss://host archive seg_a.jss block 3: bad' } },
  ]);
});
