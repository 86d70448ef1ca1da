/**
 * Places of health in Parquet: Overture Maps (`socials`, `websites`) or Foursquare OS Places (`facebook_id`, `instagram`,
 * `twitter`). Only places of the United States whose category is one of health are kept.
 */

import { parquetReadObjects } from 'hyparquet';
import { z } from 'zod';
import { CliError } from '../errors.ts';
import type { Network, OrganisationKind } from '../records.ts';
import { readHandle } from './handles.ts';
import { defineSource } from './source.ts';
import { accountItem } from './still/account-items.ts';
import { dayOption, fileOption, inFolder } from './still/options.ts';
import { NOTHING_MORE_KNOWN } from './still/organisation.ts';
import { BadRow, orNull, readPostcode, readState } from './still/read-cells.ts';
import { placed, type RowItem } from './still/rows-to-items.ts';
import { openTerms } from './still/terms.ts';
import { compressors } from './transport/parquet.ts';

/** By words within a category's name, the first that fits; names differ between the two schemas. */
const KIND_BY_CATEGORY: readonly (readonly [pattern: RegExp, kind: OrganisationKind])[] = [
  [/health_department|public_health/, 'health-department'],
  [/hospital|emergency_room|medical_center/, 'hospital'],
  [/pharmacy|drugstore/, 'pharmacy'],
  [/clinic|urgent_care|doctor|family_practice|dentist/, 'clinic'],
  [/health_and_medical|health_services|blood|hospice|nursing/, 'other-health'],
];
const ANIMALS = /veterinar|animal|(?:^|_)pet_/;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const texts = z
  .array(z.string().nullable())
  .nullish()
  .transform((list) => (list ?? []).filter((entry) => entry !== null));

const overtureSchema = z.object({
  id: z.string().min(1),
  names: z.object({ primary: z.string().min(1) }),
  categories: z.object({ primary: text }).nullish(),
  socials: texts,
  websites: texts,
  addresses: z.array(z.object({ locality: text, postcode: text, region: text, country: text })).nullish(),
});

const foursquareSchema = z.object({
  fsq_place_id: z.string().min(1),
  name: z.string().min(1),
  locality: text,
  region: text,
  postcode: text,
  country: text,
  website: text,
  facebook_id: z
    .union([z.string(), z.number(), z.bigint()])
    .nullish()
    .transform((value) => String(value ?? '')),
  instagram: text,
  twitter: text,
  fsq_category_labels: texts,
});

/** What both schemas come down to. */
interface Place {
  readonly registry: 'overture-places' | 'foursquare-places';
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly country: string;
  readonly state: string;
  readonly city: string;
  readonly postcode: string;
  readonly website: string;
  readonly accounts: readonly (readonly [written: string, network: Network | null])[];
}

export const placesParquet = defineSource({
  id: 'places-parquet',
  title: 'Places of health, Overture Maps or Foursquare OS Places',
  publisher: 'Overture Maps Foundation; Foursquare Labs',
  url: 'https://docs.overturemaps.org/guides/places/',
  terms: openTerms(
    'CDLA-Permissive-2.0 (Overture), Apache-2.0 (Foursquare OS Places)',
    'https://docs.overturemaps.org/attribution/',
  ),
  cadence: 'still',
  options: z.strictObject({
    file: fileOption,
    as_of: dayOption.describe('The day of the release'),
  }),
  inputs: ({ file }, context) => [inFolder(file, context)],
  async *read({ file, as_of: asOf }, context) {
    const bytes = await context.effects.readFile(inFolder(file, context));
    for (const [index, row] of (await readParquet(bytes, file)).entries()) {
      const place = { position: `row ${index + 1}`, raw: rawOf(row) };
      yield* placed(place, () => readPlace(placeOf(row), asOf));
    }
  },
});

async function readParquet(bytes: Uint8Array, file: string): Promise<Record<string, unknown>[]> {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    return await parquetReadObjects({ file: buffer, compressors });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(
      `${file} is no whole Parquet file (${why}): it may be cut short, fetch it again`,
      undefined,
      { cause },
    );
  }
}

function* readPlace(place: Place, asOf: string): Generator<RowItem> {
  const kind = kindOf(place.category);
  if (place.country.toUpperCase() !== 'US') {
    yield { kind: 'filtered', rule: 'outside the United States' };
    return;
  }
  if (kind === null) {
    yield { kind: 'filtered', rule: 'not a place of health' };
    return;
  }
  yield {
    kind: 'organisation',
    record: {
      ...NOTHING_MORE_KNOWN,
      registry: place.registry,
      id: place.id,
      kind,
      name: place.name,
      state: place.state === '' ? null : readState(place.state.replace(/^US-/i, '')),
      city: orNull(place.city),
      postcode: readPostcode(place.postcode),
      type: place.category,
      website: orNull(place.website),
      asOf,
    },
  };
  const of = {
    registry: place.registry,
    organisationId: place.id,
    link: 'own',
    evidence: `${place.registry}, ${place.id}`,
    seenOn: asOf,
    source: 'places-parquet',
  } as const;
  const named = new Set<string>();
  for (const [written, network] of place.accounts) {
    // Two spellings of one account are one account.
    const { account } = readHandle(written, network);
    const key = account ? `${account.network} ${account.handle}` : written;
    if (!named.has(key)) yield accountItem(written, network, of);
    named.add(key);
  }
}

function placeOf(row: Readonly<Record<string, unknown>>): Place {
  if ('fsq_place_id' in row) return foursquarePlace(checked(row, foursquareSchema));
  if ('names' in row) return overturePlace(checked(row, overtureSchema));
  throw new CliError(
    `columns ${Object.keys(row).slice(0, 8).join(', ')}: neither Overture places (names, socials) nor Foursquare OS Places (fsq_place_id); name such a file`,
  );
}

function overturePlace(row: z.infer<typeof overtureSchema>): Place {
  const [address] = row.addresses ?? [];
  return {
    registry: 'overture-places',
    id: row.id,
    name: row.names.primary,
    category: row.categories?.primary ?? '',
    country: address?.country ?? '',
    state: address?.region ?? '',
    city: address?.locality ?? '',
    postcode: address?.postcode ?? '',
    website: row.websites[0] ?? '',
    accounts: row.socials.map((written) => [written, null] as const),
  };
}

function foursquarePlace(row: z.infer<typeof foursquareSchema>): Place {
  const accounts = [
    [row.facebook_id, 'facebook'],
    [row.instagram, 'instagram'],
    [row.twitter, 'x'],
    [row.fsq_place_id, 'foursquare'],
  ] as const;
  return {
    registry: 'foursquare-places',
    id: row.fsq_place_id,
    name: row.name,
    category: row.fsq_category_labels.join('; '),
    country: row.country,
    state: row.region,
    city: row.locality,
    postcode: row.postcode,
    website: row.website,
    accounts: accounts.filter(([written]) => written !== ''),
  };
}

function checked<Schema extends z.ZodType>(row: unknown, schema: Schema): z.infer<Schema> {
  const result = schema.safeParse(row);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new BadRow(
    `${issue.path.map(String).join('.')}: ${issue.message}; drop the row, or mend it at its publisher`,
  );
}

function kindOf(category: string): OrganisationKind | null {
  const words = category.toLowerCase().replace(/[^a-z]+/g, '_');
  if (ANIMALS.test(words)) return null;
  return KIND_BY_CATEGORY.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

function rawOf(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(row, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  ).slice(0, 2000);
}
