/** Networks that hospitals use today, over all states or in the state of the study, from the accounts that were gathered and checked. */

import { STATE_BY_CODE } from '../../states.ts';
import {
  COUNTED,
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
    gathered: adoptionByState('hospital', scope.asOf, scope.state),
    registries: {
      sql: `SELECT registry, count() AS facilities FROM current_organisations
WHERE kind = 'hospital' AND ${scope.state === null ? 'state IS NOT NULL' : 'state = {state:String}'} GROUP BY registry ORDER BY registry`,
      params: scope.state === null ? {} : { state: scope.state },
    },
  }),
  derive: ({ gathered, registries }, { state }) => {
    const rows = bestKnownRegistry(gathered);
    const facilities = registries.find((row) => row.registry === rows[0]?.registry)?.facilities ?? 0;
    const networks = [...new Set(rows.map((row) => row.network))].sort();
    const nations = networks.map((network) =>
      nation(
        rows.filter((row) => row.network === network),
        facilities,
        state ?? 'US',
      ),
    );
    return {
      ...(state !== null && { base: `hospitals of ${stateName(state)} in the registry; ${COUNTED}` }),
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

const stateName = (code: string) => STATE_BY_CODE.get(code)?.name ?? code;
