/** Contacts a source once and says what it saw, before anything is gathered: for `auscult gather --check`. */

import { CliError, EXIT } from '../errors.ts';
import type { PostSource, SourceContext } from './source.ts';

const LONGEST_MS = 60_000;

/**
 * A few lines: what is refused by the source's terms, then status, limits, rules, newest item and clock, as far as the
 * source can tell them. Ends within a minute.
 * @param given the source's options as the study states them
 * @throws CliError when options are wrong or the source does not answer
 */
export async function checkSource(
  source: PostSource,
  given: unknown,
  context: SourceContext,
): Promise<readonly string[]> {
  const options = source.options.safeParse(given);
  if (!options.success) {
    const [issue] = options.error.issues;
    throw new CliError(
      `${source.id}, ${issue.path.join('.') || 'options'}: ${issue.message}; see docs/sources.md`,
      EXIT.usage,
    );
  }
  const limit = AbortSignal.timeout(LONGEST_MS);
  const signal = context.signal ? AbortSignal.any([context.signal, limit]) : limit;
  const seen = source.check
    ? await source.check(options.data, { ...context, signal })
    : ['nothing to contact'];
  return [
    `${source.id}: ${source.title}`,
    ...source.terms.refuses.map((sentence) => `by its terms: ${sentence}`),
    ...seen,
  ];
}
