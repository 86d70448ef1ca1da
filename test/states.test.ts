import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { STATE_BY_CODE, STATE_BY_FIPS, STATES } from '../src/states.ts';

const CENSUS = resolve(import.meta.dirname, '../../shared/data/geo/census_NST-EST2024-ALLDATA.csv');

test('fifty states, the District and five territories, each code once', () => {
  const kinds = Object.groupBy(STATES, ({ kind }) => kind);
  expect([kinds.state?.length, kinds.district?.length, kinds.territory?.length]).toEqual([50, 1, 5]);
  expect([STATE_BY_CODE.size, STATE_BY_FIPS.size]).toEqual([56, 56]);
});

test('the regions have the sizes that the Census Bureau gives them', () => {
  const regions = Object.groupBy(STATES, ({ region }) => region ?? 'none');
  const sizes = Object.entries(regions).map(([region, states]) => [region, states.length] as const);
  expect(Object.fromEntries(sizes)).toEqual({ Northeast: 9, Midwest: 12, South: 17, West: 13, none: 5 });
});

test.skipIf(!existsSync(CENSUS))('names, FIPS codes and regions are those of the Census table', () => {
  const numbers = ['', 'Northeast', 'Midwest', 'South', 'West'];
  const lines = readFileSync(CENSUS, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('040,'));
  const census = lines.map((line) => line.split(',').slice(0, 5)).filter(([, region]) => region !== 'X');
  expect(census).toHaveLength(51);
  for (const [, region, , fips, name] of census)
    expect(STATE_BY_FIPS.get(fips)).toMatchObject({ name, region: numbers[Number(region)] });
});
