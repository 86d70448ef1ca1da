import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { accountsCsv } from '../../src/gather/accounts-csv.ts';
import { countyHealthDepartments } from '../../src/gather/county-health-departments.ts';
import { hifldHospitals } from '../../src/gather/hifld-hospitals.ts';
import { findSource, SOURCES } from '../../src/gather/index.ts';
import { nameSuggestionIndex } from '../../src/gather/name-suggestion-index.ts';
import { publishedFigures } from '../../src/gather/published-figures.ts';
import { wikidataSparql } from '../../src/gather/wikidata-sparql.ts';
import { readStill, SHARED, type ReadStill } from './still-items.ts';

/** Accounts as `organisation network status link handle`. */
const accountsOf = ({ records }: ReadStill) =>
  records('account').map(({ record }) =>
    [record.organisationId, record.network, record.status, record.link, record.handle ?? '-'].join(' '),
  );

const rulesOf = ({ records }: ReadStill) => records('filtered').map(({ rule }) => rule);

test('accounts that anyone can write down', async () => {
  const read = await readStill(accountsCsv, { file: 'accounts.csv' });
  expect(read.quarantined).toEqual([]);
  expect(accountsOf(read)).toEqual([
    '010001 facebook present own riverbendhospital',
    '010001 x present own riverbendhosp',
    '050001 youtube present own @bayclinic',
    '050001 linkedin absent own -',
    '050001 instagram unknown own -',
  ]);
  expect(read.records('account')[2].record.evidence).toBe('linked from the foot of the page, left');
});

test('accounts that cannot be used say why and what to do', async () => {
  const read = await readStill(accountsCsv, { file: 'accounts-bad.csv' });
  expect(accountsOf(read)).toEqual(['010001 facebook present own riverbendhospital']);
  expect(read.quarantined).toEqual([
    'line 3: unknown network "myspace": docs/gather.md lists the networks',
    'line 4: handle_or_url: "riverbend" belongs to no known network: name its network',
    'line 5: handle_or_url: it is a link to share or post something, not an account',
    'line 6: status "absent" beside the account "@riverbend": drop one of the two',
    'line 7: status "maybe" is none of present, absent, unknown: write one of them',
    'line 8: seen_on "2026-02-30" is not a day: write it as YYYY-MM-DD',
    'line 9: organisation_id is empty: fill it in, or drop the row',
  ]);
});

test('HIFLD hospitals: closed ones and those abroad are filtered, placeholders are nothing', async () => {
  const read = await readStill(hifldHospitals, { file: 'hifld-hospitals.csv', as_of: '2020-07-08' });
  expect(rulesOf(read)).toEqual(['closed', 'outside the United States']);
  expect(read.records('organisation').map(({ record }) => record)).toMatchObject([
    {
      id: '0053391362',
      website: 'http://www.hill.example/',
      beds: null,
      typeGroup: 'critical-access',
      ownershipGroup: 'non-profit',
    },
  ]);
  expect(read.quarantined).toEqual([expect.stringContaining('line 5: unknown state "ZZ"')]);
});

test('county health departments: presence and absence, districts, notes', async () => {
  const read = await readStill(countyHealthDepartments, { file: 'county-health-departments.csv' });
  expect(
    read.records('organisation').map(({ record }) => `${record.id} ${record.state} ${record.typeGroup}`),
  ).toEqual([
    '01001 AL county',
    '01003 AL county',
    '13005 GA county',
    '99901 GA district',
    '01011 AL county',
  ]);
  expect(accountsOf(read)).toEqual([
    '01001 x absent own -',
    '01001 facebook present own -',
    '01003 x present own brighthealth',
    '01003 facebook absent own -',
    '13005 x present system creekdistrict',
    '13005 facebook present system -',
    '99901 x present own creekdistrict',
    '99901 facebook present own -',
    '01011 facebook absent own -',
  ]);
  expect(read.records('account')[2].record.evidence).toBe(
    'looked for by hand, autumn 2021; Emergency Management Agency; DoubleCheck',
  );
  expect(read.quarantined).toEqual([
    'line 6: facebookYN "maybe" is neither 0 nor 1: write one of them',
    'line 7: no account of 01011: "no handle" holds a space, which no handle does',
  ]);
});

