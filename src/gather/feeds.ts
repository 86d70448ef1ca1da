/** Feeds of hospitals' blogs and news rooms: RSS, Atom and JSON Feed, asked for again only when they have changed. */

import { z } from 'zod';
import { counted } from '../counted.ts';
import type { Media, Post } from '../records.ts';
import { CliError } from '../errors.ts';
import { readFeed, type FeedEntry } from './feed-document.ts';
import { LONGEST_RAW } from './posts/json-framing.ts';
import { objectOf, parseJson, textOf } from './posts/json-access.ts';
import { postedTime, readTime } from './posts/post-times.ts';
import type { UnknownField } from './posts/unknown-fields.ts';
import { definePostSource, type Chunk, type PostEvent, type SourceContext } from './source.ts';
import { clockOf, get } from './transport/http.ts';
import { insteadOfData } from './transport/trouble.ts';

const options = z.strictObject({
  feeds: z
    .array(
      z.url({ protocol: /^https?$/, error: 'write a whole address, such as https://hospital.example/feed' }),
    )
    .min(1)
    .describe('Addresses of feeds'),
});
type Options = z.infer<typeof options>;

export const feeds = definePostSource<Options>({
  id: 'feeds',
  title: 'Blogs and news rooms (RSS, Atom, JSON Feed)',
  publisher: 'Each publisher',
  url: 'https://www.rssboard.org/rss-specification',
  terms: {
    licence: "the publisher's; feeds are offered for reading by machines",
    url: 'https://www.rfc-editor.org/rfc/rfc4287',
    keepTextDays: 30,
    honoursDeletions: true,
    refuses: ['Pages behind a feed are not fetched: the feed is what its publisher hands out.'],
  },
  cadence: 'archive',
  network: 'blog',
  options,
  open: openFeeds,
  decode: (chunk, _options, unknownField) => decodeFeed(chunk, unknownField),
  check: checkFeeds,
});

/** What each feed said of its version at the last reading, by address: the cursor, as JSON. */
interface Version {
  readonly etag: string;
  readonly modified: string;
}

async function* openFeeds(
  given: Options,
  context: SourceContext,
  after: string | null,
): AsyncGenerator<Chunk> {
  const versions = readVersions(after);
  const isAlone = given.feeds.length === 1;
  let failures = 0;
  // One dead feed of a hundred must not silence the others, so it is said and passed over.
  const fail = (trouble: string) => {
    if (isAlone) throw new CliError(trouble);
    context.effects.say(trouble);
    failures += 1;
    return null;
  };
  for (const address of given.feeds) {
    context.signal?.throwIfAborted();
    const answer = await get(address, context, conditions(versions.get(address))).catch((error: unknown) => {
      context.signal?.throwIfAborted();
      return fail(error instanceof Error ? error.message : String(error));
    });
    if (!answer || answer.status === 304) continue;
    if (answer.status === 404) {
      fail(`${address} answered HTTP 404: the feed has moved or ended, mend "feeds" of this source`);
      continue;
    }
    versions.set(address, {
      etag: answer.headers.get('etag') ?? '',
      modified: answer.headers.get('last-modified') ?? '',
    });
    yield {
      bytes: answer.bytes,
      cursor: JSON.stringify(Object.fromEntries(versions)),
      origin: address,
      firstRecord: 0,
      seenAt: context.effects.now().toISOString(),
    };
  }
  if (failures === given.feeds.length)
    throw new CliError(`none of the ${failures} feeds could be read: see above what each answered`);
}

function readVersions(after: string | null): Map<string, Version> {
  const stored = Object.entries(objectOf(parseJson(after ?? '')) ?? {});
  return new Map(
    stored.map(([address, value]) => {
      const version = objectOf(value);
      return [address, { etag: textOf(version?.etag), modified: textOf(version?.modified) }];
    }),
  );
}

