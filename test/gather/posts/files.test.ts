import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { mappedFiles } from '../../../src/gather/mapped-files.ts';
import { redditArchives } from '../../../src/gather/reddit.ts';
import { fileChunks } from '../../../src/gather/transport/files.ts';
import { effects, gather, postsOf, tally } from './chunk-of.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'auscult-'));
const comment = (index: number) =>
  JSON.stringify({
    id: `c${index}`,
    author: `a${index % 97}`,
    created_utc: 1_700_000_000 + index,
    body: `Comment ${index} ${'x'.repeat(300)}`,
  });
const hasZstd = spawnSync('zstd', ['--version']).status === 0;
const hasTar = spawnSync('tar', ['--version']).status === 0;

test('plain, gzip and zstd hold the same posts, whatever the files are called', async () => {
  const at = folder();
  const text = Array.from({ length: 2000 }, (_, index) => comment(index)).join('\n');
  writeFileSync(join(at, 'plain'), text);
  writeFileSync(join(at, 'packed.dat'), gzipSync(text));
  writeFileSync(join(at, 'packed.txt'), zstdCompressSync(text));
  // Two packed streams one after the other are one file, as collectors that append make them.
  writeFileSync(join(at, 'twice.gz'), Buffer.concat([gzipSync(`${text}\n`), gzipSync(text)]));
  for (const [file, count] of [
    ['plain', 2000],
    ['packed.dat', 2000],
    ['packed.txt', 2000],
    ['twice.gz', 4000],
  ] as const)
    expect([file, tally((await gather(redditArchives, at, { files: [file] })).events)]).toEqual([
      file,
      { post: count },
    ]);
});

test('zstd with a window of 2 GiB, as Reddit archives are packed', async () => {
  const at = folder();
  const text = Array.from({ length: 500 }, (_, index) => comment(index)).join('\n');
  const packed = zstdCompressSync(text, { params: { [constants.ZSTD_c_windowLog]: 31 } });
  writeFileSync(join(at, 'RC_2026.zst'), packed);
  expect(tally((await gather(redditArchives, at, { files: ['*.zst'] })).events)).toEqual({ post: 500 });
});

test.skipIf(!hasZstd)('archives of the zstd program with --long=31, several frames in one file', async () => {
  const at = folder();
  const lines = Array.from({ length: 3000 }, (_, index) => comment(index));
  for (const [name, part] of [
    ['one', lines.slice(0, 1500)],
    ['two', lines.slice(1500)],
  ] as const) {
    writeFileSync(join(at, name), `${part.join('\n')}\n`);
    execFileSync('zstd', ['-q', '--long=31', '--ultra', join(at, name), '-o', join(at, `${name}.part`)]);
  }
  execFileSync('sh', ['-c', 'cat one.part two.part > whole.zst'], { cwd: at });
  expect(tally((await gather(redditArchives, at, { files: ['whole.zst'] })).events)).toEqual({ post: 3000 });
});

test('an empty file or a header alone among others is said by name, and the others are read', async () => {
  const at = folder();
  const mapping = { id: 'id', text: 'text' };
  writeFileSync(join(at, 'a-header.csv'), '\ufeffid,text\r\n');
  writeFileSync(join(at, 'b-nothing.csv'), '');
  writeFileSync(join(at, 'c-packed.csv'), gzipSync(''));
  writeFileSync(join(at, 'd-posts.csv'), 'id,text\n1,asthma\n');
  writeFileSync(join(at, 'e-blank.jsonl'), '\n\n');
  const said: string[] = [];
  const read = async (files: readonly string[]) =>
    gather(mappedFiles, at, { files, network: 'x', mapping }, null, {
      effects: { ...effects, say: (line) => said.push(line) },
    });
  expect(tally((await read(['*'])).events)).toEqual({ post: 1 });
  const remedy = 'if posts should be in it, fetch or export it again, else leave it out of "files"';
  expect(said).toEqual([
    `a-header.csv has a header and no row: ${remedy}`,
    `b-nothing.csv is empty: ${remedy}`,
    `c-packed.csv is empty: ${remedy}`,
    `e-blank.jsonl holds no record: ${remedy}`,
  ]);
  said.length = 0;
  for (let index = 0; index < 7; index += 1) writeFileSync(join(at, `quiet-${index}.csv`), '');
  await read(['quiet-*.csv']);
  expect(said).toHaveLength(6);
  expect(said.at(-1)).toBe('2 more files without a record');
});

