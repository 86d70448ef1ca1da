/** What may be done with posts of Mastodon: each instance has its own rules, which are shown before first use. */

import type { Terms } from './source.ts';

export const MASTODON_TERMS: Terms = {
  licence: "posts are their authors'; each instance's own rules apply",
  url: 'https://docs.joinmastodon.org/api/guidelines/',
  keepTextDays: 30,
  honoursDeletions: true,
  refuses: [
    'Posts of authors who are not indexable, who set noindex, or who write #nobot in their profile are left out: they asked for it.',
    'Posts that are neither public nor unlisted are left out: they were not meant for everyone.',
    "An instance is read only after its rules have been shown and agreed to (rules_read: true in the study), because it is somebody's house.",
  ],
};