test('name-suggestion-index: organisations of the United States, joined to Wikidata where they name it', async () => {
  const read = await readStill(nameSuggestionIndex, {
    files: ['nsi-hospital.json'],
    wikidata: 'nsi-wikidata.json',
  });
  expect(
    read.records('organisation').map(({ record }) => [record.registry, record.id, record.kind, record.asOf]),
  ).toEqual([
    ['wikidata', 'Q201', 'health-system', '2022-04-25'],
    ['name-suggestion-index', 'hill-1', 'health-system', '2022-04-25'],
  ]);
  expect(accountsOf(read)).toEqual([
    'Q201 x present own riverbendhealth',
    'Q201 facebook present own riverbendhealth',
  ]);
  expect(rulesOf(read)).toEqual([
    'network not among the 16 that are counted',
    'not named for the United States',
    'not named for the United States',
  ]);
});

test('Wikidata: several results of one hospital are one hospital with several accounts', async () => {
  const read = await readStill(wikidataSparql, { file: 'wikidata-sparql.json', seen_on: '2026-06-01' });
  expect(
    read.records('organisation').map(({ record }) => `${record.id} ${record.state ?? '-'} ${record.name}`),
  ).toEqual(['Q101 AL Riverbend Hospital', 'Q102 - Bay Clinic', 'Q103 - Odd Hospital']);
  expect(accountsOf(read)).toEqual([
    'Q101 x present own riverbendhosp',
    'Q101 facebook present own riverbendhospital',
    'Q101 x present own riverbendkids',
    'Q101 youtube present own UC2K27kcuGqe6O7hnRoZq_iw',
    'Q102 foursquare present own 4b5a1c2df964a520e6b028e3',
    'Q102 mastodon present own bayclinic@mastodon.social',
    'Q102 bluesky present own bayclinic.example',
  ]);
  expect(read.quarantined).toEqual([
    'result 4: no account of Q103: "odd hospital" holds a space, which no handle does',
    'result 5: unknown state "ZZ": write the two-letter code of a state, DC or a territory, or drop the row',
    'result 6: item "Hill Hospital" is not a Wikidata entity: select ?item',
  ]);
});

test('published figures keep n, base, confidence and conflict; a figure without its source is not let in', async () => {
  const read = await readStill(publishedFigures, {
    figures: 'published-figures.csv',
    sources: 'published-sources.csv',
  });
  expect(read.records('published-source').map(({ record }) => [record.id, record.year])).toEqual([
    ['reader-survey', 2014],
    ['blog-relay', null],
  ]);
  expect(read.records('published-figure').map(({ record }) => record)).toEqual([
    {
      series: 'talk-2014',
      order: 1,
      label: 'Read reviews',
      question: 'Have you done this?',
      subgroup: '',
      place: 'US',
      network: null,
      date: '2014-03',
      value: 42,
      unit: 'percent',
      comparison: '=',
      n: 1060,
      base: 'US adults',
      source: 'reader-survey',
      confidence: 'read on 2 pages',
      conflict: 'one page prints 24, by mistake',
      note: '',
    },
    expect.objectContaining({ label: 'Wrote reviews', network: 'x', value: null, comparison: '~', n: null }),
  ]);
  expect(read.quarantined).toEqual([
    'line 4: value "4x" is not a number: write digits with a point',
    'line 5: date "last year": write YYYY, YYYY-MM, YYYY-MM-DD or undated',
    'line 6: source "nobody" is not in published-sources.csv: add it there, or correct it here',
    'line 7: unit "dogs" is none of percent, count, text: write one of them',
  ]);
});

test('the figures that this project ships are all let in', async () => {
  const folder = resolve(import.meta.dirname, '../../studies/us/published');
  const read = await readStill(publishedFigures, {
    figures: `${folder}/figures.csv`,
    sources: `${folder}/sources.csv`,
  });
  expect(read.quarantined).toEqual([]);
  expect(read.records('published-figure').length).toBeGreaterThan(500);
});

