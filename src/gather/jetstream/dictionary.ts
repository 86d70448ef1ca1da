/** Frames compressed with a zstd dictionary (RFC 8878): the dictionary of the server, and reading a frame with it. */

import { constants, zstdDecompressSync } from 'node:zlib';
import { get } from '../transport/http.ts';
import type { SourceContext } from '../source.ts';

const MAGIC = 0xec30a437;
/** As large as a frame may be unpacked: a guard against a small frame that unpacks to gigabytes. */
const LARGEST_UNPACKED_BYTES = 32 * 1024 * 1024;

export interface Dictionary {
  readonly id: number;
  readonly bytes: Buffer;
}

/** Reads a dictionary with its id from its head; null where the bytes are none. */
export function readDictionary(bytes: Uint8Array): Dictionary | null {
  const buffer = Buffer.from(bytes);
  if (buffer.length < 8 || buffer.readUInt32LE(0) !== MAGIC) return null;
  return { id: buffer.readUInt32LE(4), bytes: buffer };
}

/** The dictionary that a host of the second contract compresses with, or null: the stream then goes uncompressed. */
export async function fetchDictionary(host: string, context: SourceContext): Promise<Dictionary | null> {
  const url = `${host.replace(/^ws/, 'http')}/xrpc/network.bsky.jetstream.getZstdDictionary`;
  const answer = await get(url, context).catch(() => null);
  context.signal?.throwIfAborted();
  return answer?.status === 200 ? readDictionary(answer.bytes) : null;
}

/** @throws when the frame is broken or unpacks to more than 32 MB */
export function unpackFrame(frame: Buffer, dictionary: Dictionary): Buffer {
  return zstdDecompressSync(frame, {
    dictionary: dictionary.bytes,
    maxOutputLength: LARGEST_UNPACKED_BYTES,
    params: { [constants.ZSTD_d_windowLogMax]: 27 },
  });
}
