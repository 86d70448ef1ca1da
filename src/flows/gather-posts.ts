/**
 * The flow of posts, source by source: bytes come in chunks, threads read them, rows are gathered into batches, and a
 * batch is committed with the cursor that follows it. Whatever stops the flow, it goes on from its last batch.
 */

import { randomUUID } from 'node:crypto';
import { CliError } from '../errors.ts';
import type { GatherEffects, PostSource, SourceContext, StreamReport } from '../gather/source.ts';
import { readPosition, recentPosts, recordsDone, sweepDeleted } from '../keep/posts.ts';
import type { Store } from '../keep/store.ts';
import { addChunk, newBatch, type Batch } from './gather/batch.ts';
import { commitBatches, type CommitEffects } from './gather/commit.ts';
import { startLateProfiles, type LateProfilesOptions } from './gather/late-profiles.ts';
import { readInOrder, startPool, type ReadChunk } from './gather/pool.ts';
import { RecentPosts } from './gather/recent-posts.ts';
import type { ReadOptions } from './gather/read-chunk.ts';
import { addAccounts, emptyAccounts, type Accounts } from './gather/accounts.ts';
import { workerTask } from './gather/worker-task.ts';
import type { KnownOrganisations } from './gather/follower-readings.ts';
import { secretsOf, type Keyring } from './keyring.ts';
import { organisationAuthors } from './organisation-authors.ts';

export interface PostsFlow {
  readonly source: PostSource;
  /** Checked options of the source. */
  readonly options: unknown;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly effects: GatherEffects;
  /** The study's folder: relative paths begin there. */
  readonly folder: string;
  /** Stops the flow: the batch under way is committed first. */
  readonly signal?: AbortSignal;
  /** `health` (the default) keeps posts about health only; every post counts in the totals either way. */
  readonly keep?: ReadOptions['keep'];
  /** Whether texts are kept, for as long as the source's terms allow. Yes by default. */
  readonly storeText?: boolean;
  /** Takes only authors of one part of `of`: several collectors share the work and the store. */
  readonly shard?: { readonly index: number; readonly of: number };
  /** Tells entries of a study apart that name the same source: each goes on from its own place. */
  readonly entry?: string;
  readonly threads?: number;
  /** Where workers find the source and the reader; the house's own by default. */
  readonly modules?: { readonly sources: string; readonly reader: string };
  /** For the reader, such as the study's own topics. Must cross to another thread. */
  readonly readerOptions?: unknown;
  /** Longest time between reading a post and committing it. Half a second for a stream, five for an archive. */
  readonly commitEveryMs?: number;
  /** How long to wait for a store that does not answer. Ten minutes by default. */
  readonly patienceMs?: number;
  /** How fast profiles of authors are fetched, where the source can fetch them. */
  readonly profilePace?: LateProfilesOptions['pace'];
  /** Called after every commit. */
  readonly onCommit?: (accounts: Accounts, batch: Batch) => void;
}

/** The source broke off, and not the store: what it gave before is committed. */
export class SourceFailure extends CliError {
  constructor(cause: CliError) {
    super(cause.message, cause.exitCode, { cause });
    this.name = 'SourceFailure';
  }
}

/** Batches are committed when the first of these is reached. */
const LIMITS = { bytes: 24 * 1024 * 1024, read: 1_000_000, posts: 250_000, origins: 1000 } as const;
/** A live post is to be seen within two seconds; an archive would rather have large batches. */
const OLDEST_MS = { stream: 500, archive: 5_000 } as const;
/** Repeats reach back minutes; a million posts are hours. */
const REMEMBERED_POSTS = 1_000_000;
const SWEEP_EVERY_MS = 60_000;
const PATIENCE_MS = 600_000;

/**
 * Runs one source to its end, or a stream until the signal.
 * @returns what was read in this run and what became of it: `read = kept + filtered + duplicate + quarantined`
 * @throws CliError when the disk is full or the store stays away; SourceFailure with the words of the source
 */
