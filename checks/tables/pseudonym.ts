/** pseudonym.json: canonical account ids and their keyed names. */

import type { Network } from '../../src/records.ts';
import { accountPseudonym, canonicalAccount } from '../../src/understand/pseudonym.ts';
import { readJson } from './read.ts';
import { Tally, type TableResult } from './table.ts';

interface PseudonymTable {
  readonly key_hex: string;
  readonly cases: readonly {
    readonly network: Network;
    readonly account: string;
    readonly canonical: string;
    readonly pseudonym: string;
  }[];
}

export async function checkPseudonym(folder: string): Promise<TableResult> {
  const tally = new Tally();
  const { key_hex, cases } = await readJson<PseudonymTable>(folder, 'pseudonym.json');
  const key = Buffer.from(key_hex, 'hex');
  for (const expected of cases) {
    const { network, account } = expected;
    tally.same(`${network} ${account}`, canonicalAccount(network, account), expected.canonical);
    tally.same(`${network} ${account} keyed`, accountPseudonym(key, network, account), expected.pseudonym);
  }
  return tally.result();
}
