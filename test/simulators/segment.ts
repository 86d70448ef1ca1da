/**
 * A Jetstream's segment files, written for tests by their description alone (docs/README.md, 3.1.2 and 3.2, of
 * bluesky-social/jetstream): CBOR, blocks of columns, header and index of blocks. Bloom filters and the index of
 * collections, which no reader of ours opens, are left out.
 */

import { constants, zstdCompressSync } from 'node:zlib';
import { type WorldEvent, isoOf } from './world.ts';

const HEADER_BYTES = 256;
const KINDS = { create: 1, update: 2, delete: 3, identity: 4, account: 5, sync: 6 } as const;

export interface Row {
  readonly seq: number;
  readonly micros: number;
  readonly kind: number;
  readonly did: string;
  readonly collection: string;
  readonly rkey: string;
  readonly rev: string;
  readonly payload: Buffer;
}

export function rowOf(event: WorldEvent, seq: number): Row {
  const base = { seq, micros: event.timeUs, did: event.did };
  if (event.what.kind === 'commit') {
    const { operation, collection, rkey, record } = event.what.commit;
    const payload = record ? cbor(record) : Buffer.alloc(0);
    return { ...base, kind: KINDS[operation], collection, rkey, rev: `3r${event.seq}`, payload };
  }
  const upstream = { did: event.did, seq: 30_000_000_000 + event.seq, time: isoOf(event.timeUs) };
  const { what } = event;
  const status = what.kind === 'account' && what.status ? { status: what.status } : {};
  const content = what.kind === 'account' ? { ...upstream, active: what.active, ...status } : upstream;
  return { ...base, kind: KINDS[what.kind], collection: '', rkey: '', rev: '', payload: cbor(content) };
}

/** Columns of a block, uncompressed. */
export function blockColumns(rows: readonly Row[]): Buffer {
  const eight = (value: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    return bytes;
  };
  const whole = (value: number, width: number) => {
    const bytes = Buffer.alloc(width);
    bytes.writeUIntLE(value, 0, width);
    return bytes;
  };
  const texts = [
    rows.map((row) => Buffer.from(row.collection)),
    rows.map((row) => Buffer.from(row.did)),
    rows.map((row) => Buffer.from(row.rkey)),
    rows.map((row) => Buffer.from(row.rev)),
    rows.map((row) => row.payload),
  ];
  return Buffer.concat([
    whole(rows.length, 4),
    ...rows.map((row) => eight(row.seq)),
    ...rows.map((row) => eight(row.micros)),
    ...rows.map(() => eight(0)),
    ...rows.map((row) => whole(row.kind, 1)),
    ...[1, 2, 1, 1, 4].flatMap((width, column) => texts[column].map((text) => whole(text.length, width))),
    ...texts.flat(),
  ]);
}

export function blockFrame(rows: readonly Row[], level = 3): Buffer {
  return zstdCompressSync(blockColumns(rows), {
    params: { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: level },
  });
}

/** A sealed segment of these blocks; `spans` are their sequence numbers from first to last, kept when rows are removed. */
export function segmentFile(
  frames: readonly Buffer[],
  spans: readonly (readonly [first: number, last: number])[],
  checksum: bigint,
): Buffer {
  const bodies = frames.map((frame) => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(frame.length));
    return Buffer.concat([length, frame]);
  });
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('jss0', 'latin1');
  header.writeBigUInt64LE(checksum, 4);
  header.writeUInt16LE(1, 12);
  header.writeUInt32LE(frames.length, 14);
  header.writeBigUInt64LE(BigInt(spans[0]?.[0] ?? 0), 26);
  header.writeBigUInt64LE(BigInt(spans.at(-1)?.[1] ?? 0), 34);
  const footer = HEADER_BYTES + bodies.reduce((sum, body) => sum + body.length, 0);
  for (const at of [58, 90]) header.writeBigUInt64LE(BigInt(footer), at);
  let offset = HEADER_BYTES;
  const index = frames.map((frame, number) => {
    const entry = Buffer.alloc(52);
    entry.writeBigUInt64LE(BigInt(offset), 0);
    entry.writeUInt32LE(frame.length, 8);
    entry.writeBigUInt64LE(BigInt(spans[number][0]), 20);
    entry.writeBigUInt64LE(BigInt(spans[number][1]), 28);
    offset += bodies[number].length;
    return entry;
  });
  return Buffer.concat([header, ...bodies, ...index]);
}

/** CBOR of whole numbers, text, lists, maps, true, false and null (RFC 8949, 3). */
export function cbor(value: unknown): Buffer {
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  const members = Object.entries(value as object);
  return Buffer.concat([
    head(5, members.length),
    ...members.flatMap(([name, member]) => [cbor(name), cbor(member)]),
  ]);
}

function head(major: number, argument: number): Buffer {
  const first = major << 5;
  if (argument < 24) return Buffer.from([first | argument]);
  if (argument < 256) return Buffer.from([first | 24, argument]);
  const bytes = Buffer.alloc(9, first | 27);
  bytes.writeBigUInt64BE(BigInt(argument), 1);
  return bytes;
}
