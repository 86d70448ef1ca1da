/**
 * What X says must go: results of batch compliance jobs (v2), events of the compliance streams (v2), and the notices
 * within v1.1 streams. They delete; nothing else about the post or the account is read.
 */

import type { Tombstone } from '../records.ts';
import { idOf, objectOf, textOf, type JsonObject } from './posts/json-access.ts';
import { quarantine } from './posts/json-framing.ts';
import { instantOr, readTime } from './posts/post-times.ts';
import { fields } from './posts/unknown-fields.ts';
import type { PostEvent } from './source.ts';

const REASONS: ReadonlyMap<string, Tombstone['reason']> = new Map([
  ['deleted', 'deleted'],
  ['deactivated', 'deactivated'],
  ['suspended', 'suspended'],
  ['bounced', 'withdrawn'],
  ['protected', 'withdrawn'],
]);
const ACCOUNT_EVENTS: ReadonlyMap<string, Tombstone['reason']> = new Map([
  ['user_delete', 'deleted'],
  ['user_suspend', 'suspended'],
  ['user_protect', 'withdrawn'],
  ['user_withheld', 'takendown'],
]);
const POST_EVENTS: ReadonlyMap<string, Tombstone['reason']> = new Map([
  ['delete', 'deleted'],
  ['tweet_delete', 'deleted'],
  ['drop', 'withdrawn'],
  ['tweet_drop', 'withdrawn'],
  ['withheld', 'takendown'],
  ['tweet_withheld', 'takendown'],
  ['status_withheld', 'takendown'],
]);
/** Events that take nothing away, or only a place that is not kept. */
const HARMLESS =
  fields(`scrub_geo user_scrub_geo undrop tweet_undrop user_undelete user_unprotect user_unsuspend
  user_profile_modification tweet_edit limit warning disconnect`);

/**
 * The event that a compliance record stands for; null where the object is none.
 * @param scope what the ids of batch results belong to: the files do not say it themselves
 */
export function complianceEvent(
  record: JsonObject,
  scope: 'post' | 'account',
  position: string,
  seenAt: string,
): PostEvent | null {
  if ('action' in record && 'reason' in record) return batchEvent(record, scope, position, seenAt);
  const body = objectOf(record.data) ?? record;
  const [name, ...others] = Object.keys(body);
  if (name === undefined || others.length > 0) return null;
  const content = objectOf(body[name]);
  if (!content) return null;
  if (HARMLESS.has(name)) return { kind: 'filtered', rule: 'notice of the stream' };
  const post = POST_EVENTS.get(name);
  const account = ACCOUNT_EVENTS.get(name);
  if (post) return tombstone('post', tweetId(content), post, content, position, seenAt);
  if (account) return tombstone('account', userId(content), account, content, position, seenAt);
  return null;
}

function batchEvent(
  record: JsonObject,
  scope: 'post' | 'account',
  position: string,
  seenAt: string,
): PostEvent {
  const reason = textOf(record.reason);
  if (record.action !== 'delete' || reason === 'scrub_geo')
    return { kind: 'filtered', rule: 'notice of the stream' };
  return tombstone(scope, idOf(record.id), REASONS.get(reason) ?? 'withdrawn', record, position, seenAt);
}

function tombstone(
  scope: Tombstone['scope'],
  id: string,
  reason: Tombstone['reason'],
  content: JsonObject,
  position: string,
  seenAt: string,
): PostEvent {
  if (id === '') return quarantine(position, 'a deletion that does not say of what', content);
  const stated = readTime(content.event_at ?? content.redacted_at ?? content.timestamp_ms);
  const at = stated > Date.parse(seenAt) ? seenAt : instantOr(stated, seenAt);
  return { kind: 'tombstone', tombstone: { network: 'x', scope, id, reason, at } };
}

function tweetId(content: JsonObject): string {
  const tweet = objectOf(content.tweet) ?? objectOf(content.status) ?? content;
  return idOf(tweet.id_str ?? tweet.id);
}

function userId(content: JsonObject): string {
  const user = objectOf(content.user) ?? content;
  return idOf(user.id_str ?? user.id);
}
