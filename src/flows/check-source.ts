/** One entry of a study's `sources`, checked before anything is read: is there such a source, and are its options right? */

import { findSource, SOURCES } from '../gather/index.ts';
import { firstIssue, keysAt, nearest, valueMistake } from '../mistake.ts';
import { placeOf, type SourceMistake } from '../study.ts';

/** Options of every source of posts, which the flow takes for itself. */
const OF_THE_FLOW = ['keep', 'text'];

export function checkSource(id: string, given: Readonly<Record<string, unknown>>): SourceMistake | null {
  const ids = SOURCES.map((source) => source.id);
  if (!ids.includes(id)) {
    const near = nearest(id, ids);
    const known = near === null ? `write one of ${ids.join(', ')}` : `did you mean "${near}"?`;
    return { path: ['source'], words: `unknown source "${id}": ${known}` };
  }
  const { options, cadence } = findSource(id);
  const ofTheFlow = cadence === 'archive' || cadence === 'stream' ? OF_THE_FLOW : [];
  const checked = options.safeParse(ofTheFlow.length > 0 ? ownOptions(given) : given, { reportInput: true });
  if (checked.success) return null;
  const issue = firstIssue(checked.error);
  const keys = keysAt(options, issue.path);
  const allowed = issue.path.length === 0 ? [...keys, ...ofTheFlow] : keys;
  return { path: placeOf(issue), words: `source "${id}": ${valueMistake(issue, allowed)}` };
}

/** What an entry says to the source itself. */
export function ownOptions(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(given).filter(([key]) => !OF_THE_FLOW.includes(key)));
}
