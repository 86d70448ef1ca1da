/** Recognises the forms that a source reads without a mapping. */

import type { Sample } from './sample.ts';

/** The source that reads such documents as they are, null where a mapping is needed. */
export function knownSource({ first, columns, path }: Sample): string | null {
  const has = (...names: readonly string[]) => names.every((name) => name in first);
  const named = new Set(columns.map((column) => column.name));
  const holds = (...names: readonly string[]) => names.every((name) => named.has(name));
  if (has('did', 'kind', 'time_us') || (has('$type', 'payload') && first.$type === 'message'))
    return 'bluesky-files';
  if (holds('record.text', 'author.did') || holds('post.record.text', 'post.author.did'))
    return 'bluesky-files';
  if (has('account', 'visibility', 'content')) return 'mastodon-files';
  if (has('kind', 'data') && first.kind === 'Listing') return 'reddit-archives';
  if (has('subreddit', 'author') && (has('body') || has('title'))) return 'reddit-archives';
  if (has('kind', 'items') && String(first.kind).startsWith('youtube#')) return 'youtube-files';
  if (has('id_str', 'user') || has('author_id', 'text') || has('data', 'includes')) return 'x-exports';
  if (holds('Page Name', 'Post Created', 'Message')) return 'facebook-exports';
  if (holds('User Name', 'Post Created', 'Description')) return 'instagram-exports';
  if (holds('ShareLink', 'ShareCommentary')) return 'linkedin-exports';
  if (holds('video_description', 'create_time') && path === '') return 'tiktok-exports';
  return null;
}
