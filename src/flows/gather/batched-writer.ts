/** Collects rows by table and inserts them in large batches, so that memory stays flat and parts stay few. */

import type { Store } from '../../keep/store.ts';

/** Well under what one insert may hold, and some 30 MB of JSON for the widest rows. */
const BATCH_ROWS = 50_000;

export interface Writer {
  readonly write: (table: string, row: object) => Promise<void>;
  readonly flush: () => Promise<void>;
}

export function createWriter(store: Store): Writer {
  const waiting = new Map<string, object[]>();
  return {
    write: async (table, row) => {
      const rows = waiting.get(table) ?? [];
      rows.push(row);
      waiting.set(table, rows);
      if (rows.length < BATCH_ROWS) return;
      waiting.delete(table);
      await store.insert(table, rows);
    },
    flush: async () => {
      for (const [table, rows] of waiting) await store.insert(table, rows);
      waiting.clear();
    },
  };
}
