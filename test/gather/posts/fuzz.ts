/**
 * Damaged inputs through every decoder, with the books kept: no error, no hang, no growth, and every record that went in
 * comes out as one event. What is counted is found without the decoders' own framing wherever that can be done.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitDocuments } from '../../../src/gather/posts/json-framing.ts';
import { countUnknownFields } from '../../../src/gather/posts/unknown-fields.ts';
import { bluesky } from '../../../src/gather/bluesky.ts';
import { POST_SOURCES } from '../../../src/gather/post-sources.ts';
import type { Chunk, PostEvent, PostSource } from '../../../src/gather/source.ts';
import { rowsOf } from '../../../src/gather/transport/csv-rows.ts';
import { blockColumns, rowOf } from '../../simulators/segment.ts';
import { buildWorld } from '../../simulators/world.ts';
import { chunkOf, INPUT } from './chunk-of.ts';
import { mutate, type Random } from './mutations.ts';

/** A decoder with inputs to damage. */
interface Target {
  readonly name: string;
  readonly source: PostSource;
  readonly options: unknown;
  readonly seeds: readonly Buffer[];
  /** How its input is framed, for the count made beside it. */
  readonly framing: 'lines' | 'json' | 'rows' | 'whole' | 'block';
  /** What the chunk says of its own form. */
  readonly format?: string;
}

const TABLE = {
  network: 'facebook',
  mapping: { id: 'post', posted_at: 'when', author: 'who', text: 'words', likes: 'hearts' },
};
const SETUPS: readonly (readonly [
  id: string,
  folder: string,
  names: RegExp,
  options: object,
  framing: Target['framing'],
])[] = [
  ['bluesky', 'bluesky', /events|malformed/, {}, 'lines'],
  ['bluesky-files', 'bluesky', /events|malformed/, { files: ['x'] }, 'lines'],
  ['bluesky-files', 'bluesky', /views/, { files: ['x'], content: 'views' }, 'json'],
  ['mastodon', 'mastodon', /stream|malformed/, { host: 'inst.example' }, 'json'],
  ['mastodon-timelines', 'mastodon', /timeline/, { host: 'inst.example' }, 'json'],
  ['mastodon-files', 'mastodon', /./, { files: ['x'] }, 'json'],
  ['reddit-archives', 'reddit', /./, { files: ['x'] }, 'json'],
  ['x-exports', 'x', /./, { files: ['x'] }, 'json'],
  ['youtube-files', 'youtube', /./, { files: ['x'] }, 'json'],
  ['facebook-exports', 'exports', /facebook.*json/, { files: ['x'], format: 'json' }, 'json'],
  ['facebook-exports', 'exports', /facebook.*csv/, { files: ['x'], format: 'csv' }, 'rows'],
  ['instagram-exports', 'exports', /instagram/, { files: ['x'], format: 'json' }, 'json'],
  ['linkedin-exports', 'exports', /linkedin|malformed/, { files: ['x'], format: 'csv' }, 'rows'],
  ['tiktok-exports', 'exports', /tiktok/, { files: ['x'], format: 'json', records: 'data.videos' }, 'json'],
  ['feeds', 'feeds', /./, { feeds: ['https://hospital.example/feed'] }, 'whole'],
  ['mapped-files', 'mapped', /csv/, { files: ['x'], ...TABLE }, 'whole'],
  [
    'mapped-files',
    'mapped',
    /txt/,
    { files: ['x'], network: 'x', format: 'text', mapping: { text: 'text' } },
    'whole',
  ],
];

export function fuzzTargets(): readonly Target[] {
  const fromFiles = SETUPS.map(([id, folder, names, options, framing]) => {
    const source = POST_SOURCES.find((known) => known.id === id);
    if (!source) throw new Error(`no source ${id}`);
    const inputs = readdirSync(join(INPUT, folder)).filter((name) => names.test(name));
    const whole = inputs.map((name) => readFileSync(join(INPUT, folder, name)));
    // Single records are damaged far more often than whole files: damage then hits something each time.
    const records = framing === 'rows' || framing === 'whole' ? [] : whole.flatMap(recordsWithin);
    const seeds = [...whole, ...records, ...records].filter((seed) => seed.length < 20_000);
    return { name: `${id} ${folder}`, source, options: source.options.parse(options), seeds, framing };
  });
  return [...fromFiles, archiveTarget()];
}

/** Blocks of a Jetstream's archive, unpacked. */
function archiveTarget(): Target {
  const { events } = buildWorld(17, 120);
  const seeds = Array.from({ length: 24 }, (_, index) =>
    blockColumns(events.slice(index * 5, index * 5 + 5).map((event) => rowOf(event, event.seq))),
  );
  const source = bluesky;
  const options = source.options.parse({ collections: [] });
  return { name: 'bluesky archive', source, options, seeds, framing: 'block', format: 'jetstream-block 0' };
}

