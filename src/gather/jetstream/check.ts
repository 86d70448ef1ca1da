/** Contacts a Jetstream once: does it answer, under which contract, how far behind is it, how fast does it talk? */

import type { SourceContext } from '../source.ts';
import { openSocket } from '../transport/socket.ts';
import { frameHead } from './cursor.ts';
import { addressOf, type JetstreamOptions } from './open.ts';

const LISTEN_MS = 5_000;
const MOST_FRAMES = 2_000;

/** A line or two for each host; a host that fails gets its reason. */
export async function checkJetstream(
  options: JetstreamOptions,
  context: SourceContext,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const host of options.hosts) {
    const heard = await listen(host, options, context).catch((error: unknown) => [
      `${host}: ${error instanceof Error ? error.message : String(error)}`,
    ]);
    lines.push(...heard);
  }
  return lines;
}

async function listen(
  host: string,
  options: JetstreamOptions,
  context: SourceContext,
): Promise<readonly string[]> {
  const socket = await openSocket(addressOf(host, options, null, null), {
    protocols: options.contract === 'sequence' ? ['xrpc.v1.json'] : [],
    stallMs: options.stallSeconds * 1000,
    steady: false,
    signal: context.signal,
  });
  const started = Date.now();
  let frames = 0;
  let newest = 0;
  try {
    while (Date.now() - started < LISTEN_MS && frames < MOST_FRAMES) {
      const frame = await socket.next(LISTEN_MS - (Date.now() - started));
      if (!frame) break;
      frames += 1;
      newest = Math.max(newest, frameHead(frame.bytes)?.micros ?? 0);
    }
  } finally {
    socket.close();
  }
  const seconds = Math.max((Date.now() - started) / 1000, 0.001);
  const protocol = socket.protocol === '' ? 'no sub-protocol' : socket.protocol;
  if (frames === 0) return [`${host}: connected (${protocol}), no event within ${LISTEN_MS / 1000} s`];
  const behind =
    newest === 0
      ? ''
      : `, newest event ${((context.effects.now().getTime() - newest / 1000) / 1000).toFixed(1)} s old`;
  return [`${host}: connected (${protocol}), ${frames} events in ${seconds.toFixed(1)} s${behind}`];
}
