/** Bluesky from files: Jetstream events as lines, and answers of the app.bsky interface that hold posts. */

import { z } from 'zod';
import { BLUESKY_TERMS } from './bluesky.ts';
import { decodeJetstream } from './jetstream/decode.ts';
import { decodeViews } from './jetstream/views.ts';
import { checkFiles, files, jsonFileChunks } from './posts/file-options.ts';
import { definePostSource } from './source.ts';

const options = z.strictObject({
  files,
  content: z
    .enum(['events', 'views'])
    .default('events')
    .describe(
      '"events": Jetstream events, one a line; "views": answers of app.bsky.feed.* (posts, feeds, threads)',
    ),
});
type Options = z.infer<typeof options>;

export const blueskyFiles = definePostSource<Options>({
  id: 'bluesky-files',
  title: 'Bluesky posts from files',
  publisher: 'Bluesky Social, PBC',
  url: 'https://docs.bsky.app/docs/category/http-reference',
  terms: BLUESKY_TERMS,
  cadence: 'archive',
  network: 'bluesky',
  options,
  open: (given, context, after) => jsonFileChunks(given.files, context, after),
  decode: (chunk, { content }, unknownField) =>
    content === 'events' ? decodeJetstream(chunk, unknownField) : decodeViews(chunk, unknownField),
  check: (given, context) => checkFiles(given.files, context),
});
