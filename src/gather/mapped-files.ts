/** Posts from any table or list, CSV, JSON, Parquet or bare lines, through a mapping in the study file. */

import { z } from 'zod';
import { NETWORKS } from '../records.ts';
import { decodeMapped, layout, openMapped } from './mapped-rows.ts';
import { mappingSchema } from './mapping.ts';
import { checkFiles } from './posts/file-options.ts';
import { definePostSource } from './source.ts';

const options = z.strictObject({
  ...layout,
  network: z.enum(NETWORKS).describe('The network that the posts come from'),
  mapping: mappingSchema.describe(
    'Which column or field holds what; "auscult gather --inspect FILE" proposes one',
  ),
});
type Options = z.infer<typeof options>;

export const mappedFiles = definePostSource<Options>({
  id: 'mapped-files',
  title: 'Posts from any CSV, JSON, Parquet or text file',
  publisher: 'Whoever made the file',
  url: 'https://www.rfc-editor.org/rfc/rfc4180',
  terms: {
    licence: "as the file's maker states; posts are their authors'",
    url: 'https://www.rfc-editor.org/rfc/rfc4180',
    keepTextDays: 30,
    honoursDeletions: true,
    refuses: [
      'The terms of the network that the posts come from hold for copies too, so texts go after 30 days, as those of the networks do.',
    ],
  },
  cadence: 'archive',
  network: 'any',
  options,
  open: (given, context, after) => openMapped(given, context, after, given.mapping),
  decode: (chunk, given, unknownField) =>
    decodeMapped(
      chunk,
      { layout: given, network: given.network, mappingFor: () => given.mapping },
      unknownField,
    ),
  check: (given, context) => checkFiles(given.files, context),
});
