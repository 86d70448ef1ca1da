/**
 * ClickHouse's HTTP interface (clickhouse.com/docs/interfaces/http) before the embedded engine, as far as its client speaks it:
 * statements in the body or in `query`, `param_*`, settings and database in the address, formats, gzip both ways, exceptions by code,
 * the summary. For tests, where no server can be had; one engine a process, one statement at a time.
 */

import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Session, type ChdbResult } from 'chdb';

export interface EngineServer {
  readonly host: string;
  readonly statements: () => number;
  readonly close: () => Promise<void>;
}

const USER = 'reader';
const PASSWORD = 's3cret word';
/** Parameters of the address that are no settings. */
const NO_SETTING =
  /^(?:query|database|default_format|query_id|session_id|compress|param_.*|enable_http_compression|role|wait_end_of_query|send_progress_in_http_headers|http_headers_progress_interval_ms|distributed_foreground_insert)$/;
const INSERT = /^\s*INSERT\s+INTO\s+([\w.]+)\s*(?:\(([^)]*)\))?\s*FORMAT\s+(JSONEachRow|Native)\s*$/i;

export const userInAddress = `${USER}:${encodeURIComponent(PASSWORD)}`;

/** Serves the engine over `folder` on 127.0.0.1. */
export async function serveEngine(folder: string): Promise<EngineServer> {
  const session = new Session(folder);
  let database = 'default';
  let statements = 0;
  let last: Promise<unknown> = Promise.resolve();

  /** The engine takes binary rows from a file alone. */
  const insertNative = async (table: string, columns: string, blocks: Buffer, token: string | null) => {
    const file = join(folder, 'blocks.native');
    await writeFile(file, blocks);
    const once = token === null ? '' : `SETTINGS insert_deduplication_token = ${quoted(token)}`;
    await session.queryAsync(
      `INSERT INTO ${table} (${columns}) ${once} SELECT ${columns} FROM file(${quoted(file)}, Native)`,
    );
  };

  const run = async (url: URL, body: Buffer): Promise<{ bytes: Uint8Array; summary: object }> => {
    statements += 1;
    const wanted = url.searchParams.get('database') ?? 'default';
    if (wanted !== database) {
      await session.queryAsync(`USE ${wanted}`);
      database = wanted;
    }
    const settings = [...url.searchParams].filter(([name]) => !NO_SETTING.test(name));
    const asked = url.searchParams.get('query');
    const insert = INSERT.exec(asked ?? '');
    if (insert?.[3].toLowerCase() === 'native') {
      await insertNative(insert[1], insert[2], body, url.searchParams.get('insert_deduplication_token'));
      return { bytes: new Uint8Array(), summary: {} };
    }
    if (insert) {
      const values = body.toString('utf8').trim() === '' ? Buffer.alloc(0) : body;
      if (values.length === 0) return { bytes: new Uint8Array(), summary: {} };
      // What an insert does not say is as the engine has it: a token of the last one must not stay.
      const columns = insert[2]?.split(',').map((name) => name.trim());
      const own = Object.fromEntries(settings.filter(([name]) => name === 'insert_deduplication_token'));
      for (const [name, value] of settings)
        if (!(name in own)) await session.queryAsync(`SET ${name} = ${quoted(value)}`);
      const { rowsWritten } = await session.insert({
        table: insert[1],
        values,
        format: 'JSONEachRow',
        settings: own,
        ...(columns && { columns }),
      });
      return { bytes: new Uint8Array(), summary: { written_rows: String(rowsWritten) } };
    }
    for (const [name, value] of settings) await session.queryAsync(`SET ${name} = ${quoted(value)}`);
    const sql = withParameters([asked, body.toString('utf8')].filter(Boolean).join('\n'), url.searchParams);
    const format = /\bFORMAT\s+(\w+)\s*;?\s*$/i.exec(sql);
    const text = format ? sql.slice(0, format.index) : sql;
    const result: ChdbResult = await session.queryAsync(text, { format: format?.[1] ?? 'TabSeparated' });
    return {
      bytes: result.bytes(),
      summary: { read_rows: String(result.rowsRead), read_bytes: String(result.bytesRead) },
    };
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://engine');
    if (url.pathname === '/ping') return void response.end('Ok.\n');
    const sent = await buffer(request);
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    const basic = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
    if (request.headers.authorization !== basic)
      return refuse(
        response,
        516,
        `${USER}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`,
      );
    const turn = last.then(() => run(url, body));
    last = turn.catch(() => undefined);
    try {
      const { bytes, summary } = await turn;
      const packs =
        url.searchParams.get('enable_http_compression') === '1' &&
        (request.headers['accept-encoding'] ?? '').includes('gzip');
      response.writeHead(200, {
        'content-type': 'application/x-ndjson; charset=UTF-8',
        'x-clickhouse-query-id': url.searchParams.get('query_id') ?? '',
        'x-clickhouse-summary': JSON.stringify({
          read_rows: '0',
          written_rows: '0',
          elapsed_ns: '1',
          ...summary,
        }),
        ...(packs ? { 'content-encoding': 'gzip' } : {}),
      });
      response.end(packs ? gzipSync(bytes) : bytes);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const code = Number(/Code: (\d+)/.exec(message)?.[1] ?? 1000);
      refuse(response, code, message.replace(/^.*?Code: \d+\. (?:DB::Exception: )?/s, ''));
    }
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    statements: () => statements,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await last;
      session.cleanup();
    },
  };
}

/** Status by code as the server has it: unknown things 404, what the asker did wrong 400, passwords 403, the rest 500. */
function refuse(response: ServerResponse, code: number, message: string): void {
  const statuses: Readonly<Record<number, number>> = {
    516: 403,
    60: 404,
    81: 404,
    62: 400,
    47: 400,
    36: 400,
    117: 400,
  };
  response.writeHead(statuses[code] ?? 500, { 'x-clickhouse-exception-code': String(code) });
  response.end(`Code: ${code}. DB::Exception: ${message}\n`);
}

/** `{name:Type}` as the value of `param_name`, which comes escaped as in tab-separated text. */
function withParameters(sql: string, params: URLSearchParams): string {
  return sql.replace(/\{(\w+):([\w()\s,]+)\}/g, (whole, name: string, type: string) => {
    const value = params.get(`param_${name}`);
    if (value === null) return whole;
    if (value === '\\N') return `CAST(NULL AS ${type})`;
    // Within lists and maps the value keeps its own quotes and escapes.
    const isText = /^(?:Nullable\()?String/.test(type.trim());
    const letters: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };
    const text = isText ? value.replace(/\\(.)/gs, (_, letter: string) => letters[letter] ?? letter) : value;
    return `CAST(${quoted(text)} AS ${type})`;
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
