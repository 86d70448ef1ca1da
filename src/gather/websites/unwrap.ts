/** Where a link leads that goes through a counter, a filter or a page that says good-bye. */

import { networkOfAddress, readHandle } from '../handles.ts';

const ADDRESS = /^(?:https?:)?\/\/|^[a-z0-9-]+(?:\.[a-z0-9-]+)+\//i;

/**
 * The target that a parameter of the address names, or the address itself. Only accounts are looked for, so a
 * shared page stays where it is; networks' own share links name what is shared, and only Facebook's way out names a target.
 */
export function unwrap(url: string): string {
  const address = URL.parse(url);
  if (!address) return url;
  const isWayOut = /^lm?\.facebook\.com$/.test(address.hostname) || address.pathname === '/url';
  if (!isWayOut && networkOfAddress(url) !== null) return url;
  const inner = [...address.searchParams.values()].find(
    (value) => ADDRESS.test(value) && readHandle(value).account !== undefined,
  );
  return inner ?? url;
}
