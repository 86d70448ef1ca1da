import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { cmsHospitals } from '../../src/gather/cms-hospitals.ts';
import { readStill, SHARED } from './still-items.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

test('a hospital is read as the registry has it: zeros given back, quotes, line breaks, words kept and grouped', async () => {
  const { records, quarantined } = await readStill(cmsHospitals, {
    file: 'cms-hospitals.csv',
    as_of: '2026-06-17',
  });
  expect(quarantined).toEqual([]);
  const hospitals = records('organisation');
  expect(hospitals.map(({ position }) => position)).toEqual(['line 2', 'line 3', 'line 5']);
  expect(hospitals.map(({ record }) => record.id)).toEqual(['010001', '005001', '10021F']);
  expect(hospitals[0].record).toEqual({
    registry: 'cms-hospitals',
    id: '010001',
    kind: 'hospital',
    name: 'RIVERBEND HOSPITAL, INC',
    state: 'AL',
    city: 'DOTHAN',
    county: 'HOUSTON',
    postcode: '36301',
    ownership: 'Voluntary non-profit - Church',
    ownershipGroup: 'non-profit',
    type: 'Acute Care Hospitals',
    typeGroup: 'acute-care',
    website: null,
    beds: null,
    asOf: '2026-06-17',
  });
  expect(hospitals[1].record.name).toBe('BAY "OLD TOWN" CLINIC');
  expect(hospitals[2].record).toMatchObject({ typeGroup: 'military', ownershipGroup: 'federal-government' });
});

test('an old edition in Latin-1 with other headers and stripped zeros is the same registry', async () => {
  const { records } = await readStill(cmsHospitals, { file: 'cms-hospitals-2015.csv', as_of: '2015-10-26' });
  expect(records('organisation').map(({ record }) => record)).toMatchObject([
    {
      id: '010005',
      name: 'HOSPITAL GENERAL DE MAYAGÜEZ',
      city: 'MAYAGÜEZ',
      postcode: '00682',
      typeGroup: 'childrens',
    },
  ]);
});

test('bad rows go to quarantine with line, reason and remedy; good rows around them stay', async () => {
  const { records, quarantined } = await readStill(cmsHospitals, {
    file: 'cms-hospitals-bad.csv',
    as_of: '2026-06-17',
  });
  expect(records('organisation').map(({ position, record }) => [position, record.id])).toEqual([
    ['line 2', '010001'],
    ['line 4', '010001'],
    ['line 5', '010001'],
    ['line 8', '010006'],
  ]);
  expect(quarantined).toEqual([
    'line 3: unknown state "PRR": write the two-letter code of a state, DC or a territory, or drop the row',
    'line 6: "not an id" is not a CMS certification number: six digits or capitals, such as 050001',
    'line 7: a quote is out of place or never closes: double the quotes within a cell, or fetch the file again if it was cut short',
    'line 9: a quote is out of place or never closes: double the quotes within a cell, or fetch the file again if it was cut short',
  ]);
  // A word that no edition has used yet is kept, and grouped as unknown.
  expect(records('organisation')[3].record).toMatchObject({ type: 'Some New Type', typeGroup: null });
});

test('a registry as spreadsheets save it: UTF-16, semicolons, tabs; a packed one is called what it is', async () => {
  const text = readFileSync(resolve(import.meta.dirname, '../input/still/cms-hospitals-2015.csv'), 'latin1');
  // The cells that are read hold no comma.
  const read = (bytes: Uint8Array) =>
    readStill(
      cmsHospitals,
      { file: 'cms-hospitals-2015.csv', as_of: '2015-10-26' },
      { readFile: () => Promise.resolve(bytes) },
    );
  const plain = (await read(Buffer.from(text))).records('organisation').map(({ record }) => record);
  expect(plain).toHaveLength(1);
  for (const saved of [
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(text.replaceAll(',', ';')),
    Buffer.from(text.replaceAll(',', '\t')),
  ])
    expect((await read(saved)).records('organisation').map(({ record }) => record)).toEqual(plain);
  await expect(read(gzipSync(text))).rejects.toThrow(
    /holds bytes that are no text: unpack it if it is packed/,
  );
});

