/** The study that a verb works on, with every source it names checked. */

import { CliError, EXIT } from '../errors.ts';
import { nearest } from '../mistake.ts';
import { readStudy, type Study } from '../study.ts';

export async function openStudy(path: string): Promise<Study> {
  // Loaded here, so that help and the verbs without a study start at once.
  const { checkSource } = await import('../flows/check-source.ts');
  return readStudy(path, checkSource);
}

/** @throws CliError (usage) when the study does not name the source */
export function requireSource(study: Study, source: string): void {
  const named = [...new Set(study.sources.map((entry) => entry.source))];
  if (named.includes(source)) return;
  const near = nearest(source, named);
  const remedy = near === null ? `it names ${named.join(', ')}` : `did you mean "${near}"?`;
  throw new CliError(`${study.path} names no source "${source}": ${remedy}`, EXIT.usage);
}
