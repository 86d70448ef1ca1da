/** What a column means, going by its name. */

import type { MappedField } from '../mapping.ts';

/** Names that columns go by, the likeliest first. Matched against the last step of a path, without case or separators. */
export const COLUMN_NAMES: readonly (readonly [MappedField, RegExp])[] = [
  [
    'text',
    /^(?:full_?text|text|message|body|selftext|tweet|originaltweet|content|caption|post_?text|texto|mensaje|description|commentary|comment|title)$/,
  ],
  ['id', /^(?:id|post_?id|tweet_?id|status_?id|uri|name|guid|link|url|permalink)$/],
  [
    'author',
    /^(?:author_?id|user_?id|account_?id|channel_?id|page_?id|did|author|username|screen_?name|user|page_?name|account|from|usuario|autora?)$/,
  ],
  [
    'posted_at',
    /^(?:created_?at|created_?utc|posted_?at|published_?at|timestamp|create_?time|creation_?time|date_?time|post_?created|tweet_?at|published|time|date|fecha)$/,
  ],
  ['language', /^(?:lang|language|idioma)$/],
  ['links', /^(?:urls|links|expanded_?urls?|link_?url|shared_?url)$/],
  ['images', /^(?:photos?|images?|media_?urls?|pictures?)$/],
  ['videos', /^(?:videos?|video_?urls?)$/],
  ['alt', /^(?:alt|alt_?text)$/],
  ['reply_to', /^(?:reply_?to|in_?reply_?to(?:_?status)?(?:_?id)?|parent_?id)$/],
  ['quote_of', /^(?:quote_?url|quoted_?(?:status_?)?id)$/],
  ['repost_of', /^(?:retweet_?id|repost_?of|retweeted_?(?:status_?)?id)$/],
  ['likes', /^(?:likes?_?count|likes|favou?rites?(?:_?count)?|score|reactions|ups)$/],
  ['reposts', /^(?:retweets?_?count|reposts?(?:_?count)?|shares?(?:_?count)?|retweets)$/],
  ['replies', /^(?:repl(?:y|ies)_?count|comments?(?:_?count)?|num_?comments|replies)$/],
  ['quotes', /^(?:quotes?_?count|quotes)$/],
  ['location', /^(?:location|user_?location|place)$/],
  ['followers', /^(?:followers?_?count|followers|user_?followers?(?:_?count)?|subscribers?(?:_?count)?)$/],
];

export function lastStep(name: string): string {
  return (name.split('.').at(-1) ?? name)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Place of the name among the pattern's alternatives. */
export function rankOf(pattern: RegExp, name: string): number {
  const alternatives = pattern.source.replace(/^\^\(\?:|\)\$$/g, '').split('|');
  const found = alternatives.findIndex((alternative) => {
    try {
      return new RegExp(`^(?:${alternative})$`).test(name);
    } catch {
      return false;
    }
  });
  return found < 0 ? alternatives.length : found;
}
