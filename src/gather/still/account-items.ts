/** Handles of an organisation as accounts, or what became of them. */

import type { Account, Network } from '../../records.ts';
import { readHandle } from '../handles.ts';
import type { RowItem } from './rows-to-items.ts';

export type AccountOf = Omit<Account, 'network' | 'handle' | 'url' | 'status'>;

/** An account that is there, from a handle or URL as written; quarantined where it names none. */
export function accountItem(written: string, network: Network | null, of: AccountOf): RowItem {
  const { account, refused } = readHandle(written, network);
  if (!account) return { kind: 'quarantined', reason: `no account of ${of.organisationId}: ${refused}` };
  return { kind: 'account', record: { ...of, ...account, status: 'present' } };
}
