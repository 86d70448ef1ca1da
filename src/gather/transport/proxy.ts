/**
 * Proxies, as HTTP_PROXY, HTTPS_PROXY and NO_PROXY name them (in capitals or small letters). Hospitals and universities let
 * nobody out otherwise. Node does the rest for fetch; sockets must be told which agent to go through.
 */

import http, { type Agent } from 'node:http';
import https from 'node:https';
import { CliError, EXIT } from '../../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

let isInUse = false;

/**
 * Sends whatever goes out from now on through the proxies that the environment names, if any. For the start of a process.
 * @throws CliError (usage) when what the environment names is no address of a proxy
 */
export function useProxies(environment: Environment = process.env): void {
  const named = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].filter(
    (name) => environment[name],
  );
  if (named.length === 0) return;
  for (const name of named) {
    const address = environment[name] ?? '';
    // The address may hold a password: it is not repeated.
    if (!/^https?:$/.test(URL.parse(address)?.protocol ?? ''))
      throw new CliError(`${name} is no address of a proxy: write http://HOST:PORT`, EXIT.usage);
  }
  http.setGlobalProxyFromEnv({ ...environment });
  isInUse = true;
}

/** The agent for a WebSocket to this address; undefined without proxies, where it opens its own connection. */
export function socketAgent(url: string): Agent | undefined {
  if (!isInUse) return undefined;
  return url.startsWith('wss:') ? https.globalAgent : http.globalAgent;
}
