/** Blocks of the archive to events: the same events, read by the same rules, as the stream would have brought. */

import { objectOf } from '../../posts/json-access.ts';
import { quarantine } from '../../posts/json-framing.ts';
import type { UnknownField } from '../../posts/unknown-fields.ts';
import type { Chunk, PostEvent } from '../../source.ts';
import { readEvent, type FlatEvent } from '../decode.ts';
import { POST_COLLECTION } from '../scan.ts';
import { decodeDagCbor } from './dag-cbor.ts';
import { readRows, type SegmentRow } from './segment.ts';

/** What was asked for; a block holds whatever else happened at that time. Empty lists ask for everything. */
export interface Asked {
  readonly collections: readonly string[];
  readonly dids: readonly string[];
}

const WHOLE = 'jetstream-block';
const BROKEN = 'jetstream-broken-block';

/** How a chunk says that it is an unpacked block, and after which sequence number its events are new. */
export const blockFormat = (after: number): string => `${WHOLE} ${after}`;
/** A block that could not be unpacked, with where it lies and why. */
export const brokenFormat = (place: string, reason: string): string => `${BROKEN} ${place}: ${reason}`;

export const isBlock = ({ format }: Chunk): boolean =>
  format !== undefined && (format.startsWith(WHOLE) || format.startsWith(BROKEN));

/** One event for every row of the block; one for the whole block where its rows cannot be told apart. Pure. */
export function decodeBlock(chunk: Chunk, asked: Asked, unknownField: UnknownField): readonly PostEvent[] {
  const { bytes, origin, format = '' } = chunk;
  const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format.startsWith(BROKEN)) return [unreadable(block, `${origin} ${format.slice(BROKEN.length + 1)}`)];
  let rows: readonly SegmentRow[];
  try {
    rows = readRows(block);
  } catch (error) {
    return [unreadable(block, `${origin}:${chunk.firstRecord}: ${reasonOf(error)}`)];
  }
  const after = Number(format.slice(WHOLE.length + 1));
  const isAsked = matcherOf(asked);
  return rows.map((row) => {
    if (row.sequence <= after) return EARLIER;
    return isAsked(row) ? readRow(row, chunk, unknownField) : NOT_ASKED;
  });
}

const EARLIER: PostEvent = { kind: 'filtered', rule: 'before the place where reading goes on' };
const NOT_ASKED: PostEvent = { kind: 'filtered', rule: 'in the block of the archive, not asked for' };

function unreadable(block: Buffer, position: string): PostEvent {
  const reason = 'a block of the archive that cannot be read';
  return { kind: 'quarantined', record: { position, reason, raw: block.toString('base64', 0, 1024) } };
}

/** The server's own rule: collections narrow down commits alone, accounts narrow down everything. */
function matcherOf({ collections, dids }: Asked): (row: SegmentRow) => boolean {
  const accounts = new Set(dids);
  const exact = new Set(collections);
  const starts = collections.filter((name) => name.endsWith('.*')).map((name) => name.slice(0, -1));
  return ({ did, collection, kind }) => {
    if (accounts.size > 0 && !accounts.has(did)) return false;
    const isCommit = kind === 'create' || kind === 'update' || kind === 'delete';
    if (!isCommit || exact.size === 0 || exact.has(collection)) return true;
    return starts.some((start) => collection.startsWith(start));
  };
}

function readRow(row: SegmentRow, { origin, seenAt }: Chunk, unknownField: UnknownField): PostEvent {
  const position = `${origin}:${row.sequence}`;
  const { kind, did, collection, recordKey, payload } = row;
  const described = {
    seq: row.sequence,
    did,
    kind,
    collection,
    rkey: recordKey,
    cbor: payload.toString('base64'),
  };
  // Of what is only counted the content is of no interest; nine rows of ten are spared the reading.
  const isRead = (collection === POST_COLLECTION || kind === 'account') && payload.length > 0;
  let content: unknown;
  try {
    content = isRead ? decodeDagCbor(payload) : undefined;
  } catch (error) {
    return quarantine(position, `a record of the archive that cannot be read: ${reasonOf(error)}`, described);
  }
  return readEvent(flatEvent(row, content), position, described, seenAt, unknownField);
}

function flatEvent(row: SegmentRow, content: unknown): FlatEvent {
  const { kind, did, collection, recordKey } = row;
  const base = { did, witnessedMs: row.micros / 1000, live: false, commit: null, account: null };
  if (kind === 'account') return { ...base, kind, account: objectOf(content) };
  if (kind === 'identity' || kind === 'sync') return { ...base, kind };
  return {
    ...base,
    kind: 'commit',
    commit: { operation: kind, collection, rkey: recordKey, record: content },
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
