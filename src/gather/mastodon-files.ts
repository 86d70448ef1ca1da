/** Mastodon timelines saved as files: statuses as JSON lines, as arrays, or as recorded answers of the interface. */

import { z } from 'zod';
import { decodeMastodon } from './mastodon-decode.ts';
import { MASTODON_TERMS } from './mastodon-terms.ts';
import { checkFiles, files, jsonFileChunks } from './posts/file-options.ts';
import { definePostSource } from './source.ts';

const options = z.strictObject({
  files,
  host: z
    .string()
    .default('')
    .describe('The instance that the statuses were fetched from, such as mastodon.social'),
});
type Options = z.infer<typeof options>;

export const mastodonFiles = definePostSource<Options>({
  id: 'mastodon-files',
  title: 'Mastodon statuses from files',
  publisher: 'Each instance',
  url: 'https://docs.joinmastodon.org/entities/Status/',
  terms: MASTODON_TERMS,
  cadence: 'archive',
  network: 'mastodon',
  options,
  open: (given, context, after) => jsonFileChunks(given.files, context, after),
  decode: (chunk, { host }, unknownField) => decodeMastodon(chunk, host, false, unknownField),
  check: (given, context) => checkFiles(given.files, context),
});
