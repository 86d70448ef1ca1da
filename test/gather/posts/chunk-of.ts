/** Chunks for tests of decoders: bytes at hand, or a source's own way of opening a file. */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type {
  Chunk,
  GatherEffects,
  PostEvent,
  PostSource,
  SourceContext,
} from '../../../src/gather/source.ts';

export const FIXTURES = resolve(import.meta.dirname, '../../../../shared/data/api_fixtures');
export const POSTS = resolve(import.meta.dirname, '../../../../shared/data/posts');
export const INPUT = resolve(import.meta.dirname, '../../input');
export const SEEN = '2026-11-22T12:00:00.000Z';

export const effects: GatherEffects = {
  now: () => new Date(SEEN),
  fetch: () => Promise.reject(new Error('no network in tests')),
  readFile: (path) => Promise.resolve(readFileSync(path)),
  say: () => undefined,
};

export function chunkOf(bytes: Uint8Array | string, origin = 'test'): Chunk {
  return { bytes: Buffer.from(bytes), cursor: '', origin, firstRecord: 0, seenAt: SEEN };
}

/** What came of a run: events, and unknown fields by name. */
export interface Decoded {
  readonly events: readonly PostEvent[];
  readonly unknown: ReadonlyMap<string, number>;
  readonly cursors: readonly string[];
}

export function decode(source: PostSource, bytes: Uint8Array | string, options: object): Decoded {
  const unknown = new Map<string, number>();
  const checked: unknown = source.options.parse(options);
  const events = [
    ...source.decode(chunkOf(bytes), checked, (name) => unknown.set(name, (unknown.get(name) ?? 0) + 1)),
  ];
  return { events, unknown, cursors: [] };
}

/** Opens the files that the options name, relative to `folder`, and decodes all of them. */
export async function gather(
  source: PostSource,
  folder: string,
  options: object,
  after: string | null = null,
  over: Partial<SourceContext> = {},
): Promise<Decoded> {
  const unknown = new Map<string, number>();
  const checked: unknown = source.options.parse(options);
  const events: PostEvent[] = [];
  const cursors: string[] = [];
  for await (const chunk of source.open(checked, { effects, folder, ...over }, after)) {
    cursors.push(chunk.cursor);
    for (const event of source.decode(chunk, checked, (name) =>
      unknown.set(name, (unknown.get(name) ?? 0) + 1),
    ))
      events.push(event);
  }
  return { events, unknown, cursors };
}

export function tally(events: readonly PostEvent[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const event of events) counts[event.kind] = (counts[event.kind] ?? 0) + 1;
  return counts;
}

export function postsOf(events: readonly PostEvent[]) {
  return events.flatMap((event) => (event.kind === 'post' ? [event.post] : []));
}
