/** From a number on the page back to its source: the receipt of a figure, or of one row of it, in words. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError, EXIT } from '../errors.ts';
import type { Figure, FigureRow } from '../records.ts';

/** Reads `figures/ID.json` of an edition. */
export async function readFigure(folder: string, id: string): Promise<Figure> {
  if (!/^[a-z0-9-]+$/.test(id)) {
    throw new CliError(
      `"${id}" is no figure id: ids are of a-z, 0-9 and hyphens, as listed in ${folder}/edition.json`,
      EXIT.usage,
    );
  }
  const text = await readFile(join(folder, 'figures', `${id}.json`), 'utf8').catch((cause: unknown) => {
    throw new CliError(
      `no figure "${id}" in ${folder}: its edition.json lists the figures there are`,
      EXIT.usage,
      { cause },
    );
  });
  return JSON.parse(text) as Figure;
}

/** The receipt of `FIGURE` or `FIGURE/ROW`, as lines for a terminal; of a row carried on from another figure, that one's. */
export async function explain(
  folder: string,
  reference: string,
): Promise<{ figure: Figure; row: FigureRow | null; lines: string[] }> {
  const [figureId, rowId] = reference.split('/', 2);
  const figure = await readFigure(folder, figureId);
  const row = rowId === undefined ? null : (figure.rows.find((one) => one.id === rowId) ?? null);
  if (rowId !== undefined && !row) {
    const near = figure.rows.slice(0, 5).map((one) => one.id);
    throw new CliError(
      `no row "${rowId}" in figure ${figureId}: its rows begin ${near.join(', ')}`,
      EXIT.usage,
    );
  }
  const carried = typeof row?.of === 'string' ? await explain(folder, row.of) : null;
  return {
    figure,
    row,
    lines: [
      ...figureLines(figure),
      ...(row ? rowLines(figure, row) : allRows(figure)),
      ...(carried
        ? ['', `Carried on from ${String(row?.of)}:`, ...carried.lines]
        : receiptLines(figure, row)),
    ],
  };
}

function figureLines(figure: Figure): string[] {
  return [
    `${figure.title}`,
    `  question   ${figure.question}`,
    `  base       ${figure.base}`,
    `  unit       ${figure.unit}`,
    `  method     ${figure.receipt.method}`,
    `  statistic  ${figure.receipt.statistic}`,
  ];
}

function allRows(figure: Figure): string[] {
  return ['', `${figure.rows.length} rows:`, ...figure.rows.map((row) => `  ${row.id}  ${valueWords(row)}`)];
}

function rowLines(figure: Figure, row: FigureRow): string[] {
  const source = figure.sources.find((one) => one.id === row.source);
  const shown = new Set(['id', 'label', 'value', 'lower', 'upper', 'n', 'decision', 'reason', 'source']);
  const further = Object.entries(row).filter(
    ([key, value]) => !shown.has(key) && value !== null && value !== '',
  );
  return [
    '',
    `${row.label}: ${valueWords(row)}`,
    `  decision   ${row.decision}${row.reason ? `: ${row.reason}` : ''}`,
    ...(source
      ? [`  source     ${source.title}, ${source.publisher} (${source.date})`, `             ${source.url}`]
      : []),
    ...further.map(([key, value]) => `  ${key.padEnd(10)} ${String(value)}`),
  ];
}

function valueWords(row: FigureRow): string {
  if (row.value === null) return row.decision === 'hidden' ? `hidden (${row.reason})` : 'no number';
  const interval = row.lower === null || row.upper === null ? '' : ` (${row.lower} to ${row.upper})`;
  return `${row.value}${interval}${row.n === null ? '' : `, n = ${row.n}`}`;
}

function receiptLines(figure: Figure, row: FigureRow | null): string[] {
  const { queries, inputs, versions, figures } = figure.receipt;
  return [
    '',
    row ? 'Derived from:' : 'Receipt:',
    ...inputs.map(
      (input) =>
        `  ${input.file}  sha256 ${input.sha256}  ${input.read} read, ${input.kept} kept, ${input.quarantined} in quarantine`,
    ),
    ...queries.flatMap((query) => [
      `  query "${query.name}" (${query.rows} rows), with ${JSON.stringify(query.params)}:`,
      ...query.sql.split('\n').map((line) => `    ${line}`),
    ]),
    ...(figures ? [`  figures    ${figures.join(', ')}`] : []),
    `  versions   ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
  ];
}
