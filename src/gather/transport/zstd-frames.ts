/**
 * Unpacks zstd files of any number of frames. Node's own stream ends in silence after the first frame, while archives
 * are often several, written by parallel packers or put together with cat: the rest would be lost without a word.
 */

import { constants, createZstdDecompress } from 'node:zlib';

const PIECE_BYTES = 1024 * 1024;
/** Archives of Reddit are packed with windows of 2 GiB (zstd --long=31). */
const WINDOW_LOG = 31;

/** The unpacked bytes of all frames. Rejects when the last frame breaks off or bytes are damaged. */
export async function* unpackFrames(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = packed[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  let more = true;
  while (more || rest.length > 0) {
    const decoder = createZstdDecompress({
      chunkSize: PIECE_BYTES,
      params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG },
    });
    const feed = async () => {
      let written = 0;
      while (!decoder.destroyed) {
        const piece = rest.length > 0 ? rest : await nextPiece(input);
        rest = Buffer.alloc(0);
        if (!piece) {
          more = false;
          decoder.end();
          return;
        }
        written += piece.length;
        // Answers when the piece is used up, or when the frame ended within it.
        await new Promise<void>((resolve) => {
          decoder.write(piece, () => {
            resolve();
          });
        });
        const left = written - decoder.bytesWritten;
        if (left > 0) {
          rest = piece.subarray(piece.length - left);
          return;
        }
      }
    };
    const feeding = feed().catch((error: unknown) => {
      decoder.destroy(error instanceof Error ? error : new Error(String(error)));
    });
    for await (const piece of decoder) yield piece as Buffer;
    await feeding;
  }
}

async function nextPiece(input: AsyncIterator<Buffer>): Promise<Buffer | null> {
  const next = await input.next();
  return next.done ? null : next.value;
}
