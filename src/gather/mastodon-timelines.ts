/** Public and hashtag timelines of a Mastodon instance, page by page: first back in time, later only what is new. */

import { z } from 'zod';
import { counted } from '../counted.ts';
import { decodeMastodon } from './mastodon-decode.ts';
import {
  fetchPage,
  fetchRules,
  instanceName,
  instanceOf,
  laterId,
  pagesAfter,
  requireRulesRead,
  timelineAddress,
} from './mastodon-instance.ts';
import { MASTODON_TERMS } from './mastodon-terms.ts';
import { objectOf, parseJson, textOf } from './posts/json-access.ts';
import { definePostSource, type Chunk, type SourceContext } from './source.ts';
import { onOneLine } from './transport/files.ts';
import { clockOf, rateLimitOf } from './transport/http.ts';

export const timelineName = z
  .string()
  .regex(
    /^(?:public(?::(?:local|remote))?|hashtag:[\p{L}\p{N}_]+)$/u,
    'write public, public:local, public:remote or hashtag:NAME',
  );

const options = z.strictObject({
  host: instanceName.describe('The instance, such as mastodon.social'),
  base: z.string().default('').describe('Its address where that is not https://HOST'),
  timelines: z.array(timelineName).min(1).default(['public:local']),
  pages_back: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(20)
    .describe('Pages of 40 to go back at the first reading'),
  rules_read: z.boolean().default(false).describe("Whether you have read the instance's rules"),
  token_env: z
    .string()
    .default('')
    .describe('Environment variable with an access token, where the instance wants one'),
});
type Options = z.infer<typeof options>;

export const mastodonTimelines = definePostSource<Options>({
  id: 'mastodon-timelines',
  title: 'Mastodon timelines, page by page',
  publisher: 'Each instance',
  url: 'https://docs.joinmastodon.org/methods/timelines/',
  terms: MASTODON_TERMS,
  cadence: 'archive',
  network: 'mastodon',
  options,
  open: openTimelines,
  decode: (chunk, { host }, unknownField) => decodeMastodon(chunk, host, false, unknownField),
  check: checkTimelines,
});

/** How far a timeline was read: the newest id, and where going back stopped. */
interface Progress {
  readonly newest: string;
  readonly older: string;
  readonly pages: number;
}

async function* openTimelines(
  given: Options,
  context: SourceContext,
  after: string | null,
): AsyncGenerator<Chunk> {
  const instance = instanceOf(given.host, given.base, given.token_env);
  await requireRulesRead(instance, given.rules_read, context);
  const progress = readProgress(after, instance.host);
  const chunk = (bytes: Uint8Array, timeline: string): Chunk => ({
    bytes: onOneLine(bytes),
    cursor: JSON.stringify({ host: instance.host, timelines: Object.fromEntries(progress) }),
    origin: `${instance.host} ${timeline}`,
    firstRecord: 0,
    seenAt: context.effects.now().toISOString(),
  });
  for (const timeline of given.timelines) {
    let known = progress.get(timeline) ?? {
      newest: '',
      older: timelineAddress(instance, timeline).href,
      pages: 0,
    };
    // Backwards as far as the study asks; the cursor says where, so that a stop in between costs nothing.
    while (known.older !== '' && known.pages < given.pages_back) {
      context.signal?.throwIfAborted();
      const page = await fetchPage(known.older, instance, context);
      if (page.ids.length === 0) {
        known = { ...known, older: '' };
        progress.set(timeline, known);
        break;
      }
      known = {
        newest: page.ids.reduce(laterId, known.newest),
        older: page.older ?? '',
        pages: known.pages + 1,
      };
      progress.set(timeline, known);
      yield chunk(page.bytes, timeline);
    }
    if (!progress.has(timeline) || known.newest === '') continue;
    for await (const { page, newest } of pagesAfter(known.newest, timeline, instance, context)) {
      progress.set(timeline, { ...known, newest });
      yield chunk(page.bytes, timeline);
    }
  }
}

/** Nothing for the cursor of another instance. */
function readProgress(after: string | null, host: string): Map<string, Progress> {
  const cursor = objectOf(parseJson(after ?? ''));
  const stored = cursor?.host === host ? Object.entries(objectOf(cursor.timelines) ?? {}) : [];
  return new Map(
    stored.map(([timeline, value]) => {
      const state = objectOf(value);
      const pages = typeof state?.pages === 'number' ? state.pages : 0;
      return [timeline, { newest: textOf(state?.newest), older: textOf(state?.older), pages }];
    }),
  );
}

async function checkTimelines(given: Options, context: SourceContext): Promise<readonly string[]> {
  const instance = instanceOf(given.host, given.base, given.token_env);
  const rules = await fetchRules(instance, context);
  const lines: string[] = [];
  for (const timeline of given.timelines) {
    const page = await fetchPage(timelineAddress(instance, timeline).href, instance, context);
    const { remaining, limit } = rateLimitOf(page.answer.headers);
    const left = remaining === null ? '' : `${remaining} of ${limit ?? '?'} calls left`;
    const clock = clockOf(page.answer.headers, context.effects.now());
    lines.push(
      [`${timeline}: HTTP ${page.answer.status}`, counted(page.ids.length, 'status', 'statuses'), left, clock]
        .filter(Boolean)
        .join(', '),
    );
  }
  return [...rules, ...lines];
}
