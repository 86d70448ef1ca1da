/** Answers of the app.bsky interface: lists of post views, feeds with reasons, threads, lists of profiles. */

import type { Post } from '../../records.ts';
import { countOf, listOf, objectOf, objectsOf, textOf, type JsonObject } from '../posts/json-access.ts';
import { decodeValues, quarantine } from '../posts/json-framing.ts';
import { instantOr, readTime } from '../posts/post-times.ts';
import { fields, reportUnknown, type UnknownField } from '../posts/unknown-fields.ts';
import type { Chunk, PostEvent } from '../source.ts';
import { blueskyPost } from './post.ts';
import { blueskyProfile } from './profiles.ts';

const VIEW_FIELDS =
  fields(`$type uri cid author record embed bookmarkCount replyCount repostCount likeCount quoteCount
  indexedAt viewer labels threadgate debug`);
const PROFILE_LISTS = ['followers', 'follows', 'actors', 'profiles'];

/** One event for every post or profile of an answer; threads are opened to all their replies. Pure. */
export function decodeViews(chunk: Chunk, unknownField: UnknownField): Iterable<PostEvent> {
  return decodeValues(chunk, (value, position) => {
    const answer = objectOf(value);
    if (!answer) return [quarantine(position, 'an answer that is no object', value)];
    const events = answerEvents(answer, position, chunk.seenAt, unknownField);
    return events.length > 0 ? events : [{ kind: 'filtered', rule: 'page without records' }];
  });
}

function answerEvents(
  answer: JsonObject,
  position: string,
  seenAt: string,
  unknownField: UnknownField,
): readonly PostEvent[] {
  const view = (item: unknown) => viewEvent(item, null, position, seenAt, unknownField);
  if (Array.isArray(answer.posts)) return listOf(answer.posts).map(view);
  if (Array.isArray(answer.feed))
    return listOf(answer.feed).map((item) => {
      const entry = objectOf(item);
      const repost = objectOf(entry?.reason);
      return viewEvent(
        entry?.post,
        textOf(repost?.$type).endsWith('#reasonRepost') ? repost : null,
        position,
        seenAt,
        unknownField,
      );
    });
  if (objectOf(answer.thread)) return threadPosts(answer.thread).map(view);
  const list = PROFILE_LISTS.find((name) => Array.isArray(answer[name]));
  if (list) return listOf(answer[list]).map((item) => profileEvent(item, seenAt));
  return [quarantine(position, 'an answer of unknown form', answer)];
}

/** Only answers of `getProfiles` tell how many follow; without that a profile has nothing for the store. */
function profileEvent(item: unknown, seenAt: string): PostEvent {
  const view = objectOf(item);
  const authorId = textOf(view?.did);
  const filtered = { kind: 'filtered', rule: 'not a post: profile' } as const;
  if (!view || authorId === '') return filtered;
  const author = blueskyProfile(view);
  if (author.followers === undefined) return filtered;
  return { ...filtered, profile: { network: 'bluesky', authorId, author, seenAt } };
}

/** Posts of a thread, its ancestors and all replies; without recursion, for a thread may be as deep as its sender likes. */
function threadPosts(thread: unknown): readonly unknown[] {
  const posts: unknown[] = [];
  const waiting: unknown[] = [thread];
  while (waiting.length > 0) {
    const node = objectOf(waiting.pop());
    if (!node) continue;
    posts.push(node.post ?? node);
    if (node.parent !== undefined) waiting.push(node.parent);
    waiting.push(...objectsOf(node.replies).toReversed());
  }
  return posts;
}

function viewEvent(
  value: unknown,
  repost: JsonObject | null,
  position: string,
  chunkSeenAt: string,
  unknownField: UnknownField,
): PostEvent {
  const view = objectOf(value);
  const record = objectOf(view?.record);
  const author = objectOf(view?.author);
  if (view && (view.notFound === true || view.blocked === true))
    return { kind: 'filtered', rule: 'post not shown' };
  if (!view || !record || !author) return quarantine(position, 'a post view without record or author', value);
  const did = textOf(author.did);
  const id = textOf(view.uri);
  if (did === '' || !id.startsWith('at://'))
    return quarantine(position, 'a post view without an address', value);
  reportUnknown(view, VIEW_FIELDS, 'view', unknownField);
  const indexed = readTime(view.indexedAt);
  const seenAt = instantOr(indexed, chunkSeenAt);
  const engagement = {
    likes: countOf(view.likeCount),
    reposts: countOf(view.repostCount),
    replies: countOf(view.replyCount),
    quotes: countOf(view.quoteCount),
    countedAt: chunkSeenAt,
  };
  const post = blueskyPost(
    { id, did, record, seenAt, live: true, author: blueskyProfile(author), engagement },
    unknownField,
  );
  return { kind: 'post', post: repost ? asRepost(post, repost) : post };
}

function asRepost(post: Post, reason: JsonObject): Post {
  const by = objectOf(reason.by);
  const at = readTime(reason.indexedAt);
  return {
    ...post,
    id: textOf(reason.uri) || `${post.id}#${textOf(by?.did)}`,
    authorId: textOf(by?.did) || post.authorId,
    postedAt: instantOr(at, post.postedAt),
    repostOf: post.id,
    author: by ? blueskyProfile(by) : null,
    engagement: null,
  };
}