/** Lines that are documents, or a spread-out document on one line. */
function recordsWithin(bytes: Buffer): readonly Buffer[] {
  const document = parse(bytes.toString('utf8'));
  if (document !== undefined) return [Buffer.from(JSON.stringify(document))];
  return bytes
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => Buffer.from(line));
}

export interface FuzzReport {
  readonly inputs: number;
  readonly events: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  readonly failures: readonly string[];
}

const LONGEST_MS = 1000;
const MOST_FAILURES = 10;

/** Runs `count` damaged inputs over all targets in turn. */
export function fuzz(
  count: number,
  random: Random,
  progress: (done: number) => void = () => undefined,
): FuzzReport {
  const targets = fuzzTargets();
  const byKind: Record<string, number> = {};
  const failures: string[] = [];
  const { unknownField } = countUnknownFields();
  let events = 0;
  let slowestMs = 0;
  for (let run = 0; run < count && failures.length < MOST_FAILURES; run += 1) {
    const target = targets[run % targets.length];
    const bytes = mutate(target.seeds, random);
    const started = performance.now();
    let found: readonly PostEvent[];
    try {
      found = [...target.source.decode(chunkFor(target, bytes), target.options, unknownField)];
    } catch (error) {
      failures.push(`${target.name} threw ${String(error)} on ${JSON.stringify(bytes.toString('latin1'))}`);
      continue;
    }
    let took = performance.now() - started;
    if (took > LONGEST_MS) {
      // A machine with other work may stand still for a second; an input that hangs does so again.
      const again = performance.now();
      Array.from(target.source.decode(chunkFor(target, bytes), target.options, unknownField));
      took = performance.now() - again;
    }
    slowestMs = Math.max(slowestMs, took);
    events += found.length;
    for (const event of found) byKind[event.kind] = (byKind[event.kind] ?? 0) + 1;
    const trouble = took > LONGEST_MS ? `took ${Math.round(took)} ms` : accountFor(target, bytes, found);
    if (trouble !== '')
      failures.push(
        `${target.name}: ${trouble} on ${JSON.stringify(bytes.toString('latin1').slice(0, 3000))}`,
      );
    if (run % 10_000 === 0) progress(run);
  }
  return { inputs: count, events, byKind, slowestMs, failures };
}

function chunkFor({ format }: Target, bytes: Buffer): Chunk {
  return format === undefined ? chunkOf(bytes) : { ...chunkOf(bytes), format };
}

/** What is wrong with the books, "" when they balance. */
function accountFor(target: Target, bytes: Buffer, events: readonly PostEvent[]): string {
  for (const event of events) {
    const wrong = wrongWith(event);
    if (wrong !== '') return wrong;
  }
  if (target.framing === 'lines') {
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '').length;
    return lines === events.length ? '' : `${lines} lines, ${events.length} events`;
  }
  if (target.framing === 'block') {
    const rows = bytes.length < 4 ? 1 : bytes.readUInt32LE(0);
    const isWhole = events.length === 1 && events[0].kind === 'quarantined';
    return isWhole || rows === events.length ? '' : `${rows} rows, ${events.length} events`;
  }
  if (target.framing === 'rows') return accountForRows(bytes, events.length);
  if (target.framing === 'json') return accountForJson(target, bytes, events.length);
  // A feed is one document; a table may have lost its header. Something must be said of anything that was there.
  return '';
}

function accountForRows(bytes: Buffer, events: number): string {
  const rows = [...rowsOf(bytes, { delimiter: ',', quote: '"' })];
  // Together with the line ends between them, the rows are the whole input.
  const mark = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  const covered = rows.reduce((sum, row) => sum + row.length, mark);
  const ends = bytes.length - covered;
  const lineEnds = bytes.filter((byte) => byte === 10 || byte === 13).length;
  if (ends < 0 || ends > lineEnds) return `${ends} bytes in no row`;
  const filled = rows.filter((row) => row.toString('latin1').trim() !== '').length;
  return Math.max(0, filled - 1) === events ? '' : `${filled} rows with the header, ${events} events`;
}

/** Documents that parse are counted exactly; for the rest, their bytes must all lie in some piece. */
function accountForJson(target: Target, bytes: Buffer, events: number): string {
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) {
    const unmarked = text.replace(/^\ufeff/, '');
    const whole = parse(unmarked);
    const lines = unmarked.split('\n').filter((line) => line.trim() !== '');
    const values = whole === undefined ? lines.map(parse) : [whole];
    const first = values.at(0);
    const clean = values.every((value) => value !== undefined) && typeof first === 'object' && first !== null;
    if (clean) {
      const expected = values
        .flatMap((value) => elements(value))
        .reduce<number>((sum, value) => sum + recordsIn(target.source.id, target.name, value), 0);
      return expected === events ? '' : `${expected} records, ${events} events`;
    }
  }
  const splitter = splitDocuments();
  const pieces = [...splitter.push(Buffer.from(bytes)), ...splitter.end()];
  const rest = bytes.length - pieces.reduce((sum, piece) => sum + piece.length, 0);
  const structure = bytes.filter((byte) => [0x20, 0x09, 0x0a, 0x0d, 0x2c, 0x5b, 0x5d].includes(byte)).length;
  if (rest > structure) return `${rest - structure} bytes in no document`;
  const something = pieces.some((piece) => piece.toString('utf8').trim() !== '');
  return something && events === 0 ? 'something went in and nothing came out' : '';
}

