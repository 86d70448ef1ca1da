import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { proposeMapping } from '../../../src/gather/inspect.ts';
import { POST_SOURCES } from '../../../src/gather/post-sources.ts';
import { effects, gather, INPUT, postsOf } from './chunk-of.ts';

const proposed = async (file: string) => {
  const { yaml, summary } = await proposeMapping(file, effects);
  const [entry] = parse(yaml) as readonly Record<string, unknown>[];
  return { entry, summary };
};

/** Reads the file as the proposal says. */
async function readAsProposed(file: string, folder: string) {
  const { source, ...options } = (await proposed(join(folder, file))).entry;
  const found = POST_SOURCES.find((known) => known.id === source);
  if (!found) throw new Error(`no source ${String(source)}`);
  return postsOf((await gather(found, folder, options)).events);
}

test('files of known networks are recognised', async () => {
  const cases: readonly (readonly [string, string])[] = [
    ['bluesky/events.jsonl', 'bluesky-files'],
    ['bluesky/events-2026.jsonl', 'bluesky-files'],
    ['bluesky/views.json', 'bluesky-files'],
    ['mastodon/timeline.json', 'mastodon-files'],
    ['reddit/archive.jsonl', 'reddit-archives'],
    ['reddit/listing.json', 'reddit-archives'],
    ['x/v2-page.json', 'x-exports'],
    ['x/v2-flat.jsonl', 'x-exports'],
    ['x/v1.json', 'x-exports'],
    ['youtube/threads.json', 'youtube-files'],
    ['exports/facebook-public.csv', 'facebook-exports'],
    ['exports/linkedin-shares.csv', 'linkedin-exports'],
  ];
  for (const [file, source] of cases)
    expect([file, (await proposed(join(INPUT, file))).entry.source]).toEqual([file, source]);
});

test('what is no text is refused, and not proposed as posts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  writeFileSync(
    join(folder, 'sheet.xlsx'),
    Buffer.from('PK\u0003\u0004\u0000\u0000sheet,of\nposts,\u0000\n'),
  );
  await expect(proposed(join(folder, 'sheet.xlsx'))).rejects.toThrow(
    /bytes that are no text.*save it as CSV/,
  );
});

test('sentences one a line are no table, whatever commas they have', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  const lines = [
    'Oh, dear, my asthma',
    'My migraine is back',
    'Flu again',
    'So tired, again',
    'Insulin is dear',
  ];
  writeFileSync(join(folder, 'lines.txt'), `${lines.join('\n')}\n`);
  expect((await proposed(join(folder, 'lines.txt'))).entry).toMatchObject({
    format: 'text',
    mapping: { text: 'text' },
  });
  expect((await readAsProposed('lines.txt', folder)).map(({ text }) => text)).toEqual(lines);
});

test('a table of a stranger gets a mapping by which it can be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  const rows = Array.from(
    { length: 50 },
    (_, index) =>
      `${900 + index},2026-06-${String((index % 28) + 1).padStart(2, '0')},10:00:00,+0200,ada${index},"Waiting at the clinic, number ${index}",${index},https://twitter.com/ada/status/${index}`,
  );
  writeFileSync(
    join(folder, 'table.csv.gz'),
    gzipSync(`tweet_id,date,time,timezone,username,tweet,likes_count,link\n${rows.join('\n')}\n`),
  );
  const { entry, summary } = await proposed(join(folder, 'table.csv.gz'));
  expect(entry).toMatchObject({
    source: 'mapped-files',
    network: 'x',
    mapping: {
      id: 'tweet_id',
      text: 'tweet',
      author: 'username',
      posted_at: ['date', 'time', 'timezone'],
      likes: 'likes_count',
    },
  });
  expect(summary.at(-1)).toBe('Left aside: link');
  const posts = await readAsProposed('table.csv.gz', folder);
  expect(posts).toHaveLength(50);
  expect(posts[1]).toMatchObject({
    id: '901',
    authorId: 'ada1',
    postedAt: '2026-06-02T08:00:00.000Z',
    text: 'Waiting at the clinic, number 1',
  });
});

test('a document with its records inside is opened at the right place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  const items = Array.from({ length: 30 }, (_, index) => ({
    ident: { id: `n${index}` },
    content: { body: `Words about sleep and shifts, part ${index}` },
    published_at: 1_782_000_000 + index,
  }));
  writeFileSync(join(folder, 'dump.json'), JSON.stringify({ meta: { pages: 1 }, result: { notes: items } }));
  const { entry } = await proposed(join(folder, 'dump.json'));
  expect(entry).toMatchObject({
    records: 'result.notes',
    mapping: { id: 'ident.id', text: 'content.body', posted_at: 'published_at' },
  });
  const posts = await readAsProposed('dump.json', folder);
  expect(posts.map((post) => post.id)).toEqual(items.map((item) => item.ident.id));
  expect(posts[0].postedAt).toBe('2026-06-21T00:00:00.000Z');
});

