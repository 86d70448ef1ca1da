/**
 * Reddit archives: submissions and comments as lines, usually packed with zstd over long windows, and listing JSON as
 * the interface gives it. Deleted posts come as markers in place of text and are passed on as deletions.
 */

import { z } from 'zod';
import type { Engagement, Media, Post } from '../records.ts';
import { checkFiles, files, jsonFileChunks } from './posts/file-options.ts';
import { countOf, idOf, listOf, objectOf, textOf, type JsonObject } from './posts/json-access.ts';
import { decodeValues, quarantine } from './posts/json-framing.ts';
import { instantOr, postedTime, readTime } from './posts/post-times.ts';
import { fields, reportUnknown, type UnknownField } from './posts/unknown-fields.ts';
import { definePostSource, type Chunk, type PostEvent, type Terms } from './source.ts';

export const REDDIT_TERMS: Terms = {
  licence: "posts are their authors'; Reddit Data API Terms and User Agreement",
  url: 'https://redditinc.com/policies/data-api-terms',
  keepTextDays: 30,
  honoursDeletions: true,
  refuses: [
    "Deleted and removed posts are never kept, even where an archive still holds their text: the terms ask that users' deletions are honoured.",
    'Training of models on the text is refused without an agreement with Reddit.',
  ],
};

const options = z.strictObject({ files });
type Options = z.infer<typeof options>;

export const redditArchives = definePostSource<Options>({
  id: 'reddit-archives',
  title: 'Reddit submissions and comments from archives',
  publisher: 'Reddit, Inc.',
  url: 'https://www.reddit.com/dev/api/',
  terms: REDDIT_TERMS,
  cadence: 'archive',
  network: 'reddit',
  options,
  open: (given, context, after) => jsonFileChunks(given.files, context, after),
  decode: (chunk, _options, unknownField) => decodeReddit(chunk, unknownField),
  check: (given, context) => checkFiles(given.files, context),
});

const THING_FIELDS =
  fields(`all_awardings allow_live_comments approved_at_utc approved_by archived associated_award author
  author_cakeday author_created_utc author_flair_background_color author_flair_css_class author_flair_richtext
  author_flair_template_id author_flair_text author_flair_text_color author_flair_type author_fullname author_id
  author_is_blocked author_patreon_flair author_premium awarders banned_at_utc banned_by body body_html body_sha1
  brand_safe call_to_action can_gild can_mod_post category clicked collapsed collapsed_because_crowd_control
  collapsed_reason collapsed_reason_code collections comment_type content_categories contest_mode controversiality created created_utc
  crosspost_parent crosspost_parent_list depth discussion_type distinguished domain downs edited edited_on event_end
  event_is_live event_start expression_asset_data from from_id from_kind gallery_data gilded gildings hidden
  hide_score id is_blocked is_created_from_ads_ui is_crosspostable is_gallery is_meta is_original_content is_reddit_media_domain is_robot_indexable
  is_self is_submitter is_video likes link_author link_flair_background_color link_flair_css_class
  link_flair_richtext link_flair_template_id link_flair_text link_flair_text_color link_flair_type link_id
  link_permalink link_title link_url locked media media_embed media_metadata media_only mod_note mod_reason_by
  mod_reason_title mod_reports name nest_level no_follow num_comments num_crossposts num_reports over_18 parent
  parent_id parent_whitelist_status permalink pinned poll_data post_hint post_categories preview previous_visits promoted pwls quarantine
  quarantined removal_reason removed_by removed_by_category replies reply_delay report_reasons retrieved_on retrieved_utc
  rte_mode saved score score_hidden secure_media secure_media_embed selftext selftext_html send_replies spoiler stickied steward_reports
  subreddit subreddit_id subreddit_name_prefixed subreddit_subscribers subreddit_type suggested_sort thumbnail
  thumbnail_height thumbnail_width title top_awarded_type total_awards_received treatment_tags unrepliable_reason
  updated_on updated_utc ups upvote_ratio url url_overridden_by_dest user_reports utc_datetime_str view_count visited whitelist_status
  wls _meta`);

const GONE = new Set(['[deleted]', '[removed]', '[deleted by user]']);
const DEEPEST_LISTING = 40;

/** One event for every submission and comment; a listing's children each, replies within comments too. Pure. */
export function decodeReddit(chunk: Chunk, unknownField: UnknownField): Iterable<PostEvent> {
  return decodeValues(chunk, (value, position) =>
    things(value, 0).map((thing) => thingEvent(thing, position, chunk.seenAt, unknownField)),
  );
}

