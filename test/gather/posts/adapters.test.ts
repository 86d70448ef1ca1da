/** Each source on a small input of real shape, and on a malformed one. Expected values were worked out by hand. */

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  facebookExports,
  instagramExports,
  linkedinExports,
  tiktokExports,
} from '../../../src/gather/exports.ts';
import { feeds } from '../../../src/gather/feeds.ts';
import { mappedFiles } from '../../../src/gather/mapped-files.ts';
import { mastodonFiles } from '../../../src/gather/mastodon-files.ts';
import { POST_SOURCES } from '../../../src/gather/post-sources.ts';
import { redditArchives } from '../../../src/gather/reddit.ts';
import type { PostEvent } from '../../../src/gather/source.ts';
import { xExports } from '../../../src/gather/x.ts';
import { youtubeFiles } from '../../../src/gather/youtube.ts';
import { decode, effects, gather, INPUT, postsOf, tally } from './chunk-of.ts';

const input = (name: string) => readFileSync(join(INPUT, name));
const files = { files: ['x'] };
const tombstonesOf = (events: readonly PostEvent[]) =>
  events.flatMap((event) => (event.kind === 'tombstone' ? [event.tombstone] : []));
const rulesOf = (events: readonly PostEvent[]) =>
  events.flatMap((event) => (event.kind === 'filtered' ? [event.rule] : []));
const reasonsOf = (events: readonly PostEvent[]) =>
  events.flatMap((event) => (event.kind === 'quarantined' ? [event.record.reason] : []));

test('every source says what it refuses, for how long texts are kept, and that deletions are honoured', () => {
  expect(new Set(POST_SOURCES.map((source) => source.id)).size).toBe(POST_SOURCES.length);
  for (const { id, terms } of POST_SOURCES) {
    expect([id, terms.refuses.length > 0, terms.honoursDeletions, terms.keepTextDays]).toEqual([
      id,
      true,
      true,
      30,
    ]);
    for (const sentence of terms.refuses) expect(sentence).toMatch(/^[A-Z].*\.$/s);
  }
});

test('Mastodon: HTML becomes text, and authors who do not want to be read are left out with the rule', () => {
  const { events, unknown } = decode(mastodonFiles, input('mastodon/timeline.json'), {
    ...files,
    host: 'inst.example',
  });
  expect(rulesOf(events)).toEqual([
    'author refuses bots',
    'author is not indexable',
    'author asks not to be indexed',
    'not public',
  ]);
  const [drive, boost, reply] = postsOf(events);
  expect(drive).toMatchObject({
    id: 'inst.example/statuses/101',
    canonicalId: 'https://inst.example/users/ada/statuses/101',
    authorId: 'https://inst.example/@ada',
    text: 'Blood drive on Friday & Saturday.\nBring a friend: https://clinic.example/blood\n\n#give',
    links: ['https://clinic.example/blood'],
    media: [{ kind: 'image', alt: 'A poster' }],
    engagement: { likes: 3, reposts: 2, replies: 1, quotes: 0 },
    author: { name: 'Ada', bio: 'I like bread', isBot: false, followers: 12 },
  });
  expect(boost).toMatchObject({ repostOf: 'inst.example/statuses/90', text: 'Wash your hands' });
  expect(reply).toMatchObject({ replyTo: 'inst.example/statuses/101', text: 'surgery\n\nThank you' });
  expect([...unknown.keys()]).toEqual([]);
});

test('Mastodon: a stream tells of a post, its edit and its deletion under one id', () => {
  const { events } = decode(mastodonFiles, input('mastodon/stream.jsonl'), {
    ...files,
    host: 'inst.example',
  });
  expect(postsOf(events).map((post) => post.id)).toEqual([
    'inst.example/statuses/101',
    'inst.example/statuses/101',
  ]);
  expect(postsOf(events)[1].text).toBe('Blood drive moved to Sunday.');
  expect(tombstonesOf(events)).toMatchObject([
    { scope: 'post', id: 'inst.example/statuses/101', reason: 'deleted' },
  ]);
  expect(rulesOf(events)).toEqual(['notice of the stream']);
});

test('Mastodon: malformed messages are quarantined one by one', () => {
  const { events } = decode(mastodonFiles, input('mastodon/malformed.jsonl'), files);
  expect(reasonsOf(events)).toEqual([
    'a message whose payload is not JSON',
    'a status without an account',
    'a deletion that does not say of what',
    'a message of unknown kind "dance"',
    'a status without an account',
    'not a JSON document',
    'not a JSON document',
  ]);
});

