/** A post and its reading as rows of the store. Ids leave as keyed pseudonyms, identifiers in the text as markers. */

import type { KeyObject } from 'node:crypto';
import type { Post, Reading, Tombstone } from '../../records.ts';
import { maskIdentifiers } from '../../understand/identifiers.ts';
import { accountPseudonym, postPseudonym } from '../../understand/pseudonym.ts';
import { simhash } from '../../understand/simhash.ts';

/** The secret that new rows are made with, and those that rows of before were made with. */
export interface Secrets {
  readonly currentId: string;
  readonly current: KeyObject;
  readonly retired: readonly KeyObject[];
}

const MICROSECONDS = 1000;
/** The end of time for a text without a limit; a 32-bit DateTime reaches 2106. */
const FOREVER = '2100-01-01T00:00:00Z';
const DAY_MS = 86_400_000;

export interface RowOptions {
  readonly source: string;
  /** Whether the post comes from a stream, whose own clock says when it stood. */
  readonly live: boolean;
  readonly secrets: Secrets;
}

/** What every row about a post begins with. */
export interface NamedPost {
  readonly network: Post['network'];
  readonly id: string;
  readonly author: string;
}

export function namedPost({ network, id, authorId }: Post, { current }: Secrets): NamedPost {
  return {
    network,
    id: postPseudonym(current, network, id),
    author: accountPseudonym(current, network, authorId),
  };
}

export function postRow(post: Post, named: NamedPost, reading: Reading, options: RowOptions): object {
  const { secrets } = options;
  return {
    ...named,
    key: secrets.currentId,
    posted_at: post.postedAt,
    seen_at: post.seenAt,
    stood_at: options.live ? post.seenAt : post.postedAt,
    time_flag: post.timeFlag ?? '',
    source: options.source,
    language: reading.language,
    link_domains: hostsOf(post.links),
    canonical: referenceTo(post.canonicalId ?? null, post, secrets),
    reply_to: referenceTo(post.replyTo, post, secrets),
    repost_of: referenceTo(post.repostOf, post, secrets),
    quote_of: referenceTo(post.quoteOf, post, secrets),
    ...engagementOf(post),
    simhash: simhash(post.text),
    health: Math.round(reading.health * 1000) / 1000,
    sense: reading.sense,
    first_person: reading.firstPerson,
    topics: [...new Set(reading.topics.map((hit) => hit.topic))],
    phrases: [...new Set(reading.topics.map((hit) => hit.phrase))],
    role: reading.role,
    role_rule: reading.roleRule,
    state: reading.state,
    state_tier: reading.stateTier,
    state_rule: reading.stateRule,
    link_types: reading.linkTypes,
    practices: reading.practices,
    vocabulary_version: reading.versions.vocabulary,
    model_version: reading.versions.model,
    rules_version: reading.versions.rules,
    version: versionOf(post),
  };
}

/** The text with its identifiers masked, and the day on which it must be gone. */
export function textRow(post: Post, named: NamedPost, reading: Reading, keepDays: number | null): object {
  return {
    ...named,
    text: maskIdentifiers(post.text, reading.identifiers),
    keep_until: keepUntil(post, keepDays),
    version: versionOf(post),
  };
}

/** An edit that took a post out of what is kept: the row that hides its earlier version. */
export function withdrawnRow(post: Post, named: NamedPost, { secrets, live }: RowOptions): object {
  return {
    ...named,
    key: secrets.currentId,
    stood_at: live ? post.seenAt : post.postedAt,
    version: versionOf(post),
    is_deleted: 1,
  };
}

/** The same for its text. It outlives the text it hides, or the text would come back when this row expires. */
export function withdrawnTextRow(post: Post, named: NamedPost, keepDays: number | null): object {
  return {
    ...named,
    keep_until: keepUntil(post, keepDays),
    version: versionOf(post),
    is_deleted: 1,
  };
}

/** One row for every secret that a stored pseudonym may have been made with. */
export function tombstoneRows(tombstone: Tombstone, source: string, secrets: Secrets): object[] {
  const { network, scope, id, reason, at } = tombstone;
  const pseudonym = scope === 'post' ? postPseudonym : accountPseudonym;
  return [secrets.current, ...secrets.retired].map((secret) => ({
    network,
    scope,
    key: pseudonym(secret, network, id),
    reason,
    at,
    source,
  }));
}

function referenceTo(id: string | null, { network }: Post, { current }: Secrets): string {
  return id === null ? '' : postPseudonym(current, network, id);
}

/** Later versions of a post take the place of earlier ones, in whatever order they come. */
function versionOf(post: Post): number {
  return Date.parse(post.seenAt) * MICROSECONDS;
}

function keepUntil(post: Post, keepDays: number | null): string {
  if (keepDays === null) return FOREVER;
  return new Date(Date.parse(post.seenAt) + keepDays * DAY_MS).toISOString();
}

function engagementOf({ engagement }: Post): object {
  if (!engagement) return {};
  const { likes, reposts, replies, quotes, countedAt } = engagement;
  return { likes, reposts, replies, quotes, counted_at: countedAt };
}

/** Host names alone: a path may name a person. */
function hostsOf(links: readonly string[]): string[] {
  if (links.length === 0) return [];
  const hosts = links.map((link) => {
    const url = URL.parse(link);
    return url ? url.hostname.replace(/^www\./, '') : '';
  });
  return [...new Set(hosts.filter((host) => host !== ''))];
}
