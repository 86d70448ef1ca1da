/** A small CSV that a person wrote or filled in: read whole, or refused with file, line and remedy. */

import { parse } from 'csv-parse/sync';
import { CliError, EXIT } from '../errors.ts';

export interface TableRow<Column extends string> {
  readonly cells: Readonly<Record<Column, string>>;
  /** In the file, the header being line 1. */
  readonly line: number;
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** @throws CliError (usage) for another header, a row of another length, or quotes that do not close */
export function readTable<const Column extends string>(
  bytes: Uint8Array,
  file: string,
  columns: readonly Column[],
): TableRow<Column>[] {
  const [header, ...rows] = parsed(bytes, file);
  const found = header?.record.join() ?? '';
  if (found !== columns.join())
    throw mistake(file, 1, `the columns are "${found}"`, `begin with "${columns.join()}"`);
  return rows.map(({ record, info: { lines: line } }) => {
    if (record.length !== columns.length)
      throw mistake(file, line, `${record.length} cells`, `every row has ${columns.length}`);
    const cells = Object.fromEntries(columns.map((column, place) => [column, record[place]]));
    return { cells: cells as Record<Column, string>, line };
  });
}

export function mistake(file: string, line: number, what: string, remedy: string): CliError {
  return new CliError(`${file}, line ${line}: ${what}; ${remedy}`, EXIT.usage);
}

function parsed(bytes: Uint8Array, file: string): readonly ParsedRow[] {
  try {
    return parse(Buffer.from(bytes), {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as ParsedRow[];
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause ? Number(cause.lines) : 1;
    throw mistake(file, line, 'not a row of a CSV', 'close the quotes there');
  }
}
