import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blueskyFiles } from '../../../src/gather/bluesky-files.ts';
import { decode, INPUT, postsOf, tally } from './chunk-of.ts';

const input = (name: string) => readFileSync(join(INPUT, 'bluesky', name));
const events = decode(blueskyFiles, input('events.jsonl'), { files: ['x'] });
const posts = postsOf(events.events);

test('events of the first contract become posts, deletions and counts, one for each line', () => {
  expect(tally(events.events)).toEqual({ counted: 7, post: 7, tombstone: 2 });
  const counted = events.events.flatMap((event) => (event.kind === 'counted' ? [event.what] : []));
  expect(counted.toSorted()).toEqual([
    'account',
    'create follow',
    'create like',
    'create repost',
    'delete like',
    'identity',
    'update other',
  ]);
  expect([...events.unknown.keys()]).toEqual([]);
});

test('a post carries its text, languages, links, media and relations', () => {
  expect(posts[0]).toMatchObject({
    network: 'bluesky',
    id: 'at://did:plc:adaadaadaadaadaadaadaada/app.bsky.feed.post/3mpost1',
    authorId: 'did:plc:adaadaadaadaadaadaadaada',
    postedAt: '2026-06-21T00:00:00.000Z',
    seenAt: '2026-06-21T00:00:00.001Z',
    text: 'Got my flu shot at the county clinic today, arm is fine.',
    languages: ['en'],
    links: [],
    media: [],
    replyTo: null,
    quoteOf: null,
  });
  expect(posts[1].links).toEqual(['https://hospital.example/a', 'https://hospital.example/stroke']);
  expect(posts[1].media).toEqual([{ kind: 'link', alt: 'Signs of a stroke' }]);
  expect(posts[2].media).toEqual([
    { kind: 'image', alt: 'Tulips' },
    { kind: 'image', alt: '' },
  ]);
  expect(posts[2].replyTo).toBe(posts[0].id);
  expect(posts[2].quoteOf).toBe(posts[1].id);
});

test('a later version is marked as such', () => {
  const edited = events.events.filter((event) => event.kind === 'post' && event.edited === true);
  expect(postsOf(edited).map((post) => post.text)).toEqual([
    'Got my flu shot at the county clinic today, arm is sore.',
  ]);
});

test('times of the year one, of the future and of long ago give way to the time seen, flagged', () => {
  expect(posts.slice(4).map((post) => [post.timeFlag, post.postedAt.slice(0, 10)])).toEqual([
    ['impossible', '2026-06-21'],
    ['future', '2026-06-21'],
    ['late', '2026-06-21'],
  ]);
});

test('deleted posts and gone accounts become tombstones at the time the server saw them', () => {
  const tombstones = events.events.flatMap((event) => (event.kind === 'tombstone' ? [event.tombstone] : []));
  expect(tombstones).toEqual([
    {
      network: 'bluesky',
      scope: 'post',
      id: 'at://did:plc:bobbobbobbobbobbobbobbob/app.bsky.feed.post/3mpost2',
      reason: 'deleted',
      at: '2026-06-21T00:00:00.008Z',
    },
    {
      network: 'bluesky',
      scope: 'account',
      id: 'did:plc:bobbobbobbobbobbobbobbob',
      reason: 'deactivated',
      at: '2026-06-21T00:00:00.011Z',
    },
  ]);
});

test('events of the second contract: notices, markers and a broken history', () => {
  const second = decode(blueskyFiles, input('events-2026.jsonl'), { files: ['x'] });
  expect(second.events.map((event) => event.kind)).toEqual([
    'filtered',
    'counted',
    'post',
    'tombstone',
    'counted',
    'tombstone',
    'counted',
    'tombstone',
    'filtered',
  ]);
  expect(postsOf(second.events)[0]).toMatchObject({
    text: 'Night shift over, hands washed a hundred times.',
    seenAt: '2026-06-21T00:00:01.123Z',
  });
  const reasons = second.events.flatMap((event) =>
    event.kind === 'tombstone' ? [event.tombstone.reason] : [],
  );
  expect(reasons).toEqual(['deleted', 'takendown', 'withdrawn']);
  expect([...second.unknown.keys()]).toEqual([]);
});

test('what is malformed is quarantined with its place, and unknown fields are named', () => {
  const broken = decode(blueskyFiles, input('malformed.jsonl'), { files: ['x'] });
  expect(tally(broken.events)).toEqual({ quarantined: 7, post: 1 });
  const reasons = broken.events.flatMap((event) =>
    event.kind === 'quarantined' ? [event.record.reason] : [],
  );
  expect(reasons).toEqual([
    'not a JSON document',
    'an event of unknown kind "weather"',
    'an event without a DID',
    'a post without its record',
    'not a JSON document',
    'not a JSON document',
    'not a JSON document',
  ]);
  expect(postsOf(broken.events)[0]).toMatchObject({ text: '', timeFlag: 'impossible' });
  expect([...broken.unknown.keys()]).toEqual(['post.novelty', 'post.embed.app.bsky.embed.hologram']);
});

test('answers of the interface: a feed with a repost, and a post that is no more', () => {
  const views = decode(blueskyFiles, input('views.json'), { files: ['x'], content: 'views' });
  expect(tally(views.events)).toEqual({ post: 1, filtered: 1 });
  expect(postsOf(views.events)[0]).toMatchObject({
    repostOf: 'at://did:plc:adaadaadaadaadaadaadaada/app.bsky.feed.post/1',
    authorId: 'did:plc:bobbobbobbobbobbobbobbob',
    postedAt: '2026-06-21T01:00:00.000Z',
  });
});