test('a wrong header, an empty file and a file without its day are each one sentence', async () => {
  const read = (file: string) => readStill(cmsHospitals, { file, as_of: '2026-06-17' });
  await expect(read('wrong-header.csv')).rejects.toThrow(
    'wrong-header.csv, line 1: wrong header, no column "Facility ID" or "Provider ID" or "Provider Number" among "Name", "City", "State"; check that this is the file the source expects',
  );
  await expect(read('empty.csv')).rejects.toThrow('empty.csv is empty: fetch it again');
  await expect(readStill(cmsHospitals, { file: 'cms-hospitals.csv' })).rejects.toThrow(/add as_of/);
});

test('without a file the current edition is fetched from where the agency says it is, and that is said', async () => {
  const csv =
    '"Facility ID","Facility Name","City/Town","State","ZIP Code","County/Parish","Hospital Type","Hospital Ownership"\n"010001","RIVERBEND","DOTHAN","AL","36301","HOUSTON","Psychiatric","Tribal"\n';
  const base = await serve((request, response) => {
    if (request.url === '/file.csv') response.end(csv);
    else
      response.end(
        JSON.stringify({ modified: '2026-07-29', distribution: [{ downloadURL: `${base}/file.csv` }] }),
      );
  });
  const said: string[] = [];
  const { records } = await readStill(
    cmsHospitals,
    { metadata: `${base}/metadata` },
    { say: (line) => said.push(line) },
  );
  expect(records('organisation').map(({ record }) => [record.id, record.asOf])).toEqual([
    ['010001', '2026-07-29'],
  ]);
  expect(said).toEqual([`Fetching the CMS hospital registry of 2026-07-29 from ${base}/file.csv`]);
});

test('a registry that has moved or refuses is one sentence with the way round', async () => {
  const moved = await serve((_request, response) => response.end('<html>not here any more</html>'));
  await expect(readStill(cmsHospitals, { metadata: moved })).rejects.toThrow(
    /no longer says where the registry is: fetch it from https:\/\/data\.cms\.gov.* by hand and name it with "file:"/,
  );
  const refuses = await serve((_request, response) => response.writeHead(403).end());
  await expect(readStill(cmsHospitals, { metadata: refuses })).rejects.toThrow(
    /answered HTTP 403: .*; or fetch it by hand from https:\/\/data\.cms\.gov/,
  );
  const nowhere = readStill(
    cmsHospitals,
    { metadata: 'http://127.0.0.1:9/' },
    { sleep: () => Promise.resolve() },
  );
  await expect(nowhere).rejects.toThrow(
    /failed 6 times [^;]*: try again later; or fetch it by hand from https:\/\/data\.cms\.gov/,
  );
});

/** Edition and number of rows, counted with Python's csv module. */
const EDITIONS = [
  ['2015_texas_only_socrata', 372, 1],
  ['2016_socrata', 4799, 56],
  ['2017', 4807, 56],
  ['2020_socrata', 5326, 56],
  ['2021', 5325, 56],
  ['2026-winter', 5421, 56],
  ['2026-spring', 5381, 56],
] as const;

test.skipIf(!existsSync(`${SHARED}/hospitals`)).each(EDITIONS)(
  'the edition %s loads whole: %d hospitals in %d states and territories',
  async (edition, rows, states) => {
    const file = `${SHARED}/hospitals/cms_hospital_general_information_${edition}.csv`;
    const { items, records } = await readStill(cmsHospitals, { file, as_of: '2020-01-01' });
    const hospitals = records('organisation').map(({ record }) => record);
    expect(items).toHaveLength(rows);
    expect(new Set(hospitals.map(({ id }) => id)).size).toBe(rows);
    expect(new Set(hospitals.map(({ state }) => state)).size).toBe(states);
    expect(hospitals.every(({ id }) => /^[0-9A-Z]{6}$/.test(id))).toBe(true);
    expect(hospitals.filter(({ typeGroup, ownershipGroup }) => !typeGroup || !ownershipGroup)).toEqual([]);
  },
);

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
