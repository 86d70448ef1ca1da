/**
 * `npm run check:survey -- DATA DESCRIPTOR EXPECTED.csv`: our estimates from a survey file beside those of another program.
 * DESCRIPTOR is `hints6`, `hints7` or a YAML file. EXPECTED has either one row an answer
 * (`variable, level, n_unweighted, n_valid, percent, se_jackknife`) or the cells of a table of two groups
 * (`GROUP, GROUP, n_unweighted, cell_percent, cell_se_jackknife, row_..., col_...`), held to the printed digit.
 * Prints the largest differences; exits 1 on a miss.
 */

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { CliError, EXIT } from '../src/errors.ts';
import { fileMistake } from '../src/mistake.ts';
import { answerReader, missingReader } from '../src/gather/surveys/answers.ts';
import { findDescriptor, type SurveyDescriptor } from '../src/gather/surveys/descriptor.ts';
import type { DataFrame } from '../src/gather/surveys/rda.ts';
import { readWeights } from '../src/gather/surveys/respondents.ts';
import { readSurveyFile } from '../src/gather/surveys/survey-file.ts';
import {
  countOf,
  jackknifeFactors,
  proportion,
  standardError,
  type Mask,
  type SurveyDesign,
} from '../src/measure/statistics/survey.ts';

/** Of percentages and their standard errors, where the other program printed all its digits. */
const TOLERANCE = 1e-6;

type Row = Readonly<Record<string, string>>;

interface Compared {
  readonly name: string;
  readonly ours: number;
  readonly theirs: number;
  readonly allowed: number;
}

interface Loaded {
  readonly frame: DataFrame;
  readonly descriptor: SurveyDescriptor;
  readonly design: SurveyDesign;
}

export async function checkSurvey(
  data: string,
  survey: string,
  expected: string,
  say: (line: string) => void,
): Promise<boolean> {
  const descriptor = findDescriptor(survey);
  const frame = await readSurveyFile(await readFile(data), basename(data));
  const { count, factor } = descriptor.replicates;
  const design: SurveyDesign = {
    respondents: frame.rows,
    ...readWeights(frame, descriptor, basename(data)),
    factors: jackknifeFactors(count, factor),
    df: descriptor.degrees_of_freedom,
  };
  const rows = parse<Row>(await readFile(expected), { columns: true, bom: true });
  const [first] = rows;
  if (!first) throw new CliError(`${expected} holds no rows: give a file of expected estimates`);
  const loaded = { frame, descriptor, design };
  const compared = 'variable' in first ? compareAnswers(rows, loaded, say) : compareCells(rows, loaded);
  const misses = compared.filter(({ ours, theirs, allowed }) => !(Math.abs(ours - theirs) <= allowed));
  const largest = compared.toSorted((a, b) => Math.abs(b.ours - b.theirs) - Math.abs(a.ours - a.theirs));
  say(
    `${basename(expected)}: ${compared.length - misses.length}/${compared.length} values in ${rows.length} rows`,
  );
  say('largest differences:');
  for (const { name, ours, theirs } of largest.slice(0, 5))
    say(`  ${Math.abs(ours - theirs).toExponential(2)}  ${name}: ${ours} beside ${theirs}`);
  for (const { name, ours, theirs } of misses.slice(0, 20))
    say(`  MISS ${name}: ${ours}, expected ${theirs}`);
  return misses.length === 0;
}

/** One row an answer: share of those with a valid answer, missing codes left out. */
function compareAnswers(rows: readonly Row[], loaded: Loaded, say: (line: string) => void): Compared[] {
  const { design, descriptor, frame } = loaded;
  const undescribed = new Set<string>();
  const compared = rows.flatMap((row) => {
    const { variable, level } = row;
    const column = frame.columns.get(variable);
    if (!column)
      throw new CliError(`the survey file has no column ${variable}: give the file of this release`);
    if (!(variable in descriptor.items)) undescribed.add(variable);
    const read = readerOf(descriptor, variable);
    const wanted = read(level);
    const codes = column.map((cell) => read(cell));
    const valid: Mask = (respondent) => codes[respondent] !== null;
    const chosen: Mask = (respondent) => codes[respondent] === wanted;
    const share = proportion(design, chosen, valid);
    const name = `${variable} "${level}"`;
    return [
      exact(`${name} n`, countOf(design, chosen), row.n_unweighted),
      exact(`${name} n valid`, countOf(design, valid), row.n_valid),
      {
        name: `${name} percent`,
        ours: 100 * share.estimate,
        theirs: Number(row.percent),
        allowed: TOLERANCE,
      },
      {
        name: `${name} standard error`,
        ours: 100 * standardError(design, share),
        theirs: Number(row.se_jackknife),
        allowed: TOLERANCE,
      },
    ];
  });
  if (undescribed.size)
    say(
      `not in the descriptor, every text that is no missing code taken as an answer: ${[...undescribed].join(', ')}`,
    );
  return compared;
}

