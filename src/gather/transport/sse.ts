/** Server-sent events (WHATWG HTML, section 9.2) over fetch: one message after the other, with an end to silence. */

import { setTimeout as timer } from 'node:timers/promises';
import { CliError } from '../../errors.ts';
import type { SourceContext } from '../source.ts';
import { USER_AGENT } from './http.ts';

export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

export interface EventStream {
  /** The next message, or null when none came within the time. Rejects when the stream has ended or fallen silent. */
  readonly next: (withinMs: number) => Promise<ServerEvent | null>;
  readonly close: () => void;
}

/** A message longer than this is an attack on memory. */
const LONGEST_CHARACTERS = 8 * 1024 * 1024;

/**
 * Opens a stream of events. Comments, which servers send as a heartbeat, count as signs of life.
 * @throws CliError when the server refuses
 */
export async function openEvents(
  url: string,
  context: SourceContext,
  options: { readonly stallMs: number; readonly headers?: Readonly<Record<string, string>> },
): Promise<EventStream> {
  const ended = new AbortController();
  const signal = context.signal ? AbortSignal.any([context.signal, ended.signal]) : ended.signal;
  const response = await context.effects.fetch(url, {
    headers: { accept: 'text/event-stream', 'user-agent': USER_AGENT, ...options.headers },
    signal,
  });
  if (response.status === 401 || response.status === 403)
    throw new CliError(
      `${url} answered HTTP ${response.status}: this instance streams to its members only; give a token (token_env)`,
    );
  if (!response.ok || !response.body) throw new Error(`${url} answered HTTP ${response.status}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const waiting: ServerEvent[] = [];
  let text = '';
  let event = '';
  let data: string[] = [];
  let lastSign = Date.now();
  let reading: Promise<void> | null = null;
  let failure: Error | null = null;

  const take = (line: string) => {
    if (line === '') {
      if (data.length > 0) waiting.push({ event: event === '' ? 'message' : event, data: data.join('\n') });
      event = '';
      data = [];
      return;
    }
    const [name] = line.split(':', 1);
    const value = line.slice(name.length + 1).replace(/^ /, '');
    if (name === 'event') event = value;
    if (name === 'data') data.push(value);
  };
  const read = async () => {
    const { done, value } = await reader.read();
    lastSign = Date.now();
    if (done) throw new Error('the stream of events has ended');
    text += decoder.decode(value, { stream: true });
    if (text.length > LONGEST_CHARACTERS) throw new Error('a message of the stream does not end');
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    text = lines.pop() ?? '';
    lines.forEach(take);
  };
  const next = async (withinMs: number): Promise<ServerEvent | null> => {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const first = waiting.shift();
      if (first) return first;
      if (failure) throw failure;
      const left = deadline - Date.now();
      if (left <= 0) return null;
      if (Date.now() - lastSign > options.stallMs)
        throw new Error(`stalled: nothing for ${options.stallMs / 1000} s`);
      reading ??= read()
        .catch((error: unknown) => {
          failure = error instanceof Error ? error : new Error(String(error));
        })
        .finally(() => {
          reading = null;
        });
      await Promise.race([reading, timer(Math.min(left, 1000), undefined, { ref: false })]);
    }
  };
  return {
    next,
    close: () => {
      ended.abort();
    },
  };
}
