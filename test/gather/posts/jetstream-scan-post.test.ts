import { expect, test } from 'vitest';
import { decodeJetstream } from '../../../src/gather/jetstream/decode.ts';
import { scanPost } from '../../../src/gather/jetstream/scan-post.ts';
import type { PostEvent } from '../../../src/gather/source.ts';
import { seededRandom } from '../../simulators/random.ts';
import { legacyFrame, messageFrame } from '../../simulators/wire.ts';
import { POST, type WorldEvent } from '../../simulators/world.ts';

const external = {
  $type: 'app.bsky.embed.external',
  external: { uri: 'https://example.org/a', title: 'A "title"', description: '' },
};
const RECORDS: readonly object[] = [
  { $type: POST, createdAt: '2026-07-04T10:00:00.000Z', langs: ['en'], text: 'plain words' },
  {
    $type: POST,
    createdAt: '2026-07-04T10:00:00+02:00',
    text: 'a "quoted" line\nand a second \\ one, 😀 y más',
  },
  { $type: POST, createdAt: '0001-01-01T00:00:00Z', text: '' },
  { text: 'no type', createdAt: 'yesterday' },
  { $type: POST, createdAt: '2026-07-04T10:00:00.000Z', embed: external, text: 'https://example.org/a' },
  {
    $type: POST,
    createdAt: '2026-07-04T10:00:00.000Z',
    embed: { $type: 'app.bsky.embed.images', images: [{ alt: 'an "x-ray"', image: {} }] },
    text: 'look',
  },
  {
    $type: POST,
    createdAt: '2026-07-04T10:00:00.000Z',
    embed: { $type: 'app.bsky.embed.tomorrow' },
    text: 'unknown embed',
  },
  { $type: POST, createdAt: '2026-07-04T10:00:00.000Z', fresh: true, text: 'unknown field' },
  {
    $type: POST,
    createdAt: '2026-07-04T10:00:00.000Z',
    reply: { parent: { uri: 'at://did:plc:x/app.bsky.feed.post/1' }, root: {} },
    facets: [{ features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org/b' }] }],
    text: 'a reply',
  },
  { $type: POST, createdAt: 5, text: 'a number for a time' },
  { $type: POST, createdAt: '2026-07-04T10:00:00.000Z', text: 7 },
];

const lines = RECORDS.flatMap((record, index) => {
  const what = {
    kind: 'commit',
    commit: {
      operation: 'create',
      collection: POST,
      rkey: `r${index}`,
      record: record as Record<string, unknown>,
    },
  } as const;
  const event: WorldEvent = {
    seq: index + 1,
    timeUs: Date.UTC(2026, 6, 4, 11) * 1000 + index,
    did: 'did:plc:abc',
    what,
  };
  return [legacyFrame(event), messageFrame(event, index + 1)];
});

function decoded(line: string) {
  const unknown: string[] = [];
  const chunk = {
    bytes: Buffer.from(`${line}\n`),
    cursor: 'c',
    origin: 'o',
    firstRecord: 0,
    seenAt: '2026-07-04T12:00:00.000Z',
  };
  const events = [...decodeJetstream(chunk, (path) => unknown.push(path))].map(plain);
  return { events, unknown };
}

/** Everything that is asked for lazily, asked for; raw bytes without the space that forced the parser. */
function plain(event: PostEvent): unknown {
  const copy = JSON.parse(JSON.stringify(event)) as { record?: { raw: string } };
  if (copy.record) copy.record.raw = copy.record.raw.trim();
  return copy;
}

test('the scan reads what the parser reads, in both contracts', () => {
  // A space in front is valid JSON and makes the scan give up.
  for (const line of lines) expect(decoded(line)).toEqual(decoded(` ${line}`));
  const scanned = lines.filter((line) => scanPost(Buffer.from(line), 0, Buffer.byteLength(line)) !== null);
  // All but the unknown embed, the unknown field and the two of another type.
  expect(scanned.length).toBe(2 * 7);
});

test('also of 20,000 damaged lines', () => {
  const random = seededRandom(11);
  const letters = '"\\{}[],:0un \n\u00e9tz';
  for (let round = 0; round < 20_000; round += 1) {
    let line = random.pick(lines);
    for (let change = 0; change <= random.below(2); change += 1) {
      const at = random.below(line.length);
      line =
        line.slice(0, at) +
        (random.chance(0.5) ? letters[random.below(letters.length)] : '') +
        line.slice(at + random.below(3));
    }
    line = line.replaceAll('\n', ' ').trim();
    expect(decoded(line), line).toEqual(decoded(` ${line}`));
  }
});
