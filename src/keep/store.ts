/** What the other rooms may ask of the store. Only this room knows the engine behind it. */

import type { Table } from './table.ts';

export interface Store {
  /** `chdb:/path` or `http://host:8123/db`, without the password. */
  readonly name: string;
  /**
   * Rows of a SELECT as objects. Parameters are bound by name and type: `{state:String}`; an instant goes as a
   * String through `parseDateTime64BestEffort`, because parameters know no `T` and `Z`.
   * Every table is read as if merged (`FINAL` is implied), so that a replayed row is never seen twice.
   * Instants come back as ISO 8601 in UTC, whole numbers as numbers: cast those above 2^53 with `toString`.
   */
  readonly query: <Row extends object>(
    sql: string,
    params?: Readonly<Record<string, unknown>>,
  ) => Promise<Row[]>;
  /** Runs a statement that returns nothing. */
  readonly command: (sql: string, params?: Readonly<Record<string, unknown>>) => Promise<void>;
  /**
   * Inserts rows (objects with the table's columns). With the same `token` a repeated insert changes nothing.
   * Keep one call under a million rows: the engine tells repeats apart block by block.
   * Resolves only when the rows are safe.
   */
  readonly insert: (table: string, rows: readonly object[], token?: string) => Promise<void>;
  /**
   * The same from bytes that already are newline-delimited JSON: for writers that are in a hurry.
   * `columns` names what the lines hold, where that is not the table's own list (ephemeral columns).
   */
  readonly insertLines: (
    table: string,
    lines: Uint8Array,
    token?: string,
    columns?: readonly [string, ...string[]],
  ) => Promise<void>;
  /**
   * The same from blocks of the engine's own format (`native-blocks.ts`): what many rows are best written as.
   * `columns` names what the blocks hold, where that is not the table's own list.
   */
  readonly insertBlocks: (
    table: Table,
    blocks: readonly Uint8Array[],
    token?: string,
    columns?: readonly string[],
  ) => Promise<void>;
  /** Deletes the rows for which `condition` (SQL) holds. Resolves only when they are off the disk. */
  readonly remove: (table: string, condition: string) => Promise<void>;
  /** Drops a whole partition by its number: no row is looked at, as a deletion would. */
  readonly dropPartition: (table: string, partition: number) => Promise<void>;
  readonly close: () => Promise<void>;
}
