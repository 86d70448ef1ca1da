/** Hospitals by state and network, from the accounts that were gathered and checked. */

import { STATES } from '../../states.ts';
import {
  HOSPITAL_ACCOUNTS,
  adoptionByState,
  adoptionRow,
  bestKnownRegistry,
  type AdoptionRow,
} from '../adoption-by-state.ts';
import { defineFigure } from '../figure.ts';
import { registrySource } from '../registries.ts';

export const statesAccounts = defineFigure<{ gathered: AdoptionRow }>({
  id: 'states-accounts',
  title: 'Hospitals by state and network',
  question: 'Which networks do the hospitals of each state use?',
  ...HOSPITAL_ACCOUNTS,
  whenEmpty:
    'Gather the accounts of hospitals, from their websites (source "websites") or from a CSV, to fill this table.',
  queries: (scope) => ({ gathered: adoptionByState('hospital', scope.asOf) }),
  derive: ({ gathered }) => {
    const rows = bestKnownRegistry(gathered);
    return {
      rows: rows.map((row) =>
        adoptionRow(
          `${row.state}.${row.network}`,
          STATES.find((state) => state.code === row.state)?.name ?? row.state,
          row,
          row.registry,
        ),
      ),
      sources:
        rows.length > 0
          ? [
              registrySource(
                rows[0].registry,
                rows
                  .map((row) => row.seen_on)
                  .sort()
                  .at(-1) ?? '',
              ),
            ]
          : [],
      notes: ['"At least" figures are not ranked: an unknown hospital may well have the account.'],
    };
  },
});
