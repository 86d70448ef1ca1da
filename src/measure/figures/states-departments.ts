/**
 * County health departments by state and network. The list is of one autumn; the figure speaks for the day of the
 * list and says so, because every check in it is older than a year by now.
 */

import { STATES } from '../../states.ts';
import { adoptionByState, adoptionRow, nation, type AdoptionRow } from '../adoption-by-state.ts';
import { defineFigure } from '../figure.ts';
import { publishedSeries, publishedSources, type PublishedRow } from '../published.ts';
import { registrySource } from '../registries.ts';

export const statesDepartments = defineFigure<{ gathered: AdoptionRow; carried: PublishedRow }>({
  id: 'states-departments',
  title: 'County health departments by state and network',
  question: 'In how many counties does the health department have an account?',
  base: 'US counties and their health departments, as one person found them in autumn 2021',
  unit: 'percent',
  counts: 'organisations',
  method: 'b, adoption',
  statistic: 'departments with an account over departments looked at, with a 95 % Wilson interval',
  inputs: ['county-health-departments', 'published-figures'],
  whenEmpty:
    'Gather an account list of health departments (source "county-health-departments") to draw them.',
  queries: () => ({
    gathered: adoptionByState('health-department', null),
    carried: publishedSeries('departments-by-state'),
  }),
  derive: ({ gathered, carried }) => {
    const counties = gathered.filter((row) => row.registry === 'county-health-departments');
    const isGathered = counties.length > 0;
    const rows = isGathered ? counties : fromCarried(carried);
    const day =
      rows
        .map((row) => row.seen_on)
        .sort()
        .at(-1) ?? '';
    return {
      rows: [...nations(rows), ...rows].map((row) =>
        adoptionRow(
          `${row.state}.${row.network}`,
          row.state === 'US'
            ? 'United States'
            : (STATES.find((state) => state.code === row.state)?.name ?? row.state),
          row,
          isGathered ? 'county-health-departments' : (carried[0]?.source ?? ''),
        ),
      ),
      sources: isGathered ? [registrySource('county-health-departments', day)] : publishedSources(carried),
      notes: [
        `As found by ${day}; departments may have opened or closed accounts since.`,
        'With every county looked at, a share is a count of all, not an estimate; its interval speaks of the process behind it.',
        'Several counties share one department, and some share one account.',
      ],
    };
  },
});

/** The whole list for each network; a state's departments count once, however many networks know of them. */
function nations(rows: readonly AdoptionRow[]): AdoptionRow[] {
  const facilities = [...new Map(rows.map((row) => [row.state, row.facilities])).values()].reduce(
    (sum, count) => sum + count,
    0,
  );
  return [...new Set(rows.map((row) => row.network))].map((network) =>
    nation(
      rows.filter((row) => row.network === network),
      facilities,
    ),
  );
}

/** The carried totals hold three numbers a state and network: facilities, present, absent. */
function fromCarried(carried: readonly PublishedRow[]): AdoptionRow[] {
  const cell = (place: string, network: string | null, subgroup: string) =>
    carried.find((row) => row.place === place && row.network === network && row.subgroup === subgroup)
      ?.value ?? 0;
  return carried
    .filter((row) => row.subgroup === 'present' && row.network)
    .map((row) => ({
      registry: 'county-health-departments',
      state: row.place,
      network: row.network ?? '',
      facilities: cell(row.place, null, 'facilities'),
      present: row.value ?? 0,
      absent: cell(row.place, row.network, 'absent'),
      stale: 0,
      system: 0,
      seen_on: row.date,
    }));
}
