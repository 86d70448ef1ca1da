/** Frames of one connection to chunks of lines, and what the stream says of itself on the way. */

import type { Chunk, SourceContext } from '../source.ts';
import type { Frame, Socket } from '../transport/socket.ts';
import { beginningBy, frameHead, writeCursor, type JetstreamCursor } from './cursor.ts';
import { unpackFrame, type Dictionary } from './dictionary.ts';

export interface Listening {
  readonly host: string;
  readonly batchMs: number;
  readonly batchBytes: number;
  readonly dictionary: Dictionary | null;
  /** What is missing at the start can be had from the archive: then nothing is read past it. */
  readonly hasArchive: boolean;
  /** A first event this much later than asked for means that the server no longer had what lies between. */
  readonly gapMicros: number;
  /** Why what is missing cannot be had. */
  readonly gapReason: string;
  /** Something may have been missed before this connection. */
  readonly isResumed: boolean;
}

/** The stream said in a frame that it goes on from elsewhere, or ends. */
export class StreamNotice extends Error {}

/** The host no longer has everything since the cursor, but its archive may. */
export class BehindStream extends Error {}

/** Listening began in an earlier connection that heard no event; the first one now told when that was by the host's clock. */
export class BegunBefore extends Error {
  readonly cursor: JetstreamCursor;

  constructor(cursor: JetstreamCursor) {
    super('listening began before this connection');
    this.cursor = cursor;
  }
}

/**
 * Chunks until the connection ends, which it does with an error.
 * @throws BehindStream before the first event, where the archive should be read first; BegunBefore where the stream should
 *   be asked for what came before; StreamNotice on other notices
 */
export async function* readChunks(
  socket: Socket,
  {
    host,
    batchMs,
    batchBytes: fullBytes,
    dictionary,
    hasArchive,
    gapMicros,
    gapReason,
    isResumed,
  }: Listening,
  context: SourceContext,
  start: JetstreamCursor,
): AsyncGenerator<Chunk> {
  let cursor = start;
  let first = isResumed;
  let clamped = false;
  let batch: Buffer[] = [];
  let batchBytes = 0;
  let record = 0;
  let deadline = 0;

  const take = (): Chunk | null => {
    const head = lastHead(batch, context.effects.now());
    if (head) cursor = { host, sequence: head.sequence, micros: head.micros };
    if (batch.length === 0) return null;
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
          const head = frameHead(line, context.effects.now());
          if (head?.notice) {
            note(head.notice, host, cursor, context);
            if (head.notice === 'OutdatedCursor' && hasArchive) throw new BehindStream(head.notice);
            if (head.notice !== 'OutdatedCursor') throw new StreamNotice(`the stream says ${head.notice}`);
            clamped = true;
          } else if (head && first) {
            first = false;
            if (start.unheard) throw new BegunBefore(beginningBy(head.micros, context.effects.now(), start));
            if (clamped || head.micros - start.micros > gapMicros)
              reportGap(start, head.micros, gapReason, context);
          }
        }
        if (batch.length === 0) deadline = Date.now() + batchMs;
        batch.push(line, LINE_END);
        batchBytes += line.length;
      }
      if (batchBytes >= fullBytes || (batch.length > 0 && Date.now() >= deadline)) {
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

function note(name: string, host: string, cursor: JetstreamCursor, context: SourceContext): void {
  if (name === 'OutdatedCursor' || name === 'FutureCursor')
    context.effects.say(
      `${host} says ${name}: it no longer holds everything since ${instant(cursor.micros)}`,
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

function lastHead(batch: readonly Buffer[], now: Date): ReturnType<typeof frameHead> {
  for (let index = batch.length - 2; index >= 0; index -= 2) {
    const head = frameHead(batch[index], now);
    if (head?.notice === '') return head;
  }
  return null;
}

function reportGap(start: JetstreamCursor, micros: number, reason: string, context: SourceContext): void {
  context.report?.({
    kind: 'gap',
    from: instant(start.micros),
    to: instant(micros),
    reason,
  });
}

function instant(micros: number): string {
  return new Date(micros / 1000).toISOString();
}