/** Codes through the descriptor; null for what is no answer. */
function readerOf(
  descriptor: SurveyDescriptor,
  variable: string,
): (cell: string | number | null) => string | null {
  const missing = missingReader(descriptor);
  if (!(variable in descriptor.items))
    return (cell) => (missing(String(cell ?? '')) === null ? String(cell).trim() : null);
  const read = answerReader(descriptor, descriptor.scales[descriptor.items[variable].scale]);
  return (cell) => {
    const code = read(cell);
    if (code === null)
      throw new CliError(
        `${variable} has the answer "${String(cell)}", which the descriptor ${descriptor.id} does not list: add it there`,
      );
    return Number(code) < 0 ? null : code;
  };
}

/** Cells of a table of two groups: share of all, of the row and of the column, to the printed digit. */
function compareCells(rows: readonly Row[], loaded: Loaded): Compared[] {
  const [rowGroup, columnGroup] = Object.keys(rows[0]);
  const inRow = categoryMasks(loaded, rowGroup);
  const inColumn = categoryMasks(loaded, columnGroup);
  const both =
    (first: Mask, second: Mask): Mask =>
    (respondent) =>
      first(respondent) && second(respondent);
  const all = both(inRow('Total'), inColumn('Total'));
  return rows.flatMap((row) => {
    const cell = both(inRow(row[rowGroup]), inColumn(row[columnGroup]));
    const bases = {
      cell: all,
      row: both(inRow(row[rowGroup]), inColumn('Total')),
      col: both(inRow('Total'), inColumn(row[columnGroup])),
    };
    const name = `${row[rowGroup]} / ${row[columnGroup]}`;
    const shares = Object.entries(bases).flatMap(([kind, base]) => {
      const share = proportion(loaded.design, both(cell, all), base);
      const se = standardError(loaded.design, share);
      return [
        printed(`${name} ${kind} percent`, 100 * share.estimate, row[`${kind}_percent`]),
        printed(`${name} ${kind} standard error`, 100 * se, row[`${kind}_se_jackknife`]),
      ].flatMap((value) => value ?? []);
    });
    return [exact(`${name} n`, countOf(loaded.design, both(cell, all)), row.n_unweighted), ...shares];
  });
}

/** Masks of a group's categories by their label; `Total` is everyone with a category. */
function categoryMasks({ descriptor, frame }: Loaded, id: string): (label: string) => Mask {
  const group = descriptor.groups[id] as SurveyDescriptor['groups'][string] | undefined;
  if (!group) throw new CliError(`the descriptor ${descriptor.id} has no group "${id}": add it there`);
  const column = frame.columns.get(group.variable);
  if (!column)
    throw new CliError(`the survey file has no column ${group.variable}: give the file of this release`);
  const read = answerReader(descriptor, group.values);
  const codes = column.map((cell) => Number(read(cell)));
  return (label) => {
    const wanted = group.categories.flatMap((category) =>
      label === 'Total' || category.label === label ? category.codes : [],
    );
    if (!wanted.length)
      throw new CliError(`the group "${id}" of ${descriptor.id} has no category "${label}"`);
    return (respondent) => wanted.includes(codes[respondent]);
  };
}

function exact(name: string, ours: number, theirs: string): Compared {
  return { name, ours, theirs: Number(theirs), allowed: 0 };
}

/** Half a unit of the last printed digit; an empty cell was not printed. */
function printed(name: string, ours: number, theirs: string | undefined): Compared | null {
  if (theirs === undefined || theirs === '') return null;
  const decimals = theirs.split('.')[1]?.length ?? 0;
  const allowed = theirs === '100' ? 1e-9 : 0.5 * 10 ** -decimals + 1e-12;
  return { name, ours, theirs: Number(theirs), allowed };
}

async function main(): Promise<void> {
  const [data, descriptor, expected] = process.argv.slice(2);
  if (!expected) {
    console.error('usage: npm run check:survey -- DATA DESCRIPTOR EXPECTED.csv');
    process.exitCode = EXIT.usage;
    return;
  }
  try {
    const clean = await checkSurvey(data, descriptor, expected, (line) => {
      console.log(line);
    });
    process.exitCode = clean ? EXIT.ok : EXIT.failed;
  } catch (error) {
    const missing = fileMistake(error);
    if (!(error instanceof CliError) && missing === null) throw error;
    console.error(error instanceof CliError ? error.message : missing);
    process.exitCode = error instanceof CliError ? error.exitCode : EXIT.failed;
  }
}

if (import.meta.filename === process.argv[1]) await main();
