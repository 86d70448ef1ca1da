/**
 * A table described once and written twice: plain on one machine, Replicated and Distributed on a cluster.
 */

/** Where statements are to run. */
export interface Target {
  /** Name of the cluster, or null on one machine. */
  readonly cluster: string | null;
}

export interface Table {
  readonly name: string;
  /** Column definitions, one a line, in SQL. */
  readonly columns: readonly string[];
  /** A family of MergeTree, such as `ReplacingMergeTree` with its arguments `version`. */
  readonly engine: { readonly name: string; readonly args?: string };
  readonly orderBy: string;
  readonly partitionBy?: string;
  readonly ttl?: string;
  /**
   * Whether rows of one key that come in one insert lie beside each other until parts merge. Read, they are one all the same;
   * making them one while they are inserted takes two thirds of the insert where columns are many.
   */
  readonly mergesLater?: boolean;
  /** What decides the shard of a row on a cluster: rows that replace each other must meet. */
  readonly shardBy: string;
}

/**
 * How many tokens of past inserts a table remembers. A replay reaches back some batches, not ten thousand;
 * what is older is still made one by the table's key.
 */
const REMEMBERED_INSERTS = 10_000;

/** CREATE statements for a table; safe to repeat. */
export function createTable(table: Table, target: Target): string[] {
  const { engine } = table;
  const tail = [
    table.partitionBy && `PARTITION BY ${table.partitionBy}`,
    `ORDER BY (${table.orderBy})`,
    table.ttl && `TTL ${table.ttl}`,
  ];
  const columns = `(\n  ${table.columns.join(',\n  ')}\n)`;
  if (target.cluster === null) {
    const lines = [
      `CREATE TABLE IF NOT EXISTS ${table.name} ${columns}`,
      `ENGINE = ${engine.name}(${engine.args ?? ''})`,
      ...tail,
      `SETTINGS non_replicated_deduplication_window = ${REMEMBERED_INSERTS}`,
    ];
    return [lines.filter(Boolean).join('\n')];
  }
  const local = `${table.name}_local`;
  const place = [`'/clickhouse/tables/{shard}/{database}/${local}'`, `'{replica}'`, engine.args];
  const lines = [
    `CREATE TABLE IF NOT EXISTS ${local} ON CLUSTER ${target.cluster} ${columns}`,
    `ENGINE = Replicated${engine.name}(${place.filter(Boolean).join(', ')})`,
    ...tail,
    `SETTINGS replicated_deduplication_window = ${REMEMBERED_INSERTS}`,
  ];
  return [
    lines.filter(Boolean).join('\n'),
    `CREATE TABLE IF NOT EXISTS ${table.name} ON CLUSTER ${target.cluster} AS ${local}\n` +
      `ENGINE = Distributed(${target.cluster}, currentDatabase(), ${local}, ${table.shardBy})`,
  ];
}

/** ALTER statements that bring columns of the description to a table made before it had them; safe to repeat. */
export function addColumns(table: Table, names: readonly string[], target: Target): string[] {
  const added = table.columns
    .filter((definition) => names.includes(definition.split(' ', 1)[0]))
    .map((definition) => `ADD COLUMN IF NOT EXISTS ${definition}`)
    .join(', ');
  if (target.cluster === null) return [`ALTER TABLE ${table.name} ${added}`];
  const where = `ON CLUSTER ${target.cluster}`;
  return [`ALTER TABLE ${table.name}_local ${where} ${added}`, `ALTER TABLE ${table.name} ${where} ${added}`];
}

/** Names of a table's columns, in their order. */
export function columnNames({ columns }: Table): string[] {
  return columns.map((definition) => definition.split(' ', 1)[0]);
}

/** CREATE OR REPLACE for a view. */
export function createView(name: string, select: string, target: Target): string {
  const where = target.cluster === null ? '' : ` ON CLUSTER ${target.cluster}`;
  return `CREATE OR REPLACE VIEW ${name}${where} AS\n${select}`;
}

/**
 * Where a mutation (DELETE, ALTER) of a table must be sent: a Distributed table takes none,
 * the local tables of all shards do.
 */
export function mutable(table: string, target: Target): string {
  return target.cluster === null ? table : `${table}_local ON CLUSTER ${target.cluster}`;
}
