/** Damage of many kinds, seeded: to bytes, and to JSON values at random places. */

export type Random = () => number;

/** Mulberry32: small, seeded, good enough to choose damage by. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const TOKENS = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\r\n',
  '\u0000',
  ' ',
  '\t',
  ';',
  '|',
  '<',
  '>',
  '&amp;',
  '&#0;',
  '<![CDATA[',
  ']]>',
  'null',
  'true',
  '-0',
  '1e999',
  '-1e-999',
  '12345678901234567890',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '\ufeff',
  '"\\ud800"',
  '\\u0000',
  '"__proto__":{"a":1},',
  '"constructor":1,',
  '"did":"x",',
  '{"',
  '"}',
  '[[[[[[[[',
  '💉',
  'é',
  "'",
  '#',
].map((token) => Buffer.from(token));
const RAW = [
  Buffer.from([0xff]),
  Buffer.from([0xc3]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0x80]),
];

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  9_007_199_254_740_992,
  '',
  ' ',
  'x',
  '\u0000',
  '\ud800',
  [],
  {},
  [null],
  [[]],
  { a: 1 },
  'null',
  '[deleted]',
  '0001-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-06-21',
  1_782_000_000,
  '1782000000',
  'a'.repeat(5000),
  '<p>'.repeat(500),
  [1, 'two', { three: 3 }],
  { $type: 'app.bsky.embed.record' },
  'https://example.org/',
  'Thu Apr 09 01:31:50 +0000 2015',
];

const below = (random: Random, limit: number) => Math.floor(random() * limit);
const pick = <Item>(random: Random, list: readonly Item[]): Item => list[below(random, list.length)];

/** One of the seeds with one to four pieces of damage. */
export function mutate(seeds: readonly Buffer[], random: Random): Buffer {
  let bytes = Buffer.from(pick(random, seeds));
  const rounds = 1 + below(random, 4);
  for (let round = 0; round < rounds; round += 1) bytes = damage(bytes, seeds, random);
  return bytes;
}

function damage(bytes: Buffer, seeds: readonly Buffer[], random: Random): Buffer<ArrayBuffer> {
  const at = below(random, bytes.length + 1);
  const length = below(random, Math.min(200, bytes.length - at + 1));
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  switch (below(random, 10)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at] ^= 1 << below(random, 8);
      return flipped;
    }
    case 1:
      return Buffer.concat([before, pick(random, TOKENS), after]);
    case 2:
      return Buffer.concat([before, after.subarray(length)]);
    case 3:
      return Buffer.concat([before, after.subarray(0, length), after]);
    case 4:
      return Buffer.from(before);
    case 5:
      return Buffer.concat([before, pick(random, RAW), after]);
    case 6: {
      const other = pick(random, seeds);
      return Buffer.concat([before, other.subarray(below(random, other.length + 1)).subarray(0, 500)]);
    }
    default:
      return withOtherValue(bytes, random);
  }
}

/** Parses a line (or all), puts another value somewhere, and writes it back; other bytes stay as they are. */
function withOtherValue(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const text = bytes.toString('utf8');
  const lines = text.split('\n');
  const whole = parse(text);
  const line = whole === undefined ? below(random, lines.length) : -1;
  const value = line < 0 ? whole : parse(lines[line]);
  if (value === undefined || typeof value !== 'object' || value === null) return Buffer.from(bytes);
  let node = value as Record<string, unknown>;
  for (let depth = 0; depth < 12; depth += 1) {
    const names = Object.keys(node);
    if (names.length === 0) break;
    const name = pick(random, names);
    const inner = node[name];
    if (typeof inner === 'object' && inner !== null && random() < 0.75) {
      node = inner as Record<string, unknown>;
      continue;
    }
    if (random() < 0.15) {
      const { [name]: moved, ...rest } = node;
      for (const key of names) if (!(key in rest)) Reflect.deleteProperty(node, key);
      if (!Array.isArray(node)) node[`${name}_new`] = moved;
    } else node[name] = structuredClone(pick(random, VALUES));
    break;
  }
  const written = JSON.stringify(value);
  if (line < 0) return Buffer.from(written);
  return Buffer.from(lines.map((old, index) => (index === line ? written : old)).join('\n'));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
