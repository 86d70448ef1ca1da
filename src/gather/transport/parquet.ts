/** Parquet files as chunks of JSON lines, a row group's worth at a time. */

import { closeSync, openSync, readSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, type Compressors } from 'hyparquet';
import { CliError } from '../../errors.ts';
import type { Chunk, SourceContext } from '../source.ts';
import { tellEmptyFiles } from './empty-files.ts';
import { readFileCursor } from './files.ts';

const ROWS_A_CHUNK = 20_000;
const MAGIC = 'PAR1';

/** The packings that Node unpacks itself; snappy is hyparquet's own. */
export const compressors: Compressors = {
  GZIP: (bytes) => new Uint8Array(gunzipSync(bytes)),
  BROTLI: (bytes) => new Uint8Array(brotliDecompressSync(bytes)),
  ZSTD: (bytes) => new Uint8Array(zstdDecompressSync(bytes)),
};

/** Whether the file begins as Parquet does. */
export function isParquet(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    readSync(file, head, 0, 4, 0);
    return head.toString('latin1') === MAGIC;
  } finally {
    closeSync(file);
  }
}

/** Chunks of rows as JSON lines, after the cursor `MARK NAME#ROWS`. Whole numbers beyond 2^53 and instants become text. */
export async function* parquetChunks(
  paths: readonly string[],
  mark: string,
  context: SourceContext,
  after: string | null,
): AsyncGenerator<Chunk> {
  const done = readFileCursor(after, mark);
  const empty = tellEmptyFiles(context.effects.say);
  for (const path of paths) {
    const name = relative(context.folder, path);
    const seenAt = (await stat(path)).mtime.toISOString();
    if (done && name < done.name) continue;
    const from = done?.name === name ? done.records : 0;
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file).catch((cause: unknown) => {
      throw new CliError(
        `${name} is no Parquet file that can be read: write it again or convert it to CSV`,
        undefined,
        { cause },
      );
    });
    const rows = Number(metadata.num_rows);
    if (rows === 0) empty.note(name, 'has columns and no row');
    for (let start = from; start < rows; start += ROWS_A_CHUNK) {
      context.signal?.throwIfAborted();
      const end = Math.min(start + ROWS_A_CHUNK, rows);
      const records = await parquetReadObjects({ file, metadata, compressors, rowStart: start, rowEnd: end });
      const lines = records.map((record) => JSON.stringify(record, writable));
      yield {
        bytes: Buffer.from(`${lines.join('\n')}\n`),
        cursor: `${mark} ${name}#${end}`,
        origin: name,
        firstRecord: start,
        seenAt,
        format: 'json',
      };
    }
  }
  empty.end();
}

function writable(_name: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