test('Reddit: submissions, comments, both forms of date, edits and deletions', () => {
  const { events, unknown } = decode(redditArchives, input('reddit/archive.jsonl'), files);
  expect(tally(events)).toEqual({ post: 4, tombstone: 3, filtered: 1 });
  const [question, link, comment, orphan] = postsOf(events);
  expect(question).toMatchObject({
    id: 't3_aaaa',
    authorId: 't2_ada',
    postedAt: '2014-01-17T23:06:40.000Z',
    seenAt: '2014-05-13T16:53:20.000Z',
    text: 'A question about sleep\n\nI work nights. What helps?',
    engagement: { likes: 12, replies: 3 },
  });
  expect(link).toMatchObject({ text: 'Study on naps', links: ['https://journal.example/naps'] });
  expect(comment).toMatchObject({
    id: 't1_c001',
    replyTo: 't3_aaaa',
    authorId: 'bob_writes',
    postedAt: '2014-01-17T23:08:20.000Z',
  });
  expect(orphan).toMatchObject({ id: 't1_c003', replyTo: 't1_c001', authorId: '' });
  expect(tombstonesOf(events).map((tombstone) => tombstone.id)).toEqual(['t3_aaac', 't3_aaad', 't1_c002']);
  expect([...unknown.keys()]).toEqual([]);
});

test('Reddit: a listing is opened to its children and to replies within comments', () => {
  const { events } = decode(redditArchives, input('reddit/listing.json'), files);
  expect(postsOf(events).map((post) => post.id)).toEqual(['t3_bbbb', 't1_c010', 't1_c011']);
});

test('Reddit: malformed lines', () => {
  const { events, unknown } = decode(redditArchives, input('reddit/malformed.jsonl'), files);
  expect(reasonsOf(events)).toEqual([
    'not a JSON document',
    'a record without an id',
    'neither a submission nor a comment',
    'a record that is no object',
  ]);
  expect(postsOf(events)[0]).toMatchObject({ id: 't3_zx', timeFlag: 'impossible' });
  expect([...unknown.keys()]).toEqual(['submission.novelty']);
});

test('X, v2: a repost gets the whole text of its original, and people keep their words about themselves', () => {
  const { events, unknown } = decode(xExports, input('x/v2-page.json'), files);
  const [repost, reply, plain] = postsOf(events);
  expect(repost).toMatchObject({
    repostOf: '200',
    text: 'The whole text of the original, which goes on beyond the point where a repost is cut off.',
    author: { name: '', bio: '', location: 'Ohio', followers: 5 },
    engagement: { likes: 3, reposts: 1, replies: 2, quotes: 4 },
  });
  expect(reply).toMatchObject({
    replyTo: '100',
    quoteOf: '101',
    text: 'Vaccines & you <3',
    links: ['https://agency.example/vaccines'],
    media: [{ kind: 'image', alt: 'A syringe' }],
  });
  expect(plain.languages).toEqual([]);
  expect([...unknown.keys()]).toEqual([]);
});

test('X, flattened and v1.1: an organisation keeps its name, an id beyond 2^53 keeps its last digit', () => {
  const [flat] = postsOf(decode(xExports, input('x/v2-flat.jsonl'), files).events);
  expect(flat).toMatchObject({
    seenAt: '2026-06-21T00:00:00.000Z',
    author: { name: 'An Agency', isOrganisation: true },
  });
  const [old] = postsOf(decode(xExports, input('x/v1.json'), files).events);
  expect(old).toMatchObject({
    id: '9007199254740993',
    postedAt: '2026-06-20T10:00:00.000Z',
    text: 'Clinic opens at 8 & closes at 6',
    links: ['https://clinic.example'],
    media: [{ kind: 'video', alt: 'A door' }],
    author: { name: '', bio: '', location: 'Ohio' },
  });
});

test('X: compliance files delete posts and accounts', () => {
  const { events } = decode(xExports, input('x/compliance.jsonl'), files);
  expect(tombstonesOf(events).map(({ scope, id, reason }) => [scope, id, reason])).toEqual([
    ['post', '201', 'deleted'],
    ['post', '202', 'suspended'],
    ['account', '7', 'deleted'],
    ['post', '203', 'deleted'],
  ]);
  expect(rulesOf(events)).toEqual(['notice of the stream', 'notice of the stream']);
  const accounts = decode(xExports, input('x/compliance.jsonl'), { ...files, compliance: 'account' });
  expect(tombstonesOf(accounts.events).map(({ scope }) => scope)).toEqual([
    'account',
    'account',
    'account',
    'post',
  ]);
});

test('X: malformed records', () => {
  const { events } = decode(xExports, input('x/malformed.jsonl'), files);
  expect(reasonsOf(events)).toEqual([
    'not a JSON document',
    'a post without text',
    'a post without an id',
    'a record that is no object',
    'not a JSON document',
    'a deletion that does not say of what',
  ]);
  expect(rulesOf(events)).toEqual(['error answer of the interface', 'page without records']);
});

