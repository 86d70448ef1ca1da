/**
 * Respondents of a survey file: answers as codes, the full-sample weight, the replicate weights.
 * Everything is checked before the first respondent is handed on, so that nothing is half read.
 */

import { CliError } from '../../errors.ts';
import type { Respondent } from '../../records.ts';
import { readColumn } from './answers.ts';
import { variablesOf, type SurveyDescriptor } from './descriptor.ts';
import type { Column, DataFrame } from './rda.ts';

/** @throws CliError when a weight or replicate is missing, a respondent appears twice, or a code is in no list */
export function readRespondents(
  frame: DataFrame,
  descriptor: SurveyDescriptor,
  file: string,
): readonly Respondent[] {
  const { weights, replicates } = readWeights(frame, descriptor, file);
  const ids = readIds(frame, descriptor, file);
  const answers = [...variablesOf(descriptor)].map(([variable, values]) => {
    const column = frame.columns.get(variable);
    if (!column)
      throw new CliError(
        `${file} has no column ${variable}, which the descriptor ${descriptor.id} reads: ` +
          'give the file of this release, or take the variable out of the descriptor',
      );
    return [variable, readColumn(column, variable, values, descriptor, file)] as const;
  });
  return ids.map((id, row) => ({
    survey: descriptor.id,
    id,
    answers: Object.fromEntries(answers.map(([variable, codes]) => [variable, codes[row]])),
    weight: weights[row],
    replicates: replicates.map((column) => column[row]),
  }));
}

export interface SurveyWeights {
  readonly weights: Float64Array;
  /** One array a replicate, in the descriptor's order. */
  readonly replicates: readonly Float64Array[];
}

/** The weights of every respondent. @throws CliError naming the first that is missing or no number */
export function readWeights(frame: DataFrame, descriptor: SurveyDescriptor, file: string): SurveyWeights {
  const { prefix, count } = descriptor.replicates;
  const weights = frame.columns.get(descriptor.weight);
  if (!weights)
    throw new CliError(
      `${file} has no weights: the column ${descriptor.weight} is missing, and without it no share can be estimated; ` +
        'give the public-use file with its weights',
    );
  const names = Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
  const absent = names.filter((name) => !frame.columns.has(name));
  if (absent.length)
    throw new CliError(
      `${file} lacks the replicate weight ${absent[0]}${absent.length > 1 ? ` and ${absent.length - 1} more` : ''} ` +
        `of ${count}: without all of them no interval can be given; give the whole public-use file`,
    );
  return {
    weights: readNumbers(weights, descriptor.weight, file),
    replicates: names.map((name) => readNumbers(frame.columns.get(name) ?? [], name, file)),
  };
}

function readNumbers(column: Column, name: string, file: string): Float64Array {
  return Float64Array.from(column, (cell, row) => {
    const value = typeof cell === 'string' && cell.trim() === '' ? Number.NaN : Number(cell ?? Number.NaN);
    if (Number.isFinite(value) && value >= 0) return value;
    throw new CliError(
      `${name} is "${String(cell ?? '')}" (${file}, respondent ${row + 1}): a weight is a number from 0 up; correct the file`,
    );
  });
}

function readIds(frame: DataFrame, descriptor: SurveyDescriptor, file: string): readonly string[] {
  const column = frame.columns.get(descriptor.respondent);
  if (!column)
    throw new CliError(
      `${file} has no column ${descriptor.respondent}, which tells respondents apart: give the public-use file`,
    );
  const ids = column.map((cell) => String(cell ?? '').trim());
  const first = new Map<string, number>();
  ids.forEach((id, row) => {
    const before = first.get(id);
    if (before !== undefined)
      throw new CliError(
        `respondent "${id}" appears twice (${file}, respondents ${before + 1} and ${row + 1}): every share would count ` +
          'them double; drop one of the two',
      );
    first.set(id, row);
  });
  return ids;
}
