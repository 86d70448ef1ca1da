/** Bluesky, live and replayed: posts from a Jetstream, the public stream of everything on the network. */

import { z } from 'zod';
import { decodeJetstream } from './jetstream/decode.ts';
import { decodeBlock, isBlock } from './jetstream/archive/decode-block.ts';
import { openJetstream, type JetstreamOptions } from './jetstream/open.ts';
import { readDictionary } from './jetstream/dictionary.ts';
import { checkJetstream } from './jetstream/check.ts';
import { fetchProfiles, PROFILE_HOST } from './jetstream/profiles.ts';
import { resolve } from 'node:path';
import { CliError, EXIT } from '../errors.ts';
import { troubleOf } from './transport/trouble.ts';
import { definePostSource, type SourceContext, type Terms } from './source.ts';

export const BLUESKY_TERMS: Terms = {
  licence: "posts are their authors'; access under the Bluesky developer guidelines",
  url: 'https://docs.bsky.app/docs/support/developer-guidelines',
  keepTextDays: 30,
  honoursDeletions: true,
  refuses: [
    'Keyword search (app.bsky.feed.searchPosts) is not used: Bluesky asks those who collect data to read the stream instead.',
    'Profiles are fetched only for authors of posts about health, because nothing else needs them.',
  ],
};

const options = z.strictObject({
  hosts: z
    .array(z.string().regex(/^wss?:\/\//, 'write a host as wss://name'))
    .min(1)
    .default(['wss://jetstream.us-east.bsky.network', 'wss://jetstream.us-west.bsky.network'])
    .describe('Jetstream hosts in order of preference; the next one is taken when one fails'),
  contract: z
    .enum(['sequence', 'time'])
    .default('sequence')
    .describe(
      '"sequence": hosts of 2026 and later; "time": the older ones (jetstream1.us-east.bsky.network and so on)',
    ),
  collections: z
    .array(z.string().min(1))
    .max(100)
    .default(['app.bsky.feed.post'])
    .describe('Kinds of record to receive; none for all'),
  dids: z
    .array(z.string().startsWith('did:', 'write the DID of the account (did:plc:...), and not its handle'))
    .max(10_000)
    .default([])
    .describe('Only these accounts; none for all'),
  compress: z.boolean().default(true).describe('Receive frames compressed with a zstd dictionary'),
  dictionary: z
    .string()
    .default('')
    .describe('File with the zstd dictionary; needed for compression under the older contract only'),
  profiles: z
    .boolean()
    .default(true)
    .describe(
      'Fetch the public profiles of authors of posts about health, to read who speaks; false for none',
    ),
  profile_host: z.url().default(PROFILE_HOST).describe('Where profiles are fetched'),
  since: z
    .union([z.literal('start'), z.iso.date('write a day as YYYY-MM-DD, in quotes, or start')])
    .optional()
    .describe(
      'Where the first run begins: a day, or "start" for everything the archive has; from the present without it',
    ),
  archive: z
    .boolean()
    .default(true)
    .describe(
      "Read from the host's archive what the stream no longer holds (36 hours by default); false reports it as a gap. The archive hands out whole blocks: some gigabytes a day of the network",
    ),
  archive_key_env: z
    .string()
    .default('')
    .describe(
      'Environment variable with the key that the archive of a host wants (bsky.network: https://bsky.network/account)',
    ),
  stall_seconds: z.number().min(5).default(60),
  rewind_seconds: z.number().min(0).default(10).describe('How far to go back in time on a change of host'),
  batch_ms: z.number().int().min(1).default(250),
  batch_bytes: z
    .number()
    .int()
    .min(1024)
    .default(1024 * 1024),
  attempts: z.number().int().min(0).default(0).describe('Give up after so many failures in a row; 0: never'),
});
type Options = z.infer<typeof options>;

export const bluesky = definePostSource<Options>({
  id: 'bluesky',
  title: 'Bluesky posts, live (Jetstream)',
  publisher: 'Bluesky Social, PBC',
  url: 'https://bsky.network/docs/jetstream/',
  terms: BLUESKY_TERMS,
  cadence: 'stream',
  network: 'bluesky',
  options,
  open: async function* (given, context, after) {
    yield* openJetstream(await connection(given, context), context, after);
  },
  decode: (chunk, given, unknownField) =>
    isBlock(chunk) ? decodeBlock(chunk, given, unknownField) : decodeJetstream(chunk, unknownField),
  profiles: (given, context) =>
    given.profiles
      ? (dids, signal) => fetchProfiles(dids, { ...context, signal }, given.profile_host.replace(/\/$/, ''))
      : null,
  check: async (given, context) => {
    const streams = await checkJetstream(await connection(given, context), context);
    return given.profiles ? [...streams, await checkProfiles(given.profile_host, context)] : streams;
  },
});

async function connection(given: Options, context: SourceContext): Promise<JetstreamOptions> {
  const dictionary =
    given.dictionary === ''
      ? null
      : readDictionary(await context.effects.readFile(resolve(context.folder, given.dictionary)));
  if (given.dictionary !== '' && !dictionary)
    throw new CliError(
      `${given.dictionary} is no zstd dictionary: name the file that the Jetstream project publishes`,
    );
  return {
    hosts: given.hosts,
    contract: given.contract,
    collections: given.collections,
    dids: given.dids,
    compress: given.compress && (given.contract === 'sequence' || dictionary !== null),
    dictionary,
    stallSeconds: given.stall_seconds,
    rewindSeconds: given.rewind_seconds,
    batchMs: given.batch_ms,
    batchBytes: given.batch_bytes,
    attempts: given.attempts,
    sinceMicros: microsOf(given.since),
    archive: given.archive,
    archiveKey: keyFrom(given.archive_key_env),
  };
}

/** Asks for the network's own account. */
async function checkProfiles(host: string, context: SourceContext): Promise<string> {
  try {
    const found = await fetchProfiles([OWN_ACCOUNT], context, host.replace(/\/$/, ''));
    return `${host}: profiles can be had (${found.size} of 1)`;
  } catch (error) {
    context.signal?.throwIfAborted();
    return `${host}: profiles cannot be had, so role and state of authors would stay unknown: ${troubleOf(error)}`;
  }
}

const OWN_ACCOUNT = 'did:plc:z72i7hdynmk6r22z27h6tvur';

function keyFrom(variable: string): string {
  const key = variable === '' ? '' : (process.env[variable] ?? '');
  if (variable !== '' && key === '')
    throw new CliError(
      `the environment variable ${variable} is empty: put the key for the archive in it, or leave archive_key_env out`,
      EXIT.usage,
    );
  return key;
}

function microsOf(since: string | undefined): number | null {
  if (since === undefined) return null;
  return since === 'start' ? 0 : Date.parse(since) * 1000;
}
