import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureStudy } from '../../src/flows/build-edition.ts';
import { gatherStill } from '../../src/flows/gather-still.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import type { Figure } from '../../src/records.ts';
import { readStudy } from '../../src/study.ts';

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'auscult-state-'));
  store = await openStore(`chdb:${join(folder, 'store')}`);
  // Twelve hospitals in Vermont, of which ten were looked at and five have a page; three more in Texas, all with one.
  const hospital = (id: string, state: string) =>
    `${id},Hospital ${id},1 Main Street,Town,${state},05001,County,,Acute Care Hospitals,Proprietary,Yes`;
  const ids = (first: number, count: number) =>
    Array.from({ length: count }, (_, index) => String(first + index));
  const vermont = ids(470001, 12);
  const texas = ids(450001, 3);
  writeFileSync(
    join(folder, 'hospitals.csv'),
    [
      'Facility ID,Facility Name,Address,City/Town,State,ZIP Code,County/Parish,Telephone Number,Hospital Type,Hospital Ownership,Emergency Services',
      ...vermont.map((id) => hospital(id, 'VT')),
      ...texas.map((id) => hospital(id, 'TX')),
      '',
    ].join('\n'),
  );
  const account = (id: string, status: string) =>
    `${id},facebook,${status === 'present' ? `https://www.facebook.com/hospital${id}` : ''},${status},2026-06-01,seen`;
  writeFileSync(
    join(folder, 'accounts.csv'),
    [
      'organisation_id,network,handle_or_url,status,seen_on,evidence',
      ...vermont.slice(0, 5).map((id) => account(id, 'present')),
      ...vermont.slice(5, 10).map((id) => account(id, 'absent')),
      ...texas.map((id) => account(id, 'present')),
      '',
    ].join('\n'),
  );
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function hospitalsNow(place: object): Promise<Figure | undefined> {
  const study = {
    title: 'T',
    as_of: '2026-06-30',
    place,
    panels: ['hospitals'],
    sources: [
      { source: 'cms-hospitals', file: 'hospitals.csv', as_of: '2026-06-17' },
      { source: 'accounts-csv', file: 'accounts.csv' },
    ],
  };
  writeFileSync(join(folder, 'auscult.yaml'), JSON.stringify(study));
  const read = await readStudy(folder);
  await gatherStill(read, store);
  return (await measureStudy(read, store)).find(({ id }) => id === 'hospitals-now');
}

test('a study of one state counts the hospitals of that state, a study of the country all of them', async () => {
  // Ten of twelve were looked at (83 %), so five of ten is a rate; its Wilson interval by hand: 23.7 to 76.3.
  const vermont = await hospitalsNow({ state: 'VT' });
  expect(vermont?.base).toMatch(/^hospitals of Vermont in the registry;/);
  expect(vermont?.rows).toMatchObject([
    { id: 'facebook', state: 'VT', n: 12, present: 5, absent: 5, value: 50 },
  ]);
  expect(vermont?.rows[0].lower).toBeCloseTo(23.66, 2);
  expect(vermont?.rows[0].upper).toBeCloseTo(76.34, 2);
  const country = await hospitalsNow({});
  expect(country?.rows).toMatchObject([{ id: 'facebook', state: 'US', n: 15, present: 8, absent: 5 }]);
});
