/** A post of X as its API v1.1 gave it: classic, compatibility and extended form. */

import type { Media, Post } from '../records.ts';
import { countOf, idOf, objectOf, objectsOf, textOf, type JsonObject } from './posts/json-access.ts';
import { postedTime, readTime } from './posts/post-times.ts';
import { fields, reportUnknown, type UnknownField } from './posts/unknown-fields.ts';
import { plainText, xProfile } from './x-profile.ts';

const TWEET_FIELDS =
  fields(`contributors coordinates created_at current_user_retweet display_text_range entities
  extended_entities extended_tweet favorite_count favorited filter_level full_text geo id id_str in_reply_to_screen_name
  in_reply_to_status_id in_reply_to_status_id_str in_reply_to_user_id in_reply_to_user_id_str is_quote_status lang
  matching_rules metadata place possibly_sensitive possibly_sensitive_appealable quote_count quoted_status
  quoted_status_id quoted_status_id_str quoted_status_permalink reply_count retweet_count retweeted retweeted_status
  scopes source text timestamp_ms truncated user withheld_copyright withheld_in_countries withheld_scope`);

export function isTweetV1(object: JsonObject): boolean {
  return ('id_str' in object || 'full_text' in object) && ('user' in object || 'favorite_count' in object);
}

/** The post, or the reason why the object is none. */
export function tweetV1(tweet: JsonObject, seenAt: string, unknownField: UnknownField): Post | string {
  const id = idOf(tweet.id_str ?? tweet.id);
  if (id === '') return 'a post without an id';
  reportUnknown(tweet, TWEET_FIELDS, 'tweet', unknownField);
  const repost = objectOf(tweet.retweeted_status);
  const body = repost ?? tweet;
  const extended = objectOf(body.extended_tweet);
  const text = textOf(extended?.full_text) || textOf(body.full_text) || textOf(body.text);
  if (text === '' && typeof body.full_text !== 'string' && typeof body.text !== 'string')
    return 'a post without text';
  const user = objectOf(tweet.user);
  const language = textOf(tweet.lang);
  return {
    network: 'x',
    id,
    authorId: idOf(user?.id_str ?? user?.id),
    ...postedTime(readTime(tweet.created_at), seenAt, false),
    seenAt,
    text: plainText(text),
    languages: language === '' || language === 'und' ? [] : [language],
    links: linksOf(extended ?? body),
    media: mediaOf(extended ?? body),
    replyTo: idOf(tweet.in_reply_to_status_id_str ?? tweet.in_reply_to_status_id) || null,
    repostOf: repost ? idOf(repost.id_str ?? repost.id) || null : null,
    quoteOf: idOf(tweet.quoted_status_id_str ?? tweet.quoted_status_id) || null,
    engagement: {
      likes: countOf(tweet.favorite_count),
      reposts: countOf(tweet.retweet_count),
      replies: countOf(tweet.reply_count),
      quotes: countOf(tweet.quote_count),
      countedAt: seenAt,
    },
    author: user ? xProfile(user) : null,
  };
}

function linksOf(tweet: JsonObject): readonly string[] {
  const urls = objectsOf(objectOf(tweet.entities)?.urls);
  return [
    ...new Set(urls.flatMap((url) => textOf(objectOf(url.unwound)?.url) || textOf(url.expanded_url) || [])),
  ];
}

function mediaOf(tweet: JsonObject): readonly Media[] {
  const media = objectOf(tweet.extended_entities)?.media ?? objectOf(tweet.entities)?.media;
  return objectsOf(media).map((item): Media => ({
    kind: item.type === 'video' || item.type === 'animated_gif' ? 'video' : 'image',
    alt: textOf(item.ext_alt_text),
  }));
}
