/**
 * How Jetstream writes an event: the legacy `/subscribe` object and the message frame of
 * `network.bsky.jetstream.subscribeEvents` (docs/README.md, 5.1 and 5.2, of bluesky-social/jetstream).
 */

import { type WorldEvent, isoOf } from './world.ts';

const NSID = 'network.bsky.jetstream.subscribeEvents';

/** The older contract: one bare object with `time_us` and, since 2026, `cursor`. */
export function legacyFrame(event: WorldEvent): string {
  const head = { did: event.did, time_us: event.timeUs, cursor: event.seq, kind: event.what.kind };
  const upstream = { did: event.did, seq: 30_000_000_000 + event.seq, time: isoOf(event.timeUs) };
  if (event.what.kind === 'identity') return JSON.stringify({ ...head, identity: upstream });
  if (event.what.kind === 'account') {
    const { active, status } = event.what;
    return JSON.stringify({ ...head, account: { active, ...upstream, ...(status ? { status } : {}) } });
  }
  const { operation, collection, rkey, record } = event.what.commit;
  return JSON.stringify({
    ...head,
    commit: {
      rev: revOf(event),
      operation,
      collection,
      rkey,
      ...(record ? { record, cid: `bafyreisim${event.seq}` } : {}),
    },
  });
}

/** The 2026 contract: one self-describing object a frame, dispatched by the payload's `$type`. */
export function messageFrame(event: WorldEvent, seq: number): string {
  const time = `${new Date(Math.floor(event.timeUs / 1_000_000) * 1000).toISOString().slice(0, 19)}.${String(event.timeUs % 1_000_000).padStart(6, '0')}Z`;
  const head = { $type: `${NSID}#${event.what.kind}`, seq, did: event.did, time, witnessedAt: time };
  const upstream = { did: event.did, seq: 30_000_000_000 + event.seq, time: isoOf(event.timeUs) };
  const message = (payload: object) => JSON.stringify({ $type: 'message', payload });
  if (event.what.kind === 'identity') return message({ ...head, identity: upstream });
  if (event.what.kind === 'account') {
    const { active, status } = event.what;
    return message({ ...head, account: { active, ...upstream, ...(status ? { status } : {}) } });
  }
  const { operation, collection, rkey, record } = event.what.commit;
  return message({
    ...head,
    rev: revOf(event),
    operation,
    collection,
    rkey,
    ...(record ? { cid: `bafyreisim${event.seq}`, record } : {}),
  });
}

export function infoFrame(name: string, message: string): string {
  return JSON.stringify({ $type: 'message', payload: { $type: `${NSID}#info`, name, message } });
}

export function errorFrame(error: string, message: string): string {
  return JSON.stringify({ $type: 'error', error, message });
}

function revOf(event: WorldEvent): string {
  return `3r${event.seq.toString(32).padStart(11, '2')}`;
}
