/** Columns that a mapping names and a table lacks: told by name, because their rows would only come out empty. */

import { CliError, EXIT } from '../errors.ts';
import type { Mapping } from './mapping.ts';

const MOST_COLUMNS_NAMED = 20;

/**
 * Says which columns are missing, each once however many files lack it: the set that is handed in remembers.
 * @param columns of the table, from its header or the study
 * @throws CliError (usage) where none of the columns of the text is there: not one post could be read
 */
export function tellMissingColumns(
  file: string,
  columns: readonly string[],
  mapping: Mapping,
  say: (line: string) => void,
  told: Set<string>,
): void {
  const listed = columns.slice(0, MOST_COLUMNS_NAMED).map((name) => name.slice(0, 60));
  const rest = columns.length > listed.length ? `, and ${columns.length - listed.length} more` : '';
  const has = `It has ${listed.join(', ')}${rest}`;
  for (const [field, given] of Object.entries(mapping)) {
    if (typeof given === 'boolean') continue;
    const places = typeof given === 'string' ? [given] : given;
    const missing = places.filter((place) => !place.startsWith('@') && !columns.includes(place));
    for (const place of missing) {
      const what = `${file} has no column "${place}", which the mapping names as "${field}"`;
      if (field === 'text' && missing.length === places.length)
        throw new CliError(`${what}: mend the mapping, or "files". ${has}`, EXIT.usage);
      if (told.has(place)) continue;
      told.add(place);
      say(`${what}: it is read as empty. ${has}`);
    }
  }
}
