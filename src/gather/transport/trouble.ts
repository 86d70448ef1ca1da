/** What went wrong on the way to a server, in words that lead to the remedy. Libraries say "fetch failed" and no more. */

import { CliError } from '../../errors.ts';
import { objectOf, parseJson, textOf } from '../posts/json-access.ts';
import type { Answer } from './http.ts';

/** By the codes of Node, its fetch (undici) and OpenSSL. */
const TROUBLES: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'its name is not known (DNS): check the spelling and the network'],
  [/^ECONNREFUSED$/, 'nothing listens there'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_ABORTED)$/, 'the connection was broken off'],
  [/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN)$/, 'there is no way to it: check the network'],
  [/^(ETIMEDOUT|UND_ERR_\w*TIMEOUT|TimeoutError)$/, 'no answer in time'],
  [/^(ENOENT|ENOTDIR)$/, 'there is no such file'],
  [/^(EACCES|EPERM)$/, 'this user may not read it'],
  [/^(EPROTO|ERR_SSL_\w+)$/, 'it does not speak TLS there: check port and scheme'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/, 'its certificate cannot be trusted'],
];
/** Errors that carry an error: deep enough for fetch, bounded for a ring. */
const DEEPEST = 5;
const LONGEST = 200;

/** One phrase without the address, with the code for those who look it up. */
export function troubleOf(error: unknown): string {
  let inner = error;
  for (let depth = 0; depth < DEEPEST && inner instanceof Error; depth += 1) {
    const { code } = inner as NodeJS.ErrnoException;
    const name = typeof code === 'string' ? code : inner.name;
    const words = TROUBLES.find(([pattern]) => pattern.test(name))?.[1];
    if (words) return `${words} (${name})`;
    if (inner.cause === undefined) break;
    inner = inner.cause;
  }
  return inner instanceof Error ? oneLine(inner.message) : oneLine(String(error));
}

const REMEDIES: ReadonlyMap<number, string> = new Map([
  [401, 'it wants a key or token, or does not know the one it was given'],
  [403, 'it forbids this: check permissions, and whether it allows programs at all'],
  [407, 'a proxy on the way wants a name and password: put them in HTTPS_PROXY'],
  [200, 'that is no stream: check the address, and whether a login page or proxy answers instead'],
  [404, 'there is no such thing: check the address'],
  [429, 'it wants to be asked less often: try again later'],
  [410, 'it says that this is gone for good'],
  [451, 'it may not show this, for reasons of law'],
]);

/** The server answered and will not do it; asking again would change nothing. */
export class HttpRefusal extends CliError {
  readonly status: number;

  constructor(answer: Answer) {
    super(`${answer.url} answered ${refusalIn(answer.status, answer.bytes)}`);
    this.name = 'HttpRefusal';
    this.status = answer.status;
  }
}

/** The server could not be reached or did not get better; later it may. */
export class HttpFailure extends CliError {}

/** "HTTP 401 (the server's words): the remedy". */
export function refusalIn(status: number, bytes: Uint8Array): string {
  const general =
    status >= 500
      ? 'it is in trouble itself: try again later'
      : 'the server refuses; check address and permissions';
  const remedy = REMEDIES.get(status) ?? general;
  return `HTTP ${status}${saidIn({ bytes })}: ${remedy}`;
}

/** Asking again would change nothing, and the remedy is not patience. */
export function isLasting(error: unknown): boolean {
  return /it does not speak TLS|its certificate/.test(troubleOf(error));
}

/** What came instead of data, for a sentence: a web page, nothing, something else. */
export function insteadOfData(bytes: Uint8Array): string {
  const body = Buffer.from(bytes.subarray(0, 10_000)).toString('utf8');
  if (body.trim() === '') return 'with nothing';
  return looksLikePage(body) ? 'with a web page' : 'with something else';
}

/** The server's own words, in brackets with a space before; "" where it has none that are meant for people. */
export function saidIn({ bytes }: Pick<Answer, 'bytes'>): string {
  const body = Buffer.from(bytes.subarray(0, 10_000)).toString('utf8');
  if (looksLikePage(body)) return ' (with a web page)';
  const value = objectOf(parseJson(body));
  const error = objectOf(value?.error) ?? value;
  const words = [error?.error, error?.message, error?.error_description, error?.detail]
    .map(textOf)
    .filter(Boolean);
  return words.length === 0 ? '' : ` (${oneLine([...new Set(words)].join(': '))})`;
}

/** A page for people, where a program expected data: a login, a captcha, an error page of something in between. */
export function looksLikePage(text: string): boolean {
  return /^\s*<(!doctype html|html|head|body)[\s>]/i.test(text);
}

/** Control characters would write into the terminal. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
}
