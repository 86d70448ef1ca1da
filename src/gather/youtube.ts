/** YouTube comment threads, comments, search results and videos, as answers of its Data API v3 saved to files. */

import { z } from 'zod';
import type { Post } from '../records.ts';
import { htmlText } from './posts/html-text.ts';
import { checkFiles, files, jsonFileChunks } from './posts/file-options.ts';
import { countOf, idOf, listOf, objectOf, objectsOf, textOf, type JsonObject } from './posts/json-access.ts';
import { decodeValues, quarantine } from './posts/json-framing.ts';
import { instantOr, postedTime, readTime } from './posts/post-times.ts';
import { fields, reportUnknown, type UnknownField } from './posts/unknown-fields.ts';
import { definePostSource, type Chunk, type PostEvent, type Terms } from './source.ts';

export const YOUTUBE_TERMS: Terms = {
  licence: "posts are their authors'; YouTube API Services Terms of Service and Developer Policies",
  url: 'https://developers.google.com/youtube/terms/developer-policies',
  keepTextDays: 30,
  honoursDeletions: true,
  refuses: [
    'Data of the interface older than 30 days is neither kept nor read: it must be fetched again or deleted (Developer Policies III.E.4).',
    'Figures are not worked out for single channels or videos: the policies refuse derived metrics. Subscribers are not kept either, as nothing else needs them.',
  ],
};

/** The policies' limit on data that was not fetched again. */
const FRESH_MS = 30 * 24 * 3600 * 1000;

const options = z.strictObject({
  files,
  fetched_at: z
    .string()
    .default('')
    .describe(
      'When the files were fetched, ISO 8601; empty for the time they were written. Over 30 days old is refused',
    ),
});
type Options = z.infer<typeof options>;

export const youtubeFiles = definePostSource<Options>({
  id: 'youtube-files',
  title: 'YouTube comments and videos from saved answers of its interface',
  publisher: 'Google LLC',
  url: 'https://developers.google.com/youtube/v3/docs',
  terms: YOUTUBE_TERMS,
  cadence: 'archive',
  network: 'youtube',
  options,
  open: async function* (given, context, after) {
    const fetched = readTime(given.fetched_at);
    for await (const chunk of jsonFileChunks(given.files, context, after)) {
      const seenAt = instantOr(fetched, chunk.seenAt);
      const stale = context.effects.now().getTime() - Date.parse(seenAt) > FRESH_MS;
      if (stale)
        context.effects.say(
          `${chunk.origin} was fetched ${seenAt.slice(0, 10)}: fetch it again, YouTube lets data be used for 30 days`,
        );
      // What is too old is still counted, so that the ledger shows why nothing of it was kept.
      yield { ...chunk, seenAt, origin: stale ? `${STALE}${chunk.origin}` : chunk.origin };
    }
  },
  decode: (chunk, _options, unknownField) => decodeYoutube(chunk, unknownField),
  check: (given, context) => checkFiles(given.files, context),
});

const STALE = 'stale:';

const ITEM_FIELDS = fields(
  'kind etag id snippet replies statistics contentDetails player status brandingSettings topicDetails',
);
const COMMENT_FIELDS =
  fields(`authorChannelId authorChannelUrl authorDisplayName authorProfileImageUrl canRate channelId
  likeCount moderationStatus parentId publishedAt textDisplay textOriginal updatedAt videoId viewerRating`);
const VIDEO_FIELDS =
  fields(`categoryId channelId channelTitle defaultAudioLanguage defaultLanguage description
  liveBroadcastContent localized publishedAt publishTime tags thumbnails title`);
const DEEPEST = 4;

/** One event for every item of an answer, and for every reply that a thread brings along. Pure. */
export function decodeYoutube(chunk: Chunk, unknownField: UnknownField): Iterable<PostEvent> {
  const stale = chunk.origin.startsWith(STALE);
  return decodeValues(chunk, (value, position) => {
    const answer = objectOf(value);
    if (!answer) return [quarantine(position, 'an answer that is no object', value)];
    const items = Array.isArray(answer.items) ? listOf(answer.items) : [value];
    if (items.length === 0) return [{ kind: 'filtered', rule: 'page without records' }];
    return items
      .flatMap((item) => itemEvents(item, position, chunk.seenAt, unknownField, 0))
      .map((event) =>
        stale && event.kind === 'post' ? { kind: 'filtered', rule: 'older than 30 days' } : event,
      );
  });
}

