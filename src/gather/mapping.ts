/**
 * A table or list of posts that no adapter knows, read through a mapping: which column or field holds what.
 * The mapping stands in the study file; `proposeMapping` in inspect.ts writes a first draft of it.
 */

import { z } from 'zod';
import type { Media, Network, Post } from '../records.ts';
import { followersOf, objectOf, type JsonObject } from './posts/json-access.ts';
import { postedTime, readTime } from './posts/post-times.ts';
import type { PostEvent } from './source.ts';

/** Where a value comes from: a column, a path such as `author.name`, or `@file` and `@row` for where the record stood. */
const place = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);

export const mappingSchema = z.strictObject({
  id: place.default('@row').describe('The post’s id; without one, the file and row stand in'),
  author: place.default('@file').describe('The account that posted'),
  posted_at: place.optional().describe('When it was posted; several columns are joined with a space'),
  text: place.describe('The words; several columns become paragraphs'),
  language: place.optional(),
  links: place.optional().describe('Addresses; a column may hold several'),
  images: place.optional().describe('Addresses or names of pictures: their number counts'),
  videos: place.optional(),
  alt: place.optional().describe('Alternative text of the first picture or video'),
  reply_to: place.optional(),
  repost_of: place.optional(),
  quote_of: place.optional(),
  likes: place.optional().describe('Several columns are added up'),
  reposts: place.optional(),
  replies: place.optional(),
  quotes: place.optional(),
  location: place.optional().describe('The place named in the author’s profile'),
  followers: place
    .optional()
    .describe('How many followed the author at the time of the post; kept of organizations alone'),
  day_first: z.boolean().default(true).describe('Whether 02.03.2020 is the second of March'),
});
export type Mapping = z.infer<typeof mappingSchema>;
export type MappedField = Exclude<keyof Mapping, 'day_first'>;

/** A record with names for its values, as a table row or a JSON object has them. */
export interface MappedRecord {
  readonly values: JsonObject;
  readonly file: string;
  readonly row: number;
  readonly position: string;
}

const MOST_VALUES = 100;
const DEEPEST_PATH = 12;

/** The post that the mapping finds in a record, or why there is none. */
export function mappedEvent(
  record: MappedRecord,
  mapping: Mapping,
  network: Network,
  seenAt: string,
): PostEvent {
  const values = (field: MappedField) => valuesAt(record, mapping[field]);
  const first = (field: MappedField) => values(field).at(0) ?? '';
  const sum = (field: MappedField) => values(field).reduce((total, value) => total + readCount(value), 0);
  const text = [...new Set(values('text').map((part) => part.trim()))].filter(Boolean).join('\n\n');
  const links = [...new Set(values('links').flatMap(addressesIn))];
  const media = mediaOf(
    values('images').flatMap(addressesIn),
    values('videos').flatMap(addressesIn),
    first('alt'),
  );
  if (text === '' && media.length === 0 && links.length === 0)
    return { kind: 'filtered', rule: 'empty post' };
  const languages = values('language').filter(Boolean);
  const counted = mapping.likes ?? mapping.reposts ?? mapping.replies ?? mapping.quotes;
  const location = first('location');
  const { followers } = followersOf(withoutSeparators(first('followers')));
  const time = postedTime(
    readMappedTime(timeText(record, mapping.posted_at), mapping.day_first),
    seenAt,
    false,
  );
  const post: Post = {
    network,
    id: first('id') || `${record.file}:${record.row}`,
    authorId: first('author'),
    ...time,
    seenAt,
    text,
    languages,
    links,
    media,
    replyTo: first('reply_to') || null,
    repostOf: first('repost_of') || null,
    quoteOf: first('quote_of') || null,
    engagement: counted
      ? {
          likes: sum('likes'),
          reposts: sum('reposts'),
          replies: sum('replies'),
          quotes: sum('quotes'),
          countedAt: seenAt,
        }
      : null,
    author:
      location === '' && followers === undefined
        ? null
        : {
            name: '',
            bio: '',
            location,
            domain: '',
            // A table says at each post how many there were then.
            ...(followers !== undefined && { followers, followersAt: time.postedAt }),
          },
  };
  return { kind: 'post', post };
}

/** The first value of each place, joined: day, clock and zone may stand in columns of their own. */
function timeText(record: MappedRecord, places: string | readonly string[] | undefined): string {
  const list = typeof places === 'string' ? [places] : (places ?? []);
  return list.map((path) => valuesAt(record, path).at(0) ?? '').join(' ');
}

