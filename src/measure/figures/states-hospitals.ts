/** Hospitals by state: counted in the registry where it is gathered, else the totals carried over from it. */

import { STATES } from '../../states.ts';
import { defineFigure } from '../figure.ts';
import { publishedSeries, publishedSources, type PublishedRow } from '../published.ts';
import { registrySource } from '../registries.ts';

interface GatheredRow {
  readonly state: string;
  readonly facilities: number;
  readonly as_of: string;
}

export const statesHospitals = defineFigure<{ gathered: GatheredRow; carried: PublishedRow }>({
  id: 'states-hospitals',
  title: 'Hospitals by state',
  question: 'How many hospitals are there in each state?',
  base: 'facilities in the CMS registry "Hospital General Information"',
  unit: 'count',
  counts: 'organisations',
  method: 'b, adoption: the registry is the denominator',
  statistic: 'number of facilities whose own address is in the state',
  inputs: ['cms-hospitals', 'published-figures'],
  whenEmpty: 'Gather the hospital registry (source "cms-hospitals") to count hospitals by state.',
  queries: () => ({
    gathered: {
      sql: `SELECT assumeNotNull(state) AS state, count() AS facilities, toString(max(as_of)) AS as_of
FROM current_organisations WHERE registry = 'cms-hospitals' AND state IS NOT NULL GROUP BY state ORDER BY state`,
    },
    carried: publishedSeries('hospitals-by-state'),
  }),
  derive: ({ gathered, carried }) => {
    const counts =
      gathered.length > 0
        ? gathered.map((row) => ({ ...row, source: 'cms-hospitals' }))
        : carried.map((row) => ({
            state: row.place,
            facilities: row.value ?? 0,
            as_of: row.date,
            source: row.source,
          }));
    const total = counts.reduce((sum, row) => sum + row.facilities, 0);
    const date =
      counts
        .map((row) => row.as_of)
        .sort()
        .at(-1) ?? '';
    return {
      rows: counts.map((row) => ({
        id: row.state,
        label: STATES.find((state) => state.code === row.state)?.name ?? row.state,
        value: row.facilities,
        // A full registry is a census: there is no sampling to be uncertain about.
        lower: null,
        upper: null,
        n: total,
        decision: 'shown' as const,
        reason: '',
        source: row.source,
        state: row.state,
        date: row.as_of,
      })),
      sources: gathered.length > 0 ? [registrySource('cms-hospitals', date)] : publishedSources(carried),
      notes: [
        'The registry lists hospitals registered with Medicare; several campuses may share one number.',
      ],
    };
  },
});
