/**
 * Rows as a block of the engine's own Native format: column after column, words that repeat as a dictionary with one small
 * number a row. The engine takes such a block as it is; text it would have to read row by row, word by word.
 *
 * Format: https://clickhouse.com/docs/interfaces/formats/Native; for dictionaries `SerializationLowCardinality` of the engine.
 */

import { byteWriter, type ByteWriter } from './byte-writer.ts';
import { columnNames, type Table } from './table.ts';

/** Collects rows of one table, then writes them as one block. */
export interface BlockBuilder {
  /**
   * Adds a row: an object with some or all of the table's columns; a column that it leaves out takes its empty value.
   * Instants are ISO 8601 texts or milliseconds since 1970, hashes of 64 bits a pair of unsigned halves, high first, maps a Map.
   * @throws Error when the table has no such column
   */
  readonly add: (row: object) => void;
  /** The block, without bytes where no row was added. */
  readonly finish: () => Uint8Array<ArrayBuffer>;
}

interface Column {
  readonly type: string;
  readonly values: unknown[];
  /** What stands where a row says nothing. */
  readonly empty: unknown;
  readonly write: (values: readonly unknown[], to: ByteWriter) => void;
}

type Kind = Omit<Column, 'type' | 'values'>;

const SECOND_MS = 1000;
/** In February 2106 the 32 bits of a DateTime are full. */
const LATEST_SECOND = 2 ** 32 - 1;
/** Dictionaries of a block are its own: the version says so, the flag that its keys follow. */
const DICTIONARY_VERSION = 1;
const KEYS_FOLLOW = 0x200;
const MOST_IN_BYTE = 0x100;
const MOST_IN_TWO = 0x10000;

const KINDS: Readonly<Record<string, Kind>> = {
  String: { empty: '', write: writeTexts },
  UInt8: { empty: 0, write: (values, to) => each(values, (value) => to.byte(Number(value))) },
  UInt64: { empty: 0, write: writeWholes },
  Float32: { empty: 0, write: (values, to) => each(values, (value) => to.float32(Number(value))) },
  "DateTime('UTC')": {
    empty: 0,
    // As the engine does with a time that it cannot hold.
    write: (values, to) =>
      each(values, (value) =>
        to.uint32(Math.min(Math.max(0, Math.floor(instantMs(value) / SECOND_MS)), LATEST_SECOND)),
      ),
  },
  "DateTime64(3, 'UTC')": { empty: 0, write: writeInstants },
  'Nullable(UInt32)': {
    empty: null,
    write: (values, to) => {
      writeNulls(values, to);
      each(values, (value) => to.uint32(Number(value ?? 0)));
    },
  },
  "Nullable(DateTime64(3, 'UTC'))": {
    empty: null,
    write: (values, to) => {
      writeNulls(values, to);
      writeInstants(values, to);
    },
  },
  'LowCardinality(String)': {
    empty: '',
    write: (values, to) => {
      to.uint64(DICTIONARY_VERSION);
      writeDictionary(values, [], to);
    },
  },
  'LowCardinality(Nullable(String))': {
    empty: null,
    write: (values, to) => {
      to.uint64(DICTIONARY_VERSION);
      // The first key of such a dictionary stands for null, whatever it says.
      writeDictionary(values, [null], to);
    },
  },
  'Array(LowCardinality(String))': {
    empty: [],
    write: (values, to) => {
      const lists = values as readonly (readonly unknown[])[];
      to.uint64(DICTIONARY_VERSION);
      writeEnds(lists, to);
      writeDictionary(lists.flat(), [], to);
    },
  },
  'Array(UInt64)': {
    empty: [],
    write: (values, to) => {
      const lists = values as readonly (readonly number[])[];
      writeEnds(lists, to);
      for (const list of lists) writeWholes(list, to);
    },
  },
  'Map(String, UInt64)': { empty: new Map(), write: (values, to) => writeMaps(values, writeTexts, to) },
  'Map(LowCardinality(String), UInt64)': {
    empty: new Map(),
    write: (values, to) => {
      to.uint64(DICTIONARY_VERSION);
      writeMaps(values, (keys) => writeDictionary(keys, [], to), to);
    },
  },
};

/**
 * @param names the columns that rows are to have, where not all of the table's
 * @throws Error when one of them has a type that is not in `KINDS`
 */