test('UTF-16 without a mark is known by its noughts, and a spreadsheet for what it is', async () => {
  const at = folder();
  const text = 'id,text\r\n1,Wäre das Asthma\r\n';
  writeFileSync(join(at, 'little.csv'), Buffer.from(text, 'utf16le'));
  writeFileSync(join(at, 'big.csv'), Buffer.from(text, 'utf16le').swap16());
  const read = (file: string) =>
    gather(mappedFiles, at, { files: [file], network: 'x', mapping: { id: 'id', text: 'text' } });
  for (const file of ['little.csv', 'big.csv'])
    expect(postsOf((await read(file)).events).map((post) => post.text)).toEqual(['Wäre das Asthma']);
  writeFileSync(join(at, 'sheet.xlsx'), Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000sheet\n'));
  await expect(read('sheet.xlsx')).rejects.toThrow(
    /sheet\.xlsx holds bytes that are no text.*save it as CSV/,
  );
  // One nought in one row is that row's mistake.
  writeFileSync(join(at, 'one.csv'), 'id,text\n1,as\u0000thma\n2,flu\n');
  expect(tally((await read('one.csv')).events)).toEqual({ post: 2 });
});

test('an archive that breaks off gives what it held, then says which file and what to do', async () => {
  const at = folder();
  const packed = zstdCompressSync(Array.from({ length: 50_000 }, (_, index) => comment(index)).join('\n'));
  writeFileSync(join(at, 'cut.zst'), packed.subarray(0, Math.floor(packed.length / 2)));
  await expect(gather(redditArchives, at, { files: ['cut.zst'] })).rejects.toThrow(
    /cut\.zst cannot be unpacked to its end .*fetch it again/,
  );
});

test.each(['lines', 'json'] as const)('of %s all that were whole before the break are kept', async (kind) => {
  const at = folder();
  const comments = Array.from({ length: 5000 }, (_, index) => comment(index));
  const text = kind === 'lines' ? comments.join('\n') : `[${comments.join(',\n')}]`;
  const packed = gzipSync(text);
  const cut = packed.subarray(0, Math.floor(packed.length * 0.9));
  const held = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
  const whole = held.split('\n').length - 1;
  expect(whole).toBeGreaterThan(4000);
  const path = join(at, 'cut.gz');
  writeFileSync(path, cut);
  const kept: string[] = [];
  const read = async () => {
    const chunks = fileChunks([path], '0123456789ab', () => ({ kind }), { effects, folder: at }, null);
    for await (const { bytes } of chunks)
      kept.push(...Buffer.from(bytes).toString('utf8').split('\n').filter(Boolean));
  };
  await expect(read()).rejects.toThrow('what came before is kept');
  expect(kept).toEqual(comments.slice(0, whole));
});

test('reading goes on after its cursor, and the parts make up the whole', async () => {
  const at = folder();
  writeFileSync(join(at, 'a.jsonl'), Array.from({ length: 20_000 }, (_, index) => comment(index)).join('\n'));
  writeFileSync(
    join(at, 'b.jsonl.gz'),
    gzipSync(Array.from({ length: 5000 }, (_, index) => comment(50_000 + index)).join('\n')),
  );
  const whole = await gather(redditArchives, at, { files: ['*'] });
  expect(tally(whole.events)).toEqual({ post: 25_000 });
  expect(whole.cursors.length).toBeGreaterThan(3);
  const ids = postsOf(whole.events).map((post) => post.id);
  for (const cursor of whole.cursors) {
    const rest = await gather(redditArchives, at, { files: ['*'] }, cursor);
    const restIds = postsOf(rest.events).map((post) => post.id);
    expect(restIds).toEqual(ids.slice(ids.length - restIds.length));
    const [, name, records] = /^\w+ (.+)#(\d+)$/.exec(cursor) ?? [];
    expect(restIds.length).toBe(name === 'a.jsonl' ? 25_000 - Number(records) : 5000 - Number(records));
  }
});

test.skipIf(!hasTar)('the tables within a tar archive, and going on within it', async () => {
  const at = folder();
  mkdirSync(join(at, 'tables'));
  for (const name of ['zeta', 'alpha', 'mid'])
    writeFileSync(join(at, 'tables', `${name}.csv`), `id,words\n${name}-1,"one, two"\n${name}-2,three\n`);
  execFileSync('tar', ['czf', 'tables.tgz', 'tables/zeta.csv', 'tables/alpha.csv', 'tables/mid.csv'], {
    cwd: at,
  });
  const options = { files: ['tables.tgz'], network: 'blog', mapping: { id: 'id', text: 'words' } };
  const whole = await gather(mappedFiles, at, options);
  expect(postsOf(whole.events).map((post) => post.id)).toEqual([
    'zeta-1',
    'zeta-2',
    'alpha-1',
    'alpha-2',
    'mid-1',
    'mid-2',
  ]);
  expect(postsOf(whole.events)[0]).toMatchObject({
    text: 'one, two',
    authorId: 'tables.tgz!tables/zeta.csv',
  });
  const inAlpha = whole.cursors.find((cursor) => cursor.endsWith('alpha.csv#2')) ?? null;
  const rest = await gather(mappedFiles, at, options, inAlpha);
  expect(postsOf(rest.events).map((post) => post.id)).toEqual(['mid-1', 'mid-2']);
});

test('a table in UTF-16 with tabs, as spreadsheets save "Unicode text"', async () => {
  const at = folder();
  const text = '\ufeffid\twords\n1\tGrippe-Impfung für alle\n';
  writeFileSync(join(at, 'sheet.txt'), Buffer.from(text, 'utf16le'));
  const { events } = await gather(mappedFiles, at, {
    files: ['sheet.txt'],
    network: 'facebook',
    mapping: { id: 'id', text: 'words' },
  });
  expect(postsOf(events)).toMatchObject([{ id: '1', text: 'Grippe-Impfung für alle' }]);
});

test('a table larger than one chunk keeps its header and its quoted line ends', async () => {
  const at = folder();
  const second = 'line two'.padEnd(80, '.');
  const rows = Array.from({ length: 60_000 }, (_, index) => `${index},"line one of ${index}\n${second}"`);
  writeFileSync(join(at, 'long.csv'), `id,words\n${rows.join('\n')}\n`);
  const { events, cursors } = await gather(mappedFiles, at, {
    files: ['long.csv'],
    network: 'blog',
    mapping: { id: 'id', text: 'words' },
  });
  expect(cursors.length).toBeGreaterThan(1);
  expect(tally(events)).toEqual({ post: 60_000 });
  expect(postsOf(events)[59_999]).toMatchObject({ id: '59999', text: `line one of 59999\n${second}` });
});

test('lines of every length come whole: shorter than a chunk, longer than two, the last without an end', async () => {
  const at = folder();
  // Two bytes a letter.
  const lengths = [5, 4_500_000, 1, ...Array.from({ length: 3000 }, (_, index) => 700 + index), 2_100_000, 3];
  const lines = lengths.map((length, index) =>
    JSON.stringify({ id: String(index), words: 'é'.repeat(length) }),
  );
  writeFileSync(join(at, 'long.jsonl'), lines.join('\n'));
  const { events, cursors } = await gather(mappedFiles, at, {
    files: ['long.jsonl'],
    network: 'blog',
    mapping: { id: 'id', text: 'words' },
  });
  expect(cursors.length).toBeGreaterThan(2);
  expect(postsOf(events).map(({ id, text }) => [id, text.length])).toEqual(
    lengths.map((length, index) => [String(index), length]),
  );
});

test('a pattern without a file says so', async () => {
  await expect(gather(redditArchives, folder(), { files: ['nothing-*.zst'] })).rejects.toThrow(
    /no file matches "nothing-\*\.zst"/,
  );
});

test('the cursor of another entry of the study says nothing about these files', async () => {
  const at = folder();
  writeFileSync(join(at, 'a.jsonl'), comment(1));
  writeFileSync(join(at, 'z.jsonl'), comment(2));
  const other = await gather(redditArchives, at, { files: ['z.jsonl'] });
  const { events } = await gather(redditArchives, at, { files: ['a.jsonl'] }, other.cursors.at(-1));
  expect(postsOf(events).map((post) => post.id)).toEqual(['t1_c1']);
});

test('a column that the mapping names and a table lacks is said, and ends the reading where it is the text', async () => {
  const at = folder();
  writeFileSync(join(at, 'posts.csv'), 'id,text,likes\n1,My asthma is back,3\n');
  const options = (mapping: object) => ({ files: ['posts.csv'], network: 'x', mapping });
  await expect(gather(mappedFiles, at, options({ id: 'id', text: 'txet' }))).rejects.toThrow(
    'posts.csv has no column "txet", which the mapping names as "text": mend the mapping, or "files". It has id, text, likes',
  );
  const said: string[] = [];
  const { events } = await gather(
    mappedFiles,
    at,
    options({ id: 'id', text: 'text', likes: 'hearts' }),
    null,
    {
      effects: { ...effects, say: (line) => said.push(line) },
    },
  );
  expect(events.map(({ kind }) => kind)).toEqual(['post']);
  expect(said).toEqual([
    'posts.csv has no column "hearts", which the mapping names as "likes": it is read as empty. It has id, text, likes',
  ]);
});
