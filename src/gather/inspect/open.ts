/** Takes the sample of a file, by the form that its first bytes show. */

import { basename, dirname } from 'node:path';
import { looksLikeJson, refuseNoText } from '../mapped-rows.ts';
import type { GatherEffects } from '../source.ts';
import { isParquet, parquetChunks } from '../transport/parquet.ts';
import { unpack } from '../transport/unpack.ts';
import { jsonSample } from './json-sample.ts';
import type { Sample } from './sample.ts';
import { tableSample } from './table-sample.ts';

const SAMPLE_BYTES = 2 * 1024 * 1024;
const EMPTY: Sample = { format: 'Parquet', columns: [], records: 0, path: '', first: {}, headerless: false };

/** @param file absolute path; packed files are opened */
export async function sampleOf(file: string, effects: GatherEffects): Promise<Sample> {
  if (isParquet(file)) {
    for await (const chunk of parquetChunks([file], '', { effects, folder: dirname(file) }, null))
      return jsonSample(chunk.bytes, 'Parquet');
    return EMPTY;
  }
  const bytes = await firstOf(file);
  if (looksLikeJson(bytes)) return jsonSample(bytes, 'JSON');
  refuseNoText(file, bytes);
  return tableSample(bytes);
}

async function firstOf(file: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const { pieces: content } of unpack(file, basename(file))) {
    for await (const piece of content) {
      pieces.push(piece);
      length += piece.length;
      if (length >= SAMPLE_BYTES) break;
    }
    break;
  }
  return Buffer.concat(pieces).subarray(0, SAMPLE_BYTES);
}
