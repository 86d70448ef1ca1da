/**
 * Fetches one page from a stranger's server: only over HTTP(S), only from public addresses, in limited time and size.
 * The address is checked where the connection is made, so neither a redirect nor a name server's second answer can lead inside.
 */

import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable } from 'node:stream';
import { USER_AGENT } from '../transport/http.ts';
import { isPrivateAddress } from './private-addresses.ts';

export interface FetchLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly maxRedirects: number;
  /** Whether an address may be connected to; tests let their own server through. */
  readonly mayConnect: (address: string) => boolean;
}

export const POLITE_LIMITS: FetchLimits = {
  timeoutMs: 15_000,
  maxBytes: 3_000_000,
  maxRedirects: 5,
  mayConnect: (address) => !isPrivateAddress(address),
};

export interface Page {
  /** Where it was found in the end. */
  readonly url: string;
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** False where the size limit cut it. */
  readonly whole: boolean;
}

/** Why a page could not be had, in words for the ledger. */
export class PageError extends Error {}

/** @throws PageError with a short reason */
export async function fetchPage(url: string, limits: FetchLimits = POLITE_LIMITS): Promise<Page> {
  const until = AbortSignal.timeout(limits.timeoutMs);
  let at = url;
  for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
    const response = await ask(at, 'GET', limits, until);
    const next = redirectOf(response, at);
    if (next === null) return readPage(response, at, limits, until);
    response.destroy();
    at = next;
  }
  throw new PageError(`more than ${limits.maxRedirects} redirects`);
}

/** Where a link redirects to, without following it there; null where it does not redirect. */
export async function redirectTarget(
  url: string,
  limits: FetchLimits = POLITE_LIMITS,
): Promise<string | null> {
  const response = await ask(url, 'GET', limits, AbortSignal.timeout(limits.timeoutMs));
  response.destroy();
  return redirectOf(response, url);
}

async function ask(
  url: string,
  method: string,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const address = readAddress(url);
  const host = address.hostname.replace(/^\[|\]$/g, '');
  // A host that is an address already is never looked up, so it is checked here.
  if (isIP(host) !== 0 && !limits.mayConnect(host)) throw new PageError(`${host} is no public address`);
  const request = address.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = request(
      address,
      {
        method,
        signal,
        lookup: guardedLookup(limits),
        agent: false,
        headers: {
          'User-Agent': USER_AGENT,
          Accept: 'text/html,application/xhtml+xml',
          'Accept-Encoding': 'gzip, deflate, br',
          'Accept-Language': 'en-US,en;q=0.9,es;q=0.5',
        },
      },
      resolve,
    );
    sent.on('error', (error: NodeJS.ErrnoException) => {
      reject(error instanceof PageError ? error : new PageError(reasonOf(error, limits)));
    });
    sent.end();
  });
}

function readAddress(url: string): URL {
  const address = URL.parse(url);
  if (!address || !/^https?:$/.test(address.protocol))
    throw new PageError(`"${url.slice(0, 200)}" is no web address`);
  if (address.username || address.password) throw new PageError('the address carries a password');
  return address;
}

/** Looks a name up and refuses it when any of its addresses is private; the connection then uses just these addresses. */
function guardedLookup({ mayConnect }: FetchLimits): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, { all: true, family: options.family }, (error, found: LookupAddress[]) => {
      if (error) {
        callback(error, '', 4);
        return;
      }
      const refused = found.find(({ address }) => !mayConnect(address));
      if (refused) {
        callback(new PageError(`${hostname} leads to ${refused.address}, which is no public address`), '', 4);
        return;
      }
      if (options.all) callback(null, found);
      else callback(null, found[0].address, found[0].family);
    });
  };
}

function redirectOf(response: IncomingMessage, from: string): string | null {
  const { statusCode = 0, headers } = response;
  if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) return null;
  const target = URL.parse(headers.location, from);
  if (!target) throw new PageError('a redirect to no address');
  return target.href;
}

async function readPage(
  response: IncomingMessage,
  url: string,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<Page> {
  const type = (response.headers['content-type'] ?? '').toLowerCase();
  const chunks: Buffer[] = [];
  let size = 0;
  let whole = true;
  try {
    for await (const chunk of unpacked(response)) {
      signal.throwIfAborted();
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size <= limits.maxBytes) continue;
      whole = false;
      break;
    }
  } catch (error) {
    throw new PageError(reasonOf(error as NodeJS.ErrnoException, limits));
  } finally {
    response.destroy();
  }
  const bytes = Buffer.concat(chunks).subarray(0, limits.maxBytes);
  return { url, status: response.statusCode ?? 0, type, text: decodePage(bytes, type), whole };
}

function unpacked(response: IncomingMessage): Readable {
  switch (response.headers['content-encoding']) {
    case 'gzip':
      return response.pipe(createGunzip());
    case 'deflate':
      return response.pipe(createInflate());
    case 'br':
      return response.pipe(createBrotliDecompress());
    default:
      return response;
  }
}

/**
 * By the header's charset, else by the page's own word, else UTF-8.
 * @param type the header Content-Type
 */
export function decodePage(bytes: Uint8Array, type: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const label =
    /charset=["']?([\w-]+)/i.exec(type)?.[1] ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function reasonOf(error: NodeJS.ErrnoException, { timeoutMs }: FetchLimits): string {
  if (error instanceof PageError) return error.message;
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return `no answer within ${timeoutMs / 1000} s`;
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') return 'no such host';
  return error.code ?? error.message;
}
