/** From a cell of a survey file, code or words, to the code of the descriptor. A code in no list stops the run. */

import { CliError } from '../../errors.ts';
import type { SurveyDescriptor, ValueLabels } from './descriptor.ts';
import type { Column } from './rda.ts';

/** The code of a cell, or null when neither the answers nor the missing codes know it. */
export type ReadAnswer = (cell: string | number | null) => string | null;

/** Reads the cells of one variable: numbers as codes, words through the labels, missing words by how they start. */
export function answerReader(descriptor: SurveyDescriptor, values: ValueLabels): ReadAnswer {
  const codes = new Map<string, string>();
  for (const [code, words] of Object.entries(values)) {
    codes.set(code, code);
    for (const word of words) codes.set(plain(word), code);
  }
  const missing = missingReader(descriptor);
  const seen = new Map<string | number | null, string | null>();
  return (cell) => {
    const known = seen.get(cell);
    if (known !== undefined) return known;
    const text = plain(String(cell ?? ''));
    // Files write whole codes as 1 or 1.0.
    const code = codes.get(text) ?? codes.get(text.replace(/\.0+$/, '')) ?? missing(text);
    seen.set(cell, code);
    return code;
  };
}

/** The missing code that a cell stands for, or null when it is an answer. */
export function missingReader(descriptor: SurveyDescriptor): (text: string) => string | null {
  const codes = new Set(descriptor.missing.map(({ code }) => String(code)));
  const starts = descriptor.missing.flatMap(({ code, starts: words }) =>
    words.map((word) => [plain(word), String(code)] as const),
  );
  return (given) => {
    const text = plain(given);
    if (text === '' || text === 'na') return String(descriptor.empty);
    const code = text.replace(/\.0+$/, '');
    if (codes.has(code)) return code;
    return starts.find(([start]) => text.startsWith(start))?.[1] ?? null;
  };
}

/** All codes of a column. @throws CliError at the first cell that no list knows */
export function readColumn(
  column: Column,
  variable: string,
  values: ValueLabels,
  descriptor: SurveyDescriptor,
  file: string,
): readonly string[] {
  const read = answerReader(descriptor, values);
  return column.map((cell, row) => {
    const code = read(cell);
    if (code !== null) return code;
    throw new CliError(
      `${variable} has the answer "${String(cell)}" (${file}, respondent ${row + 1}), which the descriptor ${descriptor.id} ` +
        'lists neither as an answer nor as missing: add it there, or correct the file',
    );
  });
}

/** Case and runs of blanks do not tell answers apart; typographic apostrophes are plain ones. */
function plain(text: string): string {
  return text.trim().replaceAll('’', "'").replaceAll(/\s+/g, ' ').toLowerCase();
}
