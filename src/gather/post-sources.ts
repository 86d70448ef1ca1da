/** Every source of posts, in the order in which they are listed to users. */

import { blueskyFiles } from './bluesky-files.ts';
import { bluesky } from './bluesky.ts';
import { facebookExports, instagramExports, linkedinExports, tiktokExports } from './exports.ts';
import { feeds } from './feeds.ts';
import { mappedFiles } from './mapped-files.ts';
import { mastodonFiles } from './mastodon-files.ts';
import { mastodonTimelines } from './mastodon-timelines.ts';
import { mastodon } from './mastodon.ts';
import { redditArchives } from './reddit.ts';
import type { PostSource } from './source.ts';
import { xExports } from './x.ts';
import { youtubeFiles } from './youtube.ts';

export const POST_SOURCES: readonly PostSource[] = [
  bluesky,
  blueskyFiles,
  mastodon,
  mastodonTimelines,
  mastodonFiles,
  redditArchives,
  xExports,
  youtubeFiles,
  facebookExports,
  instagramExports,
  linkedinExports,
  tiktokExports,
  feeds,
  mappedFiles,
];
