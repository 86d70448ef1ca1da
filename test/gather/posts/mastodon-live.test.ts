import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSource } from '../../../src/gather/check.ts';
import { mastodonTimelines } from '../../../src/gather/mastodon-timelines.ts';
import { mastodon } from '../../../src/gather/mastodon.ts';
import type { Chunk, PostEvent, SourceContext, StreamReport } from '../../../src/gather/source.ts';
import { startMastodon, type MastodonSimulator } from '../../simulators/mastodon.ts';
import { effects, gather, postsOf } from './chunk-of.ts';

let house: MastodonSimulator;
beforeEach(async () => {
  house = await startMastodon();
});
afterEach(async () => {
  await house.close();
});

const live = { ...effects, fetch, sleep: () => Promise.resolve() };
const texts = (events: readonly PostEvent[]) => postsOf(events).map((post) => post.text);
const options = (more: object = {}) => ({
  host: 'inst.example',
  base: house.base,
  rules_read: true,
  ...more,
});

test('the rules are shown before the first use, without control characters', async () => {
  const refusal = gather(mastodonTimelines, '.', options({ rules_read: false }), null, { effects: live });
  await expect(refusal).rejects.toThrow(
    /write "rules_read: true".*\nA test house: 2 rules\n1\. Be kind \[31m\n2\. No ads$/s,
  );
});

test('a timeline is read back page by page, then forward from the cursor, each status once', async () => {
  for (let index = 1; index <= 130; index += 1) house.post(`status ${index}`);
  const first = await gather(mastodonTimelines, '.', options({ timelines: ['public'] }), null, {
    effects: live,
  });
  expect(new Set(texts(first.events)).size).toBe(130);
  expect(first.events).toHaveLength(130);
  const cursor = first.cursors.at(-1) ?? null;
  for (let index = 131; index <= 230; index += 1) house.post(`status ${index}`);
  const later = await gather(mastodonTimelines, '.', options({ timelines: ['public'] }), cursor, {
    effects: live,
  });
  expect(texts(later.events).toSorted()).toEqual(
    Array.from({ length: 100 }, (_, index) => `status ${index + 131}`).toSorted(),
  );
});

test('reading broken off after any page goes on there, and the parts make up the whole', async () => {
  for (let index = 1; index <= 200; index += 1) house.post(`status ${index}`);
  const whole = await gather(mastodonTimelines, '.', options({ timelines: ['public'] }), null, {
    effects: live,
  });
  expect(whole.cursors).toHaveLength(5);
  for (const [page, cursor] of whole.cursors.entries()) {
    const rest = await gather(mastodonTimelines, '.', options({ timelines: ['public'] }), cursor, {
      effects: live,
    });
    expect(texts(rest.events)).toEqual(texts(whole.events).slice((page + 1) * 40));
  }
});

test('429 is waited out as long as the server asks, 503 is tried again, 401 is final', async () => {
  house.post('after some trouble');
  const waits: number[] = [];
  const patient = {
    ...live,
    random: () => 1,
    sleep: (milliseconds: number) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
  house.failNext(429, 503, 500);
  const { events } = await gather(mastodonTimelines, '.', options({ timelines: ['public'] }), null, {
    effects: patient,
  });
  expect(texts(events)).toEqual(['after some trouble']);
  expect(waits).toEqual([1000, 500, 1000]);
  house.failNext(401);
  await expect(gather(mastodonTimelines, '.', options(), null, { effects: patient })).rejects.toThrow(
    /HTTP 401: it wants a key or token/,
  );
});

test('checking a source says what it saw', async () => {
  house.post('newest');
  const lines = await checkSource(mastodonTimelines, options({ timelines: ['public'] }), {
    effects: live,
    folder: '.',
  });
  expect(lines.slice(0, 2)).toEqual([
    'mastodon-timelines: Mastodon timelines, page by page',
    'by its terms: Posts of authors who are not indexable, who set noindex, or who write #nobot in their profile are left out: they asked for it.',
  ]);
  expect(lines.at(-1)).toMatch(
    /^public: HTTP 200, 1 status, \d+ of 300 calls left, its clock is \d+ s (?:behind|ahead of) ours$/,
  );
  await expect(checkSource(mastodonTimelines, { host: '' }, { effects: live, folder: '.' })).rejects.toThrow(
    /^mastodon-timelines, host: /,
  );
});

/** Gathers what the stream gives until the signal; `onEvents` is called with all so far when more has come. */
function listen(
  signal: AbortSignal,
  more: object = {},
  onEvents: (events: readonly PostEvent[]) => void = () => undefined,
) {
  const reports: StreamReport[] = [];
  const events: PostEvent[] = [];
  const chunks: Chunk[] = [];
  const context: SourceContext = {
    effects: live,
    folder: '.',
    signal,
    report: (report) => reports.push(report),
  };
  const given: unknown = mastodon.options.parse(options({ timeline: 'public', batch_ms: 5, ...more }));
  const reading = (async () => {
    for await (const chunk of mastodon.open(given, context, null)) {
      chunks.push(chunk);
      events.push(...mastodon.decode(chunk, given, () => undefined));
      onEvents(events);
    }
  })();
  return { reports, events, chunks, reading };
}

/** Listens until a text has come, at most four seconds; `act` works on the instance meanwhile. */
async function hear(until: string, act: () => Promise<void>) {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(4000)]);
  const { reports, events, reading } = listen(signal, {}, (heard) => {
    if (texts(heard).includes(until)) stop.abort();
  });
  await Promise.all([act(), reading]);
  return { texts: texts(events), reports };
}

