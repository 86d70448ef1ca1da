import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { TOMBSTONES } from '../../src/keep/tables/posts.ts';

/** What a server was asked. */
interface Asked {
  readonly sql: string;
  readonly params: URLSearchParams;
  readonly authorization: string;
}

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Stands for a server: writes down what it is asked, answers nothing, or with `refuses`. */
async function listening(refuses?: string): Promise<{ host: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      const { searchParams: params } = new URL(request.url ?? '', 'http://server');
      const sql = [params.get('query'), body].filter(Boolean).join('\n');
      asked.push({ sql, params, authorization: request.headers.authorization ?? '' });
      if (refuses) response.writeHead(500).end(refuses);
      else response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function open(url: string): Promise<Store> {
  const store = await openStore(url);
  closers.push(store.close);
  return store;
}

test('a server gets the same tables, and each insert its token', async () => {
  const { host, asked } = await listening();
  const store = await open(`http://reader:s3cret@${host}/health`);
  expect(store.name).toBe(`http://${host}/health`);
  expect(asked[0].sql).toContain('CREATE DATABASE IF NOT EXISTS health');
  expect(asked.some(({ sql }) => sql.startsWith('CREATE TABLE IF NOT EXISTS organisations '))).toBe(true);
  const basic = `Basic ${Buffer.from('reader:s3cret').toString('base64')}`;
  expect(asked.every(({ authorization }) => authorization === basic)).toBe(true);
  await store.insert('cursors', [{ source: 's', cursor: '1' }], 'token-1');
  const insert = asked.at(-1);
  expect(insert?.sql).toBe('INSERT INTO cursors FORMAT JSONEachRow\n{"source":"s","cursor":"1"}');
  expect(insert?.params.get('insert_deduplication_token')).toBe('token-1');
  await store.insertBlocks(TOMBSTONES, [Buffer.from('one'), Buffer.from('two')], 'token-2');
  const blocks = asked.at(-1);
  expect(blocks?.sql).toBe(
    'INSERT INTO tombstones (network, scope, key, reason, at, source) FORMAT Native\nonetwo',
  );
  expect(blocks?.params.get('insert_deduplication_token')).toBe('token-2');
  await store.query('SELECT {n:UInt8}', { n: 7 });
  expect(asked.at(-1)?.params.get('param_n')).toBe('7');
  expect(asked.at(-1)?.params.get('final')).toBe('1');
});

test('with a cluster, tables are made and rows deleted on all of it, and inserts wait for all shards', async () => {
  const { host, asked } = await listening();
  const store = await open(`http://${host}/health?cluster=wards`);
  expect(store.name).toBe(`http://${host}/health?cluster=wards`);
  const created = asked.map(({ sql }) => sql).filter((sql) => sql.startsWith('CREATE'));
  expect(created.every((sql) => sql.includes('ON CLUSTER wards'))).toBe(true);
  await store.insert('cursors', [{ source: 's', cursor: '1' }]);
  expect(asked.at(-1)?.params.get('distributed_foreground_insert')).toBe('1');
  await store.remove('accounts', "run != 'x'");
  expect(asked.at(-1)?.sql).toContain("ALTER TABLE accounts_local ON CLUSTER wards DELETE WHERE run != 'x'");
});

test('a server that refuses is one sentence, without the password', async () => {
  const { host } = await listening(
    'Code: 516. DB::Exception: reader: Authentication failed: password is incorrect. (AUTHENTICATION_FAILED)',
  );
  const failure = openStore(`http://reader:s3cret@${host}/health`);
  await expect(failure).rejects.toThrow(
    /^no answer from the store at http:\/\/127.*Authentication failed.*check the address/,
  );
  await expect(failure).rejects.not.toThrow(/s3cret/);
});
