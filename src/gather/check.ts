/** Contacts a source once and says what it saw, before anything is gathered: for `auscult gather --check`. */

import { access, constants, stat } from 'node:fs/promises';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import type { PostSource, SourceContext, StillSource } from './source.ts';
import { get } from './transport/http.ts';
import { HttpRefusal, troubleOf } from './transport/trouble.ts';

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
  const options = checkedOptions(source, given);
  const limit = AbortSignal.timeout(LONGEST_MS);
  const signal = context.signal ? AbortSignal.any([context.signal, limit]) : limit;
  const seen = source.check
    ? await inTime(source.check(options, { ...context, signal, attempts: 1 }), source.id, limit)
    : ['nothing to contact'];
  return [
    `${source.id}: ${source.title}`,
    ...source.terms.refuses.map((sentence) => `by its terms: ${sentence}`),
    ...seen,
  ];
}

/**
 * The same for a source that stands still: whether its files are there, whether its addresses answer.
 * @throws CliError when one of them is not or does not
 */
export async function checkStill(
  source: StillSource,
  given: unknown,
  context: SourceContext,
): Promise<readonly string[]> {
  const limit = AbortSignal.timeout(LONGEST_MS);
  const signal = context.signal ? AbortSignal.any([context.signal, limit]) : limit;
  const lines = [`${source.id}: ${source.title}`];
  for (const input of source.inputs(checkedOptions(source, given), context)) {
    const seen = /^https?:/.test(input)
      ? checkAddress(input, { ...context, signal, attempts: 1 })
      : checkFile(input);
    lines.push(await inTime(seen, source.id, limit));
  }
  return lines;
}

async function checkAddress(url: string, context: SourceContext): Promise<string> {
  try {
    const answer = await get(url, context);
    const type = answer.headers.get('content-type') ?? 'no type';
    if (answer.status >= 400) throw new CliError(`${url} answered HTTP ${answer.status}: nothing is there`);
    return `${url}: HTTP ${answer.status}, ${type}, ${counted(answer.bytes.length, 'byte')}`;
  } catch (error) {
    // A service for questions that is asked nothing.
    if (error instanceof HttpRefusal && error.status === 400) return `${url}: HTTP 400, so it is there`;
    throw error;
  }
}

async function checkFile(path: string): Promise<string> {
  const [found] = await Promise.all([stat(path), access(path, constants.R_OK)]).catch((error: unknown) => {
    throw new CliError(`${path}: ${troubleOf(error)}; put it there, or correct its name in the study`);
  });
  if (!found.isFile()) throw new CliError(`${path} is no file: name the file itself in the study`);
  return `${path}: ${counted(found.size, 'byte')}, of ${found.mtime.toISOString().slice(0, 10)}`;
}

function checkedOptions<Options>(
  source: Pick<PostSource<Options>, 'id' | 'options'>,
  given: unknown,
): Options {
  const options = source.options.safeParse(given);
  if (options.success) return options.data;
  const [issue] = options.error.issues;
  throw new CliError(
    `${source.id}, ${issue.path.join('.') || 'options'}: ${issue.message}; see docs/sources.md`,
    EXIT.usage,
  );
}

async function inTime<Seen>(seen: Promise<Seen>, id: string, limit: AbortSignal): Promise<Seen> {
  return seen.catch((error: unknown) => {
    if (!limit.aborted) throw error;
    throw new CliError(
      `${id} gave no full answer within ${LONGEST_MS / 1000} s: try again, or check the network`,
    );
  });
}