/** A listing opened to its things; anything else as it is. */
function things(value: unknown, depth: number): readonly unknown[] {
  const object = objectOf(value);
  const data = objectOf(object?.data);
  if (!object || !data || typeof object.kind !== 'string' || depth > DEEPEST_LISTING) return [value];
  if (object.kind === 'Listing') {
    const children = listOf(data.children);
    if (children.length === 0 && depth === 0) return [EMPTY_LISTING];
    return children.flatMap((child) => things(child, depth + 1));
  }
  const replies = objectOf(data.replies);
  return [data, ...(replies ? things(replies, depth + 1) : [])];
}

const EMPTY_LISTING = Object.freeze({ empty: true });

function thingEvent(
  value: unknown,
  position: string,
  chunkSeenAt: string,
  unknownField: UnknownField,
): PostEvent {
  if (value === EMPTY_LISTING) return { kind: 'filtered', rule: 'page without records' };
  const thing = objectOf(value);
  if (!thing) return quarantine(position, 'a record that is no object', value);
  const isComment = 'body' in thing || textOf(thing.name).startsWith('t1_');
  const id = fullName(thing, isComment);
  if (id === '') return quarantine(position, 'a record without an id', value);
  if (!isComment && !('title' in thing) && !('selftext' in thing))
    return quarantine(position, 'neither a submission nor a comment', value);
  reportUnknown(thing, THING_FIELDS, isComment ? 'comment' : 'submission', unknownField);
  const retrieved = readTime(thing.retrieved_on ?? thing.retrieved_utc);
  const seenAt = instantOr(retrieved, chunkSeenAt);
  if (isGone(thing, isComment))
    return {
      kind: 'tombstone',
      tombstone: { network: 'reddit', scope: 'post', id, reason: 'deleted', at: seenAt },
    };
  if (thing.promoted === true) return { kind: 'filtered', rule: 'advertisement' };
  return { kind: 'post', post: thingPost(thing, id, isComment, seenAt) };
}

/** `t1_…` for comments, `t3_…` for submissions, as replies name them. */
function fullName(thing: JsonObject, isComment: boolean): string {
  const id = idOf(thing.id);
  const name = textOf(thing.name);
  if (/^t[13]_\w+$/.test(name)) return name;
  return /^\w+$/.test(id) ? `${isComment ? 't1' : 't3'}_${id}` : '';
}

function isGone(thing: JsonObject, isComment: boolean): boolean {
  if (isComment) return GONE.has(textOf(thing.body).trim());
  if (GONE.has(textOf(thing.title).trim()) || GONE.has(textOf(thing.selftext).trim())) return true;
  return typeof thing.removed_by_category === 'string' && thing.removed_by_category !== '';
}

function thingPost(thing: JsonObject, id: string, isComment: boolean, seenAt: string): Post {
  const author = textOf(thing.author);
  const flair = textOf(thing.author_flair_text);
  const url = textOf(thing.url_overridden_by_dest) || textOf(thing.url);
  const isLink = !isComment && thing.is_self === false && /^https?:/i.test(url);
  const text = isComment
    ? textOf(thing.body)
    : [textOf(thing.title), textOf(thing.selftext)].filter(Boolean).join('\n\n');
  const parent = textOf(thing.parent_id);
  return {
    network: 'reddit',
    id,
    // The name stands in where the id is not given; a deleted author is nobody in particular.
    authorId: textOf(thing.author_fullname) || (GONE.has(author) ? '' : author),
    ...postedTime(readTime(thing.created_utc ?? thing.created), seenAt, false),
    seenAt,
    text,
    languages: [],
    links: isLink ? [url] : [],
    media: isLink ? [mediaOf(thing, url)] : [],
    replyTo: isComment && parent !== '' ? parent : null,
    repostOf: textOf(thing.crosspost_parent) || null,
    quoteOf: null,
    engagement: engagementOf(thing, seenAt),
    author: flair === '' ? null : { name: '', bio: '', location: flair, domain: '' },
  };
}

function mediaOf(thing: JsonObject, url: string): Media {
  if (thing.is_video === true || textOf(thing.post_hint).includes('video')) return { kind: 'video', alt: '' };
  const isImage = thing.post_hint === 'image' || /\.(?:jpe?g|png|gif|webp)(?:\?|$)/i.test(url);
  return { kind: isImage ? 'image' : 'link', alt: '' };
}

function engagementOf(thing: JsonObject, countedAt: string): Engagement {
  return {
    likes: countOf(thing.score ?? thing.ups),
    reposts: countOf(thing.num_crossposts),
    replies: countOf(thing.num_comments),
    quotes: 0,
    countedAt,
  };
}
