/**
 * Organisations and their accounts as Wikidata's query service gives them in SPARQL 1.1 JSON. Columns may be named by property
 * (`P2002`) or by network (`twitter`); besides them `item`, `itemLabel`, `state` and `website` are read.
 * Without a file the public service is asked with the query below.
 */

import { z } from 'zod';
import { ORGANISATION_KINDS, type Network, type OrganisationKind } from '../records.ts';
import { networkNamed } from './handles.ts';
import { defineSource } from './source.ts';
import { accountItem } from './still/account-items.ts';
import { fetchWhole } from './still/fetch-whole.ts';
import { readJson } from './still/json.ts';
import { dayOption, fileOption, inFolder } from './still/options.ts';
import { NOTHING_MORE_KNOWN } from './still/organisation.ts';
import { BadRow, readState } from './still/read-cells.ts';
import { placed, type RowItem } from './still/rows-to-items.ts';
import { openTerms } from './still/terms.ts';

const SOURCE = 'wikidata-sparql';

/** Wikidata's properties for accounts. */
const PROPERTIES: Readonly<Record<string, Network>> = {
  P2002: 'x',
  P2013: 'facebook',
  P4003: 'facebook',
  P2003: 'instagram',
  P2397: 'youtube',
  P11245: 'youtube',
  P4264: 'linkedin',
  P1968: 'foursquare',
  P4033: 'mastodon',
  P12361: 'bluesky',
  P7085: 'tiktok',
  P11892: 'threads',
  P3836: 'pinterest',
};

/** Hospitals (Q16917) of the United States (Q30) with the state's two letters, which follow `US-` in its ISO code (P300). */
export const HOSPITALS_QUERY = `SELECT ?item ?itemLabel ?website ?state ?P2002 ?P2013 ?P2003 ?P2397 ?P4264 ?P1968 ?P4033 ?P12361 WHERE {
  ?item wdt:P31/wdt:P279* wd:Q16917 ; wdt:P17 wd:Q30 .
  OPTIONAL { ?item wdt:P856 ?website . }
  OPTIONAL { ?item wdt:P131+ ?area . ?area wdt:P300 ?iso . FILTER(STRSTARTS(?iso, "US-")) BIND(SUBSTR(?iso, 4) AS ?state) }
  OPTIONAL { ?item wdt:P2002 ?P2002 . }
  OPTIONAL { ?item wdt:P2013 ?P2013 . }
  OPTIONAL { ?item wdt:P2003 ?P2003 . }
  OPTIONAL { ?item wdt:P2397 ?P2397 . }
  OPTIONAL { ?item wdt:P4264 ?P4264 . }
  OPTIONAL { ?item wdt:P1968 ?P1968 . }
  OPTIONAL { ?item wdt:P4033 ?P4033 . }
  OPTIONAL { ?item wdt:P12361 ?P12361 . }
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" . }
}`;

const resultsSchema = z.object({
  head: z.object({ vars: z.array(z.string()) }),
  results: z.object({ bindings: z.array(z.record(z.string(), z.object({ value: z.string() }))) }),
});
type Binding = z.infer<typeof resultsSchema>['results']['bindings'][number];

const ENTITY = /^(?:https?:\/\/www\.wikidata\.org\/entity\/)?(Q[1-9]\d*)$/;

export const wikidataSparql = defineSource({
  id: SOURCE,
  title: 'Wikidata',
  publisher: 'Wikidata contributors',
  url: 'https://query.wikidata.org/',
  terms: openTerms('CC0 1.0', 'https://creativecommons.org/publicdomain/zero/1.0/'),
  cadence: 'still',
  options: z
    .strictObject({
      file: fileOption.optional(),
      seen_on: dayOption.optional().describe('The day of the query; needed beside a file'),
      kind: z.enum(ORGANISATION_KINDS).default('hospital').describe('What the query asks for'),
      endpoint: z.url().default('https://query.wikidata.org/sparql').describe('Asked when no file is given'),
    })
    .refine((given) => given.file === undefined || given.seen_on !== undefined, {
      message: 'a file does not say its day: add seen_on',
      path: ['seen_on'],
    }),
  inputs: ({ file, endpoint }, context) => [file === undefined ? endpoint : inFolder(file, context)],
  async *read({ file, seen_on: givenDay, kind, endpoint }, context) {
    const seenOn = givenDay ?? context.effects.now().toISOString().slice(0, 10);
    let bytes: Uint8Array;
    if (file === undefined) {
      context.effects.say(`Asking Wikidata at ${endpoint}`);
      const address = `${endpoint}?query=${encodeURIComponent(HOSPITALS_QUERY)}`;
      bytes = await fetchWhole(address, 'https://query.wikidata.org/', context, {
        accept: 'application/sparql-results+json',
      });
    } else {
      bytes = await context.effects.readFile(inFolder(file, context));
    }
    const { results } = readJson(bytes, file ?? endpoint, resultsSchema);
    const seen = new Set<string>();
    for (const [index, binding] of results.bindings.entries()) {
      const place = { position: `result ${index + 1}`, raw: JSON.stringify(binding) };
      yield* placed(place, () => readBinding(binding, kind, seenOn, seen));
    }
  },
});

/** Several accounts of one network come as several results; the organisation is given once. */
function* readBinding(
  binding: Binding,
  kind: OrganisationKind,
  seenOn: string,
  seen: Set<string>,
): Generator<RowItem> {
  const id = ENTITY.exec(binding.item?.value ?? '')?.[1];
  if (id === undefined)
    throw new BadRow(`item "${binding.item?.value ?? ''}" is not a Wikidata entity: select ?item`);
  if (!seen.has(id)) {
    const state = binding.state?.value ?? '';
    yield {
      kind: 'organisation',
      record: {
        ...NOTHING_MORE_KNOWN,
        registry: 'wikidata',
        id,
        kind,
        name: binding.itemLabel?.value ?? id,
        state: state === '' ? null : readState(state),
        website: binding.website?.value ?? null,
        asOf: seenOn,
      },
    };
    seen.add(id);
  }
  for (const [name, { value }] of Object.entries(binding)) {
    const network = Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name] : networkNamed(name);
    if (network === null || value === '') continue;
    const key = `${id} ${network} ${value}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield accountItem(value, network, {
      registry: 'wikidata',
      organisationId: id,
      link: 'own',
      evidence: `https://www.wikidata.org/wiki/${id}`,
      seenOn,
      source: SOURCE,
    });
  }
}
