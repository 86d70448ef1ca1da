import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mappedFiles } from '../../../src/gather/mapped-files.ts';
import { openStore } from '../../../src/keep/open.ts';
import { gather, postsOf } from './chunk-of.ts';

const options = {
  network: 'facebook',
  mapping: { id: 'key', author: 'page.name', posted_at: 'at', text: 'words', likes: 'hearts', links: 'urls' },
};

test('Parquet written by the engine, in each of its packings, and going on within a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  const store = await openStore(`chdb:${join(folder, 'store')}`);
  for (const packing of ['snappy', 'zstd', 'gzip', 'brotli', 'none']) {
    await store.command(`INSERT INTO FUNCTION file('${join(folder, `${packing}.parquet`)}', 'Parquet')
      SELECT 9007199254740993 + number AS key, tuple('Clinic é' AS name)::Tuple(name String) AS page,
        toDateTime64('2026-06-20 10:00:00', 3, 'UTC') + number AS at, concat('Words of post ', toString(number)) AS words,
        toUInt32(number) AS hearts, ['https://a.example', 'https://b.example'] AS urls
      FROM numbers(20500) SETTINGS output_format_parquet_compression_method = '${packing}'`);
    const { events, cursors } = await gather(mappedFiles, folder, {
      ...options,
      files: [`${packing}.parquet`],
    });
    const posts = postsOf(events);
    expect([packing, posts.length, new Set(posts.map((post) => post.id)).size]).toEqual([
      packing,
      20_500,
      20_500,
    ]);
    // 9007199254740993 is beyond what a JavaScript number holds to the last digit.
    expect(posts[0]).toMatchObject({
      id: '9007199254740993',
      authorId: 'Clinic é',
      postedAt: '2026-06-20T10:00:00.000Z',
      text: 'Words of post 0',
      links: ['https://a.example', 'https://b.example'],
    });
    expect(posts[20_499].engagement?.likes).toBe(20_499);
    const rest = await gather(mappedFiles, folder, { ...options, files: [`${packing}.parquet`] }, cursors[0]);
    expect(postsOf(rest.events)).toHaveLength(500);
  }
  await store.close();
});

test('a file that only begins like Parquet says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  writeFileSync(join(folder, 'cut.parquet'), 'PAR1 and no more');
  await expect(gather(mappedFiles, folder, { ...options, files: ['cut.parquet'] })).rejects.toThrow(
    /cut\.parquet is no Parquet file that can be read/,
  );
});
