/**
 * The CMS hospital registry, "Hospital General Information" (Provider Data Catalog, data set xubh-q36u), in every shape
 * the agency has published since 2015. Without a file the current edition is fetched from its public address.
 */

import { z } from 'zod';
import { CliError } from '../errors.ts';
import type { Organisation } from '../records.ts';
import { defineSource, type SourceContext } from './source.ts';
import { readDelimited, type Column } from './still/delimited.ts';
import { fetchWhole } from './still/fetch-whole.ts';
import { hospitalOwner, hospitalType } from './still/hospital-words.ts';
import { dayOption, fileOption, inFolder } from './still/options.ts';
import { needed, orNull, readCcn, readPostcode, readState } from './still/read-cells.ts';
import { rowsToItems } from './still/rows-to-items.ts';
import { openTerms } from './still/terms.ts';

const DATASET_URL = 'https://data.cms.gov/provider-data/dataset/xubh-q36u';
/** Describes the data set as DCAT, with the address of the current file. */
const METADATA_URL = 'https://data.cms.gov/provider-data/api/1/metastore/schemas/dataset/items/xubh-q36u';

const COLUMNS = {
  id: { names: ['Facility ID', 'Provider ID', 'Provider Number'] },
  name: { names: ['Facility Name', 'Hospital Name'] },
  city: { names: ['City/Town', 'City'] },
  state: { names: ['State'] },
  postcode: { names: ['ZIP Code'] },
  county: { names: ['County/Parish', 'County Name', 'County'] },
  type: { names: ['Hospital Type'] },
  ownership: { names: ['Hospital Ownership'] },
} as const satisfies Record<string, Column>;

const options = z
  .strictObject({
    file: fileOption.optional(),
    as_of: dayOption.optional().describe('The day the edition speaks for; needed beside a file'),
    metadata: z.url().default(METADATA_URL).describe('Where the address of the current file is asked for'),
  })
  .refine((given) => given.file === undefined || given.as_of !== undefined, {
    message: 'a file does not say its day: add as_of',
    path: ['as_of'],
  });

export const cmsHospitals = defineSource({
  id: 'cms-hospitals',
  title: 'Hospital General Information',
  publisher: 'US Centers for Medicare & Medicaid Services (CMS)',
  url: DATASET_URL,
  terms: openTerms(
    'Public domain (work of the US federal government)',
    'https://data.cms.gov/provider-data/about',
  ),
  cadence: 'still',
  options,
  inputs: ({ file, metadata }, context) => [file === undefined ? metadata : inFolder(file, context)],
  async *read({ file, as_of: givenDay, metadata }, context) {
    if (file !== undefined) {
      const path = inFolder(file, context);
      yield* readEdition(await context.effects.readFile(path), file, givenDay ?? '');
      return;
    }
    const current = await findCurrent(metadata, context);
    context.effects.say(`Fetching the CMS hospital registry of ${current.day} from ${current.url}`);
    const bytes = await fetchWhole(current.url, DATASET_URL, context);
    yield* readEdition(bytes, current.url, givenDay ?? current.day);
  },
});

const readEdition = (bytes: Uint8Array, file: string, asOf: string) =>
  rowsToItems(readDelimited(bytes, file, COLUMNS), (cells) => [
    { kind: 'organisation', record: readHospital(cells, asOf) },
  ]);

function readHospital(cells: Readonly<Record<keyof typeof COLUMNS, string>>, asOf: string): Organisation {
  return {
    registry: 'cms-hospitals',
    id: readCcn(cells.id),
    kind: 'hospital',
    name: needed(cells.name, 'the name'),
    state: readState(cells.state),
    city: orNull(cells.city),
    county: orNull(cells.county),
    postcode: readPostcode(cells.postcode),
    ownership: orNull(cells.ownership),
    ownershipGroup: hospitalOwner(cells.ownership),
    type: orNull(cells.type),
    typeGroup: hospitalType(cells.type),
    website: null,
    beds: null,
    asOf,
  };
}

const metadataSchema = z.object({
  modified: z.string().optional(),
  released: z.string().optional(),
  distribution: z
    .array(
      z.object({
        downloadURL: z.url().optional(),
        data: z.object({ downloadURL: z.url() }).partial().optional(),
      }),
    )
    .min(1),
});

/** The address and the day of the current edition. */
async function findCurrent(metadata: string, context: SourceContext): Promise<{ url: string; day: string }> {
  const bytes = await fetchWhole(metadata, DATASET_URL, context);
  const checked = metadataSchema.safeParse(parseJson(bytes));
  const [file] = checked.success ? checked.data.distribution : [];
  const url = file?.downloadURL ?? file?.data?.downloadURL;
  const day = dayOption.safeParse((checked.data?.modified ?? checked.data?.released ?? '').slice(0, 10));
  if (url === undefined || !day.success)
    throw new CliError(
      `${metadata} no longer says where the registry is: fetch it from ${DATASET_URL} by hand and name it with "file:"`,
    );
  return { url, day: day.data };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
