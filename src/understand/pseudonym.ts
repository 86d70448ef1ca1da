/**
 * Keyed names for authors and posts, so that posts of one author can be counted together and nobody can be looked up.
 * A plain hash would not do: ids can be enumerated (ENISA, Pseudonymisation techniques and best practices, 2019).
 */

import { createHmac, type KeyObject } from 'node:crypto';
import type { Network } from '../records.ts';

/** 32 random bytes kept outside the data, new for each release. */
export type PseudonymSecret = KeyObject | Uint8Array;

/** Hexadecimal digits kept: 128 bits. */
const LENGTH = 32;

/** The one form of an account id that is hashed: network, colon, stable id; never a display name or a changeable handle. */
export function canonicalAccount(network: Network, accountId: string): string {
  const id = accountId.trim();
  // Mastodon's stable id is user@host, which its servers write in any case and with or without a leading @.
  if (network === 'mastodon') return `${network}:${id.replace(/^@/, '').toLowerCase()}`;
  // X's is a number; exports that have the name alone write it in any case.
  if (network === 'x' && !/^\d+$/.test(id)) return `${network}:${id.replace(/^@/, '').toLowerCase()}`;
  return `${network}:${id}`;
}

/** An author's keyed name: HMAC-SHA-256 over the canonical account, first 128 bits in hexadecimal. */
export function accountPseudonym(secret: PseudonymSecret, network: Network, accountId: string): string {
  return keyed(secret, canonicalAccount(network, accountId));
}

/** A post's keyed name. The id of a post often holds its author's, so it may not be kept as it is either. */
export function postPseudonym(secret: PseudonymSecret, network: Network, postId: string): string {
  return keyed(secret, `${network}:post:${postId.trim()}`);
}

function keyed(secret: PseudonymSecret, text: string): string {
  return createHmac('sha256', secret).update(text, 'utf8').digest('hex').slice(0, LENGTH);
}
