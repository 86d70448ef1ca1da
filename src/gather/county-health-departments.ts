/**
 * Accounts of US county health departments, collected by hand by Alexander Adams in autumn 2021: one row a county, or one a
 * district of several counties. X handles are given; of Facebook only whether there is a page.
 */

import { z } from 'zod';
import type { Network } from '../records.ts';
import { defineSource } from './source.ts';
import { accountItem, type AccountOf } from './still/account-items.ts';
import { readDelimited, type Column } from './still/delimited.ts';
import { dayOption, fileOption, inFolder } from './still/options.ts';
import { NOTHING_MORE_KNOWN } from './still/organisation.ts';
import { BadRow, needed, readState } from './still/read-cells.ts';
import { rowsToItems, type RowItem } from './still/rows-to-items.ts';
import { openTerms } from './still/terms.ts';

const COLUMNS = {
  fips: { names: ['fips'] },
  name: { names: ['name'] },
  state: { names: ['state'] },
  handle: { names: ['twitter'] },
  hasX: { names: ['twitterYN'] },
  hasFacebook: { names: ['facebookYN'] },
  noteOnX: { names: ['twitterNotes'], optional: true },
  noteOnFacebook: { names: ['facebookNotes'], optional: true },
  note: { names: ['notes'], optional: true },
  district: { names: ['district'], optional: true },
} as const satisfies Record<string, Column>;

type Cells = Readonly<Record<keyof typeof COLUMNS, string>>;

const REGISTRY = 'county-health-departments';
/** Districts of several counties carry numbers of their own in place of a county's FIPS code. */
const DISTRICT_ID = '999';

export const countyHealthDepartments = defineSource({
  id: REGISTRY,
  title: 'Social media accounts of US county health departments',
  publisher: 'Alexander Adams, Georgetown University',
  url: 'https://github.com/aadams149/ppol683_fall2021_project',
  terms: openTerms(
    'None stated; that a department has an account is a fact',
    'https://github.com/aadams149/ppol683_fall2021_project',
  ),
  cadence: 'still',
  options: z.strictObject({
    file: fileOption,
    seen_on: dayOption.default('2021-12-10').describe('The day the list speaks for'),
  }),
  inputs: ({ file }, context) => [inFolder(file, context)],
  async *read({ file, seen_on: seenOn }, context) {
    const bytes = await context.effects.readFile(inFolder(file, context));
    yield* rowsToItems(readDelimited(bytes, file, COLUMNS), (cells) => readDepartment(cells, seenOn));
  },
});

function* readDepartment(cells: Cells, seenOn: string): Generator<RowItem> {
  const id = readFips(cells.fips);
  yield {
    kind: 'organisation',
    record: {
      ...NOTHING_MORE_KNOWN,
      registry: REGISTRY,
      id,
      kind: 'health-department',
      name: needed(cells.name, 'the name'),
      state: readState(cells.state),
      county: id.startsWith(DISTRICT_ID) ? null : cells.name,
      typeGroup: id.startsWith(DISTRICT_ID) ? 'district' : 'county',
      asOf: seenOn,
    },
  };
  const account: AccountOf = {
    registry: REGISTRY,
    organisationId: id,
    // A county that names its district shows the district's accounts.
    link: stated(cells.district) === '' || id.startsWith(DISTRICT_ID) ? 'own' : 'system',
    evidence: '',
    seenOn,
    source: REGISTRY,
  };
  const onX = { ...account, evidence: evidence(cells.noteOnX, cells.note) };
  if (readYes(cells.hasX, 'twitterYN')) yield accountItem(stated(cells.handle), 'x', onX);
  else yield presence('x', 'absent', onX);
  const onFacebook = { ...account, evidence: evidence(cells.noteOnFacebook, cells.note) };
  yield presence('facebook', readYes(cells.hasFacebook, 'facebookYN') ? 'present' : 'absent', onFacebook);
}

/** The list tells whether there is an account, not which. */
function presence(network: Network, status: 'present' | 'absent', account: AccountOf): RowItem {
  return { kind: 'account', record: { ...account, network, status, handle: null, url: null } };
}

function readFips(text: string): string {
  if (!/^\d{4,5}$/.test(text))
    throw new BadRow(`fips "${text}" is not the five-digit code of a county: correct it`);
  return text.padStart(5, '0');
}

function readYes(text: string, column: string): boolean {
  if (text !== '0' && text !== '1')
    throw new BadRow(`${column} "${text}" is neither 0 nor 1: write one of them`);
  return text === '1';
}

const stated = (cell: string) => (cell === 'NA' ? '' : cell);

function evidence(...notes: readonly string[]): string {
  const remarks = notes.map(stated).filter((note) => note !== '');
  return ['looked for by hand, autumn 2021', ...remarks].join('; ');
}