test('lines without a header are given names of their own', async () => {
  const { entry } = await proposed(join(INPUT, 'mapped/posts.txt'));
  expect(entry).toMatchObject({
    format: 'pipe',
    columns: ['column_1', 'column_2', 'column_3', 'column_4', 'column_5'],
  });
});

test('rows that end in tabs are parted by what fills their columns; numbers are ids, times are times, quotes are characters', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tweets-'));
  const rows = Array.from(
    { length: 60 },
    (_, index) =>
      `5859783913602${21000 + index}|Thu Apr 09 01:31:${String(index).padStart(2, '0')} +0000 2015|New hope against "flu" and pain\t\t`,
  );
  writeFileSync(join(folder, 'news.txt'), rows.join('\n'));
  const { entry, summary } = await proposed(join(folder, 'news.txt'));
  expect(entry).toMatchObject({
    network: 'x',
    format: 'pipe',
    quote: '',
    mapping: { id: 'column_1', posted_at: 'column_2', text: 'column_3' },
  });
  expect(summary).toHaveLength(1);
  const posts = await readAsProposed('news.txt', folder);
  expect(posts).toHaveLength(60);
  expect(posts[59]).toMatchObject({ id: '585978391360221059', postedAt: '2015-04-09T01:31:59.000Z' });
});

test('flags are no videos, lists of objects are no replies, and a table without times says what becomes of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  const rows = Array.from(
    { length: 20 },
    (_, index) => `${index},Tos y fiebre otra vez número ${index},ana${index},0,"[{'screen_name': 'ben'}]"`,
  );
  writeFileSync(join(folder, 'table.csv'), `id,texto,usuario,video,reply_to\n${rows.join('\n')}\n`);
  const { entry, summary } = await proposed(join(folder, 'table.csv'));
  expect((entry as { mapping: object }).mapping).toEqual({ id: 'id', text: 'texto', author: 'usuario' });
  expect(summary).toContain(
    'No column tells when: posts are filed, flagged, under the time at which the file was written.',
  );
});

test('a few dirty rows of a short table leave its columns what their names say', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  const rows = [
    '1,2026-06-01 10:00,ana,"My asthma is back again today"',
    '2,2026-06-02 11:00,ben,"The flu, what a week it was"',
    '2,n/a,ben,"The flu, what a week it was"',
    '4,2026-06-04 11:00,ana,"So tired of this migraine now"',
    '5,cut short',
  ];
  writeFileSync(join(folder, 'short.csv'), `tweet_id,date,name,tweet\n${rows.join('\n')}\n`);
  const { entry, summary } = await proposed(join(folder, 'short.csv'));
  expect(entry.mapping).toEqual({ text: 'tweet', id: 'tweet_id', posted_at: 'date' });
  expect(summary.at(-1)).toBe('Left aside: name');
  // A name by itself is no id where it repeats.
  writeFileSync(
    join(folder, 'names.csv'),
    `name,tweet\n${['ana', 'ben', 'ana', 'cara'].map((who) => `${who},My asthma is back again`).join('\n')}\n`,
  );
  expect((await proposed(join(folder, 'names.csv'))).entry.mapping).toEqual({ text: 'tweet' });
});

test('the instance of Mastodon is read from any of its own statuses, and asked for where there is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  const status = (acct: string, url: string) =>
    JSON.stringify({ id: '1', content: 'x', visibility: 'public', account: { acct, url } });
  const away = status('ben@far.example', 'https://far.example/@ben');
  writeFileSync(join(folder, 'some.jsonl'), `${away}\n${status('ana', 'https://near.example/@ana')}\n`);
  expect((await proposed(join(folder, 'some.jsonl'))).entry).toEqual({
    source: 'mastodon-files',
    files: ['some.jsonl'],
    host: 'near.example',
  });
  writeFileSync(join(folder, 'none.jsonl'), `${away}\n${away}\n`);
  const { entry, summary } = await proposed(join(folder, 'none.jsonl'));
  expect(entry).not.toHaveProperty('host');
  expect(summary.at(-1)).toMatch(/does not say which instance gave it: add its name/);
});

test('a file without records says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  writeFileSync(join(folder, 'empty.csv'), '');
  await expect(proposeMapping(join(folder, 'empty.csv'), effects)).rejects.toThrow(
    /empty\.csv holds no record/,
  );
});
