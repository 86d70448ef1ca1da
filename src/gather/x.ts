/**
 * X from files that somebody is entitled to: pages and flattened posts of API v2, statuses of v1.1, and compliance
 * files, which delete. Nothing is fetched from X.
 */

import { z } from 'zod';
import { checkFiles, files, jsonFileChunks } from './posts/file-options.ts';
import { listOf, objectOf, textOf, type JsonObject } from './posts/json-access.ts';
import { decodeValues, quarantine } from './posts/json-framing.ts';
import { instantOr, readTime } from './posts/post-times.ts';
import { fields, reportUnknown, type UnknownField } from './posts/unknown-fields.ts';
import { definePostSource, type Chunk, type PostEvent, type Terms } from './source.ts';
import { complianceEvent } from './x-compliance.ts';
import { isTweetV1, tweetV1 } from './x-tweet-v1.ts';
import { readIncludes, tweetV2, type Includes } from './x-tweet-v2.ts';

export const X_TERMS: Terms = {
  licence: "posts are their authors'; X Developer Agreement and Policy",
  url: 'https://developer.x.com/en/developer-terms/policy',
  keepTextDays: 30,
  honoursDeletions: true,
  sumsOnly: true,
  refuses: [
    'Health is never inferred about a person: the policy forbids deriving sensitive characteristics of users, so names and bios of persons are dropped when a post is decoded, and readings are used in sums only.',
    'Nothing is fetched from X: its terms forbid collecting without an agreement. Files that you are entitled to are read.',
    'Posts are not passed on: the policy lets only ids be shared.',
  ],
};

const options = z.strictObject({
  files,
  compliance: z
    .enum(['post', 'account'])
    .default('post')
    .describe('What the ids in compliance files stand for; the files do not say'),
});
type Options = z.infer<typeof options>;

export const xExports = definePostSource<Options>({
  id: 'x-exports',
  title: 'X posts from exports and compliance files',
  publisher: 'X Corp.',
  url: 'https://developer.x.com/en/docs/x-api',
  terms: X_TERMS,
  cadence: 'archive',
  network: 'x',
  options,
  open: (given, context, after) => jsonFileChunks(given.files, context, after),
  decode: (chunk, given, unknownField) => decodeX(chunk, given.compliance, unknownField),
  check: (given, context) => checkFiles(given.files, context),
});

const PAGE_FIELDS = fields(
  'data includes errors meta __twarc matching_rules users tweets places media polls topics',
);
const EMPTY: Includes = readIncludes(null);

/** One event for every post, user, count or deletion. Posts that a page includes for reference only are no records of it. */
export function decodeX(
  chunk: Chunk,
  compliance: 'post' | 'account',
  unknownField: UnknownField,
): Iterable<PostEvent> {
  return decodeValues(chunk, (value, position) => {
    const object = objectOf(value);
    if (!object) return [quarantine(position, 'a record that is no object', value)];
    const retrieved = readTime(objectOf(object.__twarc)?.retrieved_at);
    const seenAt = instantOr(retrieved, chunk.seenAt);
    return documentEvents(object, compliance, position, seenAt, unknownField);
  });
}

function documentEvents(
  object: JsonObject,
  compliance: 'post' | 'account',
  position: string,
  seenAt: string,
  unknownField: UnknownField,
): readonly PostEvent[] {
  if (isTweetV1(object)) return [asEvent(tweetV1(object, seenAt, unknownField), object, position)];
  const deletion = complianceEvent(object, compliance, position, seenAt);
  if (deletion) return [deletion];
  if (
    Array.isArray(object.data) ||
    objectOf(object.data) ||
    Array.isArray(object.tweets) ||
    Array.isArray(object.users)
  ) {
    reportUnknown(object, PAGE_FIELDS, 'page', unknownField);
    return pageEvents(object, position, seenAt, unknownField);
  }
  if ('errors' in object || 'title' in object)
    return [{ kind: 'filtered', rule: 'error answer of the interface' }];
  if ('meta' in object) return [{ kind: 'filtered', rule: 'page without records' }];
  return [itemEvent(object, EMPTY, position, seenAt, unknownField)];
}

function pageEvents(
  page: JsonObject,
  position: string,
  seenAt: string,
  unknownField: UnknownField,
): readonly PostEvent[] {
  if (!('data' in page)) {
    // The part of an export that holds what its posts refer to: here its posts are records, for they are all there is.
    const includes = readIncludes(page);
    const others = ['users', 'places', 'media', 'polls', 'topics'].flatMap((name) =>
      listOf(page[name]).map((): PostEvent => ({ kind: 'filtered', rule: `not a post: ${name}` })),
    );
    return [
      ...listOf(page.tweets).map((tweet) => itemEvent(tweet, includes, position, seenAt, unknownField)),
      ...others,
    ];
  }
  const items = Array.isArray(page.data) ? listOf(page.data) : [page.data];
  if (items.length === 0) return [{ kind: 'filtered', rule: 'page without records' }];
  const includes = readIncludes(page.includes);
  return items.map((item) => itemEvent(item, includes, position, seenAt, unknownField));
}

function itemEvent(
  value: unknown,
  includes: Includes,
  position: string,
  seenAt: string,
  unknownField: UnknownField,
): PostEvent {
  const item = objectOf(value);
  if (!item) return quarantine(position, 'a record that is no object', value);
  if ('tweet_count' in item) return { kind: 'filtered', rule: 'not a post: counts' };
  if ('username' in item && !('text' in item)) return { kind: 'filtered', rule: 'not a post: users' };
  if (isTweetV1(item)) return asEvent(tweetV1(item, seenAt, unknownField), item, position);
  return asEvent(tweetV2(item, includes, seenAt, unknownField), item, position);
}

function asEvent(post: ReturnType<typeof tweetV2>, value: JsonObject, position: string): PostEvent {
  if (typeof post === 'string') return quarantine(position, post, value);
  if (textOf(post.text).trim() === '' && post.media.length === 0)
    return { kind: 'filtered', rule: 'empty post' };
  return { kind: 'post', post };
}
