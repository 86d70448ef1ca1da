/**
 * The plain format of a labelled set: a folder with `set.json` {"name", "task", "positive"} and `posts.ndjson`,
 * one {"text", "label", "group"?} a line; for the task `state` one {"location", "label": "WA" or null}.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CliError, EXIT } from '../../src/errors.ts';

const label = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const descriptionSchema = z.object({
  name: z.string(),
  task: z.enum(['health', 'personal', 'state']),
  positive: z.array(label).default([]),
});
const rowSchema = z.object({
  text: z.string().default(''),
  location: z.string().default(''),
  label,
  group: z.union([z.string(), z.number()]).nullish(),
});

export type SetDescription = z.infer<typeof descriptionSchema>;

export interface PlainRow {
  readonly text: string;
  readonly location: string;
  readonly label: string | null;
  readonly group: string;
}

export interface PlainSet {
  readonly name: string;
  readonly task: SetDescription['task'];
  readonly positive: ReadonlySet<string>;
  readonly rows: readonly PlainRow[];
}

/** @throws CliError that names file, line and remedy */
export function readPlainSet(folder: string): PlainSet {
  const description = descriptionSchema.safeParse(readJson(join(folder, 'set.json')));
  if (!description.success) {
    throw new CliError(
      `${folder}/set.json: ${description.error.issues[0].message}; write {"name", "task": "health" | "personal" | "state", "positive": [...]}`,
      EXIT.usage,
    );
  }
  const { name, task, positive } = description.data;
  const rows = contentOf(join(folder, 'posts.ndjson'))
    .split('\n')
    .flatMap((line, index): PlainRow[] => {
      if (line.trim() === '') return [];
      return [readRow(line, `${folder}/posts.ndjson, line ${String(index + 1)}`)];
    });
  return { name, task, positive: new Set(positive.map(String)), rows };
}

function readRow(line: string, place: string): PlainRow {
  const row = rowSchema.safeParse(parsed(line, place));
  if (!row.success)
    throw new CliError(`${place}: ${row.error.issues[0].message}; mend or drop the line`, EXIT.usage);
  const { text, location, label: given, group } = row.data;
  return { text, location, label: given === null ? null : String(given), group: String(group ?? '') };
}

function readJson(file: string): unknown {
  return parsed(contentOf(file), file);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CliError(
      `cannot read ${file}: name a folder that holds set.json and posts.ndjson`,
      EXIT.usage,
      { cause },
    );
  }
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError(`${place}: not JSON: "${text.slice(0, 60)}"`, EXIT.usage, { cause });
  }
}
