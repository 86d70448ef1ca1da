/**
 * One normal form for the account that a handle or URL names, on every network.
 * What names no account (a share button, a video, a person's profile) is refused with the reason: rather unknown than guessed.
 */

import { NETWORKS, type Network } from '../records.ts';
import { facebook } from './handles/facebook.ts';
import { bluesky, mastodon } from './handles/federated.ts';
import { linkedin } from './handles/linkedin.ts';
import { refuse, type Address, type NetworkRule, type Refusal } from './handles/rule.ts';
import {
  flickr,
  foursquare,
  googleplus,
  instagram,
  pinterest,
  reddit,
  threads,
  tiktok,
  yelp,
} from './handles/simple.ts';
import { x } from './handles/x.ts';
import { youtube } from './handles/youtube.ts';

export interface AccountName {
  readonly network: Network;
  /** The normal form: two texts name the same account exactly when these are the same. */
  readonly handle: string;
  /** The account's address, built from the normal form. */
  readonly url: string;
}

export type HandleReading =
  | { readonly account: AccountName; readonly refused?: undefined }
  | { readonly account?: undefined; readonly refused: string };

const RULES: Readonly<Record<Exclude<Network, 'blog'>, NetworkRule>> = {
  facebook,
  x,
  youtube,
  linkedin,
  foursquare,
  instagram,
  tiktok,
  threads,
  bluesky,
  mastodon,
  reddit,
  pinterest,
  yelp,
  flickr,
  googleplus,
};

const NAMES: Readonly<Record<string, Network>> = {
  twitter: 'x',
  'x/twitter': 'x',
  'twitter/x': 'x',
  fb: 'facebook',
  ig: 'instagram',
  yt: 'youtube',
  bsky: 'bluesky',
  'google+': 'googleplus',
  'google plus': 'googleplus',
  rss: 'blog',
  feed: 'blog',
  'blog/rss': 'blog',
};

/** The network that a word means ("Twitter", "google+"), or null. */
export function networkNamed(word: string): Network | null {
  const lower = word.trim().toLowerCase();
  return NETWORKS.find((network) => network === lower) ?? NAMES[lower] ?? null;
}

/** The network that an address belongs to, whether or not it names an account there. */
export function networkOfAddress(text: string): Network | null {
  const address = readAddress(tidy(text));
  return address && networkOf(address.host);
}

/**
 * Reads a handle or URL.
 * @param text as written: `@mayoclinic`, `m.facebook.com/mayoclinic?ref=x`, `https://twitter.com/MayoClinic/`
 * @param network where it is known; needed for bare names, blogs, and Mastodon hosts that are not well known
 */
export function readHandle(text: string, network: Network | null = null): HandleReading {
  const trimmed = tidy(text);
  if (trimmed === '') return refused('it is empty');
  if (/^mailto:|^tel:|^javascript:/i.test(trimmed)) return refused(`"${trimmed}" is not an account`);
  const address = readAddress(trimmed);
  if (network === 'blog') return readBlog(trimmed, address);
  const known = address && networkOf(address.host);
  if (address && known) {
    if (network !== null && network !== known)
      return refused(`"${trimmed}" is an account of ${known}, not of ${network}`);
    return named(known, RULES[known].fromAddress(address));
  }
  if (network === null) {
    if (/^@[^@\s]+@[^@\s]+\.[^@\s]+$/.test(trimmed)) return readName(trimmed, 'mastodon');
    if (trimmed.startsWith('did:')) return readName(trimmed, 'bluesky');
    return refused(`"${trimmed}" belongs to no known network: name its network`);
  }
  if (address && /^[a-z]+:\/\//i.test(trimmed)) {
    // Any host may be a Mastodon server, so the address is read by its shape.
    if (network === 'mastodon') return named(network, RULES.mastodon.fromAddress(address));
    return refused(`"${trimmed}" is not an address of ${network}`);
  }
  if (network === 'mastodon' && address && address.path.length > 0 && !trimmed.startsWith('@'))
    return named(network, RULES.mastodon.fromAddress(address));
  return readName(trimmed, network);
}

function readName(text: string, network: Exclude<Network, 'blog'>): HandleReading {
  const name = text.replace(/^@/, '').replace(/\/+$/, '');
  if (/\s/.test(name)) return refused(`"${text}" holds a space, which no handle does`);
  if (network !== 'mastodon' && /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(name))
    return refused(`"${text}" is an e-mail address`);
  return named(network, RULES[network].fromName(name, text.startsWith('@')));
}

function readBlog(text: string, address: Address | null): HandleReading {
  const whole = address ?? (/^[^\s@/]+\.[a-z]{2,}$/i.test(text) ? addressOf(`https://${text}`) : null);
  if (!whole?.host.includes('.')) return refused(`"${text}" is not the address of a blog`);
  const network = networkOf(whole.host);
  if (network) return refused(`"${text}" is an account of ${network}, not a blog`);
  const handle = [whole.host, ...whole.path].join('/');
  return { account: { network: 'blog', handle, url: `https://${handle}` } };
}

function named(network: Exclude<Network, 'blog'>, handle: string | Refusal): HandleReading {
  if (typeof handle !== 'string') return refused(handle.refused);
  return { account: { network, handle, url: RULES[network].url(handle) } };
}

const refused = (reason: string): HandleReading => refuse(reason);

/** Takes off what comes with copying: spaces, quotes, invisible marks. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .trim()
    .replace(/^["'<]+|["'>]+$/g, '')
    .trim();
}

/** A URL, with or without its scheme; null for a bare name. */
function readAddress(text: string): Address | null {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1].toLowerCase();
  if (scheme === 'at') return addressOf(`https://bsky.app/profile/${text.slice('at://'.length)}`);
  if (scheme !== undefined) return scheme === 'http' || scheme === 'https' ? addressOf(text) : null;
  if (text.startsWith('//')) return addressOf(`https:${text}`);
  // Without a scheme only a host followed by a path, or the host of a known network, is an address.
  const [host] = text.split(/[/?#]/, 1);
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(host)) return null;
  const address = addressOf(`https://${text}`);
  return address && (host.length < text.length || networkOf(address.host)) ? address : null;
}

function addressOf(text: string): Address | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  // Addresses of the first years put the path behind "#!".
  const path = url.hash.startsWith('#!') ? url.hash.slice(2).split('?')[0] : url.pathname;
  return {
    host: url.hostname
      .toLowerCase()
      .replace(/\.$/, '')
      .replace(/^(?:www\d?|m|mobile|touch|mbasic|web)\./, ''),
    path: path
      .split('/')
      .filter(Boolean)
      .map((part) => decoded(part)),
    query: url.searchParams,
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part).trim();
  } catch {
    return part;
  }
}

function networkOf(host: string): Exclude<Network, 'blog'> | null {
  for (const [network, rule] of Object.entries(RULES))
    if (rule.hosts.test(host)) return network as Exclude<Network, 'blog'>;
  return null;
}
