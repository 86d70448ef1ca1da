/**
 * Reads a Jetstream without an end: connects, takes up where the cursor says, and on a fault goes on at the same or the
 * next host. What lies too far back for the stream comes from the host's archive first. Events may come twice; none is left
 * out without a report of the gap.
 */

import { CliError } from '../../errors.ts';
import { objectOf, parseJson, textOf } from '../posts/json-access.ts';
import type { Chunk, SourceContext } from '../source.ts';
import { HandshakeRefused, openSocket } from '../transport/socket.ts';
import { HttpRefusal, troubleOf } from '../transport/trouble.ts';
import { backOffMs, pause, randomOf } from '../transport/waiting.ts';
import { NoArchive } from './archive/download.ts';
import { sweepArchive } from './archive/sweep.ts';
import { cursorParameter, overlapped, readCursor, unheardSince, type JetstreamCursor } from './cursor.ts';
import { fetchDictionary, type Dictionary } from './dictionary.ts';
import { BegunBefore, BehindStream, readChunks, StreamNotice } from './frames.ts';

/** After so many failures in a row on one host, the next one is tried. */
const FAILURES_A_HOST = 2;
/** An archive that led nowhere so often is let be: the stream goes on, and what lies between is reported as a gap. */
const FRUITLESS_SWEEPS = 2;
const SECOND_CONTRACT = 'xrpc.v1.json';
/** The whole network is never silent for so long. */
const LONGEST_SILENCE_MICROS = 60e6;
/** So much a host of the older contract holds unless told otherwise (`event-ttl` of bluesky-social/jetstream). */
const HELD_MICROS = 24 * 3600e6;

export interface JetstreamOptions {
  readonly hosts: readonly string[];
  /** `sequence`: the contract of 2026; `time`: the one before it. */
  readonly contract: 'sequence' | 'time';
  readonly collections: readonly string[];
  readonly dids: readonly string[];
  readonly compress: boolean;
  readonly dictionary: Dictionary | null;
  readonly stallSeconds: number;
  readonly rewindSeconds: number;
  readonly batchMs: number;
  readonly batchBytes: number;
  /** Ends instead of reconnecting after so many failures in a row; 0: never. */
  readonly attempts: number;
  /** Where to begin without a cursor, microseconds since 1970; null for the present. */
  readonly sinceMicros: number | null;
  /** What the stream no longer holds is read from the host's archive. */
  readonly archive: boolean;
  /** For hosts whose archive wants one; "" for none. */
  readonly archiveKey: string;
}

/** How far one reading has come; one object, because a sweep and a connection move it alike. */
interface Progress {
  cursor: JetstreamCursor | null;
  /** The cursor is the end of the archive, where the stream takes over to the event; to reach further back may be refused. */
  atSeam: boolean;
  /** Failures in a row, on whatever host. */
  failures: number;
  /** By host: sweeps that led nowhere, and why. */
  readonly fruitless: Map<string, { readonly times: number; readonly reason: string }>;
}

/**
 * Chunks of lines, each ending with the cursor after its last event; chunks of blocks where the archive is read. Ends only
 * by the context's signal.
 */
export async function* openJetstream(
  options: JetstreamOptions,
  context: SourceContext,
  after: string | null,
): AsyncGenerator<Chunk> {
  const { effects, signal } = context;
  const cursor = readCursor(after) ?? beginningOf(options);
  const progress: Progress = { cursor, atSeam: false, failures: 0, fruitless: new Map() };
  let hostIndex = Math.max(0, cursor ? options.hosts.indexOf(cursor.host) : 0);
  let byTime = false;
  let behind = false;
  let dictionary = options.dictionary;
  let compress = options.compress;

  while (!signal?.aborted) {
    const host = options.hosts[hostIndex % options.hosts.length];
    try {
      if (behind) {
        behind = false;
        yield* readArchive(host, options, context, progress);
      }
      if (compress && !dictionary && options.contract === 'sequence') {
        dictionary = await fetchDictionary(host, context);
        compress = dictionary !== null;
      }
      const from = placeToAsk(progress, byTime);
      const url = addressOf(host, options, from, compress ? dictionary : null);
      const began = unheardSince(host, effects.now());
      const socket = await openSocket(url, {
        protocols: options.contract === 'sequence' ? [SECOND_CONTRACT] : [],
        stallMs: options.stallSeconds * 1000,
        steady: options.dids.length === 0,
        signal,
      });
      context.report?.({ kind: 'connected', host, at: effects.now().toISOString(), cursor: after });
      byTime = false;
      const { batchMs, batchBytes } = options;
      const reach = reachOf(host, options, progress);
      const isResumed = progress.cursor !== null;
      progress.cursor ??= began;
      try {
        const gapMicros = gapMicrosOf(options);
        const listening = { host, batchMs, batchBytes, dictionary, isResumed, gapMicros, ...reach };
        for await (const chunk of readChunks(socket, listening, context, progress.cursor)) {
          progress.failures = 0;
          progress.atSeam = false;
          progress.cursor = readCursor(chunk.cursor);
          yield chunk;
        }
      } finally {
        socket.close();
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof BegunBefore) {
        progress.cursor = error.cursor;
        continue;
      }
      const refusal = refusalOf(error);
      const tooOld = refusal === 'CursorTooOld' || error instanceof BehindStream;
      if (tooOld && reachOf(host, options, progress).hasArchive) {
        behind = true;
        continue;
      }
      const reason = troubleOf(error);
      context.report?.({ kind: 'disconnected', host, at: effects.now().toISOString(), reason });
      if (refusal === 'UnknownZstdDictionary') {
        // One fresh copy is worth a try; a host that refuses its own dictionary is read uncompressed.
        const fresh = await fetchDictionary(host, context);
        compress = fresh !== null && fresh.id !== dictionary?.id;
        dictionary = fresh;
        continue;
      }
      if (error instanceof StreamNotice || tooOld) {
        // The number means nothing here; the time starts as early as the host still can, and the gap shows at once.
        byTime = true;
        if (tooOld) continue;
      }
      if (refusal === 'InvalidRequest')
        throw new CliError(
          `${host} refuses the subscription (${reason}): mend hosts, collections or dids of this source`,
        );
      progress.failures += 1;
      if (options.attempts > 0 && progress.failures >= options.attempts)
        throw new CliError(
          `no Jetstream host answers after ${progress.failures} attempts; the last said: ${reason}`,
        );
      if (progress.failures % FAILURES_A_HOST === 0) hostIndex += 1;
      await pause(backOffMs(progress.failures - 1, randomOf(effects)), effects, signal).catch(
        () => undefined,
      );
    }
  }
}