export function blockOf(described: Table, names: readonly string[] = columnNames(described)): BlockBuilder {
  const { name: table } = described;
  const columns = new Map(names.map((name) => [name, columnOf(described, name)]));
  let rows = 0;
  return {
    add: (row) => {
      for (const name in row) {
        const column = columns.get(name);
        if (!column) throw new Error(`table ${table} has no column "${name}": mend the row or the table`);
        fill(column, rows);
        column.values.push(row[name as keyof typeof row] ?? column.empty);
      }
      rows += 1;
    },
    finish: () => {
      if (rows === 0) return new Uint8Array();
      const to = byteWriter();
      to.length(columns.size);
      to.length(rows);
      for (const [name, column] of columns) {
        fill(column, rows);
        to.text(name);
        to.text(column.type);
        column.write(column.values, to);
      }
      return to.bytes();
    },
  };
}

/** A column as the table defines it: `name Type`, and more that does not matter here. */
function columnOf({ name: table, columns }: Table, name: string): Column {
  const definition = columns.find((each) => each.startsWith(`${name} `)) ?? '';
  const type = definition.slice(name.length + 1).replace(/ (CODEC|DEFAULT|EPHEMERAL|TTL)\b.*$/s, '');
  if (!Object.hasOwn(KINDS, type))
    throw new Error(
      `column ${table}.${name} has type "${type}", of which no block can be written: add it to KINDS`,
    );
  return { ...KINDS[type], type, values: [] };
}

function fill({ values, empty }: Column, rows: number): void {
  while (values.length < rows) values.push(empty);
}

function each<Value>(values: readonly Value[], write: (value: Value) => void): void {
  for (const value of values) write(value);
}

function writeTexts(values: readonly unknown[], to: ByteWriter): void {
  for (const value of values) to.text(value as string);
}

function writeWholes(values: readonly unknown[], to: ByteWriter): void {
  for (const value of values) {
    if (typeof value === 'number') to.uint64(value);
    else {
      const [high, low] = value as readonly [number, number];
      to.uint32(low);
      to.uint32(high);
    }
  }
}

function writeInstants(values: readonly unknown[], to: ByteWriter): void {
  for (const value of values) to.uint64(value === null ? 0 : instantMs(value));
}

function writeNulls(values: readonly unknown[], to: ByteWriter): void {
  for (const value of values) to.byte(value === null ? 1 : 0);
}

/** Where each list ends, counted in elements of all lists. */
function writeEnds(lists: readonly { readonly length: number }[], to: ByteWriter): void {
  let end = 0;
  for (const { length } of lists) {
    end += length;
    to.uint64(end);
  }
}

function writeMaps(values: readonly unknown[], writeKeys: Kind['write'], to: ByteWriter): void {
  const lists = (values as readonly ReadonlyMap<string, number>[]).map((map) => [...map]);
  writeEnds(lists, to);
  const pairs = lists.flat();
  const keys = pairs.map(([key]) => key);
  writeKeys(keys, to);
  writeWholes(
    pairs.map(([, count]) => count),
    to,
  );
}

/** Each word once, then for every row the number of its word. Without rows there is neither. */
function writeDictionary(values: readonly unknown[], first: readonly unknown[], to: ByteWriter): void {
  if (values.length === 0) return;
  const places = new Map<unknown, number>(first.map((key, place) => [key, place]));
  const indexes = values.map((value) => {
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, places.size);
    return places.size - 1;
  });
  const [width, write] = widthOf(places.size, to);
  to.uint64(KEYS_FOLLOW + width);
  to.uint64(places.size);
  for (const key of places.keys()) to.text((key ?? '') as string);
  to.uint64(indexes.length);
  each(indexes, write);
}

/** How the engine numbers the widths of indexes, and what writes one. */
function widthOf(keys: number, to: ByteWriter): [width: number, write: (index: number) => void] {
  if (keys <= MOST_IN_BYTE) return [0, to.byte];
  return keys <= MOST_IN_TWO ? [1, to.uint16] : [2, to.uint32];
}

function instantMs(value: unknown): number {
  const ms = typeof value === 'number' ? value : Date.parse(String(value));
  if (Number.isNaN(ms)) throw new Error(`"${String(value)}" is no instant: write YYYY-MM-DDTHH:mm:ss.sssZ`);
  return ms;
}
