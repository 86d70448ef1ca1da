/** A post of X as its API v2 gives it, alone (flattened) or with the `includes` of its page. */

import type { Engagement, Media, Post } from '../records.ts';
import { countOf, idOf, listOf, objectOf, objectsOf, textOf, type JsonObject } from './posts/json-access.ts';
import { instantOr, postedTime, readTime } from './posts/post-times.ts';
import { fields, reportUnknown, type UnknownField } from './posts/unknown-fields.ts';
import { plainText, xProfile } from './x-profile.ts';

const TWEET_FIELDS =
  fields(`article attachments author author_id card_uri community_id context_annotations conversation_id created_at display_text_range
  edit_controls edit_history_tweet_ids entities geo id in_reply_to_user in_reply_to_user_id lang media_metadata
  non_public_metrics note_tweet note_request_suggestions matched_media_notes organic_metrics paid_partnership possibly_sensitive promoted_metrics public_metrics
  referenced_tweets reply_settings scopes source suggested_source_links text withheld __twarc matching_rules`);

/** What a page gives beside its posts, by id. */
export interface Includes {
  readonly users: ReadonlyMap<string, JsonObject>;
  readonly tweets: ReadonlyMap<string, JsonObject>;
  readonly media: ReadonlyMap<string, JsonObject>;
}

export function readIncludes(value: unknown): Includes {
  const includes = objectOf(value);
  const byId = (list: unknown, key: string) =>
    new Map(
      objectsOf(list).flatMap((item): [string, JsonObject][] =>
        idOf(item[key]) === '' ? [] : [[idOf(item[key]), item]],
      ),
    );
  return {
    users: byId(includes?.users, 'id'),
    tweets: byId(includes?.tweets, 'id'),
    media: byId(includes?.media, 'media_key'),
  };
}

/** The post, or the reason why the object is none. */
export function tweetV2(
  tweet: JsonObject,
  includes: Includes,
  seenAt: string,
  unknownField: UnknownField,
): Post | string {
  const id = idOf(tweet.id);
  const authorId = idOf(tweet.author_id);
  if (id === '') return 'a post without an id';
  if (typeof tweet.text !== 'string') return 'a post without text';
  reportUnknown(tweet, TWEET_FIELDS, 'tweet', unknownField);
  const referenced = referencedPosts(tweet);
  const repostOf = referenced.get('retweeted')?.id ?? null;
  const original =
    repostOf === null ? undefined : (referenced.get('retweeted')?.post ?? includes.tweets.get(repostOf));
  // The text of a repost is cut off; that of the original is not.
  const body = original && typeof original.text === 'string' ? original : tweet;
  const author = objectOf(tweet.author) ?? includes.users.get(authorId);
  const language = textOf(tweet.lang);
  return {
    network: 'x',
    id,
    authorId,
    ...postedTime(readTime(tweet.created_at), seenAt, false),
    seenAt,
    text: plainText(textOf(objectOf(body.note_tweet)?.text) || textOf(body.text)),
    // "und" and the codes from "qam" on say that X could not tell, or that there are no words.
    languages:
      language === '' || language === 'und' || /^q[a-t][a-z]$|^zxx$/.test(language) ? [] : [language],
    links: linksOf(body),
    media: mediaOf(body, includes),
    replyTo: referenced.get('replied_to')?.id ?? null,
    repostOf,
    quoteOf: referenced.get('quoted')?.id ?? null,
    engagement: engagementOf(tweet, seenAt),
    author: author ? xProfile(author) : null,
  };
}

interface Reference {
  readonly id: string;
  /** The whole post, where the export wrote it in place. */
  readonly post: JsonObject | undefined;
}

/** References by kind. Exports from R write a table where the interface writes a list. */
function referencedPosts(tweet: JsonObject): ReadonlyMap<string, Reference> {
  const references = new Map<string, Reference>();
  for (const item of objectsOf(tweet.referenced_tweets)) {
    const id = idOf(item.id);
    if (id !== '') references.set(textOf(item.type), { id, post: 'text' in item ? item : undefined });
  }
  return references;
}

function linksOf(tweet: JsonObject): readonly string[] {
  const links = objectsOf(objectOf(tweet.entities)?.urls).flatMap((url) => {
    const target = textOf(url.unwound_url) || textOf(url.expanded_url);
    // A link to the post's own picture is media, not a link.
    return target === '' ||
      'media_key' in url ||
      /^https?:\/\/(?:twitter|x)\.com\/[^/]+\/status\/\d+\/(?:photo|video)\//.test(target)
      ? []
      : [target];
  });
  return [...new Set(links)];
}

function mediaOf(tweet: JsonObject, includes: Includes): readonly Media[] {
  const attachments = objectOf(tweet.attachments);
  const inPlace = objectsOf(attachments?.media);
  const found =
    inPlace.length > 0
      ? inPlace
      : listOf(attachments?.media_keys).map((key) => includes.media.get(idOf(key)));
  return found.map((item): Media => {
    const type = textOf(item?.type);
    return {
      kind: type === 'video' || type === 'animated_gif' ? 'video' : 'image',
      alt: textOf(item?.alt_text),
    };
  });
}

function engagementOf(tweet: JsonObject, seenAt: string): Engagement | null {
  const metrics = objectOf(tweet.public_metrics);
  if (!metrics) return null;
  const retrieved = readTime(objectOf(tweet.__twarc)?.retrieved_at);
  return {
    likes: countOf(metrics.like_count),
    reposts: countOf(metrics.retweet_count),
    replies: countOf(metrics.reply_count),
    quotes: countOf(metrics.quote_count),
    countedAt: instantOr(retrieved, seenAt),
  };
}
