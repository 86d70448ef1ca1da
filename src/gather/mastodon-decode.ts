/**
 * What Mastodon sends: statuses of a timeline, and messages of the streaming API
 * (docs.joinmastodon.org/methods/streaming): `{stream, event, payload}` with the payload as text.
 */

import { idOf, objectOf, parseJson, textOf, type JsonObject } from './posts/json-access.ts';
import { decodeValues, quarantine } from './posts/json-framing.ts';
import { localId, statusEvent, type StatusOrigin } from './mastodon-status.ts';
import { fields, reportUnknown, type UnknownField } from './posts/unknown-fields.ts';
import type { Chunk, PostEvent } from './source.ts';

const MESSAGE_FIELDS = fields('stream event payload host');
/** Told to an account about itself, or about the instance: nothing that was posted. */
const NOTICES =
  fields(`notification filters_changed conversation announcement announcement.reaction announcement.delete
  status.read encrypted_message notifications_merged`);

/** One event for every status or message. Pure. */
export function decodeMastodon(
  chunk: Chunk,
  host: string,
  live: boolean,
  unknownField: UnknownField,
): Iterable<PostEvent> {
  return decodeValues(chunk, (value, position) => {
    const object = objectOf(value);
    const origin = { position, seenAt: chunk.seenAt, live, host };
    if (object && 'event' in object && !('account' in object))
      return [messageEvent(object, origin, unknownField)];
    return statusesOf(object, value).map((status) => statusEvent(status, origin, unknownField));
  });
}

/** Search answers wrap their statuses: `{accounts, statuses, hashtags}`. */
function statusesOf(object: JsonObject | null, value: unknown): readonly unknown[] {
  return object && Array.isArray(object.statuses) && object.statuses.length > 0
    ? (object.statuses as readonly unknown[])
    : [value];
}

function messageEvent(message: JsonObject, origin: StatusOrigin, unknownField: UnknownField): PostEvent {
  reportUnknown(message, MESSAGE_FIELDS, 'message', unknownField);
  const kind = textOf(message.event);
  const host = textOf(message.host) || origin.host;
  if (kind === 'update' || kind === 'status.update') {
    const status = typeof message.payload === 'string' ? parseJson(message.payload) : message.payload;
    if (status === undefined)
      return quarantine(origin.position, 'a message whose payload is not JSON', message);
    return statusEvent(status, { ...origin, host }, unknownField);
  }
  if (kind === 'delete') {
    const id = idOf(message.payload);
    if (id === '') return quarantine(origin.position, 'a deletion that does not say of what', message);
    return {
      kind: 'tombstone',
      tombstone: {
        network: 'mastodon',
        scope: 'post',
        id: localId(host, id),
        reason: 'deleted',
        at: origin.seenAt,
      },
    };
  }
  if (NOTICES.has(kind)) return { kind: 'filtered', rule: 'notice of the stream' };
  return quarantine(origin.position, `a message of unknown kind "${kind.slice(0, 40)}"`, message);
}
