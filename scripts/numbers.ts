/** Options of the commands of development that are numbers. */

import { parseArgs } from 'node:util';

/**
 * The numbers given as `--name 12`, whole and above zero, else their defaults. What cannot be read, and `--help`, end the
 * process with the usage and exit code 2 or 0.
 */
export function readNumbers<Name extends string>(
  usage: string,
  defaults: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const names = Object.keys(defaults) as Name[];
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean' },
        ...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      },
    });
    if (values.help) end(usage, 0);
    const given: Readonly<Record<string, unknown>> = values;
    const entries = names.map((name) => [name, numberOf(name, given[name] ?? defaults[name])] as const);
    return Object.fromEntries(entries) as Record<Name, number>;
  } catch (error) {
    return end(`${error instanceof Error ? error.message : String(error)}\n${usage}`, 2);
  }
}

function numberOf(name: string, given: unknown): number {
  const number = Number(given);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`--${name} takes a whole number above zero, not "${String(given)}"`);
  return number;
}

function end(words: string, exitCode: 0 | 2): never {
  console.error(words);
  process.exit(exitCode);
}
