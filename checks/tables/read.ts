/** Reading truth tables: JSON with the shape the check expects, CSV as rows of text. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** The table's shape is the caller's claim; a wrong one shows as misses. */
export async function readJson<Shape>(folder: string, file: string): Promise<Shape> {
  return JSON.parse(await readFile(join(folder, file), 'utf8')) as Shape;
}

export type CsvRow = Readonly<Record<string, string>>;

export async function readCsv(folder: string, file: string): Promise<CsvRow[]> {
  return parse<CsvRow>(await readFile(join(folder, file)), { columns: true, bom: true });
}