test('YouTube: threads with replies, search results, and items that are none', () => {
  const threads = postsOf(decode(youtubeFiles, input('youtube/threads.json'), files).events);
  expect(threads.map((post) => [post.id, post.replyTo, post.authorId])).toEqual([
    ['T1', 'vid1', 'UCfay'],
    ['T1.r1', 'T1', 'UCfay'],
  ]);
  const search = decode(youtubeFiles, input('youtube/search.json'), files).events;
  expect(postsOf(search)[0]).toMatchObject({ id: 'vid1', text: 'Knee exercises & rest\n\nFive minutes' });
  expect(rulesOf(search)).toEqual(['not a post: channel or playlist']);
  const broken = decode(youtubeFiles, input('youtube/malformed.json'), files).events;
  expect(reasonsOf(broken)).toEqual([
    'a comment without an id',
    'an item without a snippet',
    'an item without a snippet',
    'an item of unknown kind "poem"'.replace('poem', 'youtube#poem'),
  ]);
});

test('YouTube: what was fetched over 30 days ago is counted and not used', async () => {
  const said: string[] = [];
  const { events } = await gather(
    youtubeFiles,
    join(INPUT, 'youtube'),
    { files: ['threads.json'], fetched_at: '2026-10-01' },
    null,
    {
      effects: { ...effects, say: (line) => said.push(line) },
    },
  );
  expect(rulesOf(events)).toEqual(['older than 30 days', 'older than 30 days']);
  expect(said).toEqual([
    'threads.json was fetched 2026-10-01: fetch it again, YouTube lets data be used for 30 days',
  ]);
  const fresh = await gather(youtubeFiles, join(INPUT, 'youtube'), {
    files: ['threads.json'],
    fetched_at: '2026-11-01',
  });
  expect(tally(fresh.events)).toEqual({ post: 2 });
});

test('exports of four networks are read by their known forms', () => {
  const [nurses, empty] = decode(facebookExports, input('exports/facebook-download.json'), files).events;
  expect(nurses).toMatchObject({
    kind: 'post',
    post: {
      text: 'Our nurses’ day',
      postedAt: '2026-06-21T00:00:00.000Z',
      links: ['https://hospital.example/nurses'],
      authorId: 'test',
    },
  });
  expect(empty).toEqual({ kind: 'filtered', rule: 'empty post' });
  expect(postsOf(decode(facebookExports, input('exports/facebook-public.csv'), files).events)).toMatchObject([
    {
      id: 'https://www.facebook.com/77/posts/1',
      authorId: '77',
      postedAt: '2026-06-20T14:00:00.000Z',
      text: 'Flu clinic, Friday\nNo booking needed',
      engagement: { likes: 1204, replies: 7, reposts: 3 },
    },
  ]);
  expect(
    postsOf(decode(instagramExports, input('exports/instagram-download.json'), files).events),
  ).toMatchObject([
    { text: 'New ward', postedAt: '2026-06-21T00:00:00.000Z', media: [{ kind: 'image' }] },
    {
      text: 'Two pictures',
      postedAt: '2026-06-21T00:00:02.000Z',
      media: [{ kind: 'image' }, { kind: 'image' }],
    },
  ]);
  expect(postsOf(decode(linkedinExports, input('exports/linkedin-shares.csv'), files).events)).toMatchObject([
    { text: 'We are hiring "bedside" nurses', postedAt: '2026-06-20T10:00:00.000Z' },
  ]);
  const tiktok = decode(tiktokExports, input('exports/tiktok-research.json'), {
    ...files,
    records: 'data.videos',
  });
  expect(postsOf(tiktok.events)).toMatchObject([
    { id: '7000000000000001', authorId: 'clinic', engagement: { likes: 10 } },
  ]);
  expect([...tiktok.unknown.keys()]).toEqual([
    'record.region_code',
    'record.view_count',
    'record.hashtag_names',
  ]);
});

test('a quote that never closes costs its row and no other', () => {
  const { events } = decode(linkedinExports, input('exports/malformed.csv'), files);
  expect(reasonsOf(events)).toEqual([
    '3 columns where the header has 6',
    'a quote out of place',
    'a quote out of place',
  ]);
  expect(postsOf(events).map((post) => post.text)).toEqual(['never closed: "no', 'a good one']);
});

