import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { gatherStill, type GatherSummary } from '../../src/flows/gather-still.ts';
import type { GatherEffects } from '../../src/gather/source.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { readStudy } from '../../src/study.ts';

const INPUT = resolve(import.meta.dirname, '../input/still');
const SHARED = resolve(import.meta.dirname, '../../../shared/data');

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'auscult-gather-'));
  await cp(INPUT, folder, { recursive: true });
  store = await openStore(`chdb:${join(folder, 'store')}`);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

let clock = Date.parse('2026-06-30T12:00:00Z');

/** Gathers a study of these sources; every run is a second later than the one before. */
async function gather(
  sources: readonly object[],
  effects: Partial<GatherEffects> = {},
): Promise<GatherSummary[]> {
  const study = { title: 't', as_of: '2026-06-30', sources };
  writeFileSync(join(folder, 'auscult.yaml'), JSON.stringify(study));
  clock += 1000;
  const now = new Date(clock);
  return gatherStill(await readStudy(folder), store, { now: () => now, ...effects });
}

const CMS = { source: 'cms-hospitals', file: 'cms-hospitals.csv', as_of: '2026-06-17' };
const CMS_BAD = { ...CMS, file: 'cms-hospitals-bad.csv' };
const ACCOUNTS = { source: 'accounts-csv', file: 'accounts.csv' };
const FIGURES = {
  source: 'published-figures',
  figures: 'published-figures.csv',
  sources: 'published-sources.csv',
};
const COUNTIES = { source: 'county-health-departments', file: 'county-health-departments.csv' };

/** Everything that can be seen of what stands still, without when it was gathered. */
async function visible(): Promise<unknown> {
  const tables = ['organisations', 'accounts', 'published_figures', 'published_sources'];
  const kept = tables.map((table) =>
    store.query(`SELECT * EXCEPT (run, version) FROM ${table} ORDER BY ALL`),
  );
  const accounting = ['inputs', 'quarantine'].map((table) =>
    store.query(`SELECT * EXCEPT (run, at) FROM ${table} ORDER BY ALL`),
  );
  return Promise.all([...kept, ...accounting]);
}

test('every record is kept, filtered, duplicate or quarantined, and the counts add up', async () => {
  const summaries = await gather([CMS_BAD, ACCOUNTS, COUNTIES, FIGURES]);
  expect(
    summaries.map(({ source, read, kept, filtered, duplicate, quarantined }) => {
      return [source, read, kept, filtered, duplicate, quarantined];
    }),
  ).toEqual([
    ['cms-hospitals', 8, 2, 0, 1, 5],
    ['accounts-csv', 5, 5, 0, 0, 0],
    ['county-health-departments', 16, 14, 0, 0, 2],
    ['published-figures', 8, 4, 0, 0, 4],
  ]);
  const ledger = await store.query<{ source: string; read: number; rest: number }>(
    `SELECT source, sumIf(count, outcome = 'read') AS read, sumIf(count, outcome != 'read') AS rest
FROM ledger GROUP BY source ORDER BY source`,
  );
  expect(ledger).toHaveLength(4);
  for (const { read, rest } of ledger) expect(rest).toBe(read);
});

test('a table with a header alone is read as what it is, and said', async () => {
  writeFileSync(
    join(folder, 'header.csv'),
    `${readFileSync(join(folder, 'accounts.csv'), 'utf8').split('\n')[0]}\n`,
  );
  const said: string[] = [];
  const [summary] = await gather([{ ...ACCOUNTS, file: 'header.csv' }, CMS], {
    say: (line) => said.push(line),
  });
  expect(summary).toMatchObject({ read: 0, quarantined: 0 });
  expect(said.filter((line) => line.includes('no record'))).toEqual([
    'accounts-csv: no record in header.csv: fill it, fetch it again, or take the source out of the study',
  ]);
});

test('the first rows in quarantine are said with file, line, reason and remedy, each on one line', async () => {
  const said: string[] = [];
  await gather([CMS_BAD, ACCOUNTS, COUNTIES, FIGURES], { say: (line) => said.push(line) });
  expect(said[0]).toBe('Reading cms-hospitals');
  expect(said[1]).toBe(
    'cms-hospitals-bad.csv, line 3: unknown state "PRR": write the two-letter code of a state, DC or a territory, or drop the row',
  );
  expect(said.filter((line) => line.startsWith('cms-hospitals-bad.csv'))).toHaveLength(5);
  expect(said.join('')).not.toContain('\n');
});

test('an id that comes twice with other content is quarantined and names the first place', async () => {
  const rows = await store.query<{ position: string; reason: string }>(
    `SELECT position, reason FROM quarantine WHERE reason LIKE 'duplicate id%'`,
  );
  expect(rows).toEqual([
    {
      position: 'line 5',
      reason:
        'duplicate id: cms-hospitals 010001, as of 2026-06-17 was read before, with other content, at cms-hospitals-bad.csv, line 2; drop one of the two',
    },
  ]);
});

