/** Entries of a tar archive (POSIX.1-1988 ustar), in order, without holding more than a piece of it. */

const BLOCK_BYTES = 512;

export interface TarEntry {
  readonly name: string;
  /** To be read to its end before the next entry is asked for; what is left is skipped. */
  readonly pieces: AsyncIterable<Buffer>;
}

/** Regular files of the archive; folders, links and extended headers are passed over. */
export async function* tarEntries(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const reader = byteReader(bytes);
  for (;;) {
    const header = await reader.exactly(BLOCK_BYTES);
    if (header.length < BLOCK_BYTES || header[0] === 0) return;
    const size = Number.parseInt(field(header, 124, 12), 8) || 0;
    const type = header[156];
    const prefix = field(header, 345, 155);
    const name = prefix === '' ? field(header, 0, 100) : `${prefix}/${field(header, 0, 100)}`;
    let left = size;
    const pieces = async function* () {
      while (left > 0) {
        const piece = await reader.some(left);
        if (piece.length === 0) return;
        left -= piece.length;
        yield piece;
      }
    };
    const content = pieces();
    // 0 and NUL mark a regular file.
    if (type === 48 || type === 0) yield { name, pieces: content };
    while (left > 0) {
      const skipped = await reader.some(left);
      if (skipped.length === 0) return;
      left -= skipped.length;
    }
    await reader.exactly((BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES);
  }
}

function field(header: Buffer, start: number, length: number): string {
  const [text] = header
    .subarray(start, start + length)
    .toString('utf8')
    .split('\0');
  return text.trim();
}

function byteReader(bytes: AsyncIterable<Buffer>) {
  const iterator = bytes[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  /** At most `limit` bytes, at least one unless the end is reached. */
  const some = async (limit: number): Promise<Buffer> => {
    while (held.length === 0) {
      const next = await iterator.next();
      if (next.done) return held;
      held = next.value;
    }
    const taken = held.subarray(0, limit);
    held = held.subarray(taken.length);
    return taken;
  };
  const exactly = async (count: number): Promise<Buffer> => {
    const taken: Buffer[] = [];
    let left = count;
    while (left > 0) {
      const piece = await some(left);
      if (piece.length === 0) break;
      taken.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(taken);
  };
  return { some, exactly };
}
