/** An instance of Mastodon: its rules, its timelines page by page, and the token where it wants one. */

import { CliError, EXIT } from '../errors.ts';
import { htmlText } from './posts/html-text.ts';
import { idOf, listOf, objectOf, objectsOf, parseJson, textOf } from './posts/json-access.ts';
import type { SourceContext } from './source.ts';
import { get, linksOf, respectLimit, type Answer } from './transport/http.ts';

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

/** The instance's name and rules, in plain text, for showing. */
export async function fetchRules(instance: Instance, context: SourceContext): Promise<readonly string[]> {
  for (const path of ['/api/v2/instance', '/api/v1/instance']) {
    const answer = await get(`${instance.base}${path}`, context, instance.headers);
    if (answer.status === 404) continue;
    const body = objectOf(parseJson(Buffer.from(answer.bytes).toString('utf8')));
    const rules = objectsOf(body?.rules).map((rule, index) => `${index + 1}. ${plain(textOf(rule.text))}`);
    return [`${plain(textOf(body?.title)) || instance.host}: ${rules.length} rules`, ...rules];
  }
  return [`${instance.host} states no rules`];
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
