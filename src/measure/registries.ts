/** Registries as sources of figures: how each is named under a picture. */

import type { FigureSource } from '../records.ts';

const REGISTRIES: Readonly<Record<string, Omit<FigureSource, 'date'>>> = {
  'cms-hospitals': {
    id: 'cms-hospitals',
    title: 'Hospital General Information',
    publisher: 'Centers for Medicare & Medicaid Services',
    url: 'https://data.cms.gov/provider-data/dataset/xubh-q36u',
    note: 'Hospitals registered with Medicare, not every hospital.',
  },
  'hifld-hospitals': {
    id: 'hifld-hospitals',
    title: 'Hospitals',
    publisher: 'Homeland Infrastructure Foundation-Level Data',
    url: 'https://hifld-geoplatform.opendata.arcgis.com',
    note: 'All hospitals known to the federal government, with their websites.',
  },
  'county-health-departments': {
    id: 'county-health-departments',
    title: 'Accounts of US county health departments',
    publisher: 'Alexander Adams, Georgetown University',
    url: 'https://github.com/aadams149/ppol683_fall2021_project',
    note: 'One row a county, collected by hand in autumn 2021; several counties share one department.',
  },
};

/** The registry as a source, dated by its own edition. */
export function registrySource(registry: string, date: string): FigureSource {
  const known = REGISTRIES[registry] ?? { id: registry, title: registry, publisher: '', url: '', note: '' };
  return { ...known, date };
}
