/** The loop of every source that reads rows: a row becomes items, or goes to quarantine with its reason. */

import type { Quarantined, StillItem } from '../source.ts';
import type { DelimitedRow } from './delimited.ts';
import { BadRow } from './read-cells.ts';

/** An item before its position is known. */
type Unplaced<Item> = Item extends { readonly position: string } ? Omit<Item, 'position'> : never;
export type RowItem = Unplaced<StillItem> | { readonly kind: 'quarantined'; readonly reason: string };

/** Reads each row; where reading throws BadRow, the whole row is quarantined. */
export function* rowsToItems<Name extends string>(
  rows: Iterable<DelimitedRow<Name>>,
  read: (cells: Readonly<Record<Name, string>>) => Iterable<RowItem>,
): Generator<StillItem> {
  for (const row of rows) {
    if ('quarantined' in row) {
      yield { kind: 'quarantined', record: row.quarantined };
      continue;
    }
    yield* placed(row, () => read(row.cells));
  }
}

/** The same for one thing that is not a row of a table: an entry of a JSON list, a row of a columnar file. */
export function* placed(
  { position, raw }: { readonly position: string; readonly raw: string },
  read: () => Iterable<RowItem>,
): Generator<StillItem> {
  const bad = (reason: string): StillItem => {
    const record: Quarantined = { position, reason, raw };
    return { kind: 'quarantined', record };
  };
  try {
    // Read whole before anything is given on: a row is used as it is or not at all.
    for (const item of [...read()])
      yield item.kind === 'quarantined' ? bad(item.reason) : { ...item, position };
  } catch (error) {
    if (!(error instanceof BadRow)) throw error;
    yield bad(error.message);
  }
}
