/** A Mastodon instance live: its streaming interface, with what was posted during a break fetched from the timeline. */

import { setTimeout as timer } from 'node:timers/promises';
import { z } from 'zod';
import { counted } from '../counted.ts';
import { CliError } from '../errors.ts';
import { decodeMastodon } from './mastodon-decode.ts';
import {
  fetchPage,
  fetchRules,
  instanceName,
  instanceOf,
  laterId,
  pagesAfter,
  requireRulesRead,
  streamingBase,
  timelineAddress,
  type Instance,
} from './mastodon-instance.ts';
import { MASTODON_TERMS } from './mastodon-terms.ts';
import { timelineName } from './mastodon-timelines.ts';
import { idOf, objectOf, parseJson, textOf } from './posts/json-access.ts';
import { definePostSource, type Chunk, type SourceContext } from './source.ts';
import { cursorMark, onOneLine } from './transport/files.ts';
import { HandshakeRefused, openSocket } from './transport/socket.ts';
import { openEvents } from './transport/sse.ts';
import { HttpFailure, troubleOf } from './transport/trouble.ts';
import { backOffMs, pause, randomOf } from './transport/waiting.ts';

const options = z.strictObject({
  host: instanceName.describe('The instance, such as mastodon.social'),
  base: z.string().default('').describe('Its address where that is not https://HOST'),
  timeline: timelineName.default('public:local'),
  transport: z
    .enum(['websocket', 'events'])
    .default('websocket')
    .describe('How to listen; "events": server-sent events'),
  rules_read: z.boolean().default(false).describe("Whether you have read the instance's rules"),
  token_env: z
    .string()
    .default('')
    .describe('Environment variable with an access token, where the instance wants one'),
  stall_seconds: z.number().min(1).default(120),
  batch_ms: z.number().int().min(1).default(1000),
  attempts: z.number().int().min(0).default(0).describe('Give up after so many failures in a row; 0: never'),
});
type Options = z.infer<typeof options>;

export const mastodon = definePostSource<Options>({
  id: 'mastodon',
  title: 'A Mastodon instance, live',
  publisher: 'Each instance',
  url: 'https://docs.joinmastodon.org/methods/streaming/',
  terms: MASTODON_TERMS,
  cadence: 'stream',
  network: 'mastodon',
  options,
  open: openMastodon,
  decode: (chunk, { host }, unknownField) => decodeMastodon(chunk, host, true, unknownField),
  check: checkStream,
});

/** Lines of messages, or null when none came within the time. */
interface Messages {
  readonly next: (withinMs: number) => Promise<Buffer | null>;
  readonly close: () => void;
}

const NOT_SENT_AGAIN =
  'edits and deletions during a break are not sent again; posts are fetched from the timeline';
const NOTHING_TO_ASK_AFTER = 'no post was known after which the timeline could be asked';

/** The cursor: whose it is, the newest id and the time it was seen, `MARK ID TIME`. */
async function* openMastodon(
  given: Options,
  context: SourceContext,
  after: string | null,
): AsyncGenerator<Chunk> {
  const instance = instanceOf(given.host, given.base, given.token_env);
  await requireRulesRead(instance, given.rules_read, context);
  const mark = cursorMark([instance.host, given.timeline]);
  const [owner, stored = '', storedAt = ''] = (after ?? '').split(' ');
  let newest = owner === mark ? stored : '';
  let lastSeen = owner === mark ? storedAt : '';
  let failures = 0;
  let streamBase = '';
  const chunk = (bytes: Buffer): Chunk => {
    lastSeen = context.effects.now().toISOString();
    return {
      bytes,
      cursor: `${mark} ${newest} ${lastSeen}`,
      origin: instance.host,
      firstRecord: 0,
      seenAt: lastSeen,
    };
  };

  while (!context.signal?.aborted) {
    let messages: Messages | null = null;
    try {
      // Known before listening starts, so that after a break there is something to go on from although no post had come.
      const hadPlace = newest !== '';
      if (!hadPlace) newest = await newestOf(given.timeline, instance, context);
      // Listening starts before the timeline is asked, so that nothing falls between the two.
      streamBase = streamBase === '' ? await streamingBase(instance, context) : streamBase;
      messages = await listen(given, instance, streamBase, context);
      const at = context.effects.now().toISOString();
      context.report?.({ kind: 'connected', host: instance.host, at, cursor: newest === '' ? null : newest });
      if (lastSeen !== '')
        context.report?.({
          kind: 'gap',
          from: lastSeen,
          to: at,
          reason: hadPlace ? NOT_SENT_AGAIN : NOTHING_TO_ASK_AFTER,
        });
      lastSeen = at;
      if (newest !== '')
        for await (const { page, newest: reached } of pagesAfter(newest, given.timeline, instance, context)) {
          newest = reached;
          yield chunk(onOneLine(page.bytes));
        }
      for (;;) {
        const lines = await collect(messages, given.batch_ms);
        if (lines.length === 0) continue;
        failures = 0;
        newest = lines.map(idOfUpdate).filter(Boolean).reduce(laterId, newest);
        yield chunk(Buffer.concat(lines));
      }
    } catch (error) {
      if (context.signal?.aborted) return;
      if (error instanceof CliError && !(error instanceof HttpFailure)) throw error;
      const reason = troubleOf(error);
      context.report?.({
        kind: 'disconnected',
        host: instance.host,
        at: context.effects.now().toISOString(),
        reason,
      });
      failures += 1;
      if (given.attempts > 0 && failures >= given.attempts)
        throw new CliError(
          `${instance.host} does not answer after ${failures} attempts; the last said: ${reason}`,
        );
      await pause(backOffMs(failures - 1, randomOf(context.effects)), context.effects, context.signal).catch(
        () => undefined,
      );
    } finally {
      messages?.close();
    }
  }
}

