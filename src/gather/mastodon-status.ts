/** A status of Mastodon (docs.joinmastodon.org/entities/Status) as a post of the house, where its author agrees. */

import type { AuthorProfile, Media, Post } from '../records.ts';
import { htmlText } from './posts/html-text.ts';
import {
  countOf,
  followersOf,
  idOf,
  objectOf,
  objectsOf,
  textOf,
  type JsonObject,
} from './posts/json-access.ts';
import { quarantine } from './posts/json-framing.ts';
import { postedTime, readTime } from './posts/post-times.ts';
import { fields, reportUnknown, type UnknownField } from './posts/unknown-fields.ts';
import type { PostEvent } from './source.ts';

const STATUS_FIELDS =
  fields(`id created_at in_reply_to_id in_reply_to_account_id sensitive spoiler_text visibility
  language uri url replies_count reblogs_count favourites_count quotes_count edited_at content text reblog application
  account media_attachments mentions tags emojis card poll filtered favourited reblogged muted bookmarked pinned quote
  quote_approval interaction_policy tagged_collections`);
const ACCOUNT_FIELDS =
  fields(`id username acct display_name locked bot discoverable indexable group created_at note url
  uri avatar avatar_static avatar_description header header_static header_description followers_count following_count
  statuses_count last_status_at hide_collections noindex emojis roles fields moved suspended limited memorial attribution_domains
  feature_approval show_media show_media_replies show_featured`);

/** Words by which people on the network say in their profile that they do not want to be read by machines. */
const REFUSALS = /#\s*<?(?:span>)?\s*(?:nobots?|noindex|noarchive|nosearch)\b/i;

export interface StatusOrigin {
  readonly position: string;
  readonly seenAt: string;
  readonly live: boolean;
  /** Host that gave the status, for accounts and ids without a host of their own. */
  readonly host: string;
}

/** One event for the status: a post, a repost, filtered where its author or visibility says no, or quarantined. */
export function statusEvent(value: unknown, origin: StatusOrigin, unknownField: UnknownField): PostEvent {
  const status = objectOf(value);
  if (!status) return quarantine(origin.position, 'a status that is no object', value);
  const account = objectOf(status.account);
  const id = statusId(status, origin.host);
  const authorId = account ? accountId(account, origin.host) : '';
  if (id === '') return quarantine(origin.position, 'a status without an id', value);
  if (!account || authorId === '') return quarantine(origin.position, 'a status without an account', value);
  reportUnknown(status, STATUS_FIELDS, 'status', unknownField);
  reportUnknown(account, ACCOUNT_FIELDS, 'account', unknownField);
  const refusal = refusalOf(status, account);
  if (refusal !== '') return { kind: 'filtered', rule: refusal };
  const boosted = objectOf(status.reblog);
  if (boosted) {
    const original = objectOf(boosted.account);
    const originalRefusal = original ? refusalOf(boosted, original) : '';
    if (originalRefusal !== '') return { kind: 'filtered', rule: originalRefusal };
  }
  return { kind: 'post', post: statusPost(status, account, { id, authorId, boosted }, origin) };
}

/** Deletions name a status by its number on the host that tells of them, so posts are kept under that number. */
export function localId(host: string, id: string): string {
  return `${host}/statuses/${id}`;
}

function statusId(status: JsonObject, host: string): string {
  const id = idOf(status.id);
  return id === '' ? '' : localId(host, id);
}

function accountId(account: JsonObject, host: string): string {
  const name = textOf(account.acct) || textOf(account.username);
  if (textOf(account.url) !== '') return textOf(account.url);
  return name === '' || name.includes('@') ? name : `${name}@${host}`;
}

/** The rule by which a status is left out, "" where it may be read. */
function refusalOf(status: JsonObject, account: JsonObject): string {
  const visibility = textOf(status.visibility);
  if (visibility !== 'public' && visibility !== 'unlisted') return 'not public';
  if (account.indexable === false) return 'author is not indexable';
  if (account.noindex === true) return 'author asks not to be indexed';
  if (REFUSALS.test(textOf(account.note))) return 'author refuses bots';
  if (
    objectsOf(account.fields).some((field) => REFUSALS.test(`${textOf(field.name)} ${textOf(field.value)}`))
  )
    return 'author refuses bots';
  return '';
}

interface Known {
  readonly id: string;
  readonly authorId: string;
  readonly boosted: JsonObject | null;
}

function statusPost(
  status: JsonObject,
  account: JsonObject,
  { id, authorId, boosted }: Known,
  origin: StatusOrigin,
): Post {
  const body = boosted ?? status;
  const { text, links } = htmlText(textOf(body.content));
  const warning = textOf(body.spoiler_text).trim();
  const card = textOf(objectOf(body.card)?.url);
  const language = textOf(body.language);
  const replyTo = idOf(status.in_reply_to_id);
  const quoted = objectOf(objectOf(body.quote)?.quoted_status) ?? objectOf(body.quote);
  return {
    network: 'mastodon',
    id,
    ...(textOf(status.uri) === '' ? {} : { canonicalId: textOf(status.uri) }),
    authorId,
    ...postedTime(readTime(status.created_at), origin.seenAt, origin.live),
    seenAt: origin.seenAt,
    text: warning === '' ? text : `${warning}\n\n${text}`.trim(),
    languages: language === '' ? [] : [language],
    links: card === '' ? links : [...new Set([...links, card])],
    media: mediaOf(body, card),
    replyTo: replyTo === '' ? null : localId(origin.host, replyTo),
    repostOf: boosted ? statusId(boosted, origin.host) || null : null,
    quoteOf: quoted ? statusId(quoted, origin.host) || null : null,
    engagement: {
      likes: countOf(status.favourites_count),
      reposts: countOf(status.reblogs_count),
      replies: countOf(status.replies_count),
      quotes: countOf(status.quotes_count),
      countedAt: origin.seenAt,
    },
    author: profileOf(account),
  };
}

function mediaOf(status: JsonObject, card: string): readonly Media[] {
  const media = objectsOf(status.media_attachments).map((item): Media => {
    const type = textOf(item.type);
    const alt = textOf(item.description);
    if (type === 'video' || type === 'gifv') return { kind: 'video', alt };
    return type === 'audio' ? { kind: 'audio', alt } : { kind: 'image', alt };
  });
  return card === '' ? media : [...media, { kind: 'link', alt: textOf(objectOf(status.card)?.title) }];
}

function profileOf(account: JsonObject): AuthorProfile {
  const verified = objectsOf(account.fields).find((field) => textOf(field.verified_at) !== '');
  const location = objectsOf(account.fields).find((field) =>
    /^(?:location|place|city|state|where)$/i.test(textOf(field.name).trim()),
  );
  return {
    name: textOf(account.display_name),
    bio: htmlText(textOf(account.note)).text,
    location: location ? htmlText(textOf(location.value)).text : '',
    domain: verified ? hostOf(htmlText(textOf(verified.value)).links.at(0) ?? '') : '',
    ...(typeof account.bot === 'boolean' ? { isBot: account.bot } : {}),
    ...(account.group === true ? { isOrganisation: true } : {}),
    ...followersOf(account.followers_count),
  };
}

function hostOf(address: string): string {
  return URL.parse(address)?.hostname ?? '';
}
