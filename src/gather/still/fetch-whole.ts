/** Fetching a public file of facts; whoever cannot reach it is told how to do without. */

import { CliError } from '../../errors.ts';
import type { SourceContext } from '../source.ts';
import { get } from '../transport/http.ts';

/**
 * The body of an answer 200.
 * @param page where a person can fetch the same by hand
 * @throws CliError that ends with that way round
 */
export async function fetchWhole(
  url: string,
  page: string,
  context: SourceContext,
  headers: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  const remedy = `or fetch it by hand from ${page} and name it with "file:"`;
  const answer = await get(url, context, headers).catch((error: unknown) => {
    if (error instanceof CliError)
      throw new CliError(`${error.message}; ${remedy}`, error.exitCode, { cause: error });
    throw error;
  });
  if (answer.status !== 200)
    throw new CliError(`${url} answered HTTP ${answer.status}: try again later, ${remedy}`);
  return answer.bytes;
}
