/**
 * The archive's own files, "segments": a header of 256 bytes, blocks of some 4,096 events, and an index of the blocks.
 * Format: github.com/bluesky-social/jetstream, docs/README.md, 3.1.2 and 3.2; all numbers little-endian.
 */

import { constants, zstdDecompressSync } from 'node:zlib';

export const HEADER_BYTES = 256;
const MAGIC = 'jss0';
const VERSION = 1;
/** An entry of the block index: offset, sizes, count, sequence numbers and times. */
const ENTRY_BYTES = 52;
/** Before each block stands its length. */
const PREFIX_BYTES = 8;
/** Bytes of an event's fixed columns. */
const FIXED_BYTES = 8 + 8 + 8 + 1 + 1 + 2 + 1 + 1 + 4;
/** A block holds a few megabytes; a small one that unpacks to far more is an attack. */
const LARGEST_BLOCK_BYTES = 256 * 1024 * 1024;

export interface SegmentHeader {
  readonly blocks: number;
  readonly indexOffset: number;
}

/** Where a block lies within its segment, without the length before it. */
export interface BlockPlace {
  readonly index: number;
  readonly offset: number;
  readonly bytes: number;
  readonly lastSequence: number;
}

/** By number on the disk: 7 is a record sent anew after the repository was read again as a whole. */
export const ROW_KINDS = ['', 'create', 'update', 'delete', 'identity', 'account', 'sync', 'create'] as const;

export interface SegmentRow {
  readonly sequence: number;
  /** Microseconds since 1970 at which the host first saw the event. */
  readonly micros: number;
  readonly kind: (typeof ROW_KINDS)[number];
  readonly did: string;
  readonly collection: string;
  readonly recordKey: string;
  /** DAG-CBOR of the record, or of the relay's event; empty for deletions. */
  readonly payload: Buffer;
}

/** @throws RangeError when the bytes are no header of a finished segment */
export function readHeader(bytes: Buffer): SegmentHeader {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 4) !== MAGIC)
    throw new RangeError('no segment of a Jetstream archive');
  const version = bytes.readUInt16LE(12);
  if (version !== VERSION)
    throw new RangeError(`a segment of format ${version}, where ${VERSION} is known: update Auscult`);
  return { blocks: bytes.readUInt32LE(14), indexOffset: wholeAt(bytes, 90) };
}

export const indexBytes = ({ blocks }: SegmentHeader): number => blocks * ENTRY_BYTES;

/** @throws RangeError when a place lies outside of the blocks */
export function readIndex(bytes: Buffer, header: SegmentHeader): readonly BlockPlace[] {
  if (bytes.length < indexBytes(header)) throw new RangeError('an index of blocks that is cut off');
  return Array.from({ length: header.blocks }, (_, index) => {
    const at = index * ENTRY_BYTES;
    const offset = wholeAt(bytes, at) + PREFIX_BYTES;
    const size = bytes.readUInt32LE(at + 8);
    if (offset < HEADER_BYTES + PREFIX_BYTES || offset + size > header.indexOffset)
      throw new RangeError(`block ${index} would lie outside of the segment`);
    return { index, offset, bytes: size, lastSequence: wholeAt(bytes, at + 28) };
  });
}

/**
 * The columns of a block as they were before compression; its checksum is verified on the way.
 * @throws when the frame is broken or unpacks to more than 256 MB
 */
export function unpackBlock(frame: Uint8Array): Buffer {
  return zstdDecompressSync(frame, {
    maxOutputLength: LARGEST_BLOCK_BYTES,
    params: { [constants.ZSTD_d_windowLogMax]: 27 },
  });
}

/** Sequence number and time of a block's last event; null for a block from which everything has been removed. */
export function lastOf(block: Buffer): { readonly sequence: number; readonly micros: number } | null {
  const count = countOf(block);
  if (count === 0) return null;
  return {
    sequence: wholeAt(block, 4 + 8 * (count - 1)),
    micros: wholeAt(block, 4 + 8 * count + 8 * (count - 1)),
  };
}

/** @throws RangeError when the columns do not fit the bytes: then no row of it can be trusted */
export function readRows(block: Buffer): readonly SegmentRow[] {
  const count = countOf(block);
  let at = 4;
  const column = (width: number): number => {
    const start = at;
    at += width * count;
    return start;
  };
  const sequences = column(8);
  const times = column(8);
  // A time to show, which an operator may have imported; the time of witnessing is what others are compared by.
  column(8);
  const kinds = column(1);
  const texts = [column(1), column(2), column(1), column(1), column(4)];
  const widths = [1, 2, 1, 1, 4];
  const ends = texts.map((start, index) => {
    const width = widths[index];
    return Array.from({ length: count }, (_, row) => {
      at += block.readUIntLE(start + width * row, width);
      return at;
    });
  });
  if (at !== block.length) throw new RangeError('a block whose columns do not fit its length');

  const [collections, dids, recordKeys, , payloads] = ends.map((list, index) => {
    const first = index === 0 ? 4 + FIXED_BYTES * count : (ends[index - 1].at(-1) ?? 4);
    return (row: number) => block.subarray(row === 0 ? first : list[row - 1], list[row]);
  });
  return Array.from({ length: count }, (_, row) => {
    const kind = block[kinds + row];
    if (kind === 0 || kind >= ROW_KINDS.length) throw new RangeError(`an event of unknown kind ${kind}`);
    return {
      sequence: wholeAt(block, sequences + 8 * row),
      micros: wholeAt(block, times + 8 * row),
      kind: ROW_KINDS[kind],
      did: dids(row).toString('utf8'),
      collection: collections(row).toString('utf8'),
      recordKey: recordKeys(row).toString('utf8'),
      payload: payloads(row),
    };
  });
}

function countOf(block: Buffer): number {
  const count = block.length < 4 ? Number.NaN : block.readUInt32LE(0);
  if (!(count * FIXED_BYTES <= block.length - 4)) throw new RangeError('a block that is cut off');
  return count;
}

function wholeAt(bytes: Buffer, at: number): number {
  const value = Number(bytes.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw new RangeError('a number beyond 2^53');
  return value;
}