/** Id of the newest status, "0" before the first; "" where the timeline cannot be had, which need not keep the stream from being read. */
async function newestOf(timeline: string, instance: Instance, context: SourceContext): Promise<string> {
  try {
    const { ids } = await fetchPage(timelineAddress(instance, timeline).href, instance, context);
    return ids.reduce(laterId, '0');
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    context.effects.say(`${instance.host}: its timeline cannot be asked: ${troubleOf(error)}`);
    return '';
  }
}

/** Messages that arrive within the time, at least one unless none does. */
async function collect(messages: Messages, batchMs: number): Promise<Buffer[]> {
  const first = await messages.next(1000);
  if (!first) return [];
  const lines = [first];
  const deadline = Date.now() + batchMs;
  while (Date.now() < deadline && lines.length < 1000) {
    const next = await messages.next(deadline - Date.now()).catch(async () => {
      // The break shows again at the next call; what is here belongs to the reader first.
      await timer(0);
      return null;
    });
    if (!next) break;
    lines.push(next);
  }
  return lines;
}

async function listen(
  given: Options,
  instance: Instance,
  streamBase: string,
  context: SourceContext,
): Promise<Messages> {
  const [kind, detail = ''] = given.timeline.split(':');
  const stallMs = given.stall_seconds * 1000;
  if (given.transport === 'events') {
    const path =
      kind === 'hashtag'
        ? `hashtag?tag=${encodeURIComponent(detail)}`
        : [kind, detail].filter(Boolean).join('/');
    const events = await openEvents(`${streamBase.replace(/\/$/, '')}/api/v1/streaming/${path}`, context, {
      stallMs,
      headers: instance.headers,
    });
    return {
      close: events.close,
      next: async (withinMs) => {
        const message = await events.next(withinMs);
        if (!message) return null;
        return onOneLine(Buffer.from(JSON.stringify({ event: message.event, payload: message.data })));
      },
    };
  }
  const url = new URL('/api/v1/streaming', streamBase.replace(/^http/, 'ws'));
  url.searchParams.set('stream', kind === 'hashtag' ? 'hashtag' : given.timeline);
  if (kind === 'hashtag') url.searchParams.set('tag', detail);
  const socket = await openSocket(url.href, {
    stallMs,
    steady: false,
    headers: instance.headers,
    signal: context.signal,
  }).catch((error: unknown) => {
    if (!(error instanceof HandshakeRefused) || (error.status !== 401 && error.status !== 403)) throw error;
    throw new CliError(
      `${streamBase}: ${error.message}; this instance streams to its members only: give a token (token_env)`,
    );
  });
  return {
    close: socket.close,
    next: async (withinMs) => {
      const frame = await socket.next(withinMs);
      return frame ? onOneLine(frame.bytes) : null;
    },
  };
}

/** Id of the status in an `update` message, "" for other messages. */
function idOfUpdate(line: Buffer): string {
  const message = objectOf(parseJson(line.toString('utf8')));
  if (message?.event !== 'update') return '';
  return idOf(objectOf(parseJson(textOf(message.payload)))?.id);
}

const LISTEN_MS = 5_000;

/** The rules, and whether the stream opens: instances since 4.2 stream to holders of a token only. */
async function checkStream(given: Options, context: SourceContext): Promise<readonly string[]> {
  const instance = instanceOf(given.host, given.base, given.token_env);
  const rules = await fetchRules(instance, context);
  const streamBase = await streamingBase(instance, context);
  const messages = await listen(given, instance, streamBase, context).catch((error: unknown) => {
    context.signal?.throwIfAborted();
    if (error instanceof CliError) throw error;
    throw new CliError(`${streamBase} does not stream: ${troubleOf(error)}`);
  });
  const started = Date.now();
  let heard = 0;
  try {
    while (Date.now() - started < LISTEN_MS && (await messages.next(LISTEN_MS - (Date.now() - started))))
      heard += 1;
  } finally {
    messages.close();
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  return [
    ...rules,
    `${given.timeline} at ${new URL(streamBase).host}: connected, ${counted(heard, 'message')} in ${seconds} s`,
  ];
}
