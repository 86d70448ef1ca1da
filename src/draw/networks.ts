/** Names of the networks as a reader knew them on the day that a figure speaks for. */

import { NETWORK_NAMES, type Network } from '../records.ts';

/** The day on which Twitter took its new name, 24 July 2023. */
const RENAMED = '2023-07-24';

/** The name on that day: `Twitter` before it was renamed. An undated figure gets today's name. */
export function nameThen(network: Network, date: string): string {
  return network === 'x' && date !== '' && date < RENAMED ? 'Twitter' : NETWORK_NAMES[network];
}

/** The name on that day, with today's where it has changed: `Twitter, now X`. */
export function nameThenAndNow(network: Network, date: string): string {
  const then = nameThen(network, date);
  return then === NETWORK_NAMES[network] ? then : `${then}, now ${NETWORK_NAMES[network]}`;
}