const listening = async () => {
  for (let turn = 0; turn < 400 && house.listeners() === 0; turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
};

test.each(['before', ''])(
  'a cut before the first post loses nothing that was posted meanwhile (posts before: "%s")',
  async (before) => {
    if (before !== '') house.post(before);
    const heard = await hear('posted while nobody listened', async () => {
      await listening();
      house.cut();
      house.post('posted while nobody listened');
    });
    expect(heard.texts).toEqual(['posted while nobody listened']);
  },
);

test('where the timeline is closed, a cut before the first post is a gap in the ledger', async () => {
  house.failNext(401);
  const heard = await hear('last', async () => {
    await listening();
    house.cut();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await listening();
    house.post('last');
  });
  expect(heard.reports).toContainEqual(
    expect.objectContaining({
      kind: 'gap',
      reason: 'no post was known after which the timeline could be asked',
    }),
  );
});

for (const transport of ['websocket', 'events'] as const) {
  test(`${transport}: posts, edits and deletions arrive; after a cut, what was posted meanwhile is fetched`, async () => {
    const stop = new AbortController();
    const { reports, events, chunks, reading } = listen(stop.signal, { transport });
    const until = async (condition: () => boolean) => {
      for (let turn = 0; turn < 400 && !condition(); turn += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      expect(condition()).toBe(true);
    };
    await until(() => house.listeners() === 1);
    const first = house.post('first');
    await until(() => texts(events).includes('first'));
    house.edit(first, 'first, mended');
    await until(() => texts(events).includes('first, mended'));
    house.remove(first);
    await until(() => events.some((event) => event.kind === 'tombstone'));
    house.cut();
    house.post('posted while nobody listened');
    await until(() => texts(events).includes('posted while nobody listened'));
    await until(() => house.listeners() === 1);
    house.post('last');
    await until(() => texts(events).includes('last'));
    stop.abort();
    await reading;
    expect(reports.map((report) => report.kind)).toEqual(
      expect.arrayContaining(['connected', 'disconnected', 'gap']),
    );
    expect(chunks.at(-1)?.cursor).toMatch(/^[0-9a-f]{12} \d{18} 2026-11-22T/);
  });
}
