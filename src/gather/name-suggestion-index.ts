/**
 * Operators and brands of hospitals, clinics, pharmacies, dentists and blood banks from OpenStreetMap's name-suggestion-index,
 * with the accounts that Wikidata gave them in the index's own `wikidata.min.json`. They are systems and chains, not single
 * hospitals.
 */

import { z } from 'zod';
import { CliError } from '../errors.ts';
import { NETWORKS, type Network, type OrganisationKind } from '../records.ts';
import { networkNamed } from './handles.ts';
import { defineSource } from './source.ts';
import { accountItem } from './still/account-items.ts';
import { readJson } from './still/json.ts';
import { dayOption, fileOption, inFolder } from './still/options.ts';
import { NOTHING_MORE_KNOWN } from './still/organisation.ts';
import { placed, type RowItem } from './still/rows-to-items.ts';
import { openTerms } from './still/terms.ts';

const SOURCE = 'name-suggestion-index';

/** Kinds by the last words of a file's path within the index: `operators/amenity/hospital`. */
const KINDS: Readonly<Record<string, OrganisationKind>> = {
  'operators/amenity/hospital': 'health-system',
  'brands/amenity/hospital': 'health-system',
  'operators/amenity/clinic': 'clinic',
  'brands/amenity/clinic': 'clinic',
  'operators/amenity/doctors': 'clinic',
  'brands/amenity/doctors': 'clinic',
  'operators/amenity/pharmacy': 'pharmacy',
  'brands/amenity/pharmacy': 'pharmacy',
};

const listSchema = z.object({
  properties: z.object({ path: z.string() }),
  items: z.array(
    z.object({
      displayName: z.string(),
      id: z.string(),
      locationSet: z.object({ include: z.array(z.unknown()).default([]) }),
      tags: z.record(z.string(), z.string()),
    }),
  ),
});
type Item = z.infer<typeof listSchema>['items'][number];

const wikidataSchema = z.object({
  _meta: z.object({ generated: z.string() }),
  wikidata: z.record(z.string(), z.object({ identities: z.record(z.string(), z.string()).default({}) })),
});
type Wikidata = z.infer<typeof wikidataSchema>;

export const nameSuggestionIndex = defineSource({
  id: SOURCE,
  title: 'name-suggestion-index, with Wikidata',
  publisher: 'OpenStreetMap US and contributors; Wikidata',
  url: 'https://github.com/osmlab/name-suggestion-index',
  terms: openTerms(
    'BSD-3-Clause; facts from Wikidata CC0',
    'https://github.com/osmlab/name-suggestion-index/blob/main/LICENSE.md',
  ),
  cadence: 'still',
  options: z.strictObject({
    files: z
      .array(fileOption)
      .min(1)
      .describe('Lists of the index, such as data/operators/amenity/hospital.json'),
    wikidata: fileOption.describe('dist/wikidata.min.json of the index'),
    as_of: dayOption.optional().describe('The day of the lists; that of the Wikidata file where left out'),
  }),
  inputs: ({ files, wikidata }, context) => [wikidata, ...files].map((file) => inFolder(file, context)),
  async *read({ files, wikidata: wikidataFile, as_of: givenDay }, context) {
    const readFile = (file: string) => context.effects.readFile(inFolder(file, context));
    const wikidata = readJson(await readFile(wikidataFile), wikidataFile, wikidataSchema);
    const day = wikidata._meta.generated.slice(0, 10);
    const seen = new Set<string>();
    for (const file of files) {
      const { properties, items } = readJson(await readFile(file), file, listSchema);
      const kind = KINDS[properties.path] ?? 'other-health';
      if (!/^(?:operators|brands)\//.test(properties.path))
        throw new CliError(
          `${file}: "${properties.path}" is no list of operators or brands; name one of those`,
        );
      for (const item of items) {
        const place = { position: `item ${item.id}`, raw: JSON.stringify(item) };
        yield* placed(place, () =>
          readItem(item, properties.path, kind, givenDay ?? day, day, wikidata, seen),
        );
      }
    }
  },
});

function* readItem(
  item: Item,
  path: string,
  kind: OrganisationKind,
  asOf: string,
  seenOn: string,
  { wikidata }: Wikidata,
  seen: Set<string>,
): Generator<RowItem> {
  if (!item.locationSet.include.some((place) => typeof place === 'string' && /^us(?:-|$)/.test(place))) {
    yield { kind: 'filtered', rule: 'not named for the United States' };
    return;
  }
  const key = path.startsWith('operators/') ? 'operator:wikidata' : 'brand:wikidata';
  const entity = item.tags[key] ?? '';
  const registry = entity === '' ? SOURCE : 'wikidata';
  const id = entity === '' ? item.id : entity;
  if (seen.has(id)) {
    yield { kind: 'filtered', rule: 'named in another list already' };
    return;
  }
  seen.add(id);
  const { identities = {} } = wikidata[entity] ?? {};
  yield {
    kind: 'organisation',
    record: {
      // No state either: systems work in several places, and the index gives no address.
      ...NOTHING_MORE_KNOWN,
      registry,
      id,
      kind,
      name: item.displayName,
      type: path,
      website: identities.website ?? null,
      asOf,
    },
  };
  for (const [name, written] of Object.entries(identities)) {
    if (name === 'website') continue;
    const network: Network | null = networkNamed(name);
    if (network === null) {
      yield { kind: 'filtered', rule: `network not among the ${NETWORKS.length} that are counted` };
      continue;
    }
    yield accountItem(written, network, {
      registry,
      organisationId: id,
      link: 'own',
      evidence: `https://www.wikidata.org/wiki/${entity}`,
      seenOn,
      source: SOURCE,
    });
  }
}
