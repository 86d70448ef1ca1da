/** A JSON file whose shape is checked where it enters. */

import type { z } from 'zod';
import { CliError } from '../../errors.ts';

/** @throws CliError when the bytes are cut short, are no JSON, or have another shape */
export function readJson<Schema extends z.ZodType>(
  bytes: Uint8Array,
  file: string,
  schema: Schema,
): z.infer<Schema> {
  const checked = schema.safeParse(parsed(bytes, file));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const place = issue.path.map(String).join('.') || 'its top';
  throw new CliError(
    `${file}: wrong shape at ${place} (${issue.message}); check that this is the file the source expects`,
  );
}

function parsed(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${file} is no whole JSON (${why}): it may be cut short, fetch it again`, undefined, {
      cause,
    });
  }
}
