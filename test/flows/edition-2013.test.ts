import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherStill } from '../../src/flows/gather-still.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { FIGURES } from '../../src/measure/index.ts';
import { measureFigure } from '../../src/measure/measure.ts';
import type { Figure } from '../../src/records.ts';
import { readStudy } from '../../src/study.ts';

const RECOVERED = '../shared/data/editions/2013-infographic.json';

let folder: string;
let store: Store;
const figures: Record<string, Figure> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auscult-2013-'));
  store = await openStore(`chdb:${join(folder, 'store')}`);
  const study = await readStudy('studies/us');
  await gatherStill(study, store);
  const scope = { country: 'US', state: null, from: null, to: null, asOf: study.as_of };
  for (const definition of FIGURES) {
    figures[definition.id] = await measureFigure(definition, {
      store,
      scope,
      inputs: [],
      versions: {},
      measured: Object.values(figures),
    });
  }
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const values = (id: string) => figures[id].rows.map((row) => row.value);

test('the ranked lists of 2013 stand as the sheet printed them', () => {
  expect(values('talk-2013')).toEqual([28, 27, 24, 20, 18, 16, 16]);
  expect(values('trust-2013')).toEqual([60, 56, 55, 54, 48, 46, 45, 42, 36, 36, 34, 25]);
  expect(values('share-2013')).toEqual([47, 43, 40, 38, 33, 33, 32, 31, 30]);
});

test('the hospitals of 2013 stand by network, with their share of the list', () => {
  const rows = figures['hospitals-2013'].rows;
  const of = (network: string) => rows.find((row) => row.network === network);
  expect(rows.find((row) => row.part === 'total')?.value).toBe(1501);
  expect(
    ['youtube', 'facebook', 'x', 'linkedin', 'foursquare', 'blog'].map((network) => of(network)?.value),
  ).toEqual([695, 1264, 967, 651, 1116, 185]);
  // 1,264 of 1,501 is 84.2 %, by hand.
  expect(of('facebook')?.share).toBeCloseTo(0.842, 3);
});

test('what another page prints otherwise is flagged in the row and told in the notes', () => {
  const doctor = figures['trust-2013'].rows.find((row) => row.label === 'Doctor');
  expect(doctor).toMatchObject({ value: 60, decision: 'flagged' });
  expect(doctor?.reason).toContain('61');
  expect(figures['trust-2013'].notes.join(' ')).toContain('concord-2013 prints 61');
});

test.skipIf(!existsSync(RECOVERED))(
  'every number that was recovered of 2013 appears, exactly, with its source',
  () => {
    const recovered = JSON.parse(readFileSync(RECOVERED, 'utf8')) as {
      panels: { id: string; rows: { label: string; value: number | null; source: string }[] }[];
    };
    const figureOf: Record<string, string> = {
      'patients-talk-about': 'talk-2013',
      trust: 'trust-2013',
      share: 'share-2013',
      'hospital-channels': 'hospitals-2013',
      'best-practices': 'practices-2013',
    };
    let checked = 0;
    for (const panel of recovered.panels) {
      const numbers = panel.rows.filter((row) => row.value !== null);
      if (numbers.length === 0) continue;
      const rows = figures[figureOf[panel.id]].rows;
      for (const { value, source } of numbers) {
        expect(
          rows.some((row) => row.value === value && row.source === source),
          `${panel.id} ${value}`,
        ).toBe(true);
        checked += 1;
      }
    }
    // 7 acts, 12 trusted, 9 shared with, 7 counts of hospitals, 1 practice.
    expect(checked).toBe(36);
  },
);

test('carried state totals agree with the registry file they come from: 5,381 hospitals in 56 places', () => {
  const rows = figures['states-hospitals'].rows;
  expect(rows).toHaveLength(56);
  expect(rows.reduce((sum, row) => sum + (row.value ?? 0), 0)).toBe(5381);
});

test('a figure without data says what to gather and shows no number', () => {
  expect(figures['hospitals-now'].rows).toEqual([]);
  expect(figures['hospitals-now'].notes[0]).toMatch(/^Gather the accounts of hospitals,/);
});

test('departments by state: a rate from ten counties on, counts below', () => {
  const of = (id: string) => figures['states-departments'].rows.find((row) => row.id === id);
  // Delaware has three counties.
  expect(of('DE.facebook')).toMatchObject({ display: 'counts_only', decision: 'flagged' });
  expect(of('TX.facebook')).toMatchObject({ display: 'rate', n: 254 });
});
