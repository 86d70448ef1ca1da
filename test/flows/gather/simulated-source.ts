/** Bluesky as the flow knows it, with patience measured in fractions of a second. */

import { bluesky } from '../../../src/gather/bluesky.ts';
import { openJetstream } from '../../../src/gather/jetstream/open.ts';
import { POST_COLLECTION } from '../../../src/gather/jetstream/scan.ts';
import type { PostSource } from '../../../src/gather/source.ts';

export interface SimulatedOptions {
  readonly hosts: readonly string[];
  readonly contract: 'sequence' | 'time';
}

const ASKED = { collections: [POST_COLLECTION], dids: [] };

export const simulated: PostSource<SimulatedOptions> = {
  ...(bluesky as unknown as PostSource<SimulatedOptions>),
  // The summer of most tests is long past: texts would reach their last day before they are looked at.
  terms: { ...bluesky.terms, keepTextDays: null },
  decode: (chunk, _options, unknownField) => bluesky.decode(chunk, ASKED, unknownField),
  open: ({ hosts, contract }, context, after) =>
    openJetstream(
      {
        hosts,
        contract,
        ...ASKED,
        compress: false,
        dictionary: null,
        stallSeconds: 0.3,
        rewindSeconds: 0.1,
        batchMs: 20,
        batchBytes: 64 * 1024,
        attempts: 0,
        sinceMicros: null,
        archive: true,
        archiveKey: '',
      },
      context,
      after,
    ),
};

export const POST_SOURCES = [simulated];
