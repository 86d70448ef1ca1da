import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpackFrames } from '../../../src/gather/transport/zstd-frames.ts';

async function unpacked(pieces: readonly Buffer[]): Promise<Buffer> {
  const source = async function* () {
    await Promise.resolve();
    yield* pieces;
  };
  const found: Buffer[] = [];
  for await (const piece of unpackFrames(source())) found.push(piece);
  return Buffer.concat(found);
}

test('frames are all unpacked, wherever the pieces are cut', async () => {
  const parts = [
    randomBytes(3000),
    Buffer.alloc(50_000, 'health '),
    randomBytes(1),
    Buffer.alloc(0),
    randomBytes(200_000),
  ];
  const frames = parts.map((part) => zstdCompressSync(part));
  // A frame that decoders skip (RFC 8878 section 3.1.2) holds five bytes of somebody's own.
  const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5]);
  const whole = Buffer.concat(parts);
  const packed = Buffer.concat([frames[0], skippable, ...frames.slice(1)]);
  expect((await unpacked([frames[0], skippable, ...frames.slice(1)])).equals(whole)).toBe(true);
  expect((await unpacked([packed])).equals(whole)).toBe(true);
  for (const size of [1000, 3007, 65_536]) {
    const pieces = Array.from({ length: Math.ceil(packed.length / size) }, (_, index) =>
      packed.subarray(index * size, (index + 1) * size),
    );
    expect([size, (await unpacked(pieces)).equals(whole)]).toEqual([size, true]);
  }
});

test('a frame that breaks off and bytes after a frame that are none are errors', async () => {
  const frame = zstdCompressSync(randomBytes(5000));
  await expect(unpacked([frame.subarray(0, 4000)])).rejects.toThrow();
  await expect(unpacked([Buffer.concat([frame, Buffer.from('and some text after it')])])).rejects.toThrow();
});
