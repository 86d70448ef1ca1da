/** Networks that hospitals use today, over all states, from the accounts that were gathered and checked. */

import {
  HOSPITAL_ACCOUNTS,
  adoptionByState,
  adoptionRow,
  bestKnownRegistry,
  nation,
  type AdoptionRow,
} from '../adoption-by-state.ts';
import { defineFigure } from '../figure.ts';
import { registrySource } from '../registries.ts';

interface RegistryRow {
  readonly registry: string;
  readonly facilities: number;
}

export const hospitalsNow = defineFigure<{ gathered: AdoptionRow; registries: RegistryRow }>({
  id: 'hospitals-now',
  title: 'Hospitals on social media, today',
  question: 'Which networks do hospitals use now?',
  ...HOSPITAL_ACCOUNTS,
  whenEmpty:
    'Gather the accounts of hospitals, from their websites (source "websites") or from a CSV, to see which networks they use now.',
  queries: (scope) => ({
    gathered: adoptionByState('hospital', scope.asOf),
    registries: {
      sql: `SELECT registry, count() AS facilities FROM current_organisations
WHERE kind = 'hospital' AND state IS NOT NULL GROUP BY registry ORDER BY registry`,
    },
  }),
  derive: ({ gathered, registries }) => {
    const rows = bestKnownRegistry(gathered);
    const facilities = registries.find((row) => row.registry === rows[0]?.registry)?.facilities ?? 0;
    const networks = [...new Set(rows.map((row) => row.network))].sort();
    const nations = networks.map((network) =>
      nation(
        rows.filter((row) => row.network === network),
        facilities,
      ),
    );
    return {
      rows: nations.map((row) => adoptionRow(row.network, row.network, row, row.registry)),
      sources:
        nations.length > 0
          ? [
              registrySource(
                nations[0].registry,
                nations
                  .map((row) => row.seen_on)
                  .sort()
                  .at(-1) ?? '',
              ),
            ]
          : [],
    };
  },
});