/** Names of the record that the mapping points to; the rest is unknown. */
export function namesOf(mapping: Mapping): ReadonlySet<string> {
  const places = Object.values(mapping).flatMap((value) => (typeof value === 'boolean' ? [] : value));
  return new Set(places.map((path) => path.split('.')[0]).concat(places));
}

function valuesAt(record: MappedRecord, places: string | readonly string[] | undefined): readonly string[] {
  if (places === undefined) return [];
  const list = typeof places === 'string' ? [places] : places;
  return list.flatMap((path) => {
    if (path === '@file') return [record.file];
    if (path === '@row') return [`${record.file}:${record.row}`];
    // A column may have a dot in its name.
    const found = Object.hasOwn(record.values, path) ? [record.values[path]] : follow(record.values, path);
    return found.flatMap(asTexts).slice(0, MOST_VALUES);
  });
}

/** Values at a dotted path; a list on the way means each of its elements. */
function follow(values: JsonObject, path: string): readonly unknown[] {
  let reached: readonly unknown[] = [values];
  for (const step of path.split('.').slice(0, DEEPEST_PATH)) {
    reached = reached
      .flatMap((value): readonly unknown[] =>
        Array.isArray(value) ? (value as readonly unknown[]) : [value],
      )
      .slice(0, MOST_VALUES)
      .flatMap((value) => {
        const object = objectOf(value);
        return object && Object.hasOwn(object, step) ? [object[step]] : [];
      });
  }
  return reached;
}

function asTexts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES).flatMap(asText);
  return asText(value);
}

function asText(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

/** A count with separators of thousands, as spreadsheets write it. */
function readCount(value: string): number {
  const number = Number(withoutSeparators(value));
  return Number.isFinite(number) && number > 0 ? Math.trunc(number) : 0;
}

/** `1,234` and `1.234` as `1234`. */
function withoutSeparators(value: string): string {
  return value.replace(/[\s,.'’](?=\d{3}\b)/g, '');
}

/** Addresses in a cell: one, several parted by spaces or commas, or a list as some programs write it. */
function addressesIn(value: string): readonly string[] {
  if (/^\s*(?:\[\s*\])?\s*$/.test(value)) return [];
  const found = value.match(/https?:\/\/[^\s"'<>\]|]+/g);
  if (!found) return value.includes('/') || value.includes('.') ? [value.trim()] : [];
  return found.map((address) => address.replace(/[,;)]+$/, '')).slice(0, MOST_VALUES);
}

function mediaOf(images: readonly string[], videos: readonly string[], alt: string): readonly Media[] {
  return [
    ...videos.map(() => ({ kind: 'video' as const, alt: '' })),
    ...images.map(() => ({ kind: 'image' as const, alt: '' })),
  ].map((medium, index) => (index === 0 ? { ...medium, alt } : medium));
}

/** Times as tables write them: what `readTime` knows, and days with the year last. */
export function readMappedTime(text: string, dayFirst: boolean): number {
  const match =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ ,T]+(\d{1,2}:\d{2}(?::\d{2})?)(?: ?([AP]M))?)?/i.exec(
      text.trim(),
    );
  if (!match) return readTime(text);
  const [, one, two, year, clock = '00:00:00', half] = match;
  const [day, month] = dayFirst ? [one, two] : [two, one];
  const [hours, minutes, seconds = '00'] = clock.split(':');
  const hour = half ? (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hours);
  const pad = (part: string | number) => String(part).padStart(2, '0');
  return Date.parse(`${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minutes)}:${pad(seconds)}Z`);
}

/** The list of records within a document, at a dotted path; the document itself where the path is empty. */
export function recordsAt(value: unknown, path: string): readonly unknown[] {
  if (path === '') return [value];
  const object = objectOf(value);
  const found = object ? follow(object, path) : [];
  return found.flatMap((item): readonly unknown[] =>
    Array.isArray(item) ? (item as readonly unknown[]) : [item],
  );
}

/**
 * Facebook writes the bytes of UTF-8 as single characters in its downloads. Text that reads as such is put right.
 */
export function repairedText(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return repairOne(value);
  if (depth > DEEPEST_PATH) return value;
  if (Array.isArray(value)) return value.map((item) => repairedText(item, depth + 1));
  const object = objectOf(value);
  if (!object) return value;
  return Object.fromEntries(
    Object.entries(object).map(([name, item]) => [name, repairedText(item, depth + 1)]),
  );
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function repairOne(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[\u0100-\uffff]/.test(text)) return text;
  try {
    return utf8.decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}
