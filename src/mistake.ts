/** Words for what a machine found wrong: a file that cannot be had, a value that may not stand there, a name that is nearly right. */

import { z } from 'zod';

/** What Node calls a failure of the file system, and what a user calls it. */
const FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder; check the name',
  EISDIR: 'this is a folder and a file is needed; name a file in it',
  ENOTDIR: 'a part of this path is a file and not a folder; check the name',
  EEXIST: 'something of that name is there already; choose another name',
  EACCES: 'this user may not read or write it; change its permissions or choose another place',
  EPERM: 'this user may not do that to it; change its permissions or choose another place',
  EROFS: 'this disk can only be read; choose another place',
  ENOSPC: 'the disk is full; make room and run the command again',
  EDQUOT: "this user's share of the disk is used up; make room and run the command again",
  EMFILE: 'too many files are open; close other programs or raise the limit (ulimit -n)',
};

/**
 * One sentence for a failure of the file system, or null where it is something else.
 * @param path what was asked for, as Node does not say it of every failure
 */
export function fileMistake(error: unknown, path = ''): string | null {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  const words = FAILURES[String(error.code)];
  if (!words) return null;
  const paths = [error, { path: 'dest' in error ? error.dest : undefined }].flatMap((one) =>
    'path' in one && typeof one.path === 'string' ? [one.path] : [],
  );
  return `${paths.join(' to ') || path || String(error.syscall)}: ${words}`;
}

/** The issue to tell of first: a misspelt name is the cause where the right one is missing. */
export function firstIssue({ issues }: z.ZodError): z.core.$ZodIssue {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
}

/**
 * What is wrong with a value, in a reader's words; the value's own place is named by the caller.
 * @param keys the names that may stand at that place, to propose the nearest for a wrong one
 */
export function valueMistake(issue: z.core.$ZodIssue, keys: readonly string[] = []): string {
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    const known = keys.length > 0 ? `write one of ${keys.join(', ')}` : 'take it out';
    return `"${key}" may not stand here; ${meant(key, keys)}${known}`;
  }
  if (issue.code === 'invalid_type') return typeMistake(issue);
  if (issue.code === 'invalid_value') {
    const given = typeof issue.input === 'string' ? issue.input : null;
    const values = issue.values.map(String);
    if (issue.input === undefined) return `it is missing; write one of ${values.join(', ')}`;
    return `${given === null ? 'this' : `"${given}"`} may not stand here; ${given === null ? '' : meant(given, values)}write one of ${values.join(', ')}`;
  }
  if (issue.code === 'invalid_union') {
    const [inner] = issue.errors.flat();
    return issue.input === undefined
      ? 'it is missing'
      : `no form that is known here fits it (${valueMistake(inner)})`;
  }
  if (issue.code === 'too_small' && issue.origin === 'array') return 'the list is empty; write at least one';
  if (issue.code === 'too_small' && issue.origin === 'string')
    return 'it is empty; write something, or leave the line out';
  if (issue.code === 'too_small' && issue.origin === 'number')
    return `${issue.minimum} or more must stand here, and not ${shown(issue.input)}`;
  if (issue.code === 'too_big' && issue.origin === 'number')
    return `${issue.maximum} or less must stand here, and not ${shown(issue.input)}`;
  return issue.message;
}

/** The names that a schema lets stand at a place, in its order; none where it does not say. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let here: unknown = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  for (const step of path)
    here = typeof step === 'number' ? member(here, 'items') : member(member(here, 'properties'), step);
  const properties = member(here, 'properties');
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function member(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** What people write for the types of a YAML file. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'names with values',
};

function typeMistake({ expected, input, message }: z.core.$ZodIssueInvalidType): string {
  const wanted = TYPES[expected] ?? expected;
  if (input === undefined) {
    // A rule may bring words of its own; those of the library say only what type was expected.
    return message.startsWith('Invalid input') ? `it is missing; ${wanted} must stand here` : message;
  }
  if (input instanceof Date) return 'it is read as a moment in time; put it in quotes';
  return `${wanted} must stand here, and not ${shown(input)}`;
}

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'names with values';
  return JSON.stringify(value).slice(0, 60);
}

/** `did you mean "x"? ` where one of the known names is near, else nothing. */
function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === null ? '' : `did you mean "${near}"? Otherwise `;
}

/** The known name that a slip of the hand would turn into `word`, or that goes on where it ends, or null. At most a third of its letters differ. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((name) => ({ name, slips: distance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips);
  const best = ranked.at(0);
  if (best && best.slips <= Math.max(1, Math.floor(best.name.length / 3))) return best.name;
  return (word.length >= 3 && known.find((name) => name.startsWith(word.toLowerCase()))) || null;
}

/** Letters inserted, dropped, changed or swapped with their neighbour (optimal string alignment; Boytsov 2011). */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const changed = rows[i - 1][j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row.push(
        Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, changed, isSwap ? rows[i - 2][j - 2] + 1 : Infinity),
      );
    }
    rows.push(row);
  }
  return rows[from.length][to.length];
}
