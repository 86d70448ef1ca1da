/**
 * Keyed names for authors and posts, so that posts of one author can be counted together and nobody can be looked up.
 * A plain hash would not do: ids can be enumerated (ENISA, Pseudonymisation techniques and best practices, 2019).
 */

import { hash, type KeyObject } from 'node:crypto';
import type { Network } from '../records.ts';

/** 32 random bytes kept outside the data, new for each release. */
export type PseudonymSecret = KeyObject | Uint8Array;

/** Hexadecimal digits kept: 128 bits. */
const LENGTH = 32;

/** Of SHA-256. */
const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
/** RFC 2104, section 2. */
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
const USUAL_MESSAGE_BYTES = 1024;

/** What the key of each secret makes of the pads. */
const blocks = new WeakMap<KeyObject, KeyBlocks>();

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

/**
 * HMAC by its definition, H(K ^ opad || H(K ^ ipad || text)) (RFC 2104), over the one-shot hash of node:crypto, which makes no
 * object: half the time of its Hmac.
 */
function keyed(secret: PseudonymSecret, text: string): string {
  const { inner, outer } = blocksOf(secret);
  const room = BLOCK_BYTES + 3 * text.length;
  const message = room <= inner.length ? inner : Buffer.concat([inner.subarray(0, BLOCK_BYTES)], room);
  const length = BLOCK_BYTES + message.write(text, BLOCK_BYTES);
  outer.write(hash('sha256', message.subarray(0, length), 'binary'), BLOCK_BYTES, 'binary');
  return hash('sha256', outer, 'hex').slice(0, LENGTH);
}

interface KeyBlocks {
  /** The key's inner block with room for a message behind it. */
  readonly inner: Buffer;
  /** The key's outer block with room for the inner hash. */
  readonly outer: Buffer;
}

/** Bytes may be written over, so that only a key that cannot change is remembered. */
function blocksOf(secret: PseudonymSecret): KeyBlocks {
  if (secret instanceof Uint8Array) return keyBlocks(secret);
  const known = blocks.get(secret);
  if (known) return known;
  const made = keyBlocks(secret.export());
  blocks.set(secret, made);
  return made;
}

function keyBlocks(given: Uint8Array): KeyBlocks {
  const key = given.length > BLOCK_BYTES ? hash('sha256', given, 'buffer') : given;
  const inner = Buffer.alloc(BLOCK_BYTES + USUAL_MESSAGE_BYTES, INNER_PAD);
  const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES, OUTER_PAD);
  for (const [at, byte] of key.entries()) {
    inner[at] ^= byte;
    outer[at] ^= byte;
  }
  return { inner, outer };
}
