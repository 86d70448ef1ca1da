/** SPSS files, through sav-reader: codes as they are stored; words come from the descriptor. */

import { createRequire } from 'node:module';
import { CliError } from '../../errors.ts';
import type { Column, DataFrame } from './rda.ts';

interface SavBufferReader {
  readonly meta: { readonly sysvars: readonly { readonly name: string }[] };
  readonly open: () => Promise<void>;
  readonly readAllRows: (includeNulls: boolean) => Promise<readonly Row[]>;
}

// The package can be required, not imported.
const { SavBufferReader } = createRequire(import.meta.url)('sav-reader') as {
  readonly SavBufferReader: new (bytes: Buffer) => SavBufferReader;
};

type Row = Readonly<Record<string, string | number | null | undefined>>;

/** @throws CliError when the file is no SPSS file or ends early */
export async function readSav(bytes: Uint8Array, name: string): Promise<DataFrame> {
  if (!/^\$FL[23]/.test(Buffer.from(bytes.subarray(0, 4)).toString('latin1')))
    throw new CliError(`${name} is no SPSS system file: export it from SPSS as .sav`);
  const reader = new SavBufferReader(Buffer.from(bytes));
  let rows: readonly Row[];
  try {
    await reader.open();
    rows = await reader.readAllRows(true);
  } catch (cause) {
    throw new CliError(`${name} is cut short or damaged: download it again`, undefined, { cause });
  }
  const columns = new Map<string, Column>();
  for (const variable of reader.meta.sysvars)
    columns.set(
      variable.name,
      rows.map((row) => row[variable.name] ?? null),
    );
  return { rows: rows.length, columns };
}
