/** Every source, by hand: a new one is a file beside this and a line here. */

import { CliError, EXIT } from '../errors.ts';
import { accountsCsv } from './accounts-csv.ts';
import { cmsHospitals } from './cms-hospitals.ts';
import { countyHealthDepartments } from './county-health-departments.ts';
import { hifldHospitals } from './hifld-hospitals.ts';
import { hints } from './hints.ts';
import { nameSuggestionIndex } from './name-suggestion-index.ts';
import { placesParquet } from './places-parquet.ts';
import { publishedFigures } from './published-figures.ts';
import { POST_SOURCES } from './post-sources.ts';
import type { Source, StillSource } from './source.ts';
import { websites } from './websites.ts';
import { wikidataSparql } from './wikidata-sparql.ts';

/** Registries, accounts, published figures, surveys: read to their end in one go. */
export const STILL_SOURCES: readonly StillSource[] = [
  cmsHospitals,
  hifldHospitals,
  countyHealthDepartments,
  nameSuggestionIndex,
  wikidataSparql,
  placesParquet,
  accountsCsv,
  publishedFigures,
  hints,
];

export const SOURCES: readonly Source[] = [...STILL_SOURCES, websites, ...POST_SOURCES];

/** @throws CliError (usage) when no source has this id */
export function findSource(id: string): Source {
  const source = SOURCES.find((known) => known.id === id);
  if (source) return source;
  const known = SOURCES.map((each) => each.id).join(', ');
  throw new CliError(`unknown source "${id}" in the study: write one of ${known}`, EXIT.usage);
}
