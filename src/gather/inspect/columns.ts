/** Guesses what each column means: by its name where the values agree, then by the values alone. */

import type { MappedField } from '../mapping.ts';
import { COLUMN_NAMES, lastStep, rankOf } from './column-names.ts';
import { fits, looksLikeIds, wordsIn } from './column-values.ts';
import type { Column } from './sample.ts';

export function takeColumns(
  columns: readonly Column[],
  headerless: boolean,
): ReadonlyMap<MappedField, string> {
  const taken = new Map<MappedField, string>();
  const free = (name: string) => ![...taken.values()].includes(name);
  for (const [field, pattern] of COLUMN_NAMES) {
    const ranked = columns
      .filter(
        ({ name, values }) =>
          free(name) && pattern.test(lastStep(name)) && fits(field, values, isPlain(field, lastStep(name))),
      )
      .map((column) => ({
        name: column.name,
        rank: rankOf(pattern, lastStep(column.name)) + column.name.split('.').length / 10,
      }))
      .sort((one, other) => one.rank - other.rank);
    const best = ranked.at(0);
    if (best) taken.set(field, best.name);
  }
  if (!taken.has('text')) {
    const wordiest = [...columns]
      .filter((column) => free(column.name) && !fits('posted_at', column.values))
      .sort((one, other) => wordsIn(other) - wordsIn(one))
      .at(0);
    if (wordiest && wordsIn(wordiest) >= 4) taken.set('text', wordiest.name);
  }
  // Without names, numbers that never repeat are ids; looked for before times, which some of them could be as well.
  const unnamedId = headerless
    ? columns.find((column) => free(column.name) && looksLikeIds(column))
    : undefined;
  if (unnamedId) taken.set('id', unnamedId.name);
  if (!taken.has('posted_at')) {
    const timely = columns.find((column) => free(column.name) && fits('posted_at', column.values));
    if (timely) taken.set('posted_at', timely.name);
  }
  return taken;
}

/** Names such as `link` or `name` may be those of many things; `tweet_id` is not. */
function isPlain(field: MappedField, name: string): boolean {
  return field !== 'id' || /(?:^|_)id$/.test(name);
}

/** A day has its clock and zone beside it, a text its title; one column alone stays alone. */
export function withCompanions(
  field: MappedField,
  column: string,
  columns: readonly Column[],
): string | readonly string[] {
  const beside = (...names: readonly string[]) =>
    names.flatMap(
      (name) => columns.find((other) => other.name !== column && lastStep(other.name) === name)?.name ?? [],
    );
  if (field === 'posted_at') {
    const day = columns.find(({ name }) => name === column)?.values.find((value) => value !== '') ?? '';
    const parts = /^\d{4}-\d{2}-\d{2}$/.test(day) ? beside('time', 'timezone') : [];
    return parts.length === 0 ? column : [column, ...parts];
  }
  const titles = field === 'text' && lastStep(column) !== 'title' ? beside('title') : [];
  return titles.length === 0 ? column : [...titles, column];
}
