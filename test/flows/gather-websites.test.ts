import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherWebsites } from '../../src/flows/gather-websites.ts';
import { POLITE_LIMITS } from '../../src/gather/websites/fetch-page.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { readStudy } from '../../src/study.ts';

let folder: string;
let store: Store;
let server: Server;
let origin: string;
let asked: string[] = [];

const WORDS = 'We care for our community day and night, in every season of life. '.repeat(8);

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path !== '/robots.txt') asked.push(path);
    response.writeHead(path === '/robots.txt' || path === '/gone' ? 404 : 200, {
      'content-type': 'text/html',
    });
    response.end(
      `<body>${WORDS}<footer><a href="https://facebook.com${path}hospital">Facebook</a></footer></body>`,
    );
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', () => {
      done();
    });
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'auscult-websites-'));
  store = await openStore(`chdb:${join(folder, 'store')}`);
  const shared = {
    registry: 'hifld-hospitals',
    kind: 'hospital',
    city: null,
    as_of: '2026-01-01',
    gathered_by: 'hifld-hospitals',
    origin: 'x',
    run: 'r',
    version: 1,
  };
  await store.insert('organisations', [
    { ...shared, id: 'A', name: 'Alder Hospital', state: 'TX', website: `${origin}/alder` },
    { ...shared, id: 'B', name: 'Birch Hospital', state: 'TX', website: `${origin}/birch` },
    { ...shared, id: 'C', name: 'Cedar Hospital', state: 'OK', website: `${origin}/gone` },
    { ...shared, id: 'D', name: 'Dogwood Hospital', state: 'OK', website: null },
  ]);
});

afterAll(async () => {
  await store.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function gather(options: object, signal?: AbortSignal) {
  asked = [];
  writeFileSync(
    join(folder, 'auscult.yaml'),
    JSON.stringify({ title: 't', as_of: '2026-06-30', sources: [{ source: 'websites', ...options }] }),
  );
  return gatherWebsites(await readStudy(folder), store, {
    now: () => new Date('2026-06-30T12:00:00Z'),
    say: () => undefined,
    wait: () => Promise.resolve(),
    limits: { ...POLITE_LIMITS, mayConnect: (address) => address === '127.0.0.1' },
    signal,
  });
}

test('a run that was cut short goes on where it was, and a visit is not made twice', async () => {
  expect(await gather({ limit: 1 })).toMatchObject({ read: 1, kept: 1, accounts: 1 });
  expect(asked).toEqual(['/alder']);
  expect(await gather({})).toMatchObject({ read: 2, kept: 1, filtered: { 'answer 404': 1 } });
  expect(asked).toEqual(['/birch', '/gone']);
  expect(await gather({})).toMatchObject({ read: 0 });
  expect(asked).toEqual([]);
});

test('present, absent and unknown are written with evidence and day', async () => {
  const rows = await store.query(
    `SELECT organisation_id AS id, network, status, handle, evidence, toString(seen_on) AS day FROM accounts
WHERE network IN ('facebook', 'x') ORDER BY id, network`,
  );
  expect(rows).toEqual([
    {
      id: 'A',
      network: 'facebook',
      status: 'present',
      handle: 'alderhospital',
      evidence: `${origin}/alder (footer)`,
      day: '2026-06-30',
    },
    { id: 'A', network: 'x', status: 'absent', handle: null, evidence: `${origin}/alder`, day: '2026-06-30' },
    {
      id: 'B',
      network: 'facebook',
      status: 'present',
      handle: 'birchhospital',
      evidence: `${origin}/birch (footer)`,
      day: '2026-06-30',
    },
    { id: 'B', network: 'x', status: 'absent', handle: null, evidence: `${origin}/birch`, day: '2026-06-30' },
    {
      id: 'C',
      network: 'facebook',
      status: 'unknown',
      handle: null,
      evidence: 'answer 404',
      day: '2026-06-30',
    },
    { id: 'C', network: 'x', status: 'unknown', handle: null, evidence: 'answer 404', day: '2026-06-30' },
  ]);
});

test('a registry without websites is one sentence with the remedy', async () => {
  await expect(gather({ registry: 'cms-hospitals' })).rejects.toThrow(
    /no organisation of "cms-hospitals" with a website is gathered: add that registry/,
  );
});