function itemEvents(
  value: unknown,
  position: string,
  seenAt: string,
  unknownField: UnknownField,
  depth: number,
): readonly PostEvent[] {
  const item = objectOf(value);
  const snippet = objectOf(item?.snippet);
  if (!item || !snippet || depth > DEEPEST) return [quarantine(position, 'an item without a snippet', value)];
  reportUnknown(item, ITEM_FIELDS, 'item', unknownField);
  const kind = textOf(item.kind);
  if (kind === 'youtube#commentThread') {
    const replies = objectsOf(objectOf(item.replies)?.comments);
    return [snippet.topLevelComment, ...replies].flatMap((comment) =>
      itemEvents(comment, position, seenAt, unknownField, depth + 1),
    );
  }
  if (kind === 'youtube#comment') return [commentEvent(item, snippet, position, seenAt, unknownField)];
  if (kind === 'youtube#video')
    return [videoEvent(item, snippet, idOf(item.id), position, seenAt, unknownField)];
  if (kind === 'youtube#searchResult') {
    const videoId = textOf(objectOf(item.id)?.videoId);
    if (videoId === '') return [{ kind: 'filtered', rule: 'not a post: channel or playlist' }];
    return [videoEvent(item, snippet, videoId, position, seenAt, unknownField)];
  }
  if (kind === 'youtube#channel' || kind === 'youtube#playlist')
    return [{ kind: 'filtered', rule: 'not a post: channel or playlist' }];
  return [quarantine(position, `an item of unknown kind "${kind.slice(0, 40)}"`, value)];
}

function commentEvent(
  item: JsonObject,
  snippet: JsonObject,
  position: string,
  seenAt: string,
  unknownField: UnknownField,
): PostEvent {
  reportUnknown(snippet, COMMENT_FIELDS, 'comment', unknownField);
  const id = idOf(item.id);
  if (id === '') return quarantine(position, 'a comment without an id', item);
  const shown = htmlText(textOf(snippet.textDisplay));
  const post: Post = {
    network: 'youtube',
    id,
    authorId: textOf(objectOf(snippet.authorChannelId)?.value) || textOf(snippet.authorChannelUrl),
    ...postedTime(readTime(snippet.publishedAt), seenAt, false),
    seenAt,
    text: textOf(snippet.textOriginal) || shown.text,
    languages: [],
    links: shown.links,
    media: [],
    replyTo: textOf(snippet.parentId) || textOf(snippet.videoId) || null,
    repostOf: null,
    quoteOf: null,
    engagement: { likes: countOf(snippet.likeCount), reposts: 0, replies: 0, quotes: 0, countedAt: seenAt },
    author: null,
  };
  return { kind: 'post', post };
}

function videoEvent(
  item: JsonObject,
  snippet: JsonObject,
  id: string,
  position: string,
  seenAt: string,
  unknownField: UnknownField,
): PostEvent {
  reportUnknown(snippet, VIDEO_FIELDS, 'video', unknownField);
  if (id === '') return quarantine(position, 'a video without an id', item);
  const title = decodeEntities(textOf(snippet.title));
  const statistics = objectOf(item.statistics);
  const post: Post = {
    network: 'youtube',
    id,
    authorId: textOf(snippet.channelId),
    ...postedTime(readTime(snippet.publishedAt), seenAt, false),
    seenAt,
    text: [title, decodeEntities(textOf(snippet.description))].filter(Boolean).join('\n\n'),
    languages: [textOf(snippet.defaultAudioLanguage) || textOf(snippet.defaultLanguage)].filter(Boolean),
    links: [],
    media: [{ kind: 'video', alt: title }],
    replyTo: null,
    repostOf: null,
    quoteOf: null,
    engagement: statistics
      ? {
          likes: countOf(statistics.likeCount),
          reposts: 0,
          replies: countOf(statistics.commentCount),
          quotes: 0,
          countedAt: seenAt,
        }
      : null,
    author: { name: textOf(snippet.channelTitle), bio: '', location: '', domain: '' },
  };
  return { kind: 'post', post };
}

/** Titles come with entities, and a "<" in them is text. */
function decodeEntities(text: string): string {
  return text.includes('&') ? htmlText(text.replaceAll('<', '&lt;')).text : text;
}
