/** Names fields that an adapter does not know, so that a network's change is seen on the day it happens. */

import type { JsonObject } from './json-access.ts';

/** Names from outside may be long or many; what is kept of them is not. */
const LONGEST_NAME = 80;
const MOST_NAMES = 1_000;
const REMAINDER = '(further fields)';

export type UnknownField = (path: string) => void;

/** Calls `unknownField` with `prefix.name` for each field of `object` that is not in `known`. */
export function reportUnknown(
  object: JsonObject,
  known: ReadonlySet<string>,
  prefix: string,
  unknownField: UnknownField,
): void {
  for (const name in object) {
    if (!known.has(name)) unknownField(`${prefix}.${name.slice(0, LONGEST_NAME)}`);
  }
}

/** Field names parted by white space, as a set. */
export function fields(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/));
}

/** Counts unknown fields by name, in bounded memory. */
export function countUnknownFields(): {
  readonly unknownField: UnknownField;
  readonly counts: ReadonlyMap<string, number>;
} {
  const counts = new Map<string, number>();
  const unknownField = (path: string) => {
    const name = counts.has(path) || counts.size < MOST_NAMES ? path : REMAINDER;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  return { unknownField, counts };
}