test('feeds: RSS, Atom and JSON Feed', () => {
  const feed = (name: string) =>
    decode(feeds, input(`feeds/${name}`), { feeds: ['https://hospital.example/feed'] }).events;
  expect(postsOf(feed('rss.xml'))).toMatchObject([
    {
      id: 'mri-1',
      postedAt: '2026-06-20T10:00:00.000Z',
      text: 'New MRI & CT hours\n\nOpen late on weekdays.',
      links: ['https://hospital.example/mri', 'https://hospital.example/hours'],
      media: [{ kind: 'image' }],
      languages: ['en-us'],
    },
    {
      id: 'https://hospital.example/2',
      text: 'Second\n\nEscaped',
      media: [{ kind: 'video' }],
      timeFlag: 'impossible',
    },
  ]);
  expect(postsOf(feed('atom.xml'))).toMatchObject([
    {
      id: 'urn:1',
      postedAt: '2026-06-19T08:00:00.000Z',
      text: 'Sleep & shifts\n\nDark rooms help.',
      links: ['https://clinic.example/1'],
      languages: ['en'],
    },
  ]);
  expect(postsOf(feed('feed.json')).map((post) => [post.id, post.text, post.links.length])).toEqual([
    ['1', 'One\n\nRead this', 2],
    ['2', 'Two', 1],
  ]);
  expect(reasonsOf(feed('malformed.xml'))).toEqual(['a document that is no feed (it begins with <html>)']);
});

test('a table through a mapping: other delimiters, days first, bytes of Windows-1252, bars within the text', () => {
  const mapping = { id: 'post', posted_at: 'when', author: 'who', text: 'words', likes: 'hearts' };
  const table = decode(mappedFiles, input('mapped/posts.csv'), { ...files, network: 'facebook', mapping });
  expect(postsOf(table.events)).toMatchObject([
    { id: '1', postedAt: '2026-06-20T10:30:00.000Z', text: 'Blood test; all well', engagement: { likes: 3 } },
    { id: '2', postedAt: '2026-06-21T00:00:00.000Z' },
  ]);
  const bars = decode(mappedFiles, input('mapped/posts.txt'), {
    ...files,
    network: 'x',
    format: 'pipe',
    quote: '',
    columns: ['id', 'when', 'words'],
    mapping: { id: 'id', posted_at: 'when', text: 'words' },
  });
  expect(postsOf(bars.events).map((post) => [post.id, post.postedAt, post.text])).toEqual([
    ['585978391360221184', '2015-04-09T01:31:50.000Z', 'Nurses | doctors | porters'],
    ['585978391360221185', '2015-04-09T01:32:50.000Z', 'Café on ward 3'],
  ]);
  const broken = decode(mappedFiles, input('mapped/malformed.csv'), {
    ...files,
    network: 'facebook',
    mapping,
  });
  expect(reasonsOf(broken.events)).toEqual(['3 columns where the header has 5', 'a quote out of place']);
  expect(postsOf(broken.events).map((post) => post.text)).toEqual(['fine']);
});

test('a row of a table in quarantine can be read by itself once what was wrong is mended', () => {
  const read = (content: string) =>
    decode(mappedFiles, Buffer.from(content), {
      ...files,
      network: 'facebook',
      mapping: { id: 'post', posted_at: 'when', author: 'who', text: 'words' },
    }).events;
  const header = 'post;when;who;words';
  // A row too long for its header, and one quoted amiss.
  const rows = ['1;2026-06-20;ada;the flu;9', '2;2026-06-21;bob;"flu'];
  const raws = read(`${header}\n${rows.join('\n')}\n`).flatMap((event) =>
    event.kind === 'quarantined' ? [event.record.raw] : [],
  );
  expect(raws).toHaveLength(2);
  for (const raw of raws) {
    const [first, ...rest] = raw.trimEnd().split('\n');
    expect(first).toBe(header);
    expect(rows).toContain(rest.join('\n'));
    // As it stands it is read again, and refused again.
    expect(read(`${raw}\n`).map(({ kind }) => kind)).toEqual(['quarantined']);
    expect(postsOf(read(`${raw.replace(';9', '').replace('"', '')}\n`))).toHaveLength(1);
  }
});

test('a JSON document with its records deep inside, large enough to come in pieces', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-'));
  const rows = Array.from({ length: 30_000 }, (_, index) => ({
    key: index,
    said: `Ward round ${index}`,
    by: { name: 'ada' },
  }));
  writeFileSync(join(folder, 'rows.json'), JSON.stringify(rows, null, 1));
  const options = {
    files: ['rows.json'],
    network: 'blog',
    mapping: { id: 'key', text: 'said', author: 'by.name' },
  };
  const { events } = await gather(mappedFiles, folder, options);
  expect(postsOf(events)).toHaveLength(30_000);
  expect(new Set(postsOf(events).map((post) => post.id)).size).toBe(30_000);
  expect(postsOf(events)[29_999]).toMatchObject({ text: 'Ward round 29999', authorId: 'ada' });
});
