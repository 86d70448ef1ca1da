/** Contacts a Jetstream once: does it answer, under which contract, how far behind is it, how fast does it talk? */

import { counted } from '../../counted.ts';
import { CliError } from '../../errors.ts';
import type { SourceContext } from '../source.ts';
import { openSocket } from '../transport/socket.ts';
import { troubleOf } from '../transport/trouble.ts';
import { beginningOf } from './archive/download.ts';
import { frameHead } from './cursor.ts';
import { addressOf, type JetstreamOptions } from './open.ts';

const LISTEN_MS = 5_000;
const MOST_FRAMES = 2_000;

/**
 * A line or two for each host; a host that fails gets its reason.
 * @throws CliError with the reasons when none answers
 */
export async function checkJetstream(
  options: JetstreamOptions,
  context: SourceContext,
): Promise<readonly string[]> {
  const lines: string[] = [];
  let answering = 0;
  for (const host of options.hosts) {
    try {
      lines.push(...(await listen(host, options, context)));
      answering += 1;
    } catch (error) {
      context.signal?.throwIfAborted();
      lines.push(`${host}: ${troubleOf(error)}`);
      continue;
    }
    if (options.archive && options.contract === 'sequence')
      lines.push(await archiveOf(host, options, context));
  }
  if (answering === 0) throw new CliError(lines.join('\n'));
  return lines;
}

async function archiveOf(host: string, options: JetstreamOptions, context: SourceContext): Promise<string> {
  try {
    const begins = await beginningOf({ host, asked: options, key: options.archiveKey, context });
    return `${host}: its archive ${begins === null ? 'is empty' : `begins with what it saw on ${begins.slice(0, 10)}`}`;
  } catch (error) {
    context.signal?.throwIfAborted();
    return `${host}: its archive cannot be read: ${troubleOf(error)}; what lies further back than its stream would be a gap`;
  }
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
      newest = Math.max(newest, frameHead(frame.bytes, context.effects.now())?.micros ?? 0);
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
  return [
    `${host}: connected (${protocol}), ${counted(frames, 'event')} in ${seconds.toFixed(1)} s${behind}`,
  ];
}