const elements = (value: unknown, depth = 0): readonly unknown[] => {
  if (Array.isArray(value) && value.length > 0 && depth < 8)
    return (value as readonly unknown[]).flatMap((item) => elements(item, depth + 1));
  const response = isObject(value) && 'request' in value && isObject(value.response) ? value.response : null;
  if (!response || !('body' in response)) return [value];
  return Array.isArray(response.body) && response.body.length > 0
    ? (response.body as readonly unknown[])
    : [response.body];
};

/** Records within one document, by the form of the interface alone. */
function recordsIn(id: string, name: string, value: unknown): number {
  if (!isObject(value)) return 1;
  const length = (list: unknown) => (Array.isArray(list) ? list.length : 0);
  if (id === 'reddit-archives') return Math.max(1, redditThings(value, true));
  if (id === 'youtube-files')
    return Array.isArray(value.items)
      ? Math.max(
          1,
          value.items.reduce<number>((sum, item) => sum + youtubeComments(item), 0),
        )
      : youtubeComments(value);
  if (id.startsWith('mastodon'))
    return !('event' in value && !('account' in value)) && length(value.statuses) > 0
      ? length(value.statuses)
      : 1;
  if (id === 'tiktok-exports') {
    const data: readonly unknown[] = Array.isArray(value.data) ? value.data : [value.data];
    const videos = data.flatMap((item) => (isObject(item) && 'videos' in item ? [item.videos] : []));
    return Math.max(
      1,
      videos.flatMap((item) => (Array.isArray(item) ? (item as readonly unknown[]) : [item])).length,
    );
  }
  if (id === 'x-exports') return xRecords(value);
  if (name.includes('bluesky') && Array.isArray(value.posts)) return Math.max(1, value.posts.length);
  if (name.includes('bluesky') && Array.isArray(value.feed)) return Math.max(1, value.feed.length);
  return 1;
}

function redditThings(value: unknown, top: boolean): number {
  if (!isObject(value) || typeof value.kind !== 'string' || !isObject(value.data)) return 1;
  if (value.kind === 'Listing') {
    const children = Array.isArray(value.data.children) ? (value.data.children as readonly unknown[]) : [];
    return children.length === 0 && top
      ? 1
      : children.reduce<number>((sum, child) => sum + redditThings(child, false), 0);
  }
  return 1 + (isObject(value.data.replies) ? redditThings(value.data.replies, false) : 0);
}

function youtubeComments(item: unknown): number {
  if (!isObject(item) || item.kind !== 'youtube#commentThread' || !isObject(item.snippet)) return 1;
  const replies = isObject(item.replies) && Array.isArray(item.replies.comments) ? item.replies.comments : [];
  return 1 + replies.filter(isObject).length;
}

function xRecords(value: Readonly<Record<string, unknown>>): number {
  const isOld = ('id_str' in value || 'full_text' in value) && ('user' in value || 'favorite_count' in value);
  if (isOld || !('data' in value || 'tweets' in value || 'users' in value)) return 1;
  if ('action' in value && 'reason' in value) return 1;
  if ('data' in value) {
    if (Array.isArray(value.data)) return Math.max(1, value.data.length);
    return 1;
  }
  const lists = ['tweets', 'users', 'places', 'media', 'polls', 'topics'].map((list) => value[list]);
  if (!Array.isArray(value.tweets) && !Array.isArray(value.users)) return 1;
  return lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** What no event may be, whatever went in. */
function wrongWith(event: PostEvent): string {
  if (event.kind === 'post') {
    const { post } = event;
    if (post.id === '') return 'a post without an id';
    if (!INSTANT.test(post.postedAt) || !INSTANT.test(post.seenAt))
      return `the time ${post.postedAt} or ${post.seenAt}`;
    if (typeof post.text !== 'string' || typeof post.authorId !== 'string')
      return 'a post without text or author';
    if (post.links.length > 1000 || post.media.length > 1000) return 'more links or media than can be';
    return '';
  }
  if (event.kind === 'tombstone')
    return event.tombstone.id !== '' && INSTANT.test(event.tombstone.at) ? '' : 'a tombstone of nothing';
  if (event.kind === 'quarantined')
    return event.record.reason !== '' && event.record.position !== '' ? '' : 'quarantine without reason';
  if (event.kind === 'filtered') return event.rule === '' ? 'filtered without a rule' : '';
  return event.what.length < 40 ? '' : 'a count under a name from outside';
}
