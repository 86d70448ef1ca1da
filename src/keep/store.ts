/** What the other rooms may ask of the store. Only this room knows the engine behind it. */

export interface Store {
  /** `chdb:/path` or `http://host:8123/db`, without the password. */
  readonly name: string;
  /** Rows of a SELECT as objects. Parameters are bound by name and type: `{state:String}`. */
  readonly query: <Row extends object>(
    sql: string,
    params?: Readonly<Record<string, unknown>>,
  ) => Promise<Row[]>;
  /** Runs a statement that returns nothing. */
  readonly command: (sql: string, params?: Readonly<Record<string, unknown>>) => Promise<void>;
  /**
   * Inserts rows (objects with the table's columns). With the same `token` a repeated insert changes nothing.
   * Resolves only when the rows are safe.
   */
  readonly insert: (table: string, rows: readonly object[], token?: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