/** A time before everything has the server begin with the oldest that it has. */
function beginningOf({ sinceMicros }: JetstreamOptions): JetstreamCursor | null {
  return sinceMicros === null ? null : { host: '', sequence: null, micros: sinceMicros };
}

/**
 * On a change of host, or where the number is refused, the time alone; else from a little before the last event. The live
 * end as long as no event has told the host's time.
 */
function placeToAsk({ cursor, atSeam }: Progress, byTime: boolean): JetstreamCursor | null {
  if (!cursor || cursor.unheard) return null;
  if (byTime) return { ...cursor, host: '' };
  return atSeam ? cursor : overlapped(cursor);
}

/**
 * From how late a first event on something is missing before it. A few accounts may say nothing for days: there the second
 * contract says by itself what it no longer holds, and of the older one only what it holds is known.
 */
function gapMicrosOf({ dids, contract }: JetstreamOptions): number {
  if (dids.length === 0) return LONGEST_SILENCE_MICROS;
  return contract === 'sequence' ? Infinity : HELD_MICROS;
}

/** Whether the host's archive is worth asking, and what to say of a gap if it is not. */
function reachOf(
  host: string,
  { archive, contract }: JetstreamOptions,
  { fruitless }: Progress,
): { readonly hasArchive: boolean; readonly gapReason: string } {
  const tried = fruitless.get(host);
  const why = tried ? `; ${tried.reason}` : '';
  return {
    hasArchive: archive && contract === 'sequence' && (tried?.times ?? 0) < FRUITLESS_SWEEPS,
    gapReason: `the host no longer held the events in between${why}`,
  };
}

/** Reads the archive up to where the stream takes over, moving the cursor along; a refusal is said and not repeated. */
async function* readArchive(
  host: string,
  options: JetstreamOptions,
  context: SourceContext,
  progress: Progress,
): AsyncGenerator<Chunk> {
  const start = progress.cursor;
  if (!start || start.unheard) return;
  const archive = { host, asked: options, key: options.archiveKey, context };
  const led = (reason: string, times = (progress.fruitless.get(host)?.times ?? 0) + 1) =>
    progress.fruitless.set(host, { times, reason });
  try {
    const sweep = sweepArchive(archive, overlapped(start), options.rewindSeconds * 1e6);
    let step = await sweep.next();
    for (; !step.done; step = await sweep.next()) {
      progress.failures = 0;
      progress.cursor = readCursor(step.value.cursor);
      yield step.value;
    }
    progress.cursor = step.value;
    progress.atSeam = true;
    const isAhead = step.value.host !== start.host || (step.value.sequence ?? 0) > (start.sequence ?? 0);
    if (isAhead) progress.fruitless.delete(host);
    else led('its archive ends before the stream begins');
  } catch (error) {
    context.signal?.throwIfAborted();
    const reason = troubleOf(error);
    context.effects.say(`${host}: its archive cannot be read: ${reason}`);
    if (!(error instanceof HttpRefusal || error instanceof NoArchive)) {
      led(reason);
      throw error;
    }
    led(reason, FRUITLESS_SWEEPS);
  }
}

/** The name of the error in a refused handshake, "" for another error. */
function refusalOf(error: unknown): string {
  if (!(error instanceof HandshakeRefused)) return '';
  return textOf(objectOf(parseJson(error.body))?.error);
}

export function addressOf(
  host: string,
  options: Pick<JetstreamOptions, 'contract' | 'collections' | 'dids' | 'rewindSeconds'>,
  cursor: JetstreamCursor | null,
  dictionary: Dictionary | null,
): string {
  const second = options.contract === 'sequence';
  const url = new URL(second ? '/xrpc/network.bsky.jetstream.subscribeEvents' : '/subscribe', host);
  for (const name of options.collections)
    url.searchParams.append(second ? 'collections' : 'wantedCollections', name);
  for (const did of options.dids) url.searchParams.append(second ? 'dids' : 'wantedDids', did);
  if (cursor) url.searchParams.set('cursor', String(cursorParameter(cursor, host, options.rewindSeconds)));
  if (dictionary && second) url.searchParams.set('zstdDictionary', String(dictionary.id));
  if (dictionary && !second) url.searchParams.set('compress', 'true');
  return url.href;
}
