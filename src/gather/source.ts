/**
 * The contract of a source: where bytes come from, what may be done with them, and how they become records.
 *
 * A still source (registry, account list, survey, published figures) is read to its end in one go.
 * A post source has two halves, because they run in different threads: `open` brings bytes with a cursor,
 * `decode` turns one chunk of bytes into events and must be pure.
 */

import type { z } from 'zod';
import type {
  Account,
  AuthorProfile,
  Network,
  Organisation,
  Post,
  PublishedFigure,
  PublishedSource,
  Respondent,
  SeenProfile,
  Tombstone,
} from '../records.ts';

/** What a publisher's or network's terms let us do. Enforced in code, shown in docs/sources.md. */
export interface Terms {
  readonly licence: string;
  readonly url: string;
  /** May the text of a post be stored at all, and for how many days? 0: never; null: no limit stated. */
  readonly keepTextDays: number | null;
  /** Must deletions be honoured? */
  readonly honoursDeletions: boolean;
  /** Sentences that say what is refused by default, and why. */
  readonly refuses: readonly string[];
  /** The terms let readings be added up but not kept beside an author: decoding then leaves a person's name and bio out. */
  readonly sumsOnly?: boolean;
}

/** A row of the input that could not be used, kept with its place and the reason. */
export interface Quarantined {
  readonly position: string;
  readonly reason: string;
  readonly raw: string;
}

/**
 * One thing that a still source yields: a record, or what became of one. The ledger counts these, and takes them to
 * come from the file or address that was read last; so a source reads one input, yields what it holds, and goes on.
 */
export type StillItem =
  | { readonly kind: 'organisation'; readonly record: Organisation; readonly position: string }
  | { readonly kind: 'account'; readonly record: Account; readonly position: string }
  | { readonly kind: 'published-figure'; readonly record: PublishedFigure; readonly position: string }
  | { readonly kind: 'published-source'; readonly record: PublishedSource; readonly position: string }
  | { readonly kind: 'respondent'; readonly record: Respondent; readonly position: string }
  | { readonly kind: 'filtered'; readonly rule: string; readonly position: string }
  | { readonly kind: 'quarantined'; readonly record: Quarantined };

/** Effects are an argument: tests pass another object. */
export interface GatherEffects {
  readonly now: () => Date;
  readonly fetch: typeof globalThis.fetch;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly say: (line: string) => void;
  /** From 0 to 1; spreads retries. Math.random where absent. */
  readonly random?: () => number;
  /** Waits, or rejects when the signal fires. A timer where absent. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** What a stream meets on its way, for the ledger. */
export type StreamReport =
  | { readonly kind: 'connected'; readonly host: string; readonly at: string; readonly cursor: string | null }
  | { readonly kind: 'disconnected'; readonly host: string; readonly at: string; readonly reason: string }
  /** Events between two instants that cannot be had again from here. */
  | { readonly kind: 'gap'; readonly from: string; readonly to: string; readonly reason: string };

/** What a source is given: its checked options, and paths already resolved against the study's folder. */
export interface SourceContext {
  readonly effects: GatherEffects;
  readonly folder: string;
  readonly signal?: AbortSignal;
  readonly report?: (report: StreamReport) => void;
  /** How often a server is asked before it is given up; six times without it. */
  readonly attempts?: number;
}

interface SourceBase<Options> {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly terms: Terms;
  readonly cadence: 'still' | 'archive' | 'stream' | 'visit';
  /** Checked where the study file enters. */
  readonly options: z.ZodType<Options>;
}

export interface StillSource<Options = unknown> extends SourceBase<Options> {
  readonly cadence: 'still';
  /** The files (absolute) or addresses that it will read, known beforehand; the ledger hashes what is read in fact. */
  readonly inputs: (options: Options, context: SourceContext) => readonly string[];
  readonly read: (options: Options, context: SourceContext) => AsyncIterable<StillItem>;
}

/** Bytes of whole records, with the cursor that lets reading go on after them. */
export interface Chunk {
  readonly bytes: Uint8Array;
  /** Saved only after what these bytes hold has been stored. */
  readonly cursor: string;
  /** The file or address they came from. */
  readonly origin: string;
  /** Number of the first record of the chunk within its origin, from 0. */
  readonly firstRecord: number;
  readonly seenAt: string;
  /** How the records stand in the bytes, where the source told so by the start of the file; decoding cannot see that far. */
  readonly format?: string;
}

export type PostEvent =
  /** `edited`: a later version of a post; it takes the place of the earlier one even where it is no longer kept. */
  | { readonly kind: 'post'; readonly post: Post; readonly edited?: boolean }
  | { readonly kind: 'tombstone'; readonly tombstone: Tombstone }
  /** Counted in the totals and then let go: a like, a follow. */
  | { readonly kind: 'counted'; readonly what: string }
  /** `profile`: what is no post but tells of an author. */
  | { readonly kind: 'filtered'; readonly rule: string; readonly profile?: SeenProfile }
  | { readonly kind: 'quarantined'; readonly record: Quarantined };

/** Profiles by the authors' stable ids; those who are gone have none. Rejects when they cannot be had, or when told to stop. */
export type ProfileFetch = (
  authors: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, AuthorProfile>>;

export interface PostSource<Options = unknown> extends SourceBase<Options> {
  readonly cadence: 'archive' | 'stream';
  readonly network: Network | 'any';
  /** Contacts the source once and says in a few lines what it saw: status, limits, rules, newest item, clock. */
  readonly check?: (options: Options, context: SourceContext) => Promise<readonly string[]>;
  /** Where posts come without their authors' profiles: how to fetch those later, or null where the options turn that off. */
  readonly profiles?: (options: Options, context: SourceContext) => ProfileFetch | null;
  readonly open: (options: Options, context: SourceContext, after: string | null) => AsyncIterable<Chunk>;
  /** Pure. Yields one event for every record in the chunk, and names of fields it does not know through `unknownField`. */
  readonly decode: (
    chunk: Chunk,
    options: Options,
    unknownField: (path: string) => void,
  ) => Iterable<PostEvent>;
}

/** Goes to places that the store names, such as the websites of its organisations; its flow does the visiting. */
export interface VisitSource<Options = unknown> extends SourceBase<Options> {
  readonly cadence: 'visit';
}

export type Source<Options = unknown> = StillSource<Options> | PostSource<Options> | VisitSource<Options>;

/** Declares a still source; the options' type follows from its schema, which checks them before they are passed. */
export function defineSource<Options>(source: StillSource<Options>): StillSource {
  // The list in index.ts holds sources of many options; each keeps its own within its file.
  return source as unknown as StillSource;
}

/** Declares a source of posts. */
export function definePostSource<Options>(source: PostSource<Options>): PostSource {
  return source as unknown as PostSource;
}
