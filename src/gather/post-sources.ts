/** Every source of posts, in the order in which they are listed to users. */

import { blueskyFiles } from './bluesky-files.ts';
import { bluesky } from './bluesky.ts';
import { mastodonFiles } from './mastodon-files.ts';
import { redditArchives } from './reddit.ts';
import type { PostSource } from './source.ts';
import { xExports } from './x.ts';
import { youtubeFiles } from './youtube.ts';

export const POST_SOURCES: readonly PostSource[] = [
  bluesky,
  blueskyFiles,
  mastodonFiles,
  redditArchives,
  xExports,
  youtubeFiles,
];
