/** A figure as data: JSON for programs, CSV for spreadsheets, and the Frictionless description of both. */

import type { Figure } from '../records.ts';
import { csvLines } from './csv.ts';

/** Keys that every row has, in the order in which people read them; further dimensions follow, sorted. */
const FIRST_COLUMNS = ['id', 'label', 'value', 'lower', 'upper', 'n', 'decision', 'reason', 'source'];

/** JSON with two spaces and a line end; keys stand in the order of the object. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function figureColumns(figure: Figure): string[] {
  const further = new Set(figure.rows.flatMap((row) => Object.keys(row)));
  for (const column of FIRST_COLUMNS) further.delete(column);
  return [...FIRST_COLUMNS, ...[...further].sort()];
}

/** The rows under the names of their columns. */
export function figureCsv(figure: Figure): string {
  const columns = figureColumns(figure);
  return csvLines(
    columns,
    figure.rows.map((row) => columns.map((column) => row[column])),
  );
}

export interface DataPackage {
  readonly name: string;
  readonly title: string;
  readonly created: string;
  readonly version: string;
  readonly figures: readonly Figure[];
}

/** https://datapackage.org/standard/data-package/ (version 2). */
export function dataPackage({ name, title, created, version, figures }: DataPackage): unknown {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name,
    title,
    created,
    version,
    licenses: [
      {
        name: 'CC-BY-4.0',
        path: 'https://creativecommons.org/licenses/by/4.0/',
        title: 'Creative Commons Attribution 4.0',
      },
    ],
    sources: uniqueSources(figures),
    resources: figures.map((figure) => ({
      name: figure.id,
      title: figure.title,
      description: `${figure.question} Base: ${figure.base}. Unit: ${figure.unit}.`,
      path: `figures/${figure.id}.csv`,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      schema: {
        primaryKey: ['id'],
        missingValues: [''],
        fields: figureColumns(figure).map((column) => ({ name: column, type: columnType(figure, column) })),
      },
    })),
  };
}

function columnType(figure: Figure, column: string): string {
  const types = new Set(
    figure.rows
      .map((row) => row[column] ?? null)
      .filter((value) => value !== null)
      .map((value) => typeof value),
  );
  if (types.size !== 1) return types.size === 0 ? 'any' : 'string';
  const [type] = types;
  return type === 'number' || type === 'boolean' ? type : 'string';
}

function uniqueSources(figures: readonly Figure[]): { title: string; path?: string }[] {
  const byId = new Map(
    figures.flatMap((figure) => figure.sources.map((source) => [source.id, source] as const)),
  );
  return [...byId.values()]
    .sort((a, b) => a.id.localeCompare(b.id, 'en'))
    .map((source) => ({
      title: source.publisher ? `${source.title} (${source.publisher})` : source.title,
      ...(/^https?:/.test(source.url) ? { path: source.url } : {}),
    }));
}
