/** A delimited file with a header whose names drift from edition to edition, as rows with columns of our own names. */

import { counted } from '../../counted.ts';
import { CliError } from '../../errors.ts';
import type { Quarantined } from '../source.ts';
import { fieldsOf, likelyDelimiter, rowsOf } from '../transport/csv-rows.ts';
import { utf16Of } from '../transport/unpack.ts';

/** The names that a column has gone by; `optional` where the file may lack it. */
export interface Column {
  readonly names: readonly string[];
  readonly optional?: boolean;
}

export type DelimitedRow<Name extends string> =
  | {
      readonly position: string;
      /** Trimmed text of each column, "" where the file lacks it. */
      readonly cells: Readonly<Record<Name, string>>;
      readonly raw: string;
    }
  | { readonly quarantined: Quarantined };

const NEWLINE = 10;
/** As much of a bad row as somebody needs to find it again. */
const RAW_CHARACTERS = 2000;

/**
 * Rows below the header, with the line on which each begins. Text is UTF-8, UTF-16 or, field by field, Windows-1252; columns
 * are parted by what parts the header, as spreadsheets of other countries save semicolons.
 * A row with an unclosed quote, or with another number of columns than the header, is quarantined.
 * @throws CliError when the file is empty or no text, or its header lacks a column that is needed
 */
export function* readDelimited<Name extends string>(
  bytes: Uint8Array,
  file: string,
  columns: Readonly<Record<Name, Column>>,
): Generator<DelimitedRow<Name>> {
  const buffer = textOf(bytes);
  const dialect = { delimiter: likelyDelimiter(buffer), quote: '"' };
  const line = lineCounter(buffer);
  let places: Map<Name, number> | null = null;
  let width = 0;
  for (const row of rowsOf(buffer, dialect)) {
    const position = `line ${line(row)}`;
    const fields = fieldsOf(row, dialect);
    if (places === null) {
      places = placesOf(fields ?? [], columns, file);
      width = fields?.length ?? 0;
      continue;
    }
    const raw = row.toString('utf8').slice(0, RAW_CHARACTERS);
    if (fields?.length !== width) {
      const reason = fields
        ? `${counted(fields.length, 'column')} where the header has ${width}: the row may be cut short, or hold a comma without quotes`
        : 'a quote is out of place or never closes: double the quotes within a cell, or fetch the file again if it was cut short';
      yield { quarantined: { position, reason, raw } };
      continue;
    }
    yield { position, cells: cellsOf(fields, places, columns), raw };
  }
  if (places === null) throw new CliError(`${file} is empty: fetch it again, or take it out of the study`);
}

/** The bytes in UTF-8 where they are UTF-16, else as they are. */
function textOf(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoding = utf16Of(buffer);
  return encoding === null ? buffer : Buffer.from(new TextDecoder(encoding).decode(buffer), 'utf8');
}

function placesOf<Name extends string>(
  header: readonly string[],
  columns: Readonly<Record<Name, Column>>,
  file: string,
): Map<Name, number> {
  const found = header.map((name) => name.trim().toLowerCase());
  const places = new Map<Name, number>();
  for (const [name, column] of Object.entries<Column>(columns)) {
    const place = column.names.map((known) => found.indexOf(known.toLowerCase())).find((index) => index >= 0);
    if (place !== undefined) places.set(name as Name, place);
    else if (!column.optional) throw wrongHeader(file, column, header);
  }
  return places;
}

function wrongHeader(file: string, { names }: Column, header: readonly string[]): CliError {
  if (header.some((name) => name.includes('\u0000')))
    return new CliError(
      `${file} holds bytes that are no text: unpack it if it is packed, save it as CSV in UTF-8 if it is a spreadsheet`,
    );
  const wanted = names.map((name) => `"${name}"`).join(' or ');
  const seen = header.slice(0, 12).map((name) => `"${name.trim().slice(0, 40)}"`);
  return new CliError(
    `${file}, line 1: wrong header, no column ${wanted} among ${seen.join(', ')}; check that this is the file the source expects`,
  );
}

function cellsOf<Name extends string>(
  fields: readonly string[],
  places: ReadonlyMap<Name, number>,
  columns: Readonly<Record<Name, Column>>,
): Record<Name, string> {
  const names = Object.keys(columns) as Name[];
  const cell = (name: Name) => {
    const place = places.get(name);
    return place === undefined ? '' : fields[place].trim();
  };
  return Object.fromEntries(names.map((name) => [name, cell(name)])) as Record<Name, string>;
}

/** The line, from 1, on which a row begins; rows must come in order. */
function lineCounter(buffer: Buffer): (row: Buffer) => number {
  let line = 1;
  let counted = 0;
  return (row) => {
    const start = row.byteOffset - buffer.byteOffset;
    for (
      let at = buffer.indexOf(NEWLINE, counted);
      at >= 0 && at < start;
      at = buffer.indexOf(NEWLINE, at + 1)
    )
      line += 1;
    counted = start;
    return line;
  };
}
