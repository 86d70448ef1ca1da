/** HIFLD hospitals (Homeland Infrastructure Foundation-Level Data): addresses, beds, types, owners and websites. */

import { z } from 'zod';
import { defineSource } from './source.ts';
import { readDelimited, type Column } from './still/delimited.ts';
import { hospitalOwner, hospitalType } from './still/hospital-words.ts';
import { dayOption, fileOption, inFolder } from './still/options.ts';
import { needed, orNull, readPostcode, readState } from './still/read-cells.ts';
import { rowsToItems, type RowItem } from './still/rows-to-items.ts';
import { openTerms } from './still/terms.ts';

const COLUMNS = {
  id: { names: ['ID'] },
  name: { names: ['NAME'] },
  city: { names: ['CITY'] },
  state: { names: ['STATE'] },
  postcode: { names: ['ZIP'] },
  county: { names: ['COUNTY'], optional: true },
  country: { names: ['COUNTRY'], optional: true },
  type: { names: ['TYPE'] },
  status: { names: ['STATUS'] },
  owner: { names: ['OWNER'] },
  beds: { names: ['BEDS'] },
  website: { names: ['WEBSITE'] },
} as const satisfies Record<string, Column>;

/** Places that use US postal codes without belonging to the states, the District or the five territories. */
const FREELY_ASSOCIATED = new Set(['PLW', 'FSM', 'MHL']);

export const hifldHospitals = defineSource({
  id: 'hifld-hospitals',
  title: 'HIFLD Hospitals',
  publisher: 'US Department of Homeland Security, HIFLD Open',
  url: 'https://hifld-geoplatform.opendata.arcgis.com/datasets/hospitals',
  terms: openTerms('Public domain (HIFLD Open)', 'https://www.dhs.gov/gmo/hifld'),
  cadence: 'still',
  options: z.strictObject({
    file: fileOption,
    as_of: dayOption.describe('The day the edition speaks for'),
  }),
  inputs: ({ file }, context) => [inFolder(file, context)],
  async *read({ file, as_of: asOf }, context) {
    const bytes = await context.effects.readFile(inFolder(file, context));
    yield* rowsToItems(readDelimited(bytes, file, COLUMNS), (cells) => [readHospital(cells, asOf)]);
  },
});

function readHospital(cells: Readonly<Record<keyof typeof COLUMNS, string>>, asOf: string): RowItem {
  if (cells.status.toUpperCase() === 'CLOSED') return { kind: 'filtered', rule: 'closed' };
  if (FREELY_ASSOCIATED.has(cells.country)) return { kind: 'filtered', rule: 'outside the United States' };
  const beds = Number(cells.beds);
  const type = stated(cells.type);
  const owner = stated(cells.owner);
  return {
    kind: 'organisation',
    record: {
      registry: 'hifld-hospitals',
      id: needed(cells.id, 'the ID').padStart(10, '0'),
      kind: 'hospital',
      name: needed(cells.name, 'the name'),
      state: readState(cells.state),
      city: orNull(stated(cells.city)),
      county: orNull(stated(cells.county)),
      postcode: readPostcode(stated(cells.postcode)),
      ownership: orNull(owner),
      ownershipGroup: hospitalOwner(owner),
      type: orNull(type),
      typeGroup: hospitalType(type),
      website: website(stated(cells.website)),
      // -999 stands for "not known".
      beds: Number.isInteger(beds) && beds > 0 ? beds : null,
      asOf,
    },
  };
}

/** The registry writes this where it has nothing. */
const stated = (cell: string) => (/^NOT AVAILABLE$/i.test(cell) ? '' : cell);

function website(text: string): string | null {
  if (text === '') return null;
  const url = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  return URL.canParse(url) ? new URL(url).href : null;
}
