/**
 * Asking a server politely: a name, a time limit, a size limit, patience with 429 and 5xx, and its rate limits kept.
 */

import { CliError } from '../../errors.ts';
import type { GatherEffects, SourceContext } from '../source.ts';
import { HttpFailure, HttpRefusal, isLasting, saidIn, troubleOf } from './trouble.ts';
import { backOffMs, pause, randomOf } from './waiting.ts';

export const USER_AGENT =
  'Auscult/0.1 (listens to public posts about health; reads slowly and stops when asked)';

const TIMEOUT_MS = 30_000;
const LARGEST_BYTES = 64 * 1024 * 1024;
const MOST_ATTEMPTS = 6;
/** A server may ask for hours; past this the run had better end and come back from its cursor. */
const LONGEST_WAIT_MS = 15 * 60_000;

export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

export interface RateLimit {
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetsAt: Date | null;
}

/** How to ask, where it is more than a plain GET. */
export interface Asking {
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON to send; the request is then a POST. */
  readonly body?: string;
  readonly timeoutMs?: number;
  /** The server hands out so many bytes an hour: its 429 is waited out however often it comes. */
  readonly metered?: boolean;
}

/** Where a metered server does not say how long to wait. */
const METERED_WAIT_MS = 60_000;

/** `ask` for a plain GET. */
export async function get(
  url: string,
  context: SourceContext,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return ask(url, context, { headers });
}

/**
 * Asks with retries. Answers 2xx, 304 and 404 as they are; waits as `Retry-After` says on 429 and 503, backs off on other
 * 5xx and on broken connections.
 * @throws HttpRefusal when the server refuses (other 4xx); HttpFailure when it still fails after six attempts
 */
export async function ask(url: string, context: SourceContext, asking: Asking = {}): Promise<Answer> {
  let trouble = '';
  const attempts = context.attempts ?? MOST_ATTEMPTS;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    context.signal?.throwIfAborted();
    const answer = await askOnce(url, context, asking).catch((error: unknown) => {
      context.signal?.throwIfAborted();
      if (error instanceof CliError) throw error;
      trouble = troubleOf(error);
      if (isLasting(error)) throw new CliError(`${url}: ${trouble}`);
      return null;
    });
    if (answer && (answer.status < 400 || answer.status === 404)) return answer;
    if (answer) {
      trouble = `HTTP ${answer.status}${saidIn(answer)}`;
      if (answer.status < 500 && answer.status !== 429 && answer.status !== 408)
        throw new HttpRefusal(answer);
    }
    const asked = answer ? retryAfterMs(answer.headers, context.effects.now()) : null;
    if (asked !== null && asked > 0) trouble += `, it asks for ${Math.ceil(asked / 1000)} s of patience`;
    if (attempts === 1) break;
    if (asking.metered && answer?.status === 429) {
      attempt -= 1;
      const wait = asked ?? METERED_WAIT_MS;
      context.effects.say(
        `${new URL(url).host} has handed out its quota: going on in ${Math.ceil(wait / 1000)} s`,
      );
      await pause(wait, context.effects, context.signal);
    } else
      await pause(asked ?? backOffMs(attempt, randomOf(context.effects)), context.effects, context.signal);
  }
  throw new HttpFailure(
    attempts === 1 ? `${url}: ${trouble}` : `${url} failed ${attempts} times (${trouble}): try again later`,
  );
}

async function askOnce(url: string, context: SourceContext, asking: Asking): Promise<Answer> {
  const limit = AbortSignal.timeout(asking.timeoutMs ?? TIMEOUT_MS);
  const response = await context.effects.fetch(url, {
    headers: { 'user-agent': USER_AGENT, ...asking.headers },
    ...(asking.body === undefined ? {} : { method: 'POST', body: asking.body }),
    signal: context.signal ? AbortSignal.any([limit, context.signal]) : limit,
  });
  return { url, status: response.status, headers: response.headers, bytes: await readBounded(response, url) };
}

async function readBounded(response: Response, url: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > LARGEST_BYTES)
      throw new CliError(
        `${url} is larger than ${LARGEST_BYTES} bytes: ask for smaller pages or fetch it as a file`,
      );
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Milliseconds that `Retry-After` asks for (seconds or a date, RFC 9110 section 10.2.3), at most 15 minutes; null without. */
export function retryAfterMs(headers: Headers, now: Date): number | null {
  const value = headers.get('retry-after')?.trim();
  if (!value) return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT_MS) : null;
}

/** Rate limits as Mastodon (`X-RateLimit-Reset`: ISO time) and Bluesky (`RateLimit-Reset`: seconds since 1970) state them. */
export function rateLimitOf(headers: Headers): RateLimit {
  const read = (name: string) => headers.get(`x-ratelimit-${name}`) ?? headers.get(`ratelimit-${name}`);
  const whole = (value: string | null) => (value !== null && /^\d+$/.test(value) ? Number(value) : null);
  const reset = read('reset');
  const seconds = whole(reset);
  const resetsAt = reset === null ? Number.NaN : (seconds ?? Number.NaN) * 1000 || Date.parse(reset);
  return {
    limit: whole(read('limit')),
    remaining: whole(read('remaining')),
    resetsAt: Number.isNaN(resetsAt) ? null : new Date(resetsAt),
  };
}

/** Waits until the limit is lifted when hardly any calls are left in it. */
export async function respectLimit(
  headers: Headers,
  effects: GatherEffects,
  signal?: AbortSignal,
): Promise<void> {
  const { remaining, resetsAt } = rateLimitOf(headers);
  if (remaining === null || remaining > 1 || !resetsAt) return;
  const wait = Math.min(Math.max(resetsAt.getTime() - effects.now().getTime(), 0), LONGEST_WAIT_MS);
  if (wait > 0) await pause(wait, effects, signal);
}

/** Addresses of a `Link` header by relation (RFC 8288). */
export function linksOf(header: string | null): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  for (const match of (header ?? '').matchAll(/<([^<>]{1,2000})>[^,<]{0,200}?;\s*rel="?([\w-]{1,40})"?/g)) {
    links.set(match[2], match[1]);
  }
  return links;
}

/** How far the server's clock is from ours, in words; "" where it does not tell. */
export function clockOf(headers: Headers, now: Date): string {
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return '';
  const seconds = Math.round((theirs - now.getTime()) / 1000);
  return `its clock is ${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} ours`;
}