export async function gatherPosts(flow: PostsFlow): Promise<Accounts> {
  const { source, store, effects, signal } = flow;
  const run = randomUUID();
  const part = flow.shard ? `${flow.shard.index + 1}/${flow.shard.of}` : '';
  const shard = [part, flow.entry].filter(Boolean).join(' ');
  const position = await readPosition(store, source.id, shard);
  // Records of a stream have no numbers that last.
  const done =
    source.cadence === 'archive' ? await recordsDone(store, source.id, part) : new Map<string, number>();
  const recent = new RecentPosts();
  for (const id of await recentPosts(store, source.id, part, REMEMBERED_POSTS)) recent.recall(id);

  const interruptions = interruptionLog(flow, run, shard);
  const context: SourceContext = { effects, folder: flow.folder, signal, report: interruptions.note };
  const organisations = (await organisationAuthors(store, flow.keyring)).map(({ author }) => author);
  const profiles = lateProfiles(flow, context, new Set(organisations));
  const pool = startPool(workerTask(flow, profiles !== null, organisations), flow.threads);
  const accounts = emptyAccounts();
  const commits = commitEffects(flow);
  const oldestMs = flow.commitEveryMs ?? OLDEST_MS[source.cadence];
  let { sequence } = position;
  // One for each origin, in the order in which they came; committed together, as files may be small and many.
  let batches = [newBatch()];
  let committing: Promise<void> = Promise.resolve();
  let sweptAt = Date.now();
  let gone = 0;

  /** Starts writing the batches; waits only for those before, so that reading and writing go on side by side. */
  const commit = async () => {
    await committing;
    const done = batches.filter(({ cursor }) => cursor !== null);
    if (done.length === 0) return;
    batches = [newBatch()];
    const place = { source: source.id, shard, run, sequence: sequence + 1 };
    sequence += done.length;
    committing = (async () => {
      await interruptions.write();
      await commitBatches(store, done, place, commits);
      for (const batch of done) {
        addAccounts(accounts, batch.accounts);
        gone += batch.gone;
        profiles?.want(batch.withoutProfile);
        flow.onCommit?.(accounts, batch);
      }
      if (gone === 0 || Date.now() - sweptAt < SWEEP_EVERY_MS) return;
      await sweepDeleted(store);
      gone = 0;
      sweptAt = Date.now();
    })();
    // Heard of at the next commit; until then it must not end the process.
    committing.catch(() => undefined);
  };

  try {
    const failure = await failureOf(signal, async () => {
      const chunks = source.open(flow.options, context, position.cursor);
      for await (const next of withTicks(readInOrder(chunks, pool), () => msUntilDue(batches, oldestMs))) {
        if (next !== 'tick') {
          const { origin } = next.chunk;
          let batch = batches[batches.length - 1];
          if (batch.cursor !== null && batch.origin !== origin) batches.push((batch = newBatch()));
          addChunk(batch, next, recent, Date.now(), done.get(origin));
        }
        if (isDue(batches, oldestMs)) await commit();
      }
    });
    // What was read before the source broke off is whole, and the next run goes on after it.
    await commit();
    await committing;
    await interruptions.write();
    await profiles?.close(false);
    await sweepDeleted(store);
    if (failure) throw failure instanceof CliError ? new SourceFailure(failure) : failure;
  } finally {
    await profiles?.close(true);
    await pool.close();
  }
  return accounts;
}

/** What the work broke off with, else null. A source may end by throwing when it is told to stop; that is no failure. */
async function failureOf(signal: AbortSignal | undefined, work: () => Promise<void>): Promise<Error | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (signal?.aborted) return null;
    return error instanceof Error ? error : new Error(String(error));
  }
}

function isDue(batches: readonly Batch[], oldestMs: number): boolean {
  const sumOf = (of: (batch: Batch) => number) => batches.reduce((sum, batch) => sum + of(batch), 0);
  return (
    sumOf(({ bytes }) => bytes) >= LIMITS.bytes ||
    sumOf(({ accounts }) => accounts.read) >= LIMITS.read ||
    sumOf(({ recent }) => recent.length) >= LIMITS.posts ||
    batches.length >= LIMITS.origins ||
    msUntilDue(batches, oldestMs) === 0
  );
}

/** Null while nothing has come. */
function msUntilDue([first]: readonly Batch[], oldestMs: number): number | null {
  return first.cursor === null ? null : Math.max(0, first.since + oldestMs - Date.now());
}

/** Yields what comes, and a tick when the batch is due and nothing has come. */
async function* withTicks(
  results: AsyncGenerator<ReadChunk>,
  untilDue: () => number | null,
): AsyncGenerator<ReadChunk | 'tick'> {
  let next = results.next();
  for (;;) {
    const waitMs = untilDue();
    const step = waitMs === null ? await next : await firstOf(next, waitMs);
    if (step === 'tick') {
      yield step;
      continue;
    }
    if (step.done) return;
    yield step.value;
    next = results.next();
  }
}

async function firstOf<Value>(next: Promise<Value>, waitMs: number): Promise<Value | 'tick'> {
  let timer: NodeJS.Timeout | undefined;
  const tick = new Promise<'tick'>((resolve) => {
    timer = setTimeout(resolve, waitMs, 'tick' as const);
  });
  try {
    return await Promise.race([next, tick]);
  } finally {
    clearTimeout(timer);
  }
}

/** Null where the source brings profiles with its posts, or is told to fetch none. */
function lateProfiles(
  { source, options, store, keyring, effects, signal, profilePace: pace }: PostsFlow,
  context: SourceContext,
  organisations: KnownOrganisations,
) {
  const fetchProfiles = source.profiles?.(options, context);
  if (!fetchProfiles || source.network === 'any') return null;
  const secrets = secretsOf(keyring);
  const { id, network } = source;
  return startLateProfiles(
    { source: id, network, store, secrets, organisations, fetchProfiles, effects, pace },
    signal,
  );
}

function commitEffects({ effects, patienceMs, signal }: PostsFlow): CommitEffects {
  return { now: effects.now, say: effects.say, patienceMs: patienceMs ?? PATIENCE_MS, signal };
}

/** Keeps what a stream reports until the next commit. */
function interruptionLog({ store, source }: PostsFlow, run: string, shard: string) {
  let rows: object[] = [];
  let lostAt: { readonly at: string; readonly host: string; readonly reason: string } | null = null;
  const add = (kind: string, from: string, to: string, host: string, reason: string) => {
    rows.push({ source: source.id, shard, kind, from, to, host, reason: reason.slice(0, 500), run });
  };
  return {
    note: (report: StreamReport) => {
      if (report.kind === 'gap') add('gap', report.from, report.to, '', report.reason);
      if (report.kind === 'disconnected') lostAt ??= report;
      if (report.kind === 'connected' && lostAt) {
        add('disconnected', lostAt.at, report.at, lostAt.host, lostAt.reason);
        lostAt = null;
      }
    },
    write: async () => {
      const written = rows;
      rows = [];
      await store.insert('interruptions', written);
    },
  };
}
