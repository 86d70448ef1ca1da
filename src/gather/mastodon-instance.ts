/** An instance of Mastodon: its rules, its timelines page by page, and the token where it wants one. */

import { z } from 'zod';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import { htmlText } from './posts/html-text.ts';
import {
  idOf,
  listOf,
  objectOf,
  objectsOf,
  parseJson,
  textOf,
  type JsonObject,
} from './posts/json-access.ts';
import type { SourceContext } from './source.ts';
import { get, linksOf, respectLimit, type Answer } from './transport/http.ts';
import { insteadOfData } from './transport/trouble.ts';

export interface Instance {
  readonly host: string;
  /** `https://HOST` outside of tests. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Page {
  readonly bytes: Uint8Array;
  /** Ids of its statuses as given, newest first. */
  readonly ids: readonly string[];
  /** Address of the next older page. */
  readonly older: string | null;
  readonly answer: Answer;
}

/** How a study names an instance. */
export const instanceName = z
  .string()
  .regex(/^[^\s/@]+$/, 'write the name of the instance alone, such as mastodon.social');

/** Largest page that instances give (docs.joinmastodon.org/methods/timelines). */
const PAGE_STATUSES = 40;

/** @param tokenVariable name of the environment variable that holds an access token, "" for none */
export function instanceOf(host: string, base: string, tokenVariable: string): Instance {
  const token = tokenVariable === '' ? '' : (process.env[tokenVariable] ?? '');
  if (tokenVariable !== '' && token === '')
    throw new CliError(
      `the environment variable ${tokenVariable} is empty: put the access token for ${host} in it`,
      EXIT.usage,
    );
  return {
    host,
    base: base === '' ? `https://${host}` : base,
    headers: token === '' ? {} : { authorization: `Bearer ${token}` },
  };
}

/**
 * What an instance says of itself, under either version of the interface.
 * @throws CliError when nothing there says it as Mastodon does
 */
async function describe(instance: Instance, context: SourceContext): Promise<JsonObject> {
  let answer: Answer | null = null;
  for (const path of ['/api/v2/instance', '/api/v1/instance']) {
    answer = await get(`${instance.base}${path}`, context, instance.headers);
    const body = objectOf(parseJson(Buffer.from(answer.bytes).toString('utf8')));
    if (answer.status !== 404 && body && ('domain' in body || 'uri' in body || 'title' in body)) return body;
  }
  const said = answer?.status === 404 ? 'HTTP 404' : insteadOfData(answer?.bytes ?? new Uint8Array());
  throw new CliError(
    `${instance.base} answers ${said} where an instance of Mastodon describes itself: check host and base of this source`,
  );
}

/** The instance's name and rules, in plain text, for showing. */
export async function fetchRules(instance: Instance, context: SourceContext): Promise<readonly string[]> {
  const body = await describe(instance, context);
  const rules = objectsOf(body.rules).map((rule, index) => `${index + 1}. ${plain(textOf(rule.text))}`);
  return [`${plain(textOf(body.title)) || instance.host}: ${counted(rules.length, 'rule')}`, ...rules];
}

/**
 * Where the instance streams: many do it under another name, which they state (docs.joinmastodon.org/methods/streaming,
 * "Hostname discovery"). The instance's own address where it states none.
 */
export async function streamingBase(instance: Instance, context: SourceContext): Promise<string> {
  const body = await describe(instance, context);
  const stated =
    textOf(objectOf(objectOf(body.configuration)?.urls)?.streaming) ||
    textOf(objectOf(body.urls)?.streaming_api);
  // The token goes there too, so never from an encrypted address to an open one.
  const isFit = instance.base.startsWith('https:') ? /^(?:wss|https):\/\// : /^(?:wss?|https?):\/\//;
  return isFit.test(stated) ? stated.replace(/^ws/, 'http') : instance.base;
}

/**
 * Shows the rules and stops, until the study says that they were read.
 * @throws CliError with the rules
 */
export async function requireRulesRead(
  instance: Instance,
  read: boolean,
  context: SourceContext,
): Promise<void> {
  if (read) return;
  const rules = await fetchRules(instance, context);
  throw new CliError(
    `${instance.host} has rules of its own. Read them, then write "rules_read: true" at this source in the study:\n${rules.join('\n')}`,
    EXIT.usage,
  );
}

/** Text from outside on a terminal: one line, without control characters. */
function plain(text: string): string {
  return htmlText(text)
    .text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .slice(0, 500)
    .trim();
}

/** Path and query of a timeline: `public`, `public:local`, `public:remote`, `hashtag:NAME`. */
export function timelineAddress(instance: Instance, timeline: string): URL {
  const [kind, detail = ''] = timeline.split(':');
  const path =
    kind === 'hashtag' ? `/api/v1/timelines/tag/${encodeURIComponent(detail)}` : '/api/v1/timelines/public';
  const url = new URL(path, instance.base);
  url.searchParams.set('limit', String(PAGE_STATUSES));
  if (kind === 'public' && detail !== '') url.searchParams.set(detail, 'true');
  return url;
}

/** Fetches a page and waits where the instance's limit is nearly reached. */
export async function fetchPage(address: string, instance: Instance, context: SourceContext): Promise<Page> {
  const answer = await get(address, context, instance.headers);
  if (answer.status === 404 || !Array.isArray(parseJson(Buffer.from(answer.bytes).toString('utf8'))))
    throw new CliError(
      `${address} answers ${answer.status === 404 ? 'HTTP 404' : insteadOfData(answer.bytes)} where statuses were expected: check host, base and timelines of this source`,
    );
  await respectLimit(answer.headers, context.effects, context.signal);
  const older = linksOf(answer.headers.get('link')).get('next') ?? null;
  return {
    bytes: answer.bytes,
    ids: statusIds(answer.bytes),
    // A page may only lead on within the same instance: anything else would take the token elsewhere.
    older: older !== null && URL.parse(older)?.origin === new URL(instance.base).origin ? older : null,
    answer,
  };
}

function statusIds(bytes: Uint8Array): readonly string[] {
  return listOf(parseJson(Buffer.from(bytes).toString('utf8'))).flatMap((status) => {
    const id = idOf(objectOf(status)?.id);
    return id === '' ? [] : [id];
  });
}

/** Ids grow with time; longer ones are later, and of the same length the greater ones. */
export function laterId(one: string, other: string): string {
  if (one.length !== other.length) return one.length > other.length ? one : other;
  return one > other ? one : other;
}

/** Pages of everything after `newest`, oldest first, until there is no more. */
export async function* pagesAfter(
  newest: string,
  timeline: string,
  instance: Instance,
  context: SourceContext,
): AsyncGenerator<{ readonly page: Page; readonly newest: string }> {
  let reached = newest;
  for (;;) {
    context.signal?.throwIfAborted();
    const url = timelineAddress(instance, timeline);
    url.searchParams.set('min_id', reached);
    const page = await fetchPage(url.href, instance, context);
    const next = page.ids.reduce(laterId, reached);
    if (next === reached) return;
    reached = next;
    yield { page, newest: reached };
  }
}
