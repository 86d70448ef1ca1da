/** Bytes of a file as they were before gzip, zstd or tar, known by their first bytes and not by the file's name. */

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CliError } from '../../errors.ts';
import { tarEntries } from './tar.ts';
import { unpackFrames } from './zstd-frames.ts';

const PIECE_BYTES = 1024 * 1024;
/**
 * A plain file comes in pieces that are chunks as they are: large, because a chunk becomes a block of rows, and a quarter as
 * many blocks cost the store half as much; small enough that a few for each thread fit in memory.
 */
const PLAIN_PIECE_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;
/** RFC 8878 section 3.1.1. */
const ZSTD_MAGIC = 0xfd2fb528;

export interface Unpacked {
  /** The file's path, with `!ENTRY` after it for an entry of a tar archive. */
  readonly name: string;
  readonly pieces: AsyncIterable<Buffer>;
}

/**
 * The file's content, or the content of each entry when it is a tar archive, one after the other.
 * @throws CliError when the packed bytes break off or are damaged; what came before has been yielded
 */
export async function* unpack(path: string, name: string): AsyncGenerator<Unpacked> {
  const head = await firstBytes(path);
  const pieces = namedErrors(withoutUtf16(unpacked(path, head)), name);
  const [first, whole] = await peek(pieces);
  if (first.subarray(257, 262).toString('latin1') !== 'ustar') {
    yield { name, pieces: whole };
    return;
  }
  for await (const entry of tarEntries(whole)) yield { name: `${name}!${entry.name}`, pieces: entry.pieces };
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((cause: unknown) => {
    throw new CliError(`cannot read ${path}: check its name and rights`, undefined, { cause });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function unpacked(path: string, head: Buffer): AsyncIterable<Buffer> {
  const stream = () => createReadStream(path, { highWaterMark: PIECE_BYTES });
  if (head.length === 4 && head.readUInt32LE(0) === ZSTD_MAGIC) return unpackFrames(stream());
  if (head[0] === 0x1f && head[1] === 0x8b) return unzipped(stream());
  return linePieces(path);
}

function unzipped(stream: Readable): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  stream.once('error', (error) => gunzip.destroy(error));
  return stream.pipe(gunzip);
}

/**
 * Pieces of a file that end where a line does, if one ends within them, so that lines need not be put together again. Each
 * fills memory of its own and may move to another thread; all are read into the same place, since megabytes that are let
 * go of at every read would have the collector look through everything that lives.
 */
async function* linePieces(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  const room = Buffer.allocUnsafeSlow(PLAIN_PIECE_BYTES);
  let held = 0;
  try {
    for (;;) {
      const { bytesRead } = await file.read(room, held, room.length - held);
      const filled = room.subarray(0, held + bytesRead);
      if (filled.length === 0) return;
      const isFull = filled.length === room.length;
      const cut = (isFull && filled.lastIndexOf(NEWLINE) + 1) || filled.length;
      const piece = Buffer.allocUnsafeSlow(cut);
      filled.copy(piece);
      yield piece;
      held = filled.copy(room, 0, cut);
    }
  } finally {
    await file.close();
  }
}

/** Spreadsheets save "Unicode text" as UTF-16, mostly with a mark in front; everything after reads UTF-8. */
async function* withoutUtf16(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null = null;
  let first = true;
  for await (const piece of pieces) {
    const encoding = first ? utf16Of(piece) : null;
    if (encoding !== null) decoder = new TextDecoder(encoding);
    first = false;
    yield decoder ? Buffer.from(decoder.decode(piece, { stream: true }), 'utf8') : piece;
  }
}

/** By its mark, or by the noughts in its first two letters (as RFC 4627 section 3 tells JSON). */
export function utf16Of([one, two, three, four]: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  if (one === 0xfe && two === 0xff) return 'utf-16be';
  if (one > 0 && two === 0 && three > 0 && four === 0) return 'utf-16le';
  return one === 0 && two > 0 && three === 0 && four > 0 ? 'utf-16be' : null;
}

async function* namedErrors(pieces: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  try {
    yield* pieces;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(
      `${name} cannot be unpacked to its end (${reason}): fetch it again; what came before is kept`,
      undefined,
      {
        cause,
      },
    );
  }
}

async function peek(pieces: AsyncGenerator<Buffer>): Promise<[Buffer, AsyncGenerator<Buffer>]> {
  let first = Buffer.alloc(0) as Buffer;
  while (first.length < 512) {
    const next = await pieces.next();
    if (next.done) break;
    first = first.length === 0 ? next.value : Buffer.concat([first, next.value]);
  }
  const whole = async function* () {
    if (first.length > 0) yield first;
    yield* pieces;
  };
  return [first, whole()];
}
