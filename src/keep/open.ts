/** Opens a store: the embedded engine in a folder, or a server or cluster by its URL. */

import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { drainPending } from 'chdb';
import { createChdbConnection, type ChdbConnection } from 'chdb/connection';
import { CliError } from '../errors.ts';
import { parseAddress, type StoreAddress } from './address.ts';
import { migrate } from './migrations.ts';
import { columnNames, mutable, type Table, type Target } from './table.ts';
import { lockRefused, nameOwner, refuseHeld } from './owner.ts';
import type { Store } from './store.ts';

/** Held by every statement of a store, so that the same SQL means the same on every engine. */
const SETTINGS = {
  // A replayed row replaces itself only when parts merge; reading as if merged hides the repeat at once.
  final: 1,
  date_time_input_format: 'best_effort',
  date_time_output_format: 'iso',
  output_format_json_quote_64bit_integers: 0,
  // A column that a row leaves out takes its default; one that the table does not know is an error.
  input_format_skip_unknown_fields: 0,
} as const;

/** Failures are thrown; printed besides, they would be told twice. */
const QUIET = { level: ClickHouseLogLevel.OFF } as const;

/**
 * @param url `chdb:PATH`, or `http(s)://user:password@host:8123/database[?cluster=NAME]`
 * @throws CliError when the address is wrong, the folder is held by another process, or the server does not answer
 */
export async function openStore(url: string): Promise<Store> {
  const address = parseAddress(url);
  return address.kind === 'embedded' ? openEmbedded(address) : openServer(address);
}

async function openEmbedded(address: Extract<StoreAddress, { kind: 'embedded' }>): Promise<Store> {
  const connection = connect(address.path);
  const release = nameOwner(address.path);
  try {
    // The client types know its own connections only; the hook that takes another is experimental.
    const client = createClient({ connection, log: QUIET } as Parameters<typeof createClient>[0]);
    // Settings of a statement would outlive it on an embedded connection, so all are set once, here.
    for (const [name, value] of Object.entries(SETTINGS))
      await client.command({ query: `SET ${name} = ${typeof value === 'number' ? value : `'${value}'`}` });
    const handOver = handOverFolder(address.path);
    const store = storeOver(
      client,
      address.name,
      { cluster: null },
      {
        insertLines: (...insert) => insertEmbedded(connection, ...insert),
        insertBlocks: (...insert) => insertFile(client, handOver, ...insert),
      },
    );
    await migrate(store, { cluster: null });
    return {
      ...store,
      close: async () => {
        await client.close();
        await drainPending();
        release();
      },
    };
  } catch (error) {
    await connection.close();
    release();
    throw error;
  }
}

function connect(path: string): ChdbConnection {
  refuseHeld(path);
  try {
    mkdirSync(path, { recursive: true });
    return createChdbConnection({ path });
  } catch (error) {
    const refused = lockRefused(path, error);
    if (refused) throw refused;
    const message = error instanceof Error ? error.message : String(error);
    throw new CliError(
      `cannot open the store in ${path} (${firstLine(message)}): give a folder that can be written and that no other process has open`,
      undefined,
      { cause: error },
    );
  }
}

async function openServer(address: Extract<StoreAddress, { kind: 'server' }>): Promise<Store> {
  const { url, user: username, password, database, cluster } = address;
  const client = createClient({
    url,
    username,
    password,
    database,
    request_timeout: 300_000,
    log: QUIET,
    clickhouse_settings: {
      ...SETTINGS,
      // A long query would look like a dead connection to what stands between.
      send_progress_in_http_headers: 1,
      http_headers_progress_interval_ms: '20000',
      // On a cluster an insert is safe only when every shard has its rows.
      distributed_foreground_insert: 1,
    },
  });
  try {
    await createDatabase(address);
    const send = async (into: string, bytes: readonly Uint8Array[], settings: InsertSettings) => {
      const { stream } = await client.exec({
        query: `INSERT INTO ${into}`,
        values: Readable.from(bytes, { objectMode: false }),
        clickhouse_settings: settings,
      });
      // The answer is empty, but only when it has been read to its end may the socket serve again.
      stream.resume();
      await finished(stream);
    };
    const store = storeOver(
      client,
      address.name,
      { cluster },
      {
        insertLines: (table, lines, token, columns) => {
          const names = columns ? ` (${columns.join(', ')})` : '';
          return send(`${table}${names} FORMAT JSONEachRow`, [lines], insertSettings(token));
        },
        insertBlocks: (table, blocks, token, columns = columnNames(table)) =>
          send(
            `${table.name} (${columns.join(', ')}) FORMAT Native`,
            blocks,
            insertSettings(token, table.mergesLater),
          ),
      },
    );
    await migrate(store, { cluster });
    return store;
  } catch (error) {
    await client.close();
    if (error instanceof CliError) throw error;
    const message = error instanceof Error ? error.message || error.name : String(error);
    throw new CliError(
      `no answer from the store at ${address.name}: ${firstLine(message)}; check the address and that the server runs`,
      undefined,
      { cause: error },
    );
  }
}

