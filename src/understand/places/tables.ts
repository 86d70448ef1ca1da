/** The tables of American places made by scripts/places.ts, read when the first location is. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PlaceTables {
  /** Folded name of a town to the states that have one. */
  readonly towns: ReadonlyMap<string, readonly string[]>;
  /** Towns whose bare name means them (L6), with their state. */
  readonly dominant: ReadonlyMap<string, string>;
  /** First three digits of a ZIP to the state. */
  readonly zip3: ReadonlyMap<string, string>;
}

let tables: PlaceTables | null = null;

export function placeTables(folder: string = import.meta.dirname): PlaceTables {
  tables ??= readTables(folder);
  return tables;
}

function readTables(folder: string): PlaceTables {
  const towns = new Map<string, string[]>();
  const dominant = new Map<string, string>();
  for (const [state, names] of rows(join(folder, 'towns.txt'))) {
    for (const starred of names) {
      const isDominant = starred.endsWith('*');
      const name = isDominant ? starred.slice(0, -1) : starred;
      if (isDominant) dominant.set(name, state);
      const states = towns.get(name);
      if (states) states.push(state);
      else towns.set(name, [state]);
    }
  }
  const zip3 = new Map<string, string>();
  for (const [state, prefixes] of rows(join(folder, 'zip3.txt'))) {
    for (const prefix of prefixes) zip3.set(prefix, state);
  }
  return { towns, dominant, zip3 };
}

/** Lines of a state, a tab and a list set off by commas; lines that begin with # are comments. */
function* rows(file: string): Generator<[state: string, list: string[]]> {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [state, list] = line.split('\t');
    yield [state, list.split(',')];
  }
}
