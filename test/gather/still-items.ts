/** Reads a still source to its end, without a store. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { GatherEffects, StillItem, StillSource } from '../../src/gather/source.ts';

export const INPUT = resolve(import.meta.dirname, '../input/still');
export const SHARED = resolve(import.meta.dirname, '../../../shared/data');

export interface ReadStill {
  readonly items: readonly StillItem[];
  /** Records of one kind, in order. */
  readonly records: <Kind extends StillItem['kind']>(
    kind: Kind,
  ) => Extract<StillItem, { readonly kind: Kind }>[];
  /** `position: reason` of each row in quarantine. */
  readonly quarantined: readonly string[];
}

export async function readStill(
  source: StillSource,
  options: unknown,
  effects: Partial<GatherEffects> = {},
): Promise<ReadStill> {
  const context = {
    folder: INPUT,
    effects: {
      now: () => new Date('2026-06-30T12:00:00Z'),
      fetch: globalThis.fetch,
      readFile: (path: string) => readFile(path),
      say: () => undefined,
      ...effects,
    },
  };
  const items = await Array.fromAsync(source.read(source.options.parse(options), context));
  return {
    items,
    records: <Kind extends StillItem['kind']>(kind: Kind) =>
      items.filter((item): item is Extract<StillItem, { readonly kind: Kind }> => item.kind === kind),
    quarantined: items.flatMap((item) =>
      item.kind === 'quarantined' ? [`${item.record.position}: ${item.record.reason}`] : [],
    ),
  };
}