test('each input is entered with its hash, which sha256sum gives too', async () => {
  const rows = await store.query<{ file: string; sha256: string }>(
    'SELECT file, sha256 FROM inputs ORDER BY file',
  );
  expect(rows.map(({ file }) => file)).toEqual([
    'accounts.csv',
    'cms-hospitals-bad.csv',
    'county-health-departments.csv',
    'published-figures.csv',
    'published-sources.csv',
  ]);
  for (const { file, sha256 } of rows)
    expect(execFileSync('sha256sum', [join(folder, file)], { encoding: 'utf8' })).toContain(sha256);
});

test('gathering the same again changes nothing that can be seen', async () => {
  const before = await visible();
  await gather([CMS_BAD, ACCOUNTS, COUNTIES, FIGURES]);
  expect(await visible()).toEqual(before);
});

test('what an input no longer holds, and what the study no longer names, is gone', async () => {
  await gather([CMS, ACCOUNTS]);
  const names = await store.query('SELECT id, name FROM organisations ORDER BY id');
  expect(names).toEqual([
    { id: '005001', name: 'BAY "OLD TOWN" CLINIC' },
    { id: '010001', name: 'RIVERBEND HOSPITAL, INC' },
    { id: '10021F', name: 'ARMY HOSPITAL' },
  ]);
  expect(await store.query('SELECT count() AS n FROM published_figures')).toEqual([{ n: 0 }]);
  expect(await store.query('SELECT count() AS n FROM quarantine')).toEqual([{ n: 0 }]);
});

test('gathering one source alone leaves what the others gave as it is', async () => {
  await gather([CMS, FIGURES]);
  const before = await visible();
  const study = await readStudy(folder);
  clock += 1000;
  const now = new Date(clock);
  const summaries = await gatherStill(study, store, { now: () => now }, 'published-figures');
  expect(summaries.map(({ source }) => source)).toEqual(['published-figures']);
  expect(await visible()).toEqual(before);
});

test('rows that another flow wrote are left alone', async () => {
  const row = {
    registry: 'cms-hospitals',
    organisation_id: '010001',
    network: 'tiktok',
    link: 'own',
    status: 'present',
  };
  await store.insert('accounts', [
    { ...row, seen_on: '2026-06-01', gathered_by: 'another-flow', run: 'x', version: 1 },
  ]);
  await gather([CMS, ACCOUNTS]);
  expect(await store.query("SELECT count() AS n FROM accounts WHERE network = 'tiktok'")).toEqual([{ n: 1 }]);
  await store.remove('accounts', "network = 'tiktok'");
});

test('a missing file is one sentence; the other sources are read, and what was there before stays', async () => {
  const failure: unknown = await gather([{ ...CMS, file: 'gone.csv' }, FIGURES]).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ exitCode: EXIT.failed });
  expect(String(failure)).toContain(
    `${join(folder, 'gone.csv')}: there is no such file; source "cms-hospitals" needs it: put it there, or correct its name in ${join(folder, 'auscult.yaml')}`,
  );
  expect(await store.query('SELECT count() AS n FROM organisations')).toEqual([{ n: 3 }]);
  expect(await store.query('SELECT count() AS n FROM published_figures')).toEqual([{ n: 2 }]);
});

test('wrong options and unknown sources are found before anything is read', async () => {
  const before = await visible();
  await expect(gather([FIGURES, { source: 'cms-hospitals', fyle: 'x' }])).rejects.toThrow(
    /source "cms-hospitals": .*fyle.*; see docs\/gather\.md/,
  );
  await expect(gather([FIGURES, { source: 'cms' }])).rejects.toMatchObject({ exitCode: EXIT.usage });
  expect(await visible()).toEqual(before);
});

test('accounts of organisations that no registry holds are told, since nothing will count them', async () => {
  const said: string[] = [];
  await gather([CMS, ACCOUNTS], { say: (line) => said.push(line) });
  expect(said).toEqual([
    'Reading cms-hospitals',
    'Reading accounts-csv',
    '3 accounts of organisations that no registry here holds (such as cms-hospitals 050001): gather that registry, or correct the ids; the store holds cms-hospitals',
  ]);
});

