/** Gathers the posts that a study names: archives one after the other, then all streams side by side until told to stop. */

import { hash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import { POST_SOURCES } from '../gather/post-sources.ts';
import type { GatherEffects, PostSource } from '../gather/source.ts';
import { HttpFailure } from '../gather/transport/trouble.ts';
import type { Store } from '../keep/store.ts';
import type { Study } from '../study.ts';
import { gatherPosts, SourceFailure } from './gather-posts.ts';
import type { Accounts } from './gather/accounts.ts';
import { displayCount } from '../measure/rounding.ts';
import { noteStore } from './keyed-stores.ts';
import { openKeyring, type Keyring } from './keyring.ts';
import { sayNowAndThen } from './progress.ts';
import { markRepeats } from './repeats.ts';

export interface StudyPostsOptions {
  readonly effects: GatherEffects;
  readonly signal?: AbortSignal;
  /** `2/4`: the second of four collectors that share a store. */
  readonly shard?: string;
  readonly keyring?: Keyring;
}

/** What became of one source's records in this run. */
export interface PostsSummary {
  readonly source: string;
  readonly accounts: Accounts;
}

/** One entry of the study that names a source of posts, checked. */
export interface PostEntry {
  readonly source: PostSource;
  /** Empty unless the study names the source more than once. */
  readonly entry: string;
  readonly options: unknown;
  readonly keep: 'health' | 'all';
  readonly storeText: boolean;
}

/** True when the study names any source of posts. */
export function namesPosts(study: Pick<Study, 'sources'>): boolean {
  return study.sources.some(({ source }) => POST_SOURCES.some(({ id }) => id === source));
}

/** An archive is waited for; a stream runs for days, and its lines fill a log. */
const PROGRESS_MS = { archive: 5_000, stream: 60_000 } as const;

/**
 * @returns a summary for each source of posts, in the study's order
 * @throws CliError (usage) for wrong options or a wrong shard; CliError (failed) for a full disk or an absent store, or when an
 * archive broke off, after all others have been read and before the streams
 */
export async function gatherStudyPosts(
  study: Study,
  store: Store,
  { effects, signal, shard, keyring }: StudyPostsOptions,
): Promise<PostsSummary[]> {
  const entries = postEntries(study);
  if (entries.length === 0) return [];
  const keys = keyring ?? (await openKeyring());
  await noteStore(keys, store);
  const part = shard === undefined ? undefined : readShard(shard);
  const gather = async (entry: PostEntry, threads?: number): Promise<PostsSummary> => {
    effects.say(`Reading ${entry.source.id}`);
    const progress = sayNowAndThen({ everyMs: PROGRESS_MS[entry.source.cadence], ...effects });
    const accounts = await gatherPosts({
      ...entry,
      threads,
      store,
      keyring: keys,
      effects,
      folder: study.folder,
      signal,
      shard: part,
      readerOptions: { topics: study.vocabulary.topics },
      onCommit: ({ read, kept }) => {
        progress(() => `${entry.source.id}: ${displayCount(read)} read so far, ${displayCount(kept)} kept`);
      },
    });
    return { source: entry.source.id, accounts };
  };
  const summaries: PostsSummary[] = [];
  const failures: string[] = [];
  for (const entry of entries.filter(({ source }) => source.cadence === 'archive')) {
    try {
      summaries.push(await gather(entry));
    } catch (error) {
      // One that breaks off keeps none of the others from being read; a mistake in the study is mended first.
      if (!(error instanceof SourceFailure) || error.exitCode === EXIT.usage) throw error;
      failures.push(failureWords(error));
    }
  }
  if (failures.length > 0) throw new CliError(failures.join('; and: '), EXIT.failed);
  const streams = entries.filter(({ source }) => source.cadence === 'stream');
  // Streams run side by side and share the cores.
  const threads = Math.max(1, Math.floor(availableParallelism() / Math.max(1, streams.length)));
  summaries.push(...(await Promise.all(streams.map((entry) => gather(entry, threads)))));
  const { before, after, campaigns, campaignPosts, sameAuthorCopies } = await markRepeats(store);
  effects.say(
    `The store holds ${counted(before, 'post')}; to be counted: ${displayCount(after)}; set apart: ${counted(campaignPosts, 'post')} of ${counted(campaigns, 'campaign')}, ${counted(sameAuthorCopies, 'copy', 'copies')} by one author`,
  );
  return summaries;
}

function failureWords({ message, cause }: SourceFailure): string {
  return cause instanceof HttpFailure
    ? `${message}; what was read is kept, and the next run goes on from there`
    : message;
}

/**
 * The study's sources of posts.
 * @throws CliError (usage) for wrong options, and for an entry that stands there twice
 */
export function postEntries(study: Study): PostEntry[] {
  const entries = study.sources.flatMap(({ source: id, keep = 'health', text = true, ...given }) => {
    const source = POST_SOURCES.find((known) => known.id === id);
    if (!source) return [];
    const where = `source "${id}" in ${study.path}`;
    if (keep !== 'health' && keep !== 'all')
      throw new CliError(
        `${where}: "keep: ${String(keep)}" is neither health nor all; write one of them`,
        EXIT.usage,
      );
    if (typeof text !== 'boolean')
      throw new CliError(
        `${where}: "text: ${String(text)}" is neither true nor false; write one of them`,
        EXIT.usage,
      );
    const checked = source.options.safeParse(given);
    if (!checked.success) {
      const [issue] = checked.error.issues;
      throw new CliError(
        `${where}: ${issue.path.map(String).join('.')}: ${issue.message}; see docs/sources.md`,
        EXIT.usage,
      );
    }
    const alone = study.sources.filter((other) => other.source === id).length === 1;
    const entry = alone ? '' : hash('sha256', JSON.stringify(given)).slice(0, 12);
    return [{ source, entry, options: checked.data, keep, storeText: text } as const];
  });
  for (const [index, { source, entry }] of entries.entries()) {
    if (entries.findIndex((other) => other.source === source && other.entry === entry) < index)
      throw new CliError(
        `${study.path} names source "${source.id}" twice with the same options: remove one of the two`,
        EXIT.usage,
      );
  }
  return entries;
}

/** @throws CliError (usage) when it is not I/N with 1 <= I <= N */
export function readShard(text: string): { readonly index: number; readonly of: number } {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text);
  const [index, of] = match ? [Number(match[1]), Number(match[2])] : [1, 0];
  if (index > of)
    throw new CliError(
      `"${text}" is no shard: write I/N, such as 2/4 for the second of four collectors`,
      EXIT.usage,
    );
  return { index: index - 1, of };
}
