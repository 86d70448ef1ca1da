/**
 * Reads a Jetstream without an end: connects, takes up where the cursor says, and on a fault goes on at the same or the
 * next host. Events may come twice; none is left out without a report of the gap.
 */

import { CliError } from '../../errors.ts';
import { objectOf, parseJson, textOf } from '../posts/json-access.ts';
import type { Chunk, SourceContext } from '../source.ts';
import { HandshakeRefused, openSocket, type Frame, type Socket } from '../transport/socket.ts';
import { backOffMs, pause, randomOf } from '../transport/waiting.ts';
import { cursorParameter, frameHead, readCursor, writeCursor, type JetstreamCursor } from './cursor.ts';
import { fetchDictionary, unpackFrame, type Dictionary } from './dictionary.ts';

/** After so many failures in a row on one host, the next one is tried. */
const FAILURES_A_HOST = 2;
/** A first event this much later than asked for means that the server no longer had what lies between. */
const GAP_MICROS = 60e6;
const SECOND_CONTRACT = 'xrpc.v1.json';

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
}

/** Chunks of lines, each ending with the cursor after its last event. Ends only by the context's signal. */
export async function* openJetstream(
  options: JetstreamOptions,
  context: SourceContext,
  after: string | null,
): AsyncGenerator<Chunk> {
  const { effects, signal } = context;
  let cursor = readCursor(after);
  let failures = 0;
  let hostIndex = Math.max(0, cursor ? options.hosts.indexOf(cursor.host) : 0);
  let byTime = false;
  let dictionary = options.dictionary;
  let compress = options.compress;

  while (!signal?.aborted) {
    const host = options.hosts[hostIndex % options.hosts.length];
    try {
      if (compress && !dictionary && options.contract === 'sequence') {
        dictionary = await fetchDictionary(host, context);
        compress = dictionary !== null;
      }
      const from = byTime && cursor ? { ...cursor, host: '' } : cursor;
      const url = addressOf(host, options, from, compress ? dictionary : null);
      const socket = await openSocket(url, {
        protocols: options.contract === 'sequence' ? [SECOND_CONTRACT] : [],
        stallMs: options.stallSeconds * 1000,
        steady: options.dids.length === 0,
        signal,
      });
      context.report?.({ kind: 'connected', host, at: effects.now().toISOString(), cursor: after });
      byTime = false;
      try {
        for await (const chunk of readChunks(socket, host, options, context, cursor, dictionary)) {
          failures = 0;
          cursor = readCursor(chunk.cursor);
          yield chunk;
        }
      } finally {
        socket.close();
      }
    } catch (error) {
      if (signal?.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      context.report?.({ kind: 'disconnected', host, at: effects.now().toISOString(), reason });
      const refusal = refusalOf(error);
      if (refusal === 'UnknownZstdDictionary') {
        // One fresh copy is worth a try; a host that refuses its own dictionary is read uncompressed.
        const fresh = await fetchDictionary(host, context);
        compress = fresh !== null && fresh.id !== dictionary?.id;
        dictionary = fresh;
        continue;
      }
      if (error instanceof StreamNotice || refusal === 'CursorTooOld') {
        // The number means nothing here; the time starts as early as the host still can, and the gap shows at once.
        byTime = true;
        if (refusal === 'CursorTooOld') continue;
      }
      if (refusal === 'InvalidRequest')
        throw new CliError(
          `${host} refuses the subscription (${reason}): mend hosts, collections or dids of this source`,
        );
      failures += 1;
      if (options.attempts > 0 && failures >= options.attempts)
        throw new CliError(`no Jetstream host answers after ${failures} attempts; the last said: ${reason}`);
      if (failures % FAILURES_A_HOST === 0) hostIndex += 1;
      await pause(backOffMs(failures - 1, randomOf(effects)), effects, signal).catch(() => undefined);
    }
  }
}

/** The name of the error in a refused handshake, "" for another error. */
function refusalOf(error: unknown): string {
  if (!(error instanceof HandshakeRefused)) return '';
  return textOf(objectOf(parseJson(error.body))?.error);
}

/** The stream said in a frame that it goes on from elsewhere, or ends. */
class StreamNotice extends Error {}

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

async function* readChunks(
  socket: Socket,
  host: string,
  options: JetstreamOptions,
  context: SourceContext,
  start: JetstreamCursor | null,
  dictionary: Dictionary | null,
): AsyncGenerator<Chunk> {
  let cursor = start;
  let first = start !== null;
  let clamped = false;
  let batch: Buffer[] = [];
  let batchBytes = 0;
  let record = 0;
  let deadline = 0;

  const take = (): Chunk | null => {
    const head = lastHead(batch);
    if (head) cursor = { host, sequence: head.sequence, micros: head.micros || (cursor?.micros ?? 0) };
    if (batch.length === 0) return null;
    // Garbage alone has no time of its own; the present is where a fresh start would begin anyway.
    cursor ??= { host, sequence: null, micros: context.effects.now().getTime() * 1000 };
    const chunk = {
      bytes: Buffer.concat(batch),
      cursor: writeCursor(cursor),
      origin: host,
      firstRecord: record,
      seenAt: context.effects.now().toISOString(),
    };
    record += batch.length / 2;
    batch = [];
    batchBytes = 0;
    return chunk;
  };

  try {
    for (;;) {
      const wait = batch.length === 0 ? 1000 : Math.max(0, deadline - Date.now());
      const frame = await socket.next(wait);
      if (frame) {
        const line = lineOf(frame, dictionary);
        if (first || isNotice(line)) {
          const head = frameHead(line);
          if (head?.notice) {
            note(head.notice, host, cursor, context);
            if (head.notice !== 'OutdatedCursor') throw new StreamNotice(`the stream says ${head.notice}`);
            clamped = true;
          } else if (head && start) {
            first = false;
            if (clamped || head.micros - start.micros > GAP_MICROS) reportGap(start, head.micros, context);
          }
        }
        if (batch.length === 0) deadline = Date.now() + options.batchMs;
        batch.push(line, LINE_END);
        batchBytes += line.length;
      }
      if (batchBytes >= options.batchBytes || (batch.length > 0 && Date.now() >= deadline)) {
        const chunk = take();
        if (chunk) yield chunk;
      }
    }
  } catch (error) {
    // What had arrived before the connection broke is whole and belongs to the reader.
    const chunk = take();
    if (chunk) yield chunk;
    throw error;
  }
}

const LINE_END = Buffer.from('\n');

/** Notices are rare and short; only frames that look like one are parsed for it. */
function isNotice(line: Buffer): boolean {
  return line.length < 2000 && (line.includes('#info"') || line.includes('"$type":"error"'));
}

function note(name: string, host: string, cursor: JetstreamCursor | null, context: SourceContext): void {
  if (name === 'OutdatedCursor' || name === 'FutureCursor')
    context.effects.say(
      `${host} says ${name}: it no longer holds everything since ${cursor ? instant(cursor.micros) : 'the start'}`,
    );
}

/** One frame as one line: JSON has no line ends within strings, so one that stands between values may become a space. */
function lineOf(frame: Frame, dictionary: Dictionary | null): Buffer {
  let bytes = frame.bytes;
  if (frame.binary && dictionary) {
    try {
      bytes = unpackFrame(frame.bytes, dictionary);
    } catch {
      // Kept as it came: the decoder puts it into quarantine with its place.
    }
  }
  if (!bytes.includes(10) && !bytes.includes(13)) return bytes.length === 0 ? Buffer.from('""') : bytes;
  return Buffer.from(bytes.map((byte) => (byte === 10 || byte === 13 ? 32 : byte)));
}

function lastHead(batch: readonly Buffer[]): ReturnType<typeof frameHead> {
  for (let index = batch.length - 2; index >= 0; index -= 2) {
    const head = frameHead(batch[index]);
    if (head?.notice === '') return head;
  }
  return null;
}

function reportGap(start: JetstreamCursor, micros: number, context: SourceContext): void {
  context.report?.({
    kind: 'gap',
    from: instant(start.micros),
    to: instant(micros),
    reason: 'the host no longer held the events in between',
  });
}

function instant(micros: number): string {
  return new Date(micros / 1000).toISOString();
}