test('JSON that is cut short is one sentence', async () => {
  const whole = readFileSync(resolve(import.meta.dirname, '../input/still/wikidata-sparql.json'));
  const read = readStill(
    wikidataSparql,
    { file: 'cut.json', seen_on: '2026-06-01' },
    { readFile: () => Promise.resolve(whole.subarray(0, 400)) },
  );
  await expect(read).rejects.toThrow(
    /^cut\.json is no whole JSON \(.*\): it may be cut short, fetch it again$/,
  );
});

test('every source has its own id, and an unknown one is named with those that exist', () => {
  expect(new Set(SOURCES.map(({ id }) => id)).size).toBe(SOURCES.length);
  expect(() => findSource('cms')).toThrow(/^unknown source "cms" in the study: write one of cms-hospitals, /);
});

const accounts = `${SHARED}/accounts`;

test.skipIf(!existsSync(accounts))('the 2021 list gives its own cross-tab of 3,143 counties', async () => {
  const read = await readStill(countyHealthDepartments, {
    file: `${accounts}/county_health_departments_2021.csv`,
  });
  expect(read.quarantined).toEqual([]);
  expect(read.records('organisation')).toHaveLength(3143);
  const present = new Map<string, string[]>();
  for (const { record } of read.records('account')) {
    const networks = present.get(record.organisationId) ?? [];
    if (record.status === 'present') networks.push(record.network);
    present.set(record.organisationId, networks);
  }
  const count = (networks: string) =>
    [...present.values()].filter((list) => list.join('+') === networks).length;
  expect([count('x+facebook'), count('facebook'), count('x'), count('')]).toEqual([744, 1357, 131, 911]);
});

test.skipIf(!existsSync(accounts))(
  'the districts of several counties load, by the columns and not by their summary',
  async () => {
    const read = await readStill(countyHealthDepartments, {
      file: `${accounts}/multicounty_health_districts_2021.csv`,
    });
    expect(read.quarantined).toEqual([]);
    expect(read.records('organisation')).toHaveLength(87);
    const present = accountsOf(read).filter((line) => line.includes(' present '));
    expect(present.filter((line) => line.includes(' x ')).length).toBe(62);
    expect(present.filter((line) => line.includes(' facebook ')).length).toBe(81);
  },
);

const NSI = [
  'operators_amenity_hospital',
  'operators_amenity_clinic',
  'operators_amenity_doctors',
  'brands_amenity_clinic',
  'brands_amenity_dentist',
  'brands_amenity_pharmacy',
  'brands_healthcare_blood_donation',
];

test.skipIf(!existsSync(accounts))(
  'the index of 2022 gives 101 US organisations with accounts, 45 of 60 hospital operators',
  async () => {
    const wikidata = `${accounts}/nsi_2022-04/wikidata.min.json`;
    const read = (lists: readonly string[]) =>
      readStill(nameSuggestionIndex, {
        wikidata,
        files: lists.map((list) => `${accounts}/nsi_2022-04/${list}.json`),
      });
    const withAccounts = ({ records }: ReadStill) =>
      new Set(records('account').map(({ record }) => record.organisationId)).size;
    const all = await read(NSI);
    expect(all.quarantined).toEqual([]);
    expect(withAccounts(all)).toBe(101);
    const hospitals = await read(NSI.slice(0, 1));
    expect([withAccounts(hospitals), hospitals.records('organisation').length]).toEqual([45, 60]);
    const networks = Object.groupBy(hospitals.records('account'), ({ record }) => record.network);
    const counts = Object.entries(networks).map(([network, list]) => [network, list.length] as const);
    expect(Object.fromEntries(counts)).toEqual({
      x: 44,
      facebook: 41,
      instagram: 21,
      youtube: 12,
      pinterest: 10,
      linkedin: 9,
    });
  },
);

test.skipIf(!existsSync(`${SHARED}/hospitals/hifld_hospitals.csv`))(
  'HIFLD: 7,596 rows, 319 closed, 1 in Palau',
  async () => {
    const file = `${SHARED}/hospitals/hifld_hospitals.csv`;
    const read = await readStill(hifldHospitals, { file, as_of: '2020-07-08' });
    expect(read.items).toHaveLength(7596);
    expect(Object.groupBy(rulesOf(read), (rule) => rule).closed).toHaveLength(319);
    expect(read.records('organisation')).toHaveLength(7276);
    expect(read.quarantined).toEqual([]);
  },
);
