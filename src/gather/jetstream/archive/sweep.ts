/** Reads a Jetstream's archive from a cursor to the end that the archive has now; from there on the stream has everything. */

import type { Chunk } from '../../source.ts';
import { writeCursor, type JetstreamCursor } from '../cursor.ts';
import { blockFormat, brokenFormat } from './decode-block.ts';
import { framesOf, planAfter, sequenceBefore, type Archive } from './download.ts';
import { lastOf, unpackBlock } from './segment.ts';

/**
 * Chunks of one block each, with the cursor after its last event.
 * @param start by its sequence number where it is this host's, else by its time, less `rewindMicros`
 * @returns the cursor at which the stream takes over: up to there nothing is left
 * @throws CliError when the host refuses, or has no archive
 */
export async function* sweepArchive(
  archive: Archive,
  start: JetstreamCursor,
  rewindMicros: number,
): AsyncGenerator<Chunk, JetstreamCursor> {
  const { host, context } = archive;
  const after =
    start.host === host && start.sequence !== null
      ? start.sequence
      : await sequenceBefore(archive, Math.max(0, start.micros - rewindMicros));
  if (after === null) return start;
  let cursor: JetstreamCursor = { host, sequence: after, micros: start.micros };
  let through = after;
  let end: number | null = null;
  let record = 0;
  while (end === null || through < end) {
    const plan = await planAfter(archive, through, end);
    if (end === null && plan.sealedTipSeq > after)
      context.effects.say(`${host}: reading its archive, events ${after + 1} to ${plan.sealedTipSeq}`);
    end ??= plan.sealedTipSeq;
    for (const entry of plan.segments) {
      for await (const { place, bytes: frame } of framesOf(archive, entry, after)) {
        const seenAt = context.effects.now().toISOString();
        const { bytes, last, format } = readBlock(frame, place, after);
        cursor = last ? { host, ...last } : cursor;
        if (last || format !== blockFormat(after))
          yield {
            bytes,
            cursor: writeCursor(cursor),
            origin: `${host} archive`,
            firstRecord: record,
            seenAt,
            format,
          };
        record += 1;
      }
    }
    through = plan.plannedThroughSeq;
  }
  return { ...cursor, sequence: Math.max(end, cursor.sequence ?? 0) };
}

interface Block {
  readonly bytes: Uint8Array;
  /** Of its last event; null for an empty or broken block. */
  readonly last: { readonly sequence: number; readonly micros: number } | null;
  readonly format: string;
}

function readBlock(frame: Uint8Array, place: string, after: number): Block {
  try {
    const bytes = unpackBlock(frame);
    return { bytes, last: lastOf(bytes), format: blockFormat(after) };
  } catch (error) {
    // Kept as it came: the decoder puts it into quarantine with its place.
    const reason = error instanceof Error ? error.message : String(error);
    return { bytes: frame, last: null, format: brokenFormat(place, reason) };
  }
}