/** Asks for the feed only if it has changed (RFC 9110 section 13). */
function conditions(version: Version | undefined): Readonly<Record<string, string>> {
  return {
    accept:
      'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.8, */*;q=0.5',
    ...(version?.etag ? { 'if-none-match': version.etag } : {}),
    ...(version?.modified ? { 'if-modified-since': version.modified } : {}),
  };
}

const MOST_LINKS = 100;

/** One event for every entry; one for a document that is no feed, or that has no entries. Pure. */
export function* decodeFeed(chunk: Chunk, unknownField: UnknownField): Generator<PostEvent> {
  const text = feedText(Buffer.from(chunk.bytes));
  const feed = readFeed(text, unknownField);
  if (typeof feed === 'string') {
    const position = `${chunk.origin}:${chunk.firstRecord}`;
    yield { kind: 'quarantined', record: { position, reason: feed, raw: text.slice(0, LONGEST_RAW) } };
    return;
  }
  if (feed.entries.length === 0) yield { kind: 'filtered', rule: 'page without records' };
  let record = chunk.firstRecord;
  for (const entry of feed.entries) {
    yield entryEvent(entry, feed.language, chunk, `${chunk.origin}:${record}`);
    record += 1;
  }
}

/** XML may name another encoding in its first line; those of the web are known to TextDecoder. */
function feedText(bytes: Buffer): string {
  const [, label = 'utf-8'] =
    /^[^>]{0,200}encoding=["']([\w-]{1,40})["']/.exec(bytes.subarray(0, 300).toString('latin1')) ?? [];
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}

function entryEvent(entry: FeedEntry, language: string, chunk: Chunk, position: string): PostEvent {
  const text = [entry.title, entry.body].filter(Boolean).join('\n\n');
  if (entry.id === '' && text === '') {
    return {
      kind: 'quarantined',
      record: { position, reason: 'an entry without id and text', raw: JSON.stringify(entry) },
    };
  }
  const media: Media[] = [
    ...Array.from({ length: Math.min(entry.videos, MOST_LINKS) }, () => ({
      kind: 'video' as const,
      alt: '',
    })),
    ...Array.from({ length: Math.min(entry.images, MOST_LINKS) }, () => ({
      kind: 'image' as const,
      alt: '',
    })),
  ];
  const post: Post = {
    network: 'blog',
    id: entry.id === '' ? position : entry.id,
    // A blog speaks for the house that runs it, whoever wrote the entry.
    authorId: chunk.origin,
    ...postedTime(readTime(entry.published), chunk.seenAt, false),
    seenAt: chunk.seenAt,
    text,
    languages: language === '' ? [] : [language],
    links: entry.links.slice(0, MOST_LINKS),
    media,
    replyTo: null,
    repostOf: null,
    quoteOf: null,
    engagement: null,
    author: {
      name: '',
      bio: '',
      location: '',
      domain: URL.parse(chunk.origin)?.hostname ?? '',
      isOrganisation: true,
    },
  };
  return { kind: 'post', post };
}

async function checkFeeds(given: Options, context: SourceContext): Promise<readonly string[]> {
  const lines: string[] = [];
  let answering = 0;
  for (const address of given.feeds) {
    const answer = await get(address, context).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (typeof answer === 'string') {
      lines.push(answer);
      continue;
    }
    const feed = readFeed(feedText(Buffer.from(answer.bytes)), () => undefined);
    const isFeed = typeof feed !== 'string' && answer.status !== 404;
    if (isFeed) answering += 1;
    const found = isFeed
      ? counted(feed.entries.length, 'entry', 'entries')
      : `no feed, it answers ${insteadOfData(answer.bytes)}`;
    const clock = clockOf(answer.headers, context.effects.now());
    lines.push([`${address}: HTTP ${answer.status}`, found, clock].filter(Boolean).join(', '));
  }
  if (answering === 0) throw new CliError(lines.join('\n'));
  return lines;
}