async function createDatabase(address: Extract<StoreAddress, { kind: 'server' }>): Promise<void> {
  if (address.database === 'default') return;
  const { url, user: username, password, cluster } = address;
  const client = createClient({ url, username, password, log: QUIET });
  const where = cluster ? ` ON CLUSTER ${cluster}` : '';
  try {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${address.database}${where}` });
  } finally {
    await client.close();
  }
}

type InsertSettings = Readonly<Record<string, string | number>>;

function insertSettings(token: string | undefined, mergesLater = false): InsertSettings {
  return {
    ...(token !== undefined && { insert_deduplication_token: token }),
    ...(mergesLater && { optimize_on_insert: 0 }),
  };
}

type Inserts = Pick<Store, 'insertLines' | 'insertBlocks'>;

function storeOver(
  client: ClickHouseClient,
  name: string,
  target: Target,
  { insertLines, insertBlocks }: Inserts,
): Store {
  return {
    name,
    query: async <Row extends object>(sql: string, params: Readonly<Record<string, unknown>> = {}) => {
      const result = await client.query({ query: sql, format: 'JSONEachRow', query_params: params });
      return result.json<Row>();
    },
    command: async (sql, params = {}) => {
      await client.command({ query: sql, query_params: params });
    },
    insert: async (table, rows, token) => {
      if (rows.length === 0) return;
      const lines = rows.map((row) => JSON.stringify(row)).join('\n');
      await insertLines(table, Buffer.from(lines), token);
    },
    insertLines,
    insertBlocks,
    remove: async (table, condition) => {
      const query = `ALTER TABLE ${mutable(table, target)} DELETE WHERE ${condition} SETTINGS mutations_sync = 2`;
      await client.command({ query });
    },
    dropPartition: async (table, partition) => {
      await client.command({ query: `ALTER TABLE ${mutable(table, target)} DROP PARTITION ${partition}` });
    },
    close: () => client.close(),
  };
}

async function insertEmbedded(
  connection: ChdbConnection,
  table: string,
  lines: Uint8Array,
  token?: string,
  columns?: readonly string[],
): Promise<void> {
  if (lines.length === 0) return;
  await connection.chdb.rawInsert({
    table,
    ...(columns && { columns }),
    format: 'JSONEachRow',
    values: Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength),
    settings: insertSettings(token),
  });
}

/** Begins the names of this process's files. */
const OWN = randomUUID();

/**
 * An embedded connection takes text alone, so blocks are handed over in a file. It holds what the tables hold: what a killed
 * process left of it is removed when the store is opened again.
 */
function handOverFolder(path: string): string {
  // In the name of a file the engine takes these for patterns.
  const place = /[*?{}]/.test(path) ? mkdtempSync(join(tmpdir(), 'auscult-')) : path;
  const folder = join(place, 'hand-over');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder))
    if (!name.startsWith(OWN)) rmSync(join(folder, name), { force: true });
  return folder;
}

async function insertFile(
  client: ClickHouseClient,
  folder: string,
  table: Table,
  blocks: readonly Uint8Array[],
  token?: string,
  columns: readonly string[] = columnNames(table),
): Promise<void> {
  const names = columns.join(', ');
  const path = join(folder, `${OWN}-${randomUUID()}.native`);
  // One thread, so that a batch becomes one part, visible at once.
  const settings = Object.entries({ max_insert_threads: 1, ...insertSettings(token, table.mergesLater) })
    .map(([name, value]) => `${name} = ${typeof value === 'number' ? value : literal(value)}`)
    .join(', ');
  try {
    await writeFile(path, blocks);
    await client.command({
      query: `INSERT INTO ${table.name} (${names}) SETTINGS ${settings} SELECT ${names} FROM file(${literal(path)}, Native)`,
    });
  } finally {
    await rm(path, { force: true });
  }
}

const literal = (text: string) => `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;
const firstLine = (text: string) => text.trim().split('\n')[0].slice(0, 300);
