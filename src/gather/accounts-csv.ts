/** Accounts as anyone can write them down: one row an organisation and network. */

import { z } from 'zod';
import type { Account, Network } from '../records.ts';
import { networkNamed, readHandle } from './handles.ts';
import { defineSource } from './source.ts';
import { readDelimited, type Column } from './still/delimited.ts';
import { fileOption, inFolder } from './still/options.ts';
import { BadRow, needed, readCcn, readDay, readWord } from './still/read-cells.ts';
import { rowsToItems } from './still/rows-to-items.ts';
import { openTerms } from './still/terms.ts';

const COLUMNS = {
  organisation: { names: ['organisation_id', 'organization_id'] },
  network: { names: ['network'] },
  written: { names: ['handle_or_url'] },
  status: { names: ['status'] },
  seenOn: { names: ['seen_on'] },
  evidence: { names: ['evidence'] },
  link: { names: ['link'], optional: true },
  registry: { names: ['registry'], optional: true },
} as const satisfies Record<string, Column>;

type Cells = Readonly<Record<keyof typeof COLUMNS, string>>;

export const accountsCsv = defineSource({
  id: 'accounts-csv',
  title: 'Accounts collected by hand',
  publisher: 'whoever made the file',
  url: '',
  terms: openTerms('as its maker states', ''),
  cadence: 'still',
  options: z.strictObject({
    file: fileOption,
    registry: z
      .string()
      .min(1)
      .default('cms-hospitals')
      .describe('The registry whose ids the file uses, where it has no column "registry"'),
  }),
  inputs: ({ file }, context) => [inFolder(file, context)],
  async *read({ file, registry }, context) {
    const bytes = await context.effects.readFile(inFolder(file, context));
    yield* rowsToItems(readDelimited(bytes, file, COLUMNS), (cells) => [
      { kind: 'account', record: readAccount(cells, cells.registry || registry) },
    ]);
  },
});

function readAccount(cells: Cells, registry: string): Account {
  const id = needed(cells.organisation, 'organisation_id');
  const status = readWord(cells.status || 'present', ['present', 'absent', 'unknown'], 'status');
  return {
    registry,
    organisationId: registry === 'cms-hospitals' ? readCcn(id) : id,
    ...readWritten(cells, status),
    link: readWord(cells.link || 'own', ['own', 'system'], 'link'),
    status,
    evidence: cells.evidence,
    seenOn: readDay(cells.seenOn, 'seen_on'),
    source: 'accounts-csv',
  };
}

function readWritten(cells: Cells, status: Account['status']): Pick<Account, 'network' | 'handle' | 'url'> {
  const network = readNetwork(cells.network);
  if (cells.written === '') {
    if (network === null) throw new BadRow('neither network nor handle_or_url is given: fill in one of them');
    return { network, handle: null, url: null };
  }
  if (status === 'absent')
    throw new BadRow(`status "absent" beside the account "${cells.written}": drop one of the two`);
  const { account, refused } = readHandle(cells.written, network);
  if (!account) throw new BadRow(`handle_or_url: ${refused}`);
  return account;
}

function readNetwork(text: string): Network | null {
  if (text === '') return null;
  const network = networkNamed(text);
  if (network === null) throw new BadRow(`unknown network "${text}": docs/gather.md lists the networks`);
  return network;
}
