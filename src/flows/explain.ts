/** From a number on the page back to its source: the receipt of a figure, or of one row of it, in words. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import { printedWithUnit } from '../draw/numbers.ts';
import { printedPosts } from '../draw/posts/printed-posts.ts';
import { displayCount } from '../measure/rounding.ts';
import { nearest } from '../mistake.ts';
import { readEdition } from '../publish/read-edition.ts';
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
  const edition = await readEdition(folder);
  const [figureId, ...rest] = reference.split('/');
  const rowId = rest.length === 0 ? undefined : rest.join('/');
  if (!edition.figures.includes(figureId)) {
    throw new CliError(
      `no figure "${figureId}" in ${folder}: ${proposal(figureId, edition.figures)}`,
      EXIT.usage,
    );
  }
  const figure = await readFigure(folder, figureId);
  const row = rowId === undefined ? null : (figure.rows.find((one) => one.id === rowId) ?? null);
  if (rowId !== undefined && !row) {
    const ids = figure.rows.map((one) => one.id);
    throw new CliError(`no row "${rowId}" in figure ${figureId}: ${proposal(rowId, ids)}`, EXIT.usage);
  }
  const carried = typeof row?.of === 'string' ? await explain(folder, row.of) : null;
  return {
    figure,
    row,
    lines: [
      ...figureLines(figure),
      ...(row ? rowLines(figure, row) : allRows(figure, reference)),
      ...(carried
        ? ['', `Carried on from ${String(row?.of)}:`, ...carried.lines]
        : receiptLines(figure, row, edition.study)),
    ],
  };
}

/** The name that was meant, or the first of those there are. */
function proposal(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== null) return `did you mean "${near}"?`;
  if (known.length === 0) return 'there is none';
  const listed = known.slice(0, 40).join(', ');
  return `write one of ${listed}${known.length > 40 ? ' and others' : ''}`;
}

function figureLines(figure: Figure): string[] {
  return [
    `${figure.title}`,
    `  question   ${figure.question}`,
    `  base       ${figure.base}`,
    `  unit       ${figure.unit}`,
    `  method     ${figure.receipt.method}`,
    `  statistic  ${figure.receipt.statistic}`,
    ...figure.notes.map((note) => `  note       ${note}`),
  ];
}

/** More rows than this would scroll away what stands above them. */
const LISTED_ROWS = 20;

function allRows(figure: Figure, reference: string): string[] {
  const { rows } = figure;
  const left = rows.length - LISTED_ROWS;
  return [
    '',
    rows.length === 0
      ? 'no rows'
      : `${counted(rows.length, 'row')}; "auscult explain ${reference}/ROW" explains one:`,
    ...rows.slice(0, LISTED_ROWS).map((row) => `  ${row.id}  ${valueWords(figure, row)}`),
    ...(left > 0 ? [`  and ${left} more: figures/${figure.id}.csv and --json have all of them`] : []),
  ];
}

function rowLines(figure: Figure, row: FigureRow): string[] {
  const source = figure.sources.find((one) => one.id === row.source);
  const shown = new Set(['id', 'label', 'value', 'lower', 'upper', 'n', 'decision', 'reason', 'source']);
  const further = Object.entries(row).filter(
    ([key, value]) => !shown.has(key) && value !== null && value !== '',
  );
  return [
    '',
    `${row.label}: ${valueWords(figure, row)}`,
    `  decision   ${row.decision}${row.reason ? `: ${row.reason}` : ''}`,
    ...(source
      ? [
          `  source     ${[source.title, source.publisher].filter(Boolean).join(', ')} (${source.date})`,
          ...(source.url ? [`             ${source.url}`] : []),
        ]
      : []),
    ...further.map(
      ([key, value]) => `  ${key.padEnd(10)} ${typeof value === 'number' ? short(value) : String(value)}`,
    ),
  ];
}

/** As the page prints it; all digits are in the figure's JSON. */
function valueWords({ unit: unitOfAll }: Figure, row: FigureRow): string {
  if (row.value === null) return row.decision === 'hidden' ? `hidden (${row.reason})` : 'no number';
  const unit = typeof row.unit === 'string' ? row.unit : unitOfAll;
  const print = (value: number) => printedAs(unit, { ...row, unit, value });
  // How a source gave its value says nothing of the ends.
  const end = (value: number) => printedAs(unit, { ...row, unit, value, comparison: '=' });
  const interval =
    row.lower === null || row.upper === null ? '' : ` (${end(row.lower)} to ${end(row.upper)})`;
  return `${print(row.value)}${interval}${row.n === null ? '' : `, n = ${displayCount(row.n)}`}`;
}

function printedAs(unit: string, row: FigureRow): string {
  if (unit === 'percent' || unit === 'count') return printedWithUnit(row);
  return unit === 'text' ? String(short(row.value ?? 0)) : printedPosts(row);
}

/** Of numbers without a form of their own four digits are enough to recognise them by. */
const short = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(4)));

/** Inputs are named as the study names them, relative to its file. */
function receiptLines(figure: Figure, row: FigureRow | null, study: string): string[] {
  const { queries, inputs, posts = [], versions, figures } = figure.receipt;
  return [
    '',
    row ? 'Derived from:' : 'Receipt:',
    `  study ${study} (relative to the edition)`,
    ...inputs.map(
      (input) =>
        `  ${input.file}  sha256 ${input.sha256}  ${input.read} read, ${input.kept} kept, ${input.quarantined} in quarantine`,
    ),
    ...posts.map(
      ({ source, inputs: many, read, kept, quarantined }) =>
        `  posts of ${source}, from ${counted(many, 'input')}  ${read} read, ${kept} kept, ${quarantined} in quarantine`,
    ),
    ...queries.flatMap((query) => [
      `  query "${query.name}" of the study's store (${counted(query.rows, 'row')}), with ${JSON.stringify(query.params)} and SETTINGS final = 1:`,
      ...query.sql.split('\n').map((line) => `    ${line}`),
    ]),
    ...(figures ? [`  figures    ${figures.join(', ')}`] : []),
    `  versions   ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}`,
  ];
}