test('places in Parquet: socials and page ids of places of health in the United States', async () => {
  const file = join(folder, 'overture.parquet');
  await store.command(`INSERT INTO FUNCTION file('${file}', 'Parquet', $$
id String, names Tuple(primary String), categories Tuple(primary String), websites Array(String), socials Array(String),
addresses Array(Tuple(locality String, postcode String, region String, country String))$$)
SELECT * FROM values($$id String, names Tuple(primary String), categories Tuple(primary String), websites Array(String),
socials Array(String), addresses Array(Tuple(locality String, postcode String, region String, country String))$$,
('p1', tuple('Riverbend'), tuple('hospital'), ['https://riverbend.example'],
 ['https://www.facebook.com/123456789012', 'https://facebook.com/RiverbendHospital', 'https://www.facebook.com/riverbendhospital/', 'https://example.org/x'],
 [('DOTHAN', '36301', 'US-AL', 'US')]),
('p2', tuple('Vet'), tuple('animal_hospital'), [], [], [('DOTHAN', '36301', 'AL', 'US')]),
('p3', tuple('Fernspital'), tuple('hospital'), [], [], [('Fern', '1', 'FE', 'DE')]),
('p4', tuple('Nowhere'), tuple('hospital'), [], [], [('X', '1', 'ZZ', 'US')]))`);
  const fsq = join(folder, 'foursquare.parquet');
  await store.command(`INSERT INTO FUNCTION file('${fsq}', 'Parquet')
SELECT '4b5a1c2df964a520e6b028e3' AS fsq_place_id, 'Bay Clinic' AS name, 'Oakland' AS locality, 'CA' AS region, '94601' AS postcode,
 'US' AS country, 'https://bay.example' AS website, 123456789012::UInt64 AS facebook_id, 'bayclinic' AS instagram, 'BayClinic' AS twitter,
 ['Health and Medicine > Hospital > Hospital Unit'] AS fsq_category_labels`);
  const [overture, foursquare] = await gather([
    { source: 'places-parquet', file: 'overture.parquet', as_of: '2026-05-20' },
    { source: 'places-parquet', file: 'foursquare.parquet', as_of: '2026-05-20' },
  ]);
  expect(overture).toMatchObject({ read: 7, kept: 3, filtered: 2, quarantined: 2 });
  expect(foursquare).toMatchObject({ read: 5, kept: 5 });
  expect(
    await store.query(
      'SELECT organisation_id AS id, network, handle FROM accounts ORDER BY registry DESC, network, handle',
    ),
  ).toEqual([
    { id: 'p1', network: 'facebook', handle: '123456789012' },
    { id: 'p1', network: 'facebook', handle: 'riverbendhospital' },
    { id: '4b5a1c2df964a520e6b028e3', network: 'facebook', handle: '123456789012' },
    { id: '4b5a1c2df964a520e6b028e3', network: 'foursquare', handle: '4b5a1c2df964a520e6b028e3' },
    { id: '4b5a1c2df964a520e6b028e3', network: 'instagram', handle: 'bayclinic' },
    { id: '4b5a1c2df964a520e6b028e3', network: 'x', handle: 'bayclinic' },
  ]);
  const cut = (await readFile(fsq)).subarray(0, 200);
  writeFileSync(fsq, cut);
  await expect(
    gather([{ source: 'places-parquet', file: 'foursquare.parquet', as_of: '2026-05-20' }]),
  ).rejects.toThrow(/foursquare\.parquet is no whole Parquet file/);
});

const SPRING = join(SHARED, 'hospitals/cms_hospital_general_information_2026-spring.csv');

test.skipIf(!existsSync(SPRING))(
  'hospitals by state in the store are those that awk counts in the file',
  async () => {
    await gather([{ ...CMS, file: SPRING }]);
    // Quoted cells lose their commas and quotes first, so that the fifth cell is the state in every row.
    const program =
      'NR>1{while(match($0,/"[^"]*"/)){q=substr($0,RSTART+1,RLENGTH-2);gsub(/,/," ",q);$0=substr($0,1,RSTART-1) q substr($0,RSTART+RLENGTH)} split($0,cell,",");n[cell[5]]++} END{for(s in n) print s, n[s]}';
    const counted = execFileSync('awk', [program, SPRING], { encoding: 'utf8' });
    const rows = await store.query<{ line: string }>(
      `SELECT concat(state, ' ', toString(count())) AS line FROM current_organisations
WHERE registry = 'cms-hospitals' GROUP BY state ORDER BY state`,
    );
    expect(rows).toHaveLength(56);
    expect(rows.map(({ line }) => line)).toEqual(counted.trim().split('\n').sort());
  },
);

test.skipIf(!existsSync(SPRING))(
  'of two editions in the store the later is current, and both can be counted',
  async () => {
    const winter = SPRING.replace('2026-spring', '2026-winter');
    await gather([
      { ...CMS, file: SPRING },
      { ...CMS, file: winter, as_of: '2026-02-06' },
    ]);
    const editions = await store.query(
      'SELECT as_of, count() AS n FROM organisations GROUP BY as_of ORDER BY as_of',
    );
    expect(editions).toEqual([
      { as_of: '2026-02-06', n: 5421 },
      { as_of: '2026-06-17', n: 5381 },
    ]);
    expect(await store.query('SELECT count() AS n FROM current_organisations')).toEqual([{ n: 5381 }]);
  },
);
