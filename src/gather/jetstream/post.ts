/** A record of `app.bsky.feed.post` (lexicon of the same name) as a post of the house. */

import type { AuthorProfile, Engagement, Media, Post } from '../../records.ts';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from '../posts/json-access.ts';
import { postedTime } from '../posts/post-times.ts';
import { fields, reportUnknown, type UnknownField } from '../posts/unknown-fields.ts';

/** Fields of the lexicon, and those that clients and bridges are known to add, in the order in which servers write them. */
export const RECORD_NAMES =
  '$type bridgyOriginalText bridgyOriginalUrl createdAt embed entities facets fediverseId labels langs reply tags text via';
const RECORD_FIELDS = fields(RECORD_NAMES);

/** Text of a post is limited to 3,000 bytes by the lexicon; what exceeds it by far is an attack. */
export const LONGEST_TEXT = 30_000;
const MOST_PARTS = 100;

export interface BlueskyRecord {
  /** `at://DID/app.bsky.feed.post/KEY` */
  readonly id: string;
  readonly did: string;
  readonly record: JsonObject;
  readonly seenAt: string;
  /** The same in milliseconds since 1970, where it is at hand. */
  readonly seenMs?: number;
  /** From the stream, where a time long past is not the time of posting. */
  readonly live: boolean;
  readonly author?: AuthorProfile;
  readonly engagement?: Engagement;
}

export function blueskyPost(from: BlueskyRecord, unknownField: UnknownField): Post {
  const { record, seenAt } = from;
  reportUnknown(record, RECORD_FIELDS, 'post', unknownField);
  const created = Date.parse(textOf(record.createdAt));
  const embed = objectOf(record.embed);
  const reply = objectOf(record.reply);
  const { links, media, quoteOf } = readEmbed(embed, unknownField);
  const { postedAt, timeFlag } = postedTime(created, seenAt, from.live, from.seenMs);
  const post: Post = {
    network: 'bluesky',
    id: from.id,
    authorId: from.did,
    postedAt,
    seenAt,
    text: textOf(record.text).slice(0, LONGEST_TEXT),
    languages: languagesOf(record.langs),
    links: record.facets === undefined ? links : [...new Set([...facetLinks(record.facets), ...links])],
    media,
    replyTo: reply ? addressOf(reply.parent) : null,
    repostOf: null,
    quoteOf,
    engagement: from.engagement ?? null,
    author: from.author ?? null,
  };
  return timeFlag === undefined ? post : { ...post, timeFlag };
}

function languagesOf(value: unknown): readonly string[] {
  const list = listOf(value);
  // One language is the rule, and worth no second list.
  if (list.length === 1 && typeof list[0] === 'string' && list[0] !== '') return list as readonly string[];
  return list.slice(0, MOST_PARTS).flatMap((language) => textOf(language) || []);
}

function facetLinks(facets: unknown): readonly string[] {
  return objectsOf(facets)
    .slice(0, MOST_PARTS)
    .flatMap((facet) => objectsOf(facet.features).slice(0, MOST_PARTS))
    .flatMap((feature) => textOf(feature.uri) || []);
}

interface Embedded {
  readonly links: readonly string[];
  readonly media: readonly Media[];
  readonly quoteOf: string | null;
}

const NOTHING: Embedded = { links: [], media: [], quoteOf: null };

function readEmbed(embed: JsonObject | null, unknownField: UnknownField): Embedded {
  if (!embed) return NOTHING;
  const type = textOf(embed.$type);
  if (type === 'app.bsky.embed.images' || type === 'app.bsky.embed.gallery')
    return { ...NOTHING, media: images(embed) };
  if (type === 'app.bsky.embed.video')
    return { ...NOTHING, media: [{ kind: 'video', alt: textOf(embed.alt) }] };
  if (type === 'app.bsky.embed.external') {
    const external = objectOf(embed.external);
    const uri = textOf(external?.uri);
    return uri === ''
      ? NOTHING
      : { ...NOTHING, links: [uri], media: [{ kind: 'link', alt: textOf(external?.title) }] };
  }
  if (type === 'app.bsky.embed.record') return { ...NOTHING, quoteOf: addressOf(embed.record) };
  if (type === 'app.bsky.embed.recordWithMedia') {
    const media = objectOf(embed.media);
    // One level only: the lexicon allows no record with media within one.
    const inner = media?.$type === type ? NOTHING : readEmbed(media, unknownField);
    return { ...inner, quoteOf: addressOf(objectOf(embed.record)?.record) };
  }
  unknownField(`post.embed.${type.slice(0, 60)}`);
  return NOTHING;
}

function images(embed: JsonObject): readonly Media[] {
  return objectsOf(embed.images ?? embed.items)
    .slice(0, MOST_PARTS)
    .map((image) => ({ kind: 'image' as const, alt: textOf(image.alt) }));
}

function addressOf(reference: unknown): string | null {
  return textOf(objectOf(reference)?.uri) || null;
}
