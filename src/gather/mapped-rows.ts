/** Opening and decoding of files that are read through a mapping: delimited text, JSON, Parquet, bare lines. */

import { z } from 'zod';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import type { Network } from '../records.ts';
import { files } from './posts/file-options.ts';
import { objectOf, type JsonObject } from './posts/json-access.ts';
import { decodeValues, holdsLines, LONGEST_RAW, quarantine } from './posts/json-framing.ts';
import type { UnknownField } from './posts/unknown-fields.ts';
import { mappedEvent, namesOf, recordsAt, repairedText, type Mapping } from './mapping.ts';
import { tellMissingColumns } from './missing-columns.ts';
import type { Chunk, PostEvent, SourceContext } from './source.ts';
import { decodeText, fieldsOf, likelyDelimiter, rowsOf, type Dialect } from './transport/csv-rows.ts';
import { cursorMark, fileChunks, listFiles, type Framing } from './transport/files.ts';
import { isParquet, parquetChunks } from './transport/parquet.ts';

export const FORMATS = ['auto', 'csv', 'tsv', 'pipe', 'json', 'parquet', 'text'] as const;
export type Format = (typeof FORMATS)[number];

/** Options that say how a file's records are found in it. */
export const layout = {
  files,
  format: z
    .enum(FORMATS)
    .default('auto')
    .describe('How records stand in the files; "auto" goes by the first bytes, "text" is one post a line'),
  columns: z
    .array(z.string().min(1))
    .default([])
    .describe('Names of the columns of files without a header; the last one takes the rest of the line'),
  quote: z.string().max(1).optional().describe('The quoting character, "" for none; " where not given'),
  records: z
    .string()
    .default('')
    .describe('Path to the list of records within a JSON document, such as data.videos'),
};

export interface Layout {
  readonly files: readonly string[];
  readonly format: Format;
  readonly columns: readonly string[];
  readonly quote?: string | undefined;
  readonly records: string;
}

const DELIMITERS = { csv: ',', tsv: '\t', pipe: '|' } as const;

/** What a chunk's records are, told from its own bytes so that decoding needs nothing else. */
type Kind = { readonly json: true } | { readonly json: false; readonly dialect: Dialect };

export async function* openMapped(
  given: Layout,
  context: SourceContext,
  after: string | null,
  mapping?: Mapping,
): AsyncGenerator<Chunk> {
  const paths = await listFiles(given.files, context);
  const parquet = paths.filter((path) => given.format === 'parquet' || isParquet(path));
  const mark = cursorMark(given);
  const others = paths.filter((path) => !parquet.includes(path));
  const told = new Set<string>();
  const framing = (name: string, head: Buffer) => {
    if (!kindOf(given, head).json) refuseNoText(name, head);
    const columns = mapping && columnsOf(given, head);
    if (columns) tellMissingColumns(name, columns, mapping, context.effects.say, told);
    return framingOf(given, head);
  };
  yield* fileChunks(others, mark, framing, context, after);
  // A mark of their own: the two kinds are read one after the other, not by name among each other.
  yield* parquetChunks(parquet, cursorMark([given, 'parquet']), context, after);
}

/**
 * A table whose first line holds a nought is none; one further down would be the mistake of a single row.
 * @throws CliError (usage)
 */
export function refuseNoText(name: string, head: Buffer): void {
  const end = head.indexOf('\n');
  if (head.subarray(0, end < 0 ? head.length : end).includes(0))
    throw new CliError(
      `${name} holds bytes that are no text: if it is a spreadsheet, save it as CSV in UTF-8; docs/gather.md has the forms known`,
      EXIT.usage,
    );
}

function framingOf(given: Layout, head: Buffer): Framing {
  const kind = kindOf(given, head);
  if (kind.json) return { kind: 'json', format: 'json' };
  const { dialect } = kind;
  return { kind: 'rows', dialect, header: hasHeader(given), format: dialect.delimiter };
}

/** Names of the table's columns; null where it is none, or its first bytes end before its header does. */
function columnsOf(given: Layout, head: Buffer): readonly string[] | null {
  const kind = kindOf(given, head);
  if (kind.json) return null;
  if (given.format === 'text') return ['text'];
  if (!hasHeader(given)) return given.columns;
  if (!head.includes('\n')) return null;
  const header = rowsOf(head, kind.dialect).next();
  // Blank lines hold none.
  return header.done ? null : headerNames(header.value, kind.dialect);
}

function headerNames(header: Buffer, dialect: Dialect): readonly string[] {
  return (fieldsOf(header, dialect) ?? [decodeText(header.toString('latin1'))]).map((name) => name.trim());
}

function hasHeader({ format, columns }: Layout): boolean {
  return format !== 'text' && columns.length === 0;
}

function kindOf(given: Layout, bytes: Buffer, told?: string): Kind {
  const { format, columns, quote = '"' } = given;
  if (format === 'json' || format === 'parquet') return { json: true };
  if (format === 'text') return { json: false, dialect: { delimiter: '\u0000', quote: '' } };
  if (told !== undefined && told !== 'json') return { json: false, dialect: dialectOf(told, quote, columns) };
  if (format !== 'auto') return { json: false, dialect: dialectOf(DELIMITERS[format], quote, columns) };
  if (told === 'json' || looksLikeJson(bytes)) return { json: true };
  return { json: false, dialect: dialectOf(likelyDelimiter(bytes), quote, columns) };
}

function dialectOf(delimiter: string, quote: string, columns: readonly string[]): Dialect {
  return columns.length === 0 ? { delimiter, quote } : { delimiter, quote, lastTakesRest: columns.length };
}

export function looksLikeJson(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 1000).toString('utf8').trimStart();
  return (
    (start.startsWith('{') || start.startsWith('[')) &&
    (holdsLines(bytes) || /^[{[]\s*(?:"|[{[\]}])/.test(start))
  );
}

export interface MappedOptions {
  readonly layout: Layout;
  readonly network: Network;
  /** The mapping for a record, or null where none fits. */
  readonly mappingFor: (record: JsonObject) => Mapping | null;
  /** Whether characters are put right that Facebook's downloads write as bytes. */
  readonly repair?: boolean;
}

/** One event for every row or record. Pure. */
export function decodeMapped(
  chunk: Chunk,
  options: MappedOptions,
  unknownField: UnknownField,
): Iterable<PostEvent> {
  const bytes = Buffer.from(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength);
  const kind = kindOf(options.layout, bytes, chunk.format);
  return kind.json
    ? decodeDocuments(chunk, options, unknownField)
    : decodeRows(chunk, bytes, kind.dialect, options, unknownField);
}

function decodeDocuments(
  chunk: Chunk,
  options: MappedOptions,
  unknownField: UnknownField,
): Iterable<PostEvent> {
  let row = chunk.firstRecord;
  return decodeValues(chunk, (value, position) => {
    const records = recordsAt(value, options.layout.records);
    if (records.length === 0) return [{ kind: 'filtered', rule: 'page without records' }];
    return records.map((item) => {
      const record = objectOf(options.repair ? repairedText(item) : item);
      const number = row;
      row += 1;
      if (!record) return quarantine(position, 'a record that is no object', item);
      return readRecord(record, number, position, chunk, options, unknownField);
    });
  });
}

function* decodeRows(
  chunk: Chunk,
  bytes: Buffer,
  dialect: Dialect,
  options: MappedOptions,
  unknownField: UnknownField,
): Generator<PostEvent> {
  const { layout } = options;
  let names: readonly string[] | null = hasHeader(layout) ? null : layout.columns;
  if (layout.format === 'text') names = ['text'];
  let header = '';
  let row = chunk.firstRecord;
  for (const raw of rowsOf(bytes, dialect)) {
    const text = raw.toString('latin1');
    if (text.trim() === '') continue;
    if (names === null) {
      names = headerNames(raw, dialect);
      header = `${decodeText(text).trimEnd()}\n`;
      continue;
    }
    // With its header, or it could never be read by itself.
    const written = () => `${header}${decodeText(text)}`.slice(0, LONGEST_RAW);
    const position = `${chunk.origin}:${row}`;
    const values = layout.format === 'text' ? [decodeText(text)] : fieldsOf(raw, dialect);
    if (values?.length === names.length) {
      const record = Object.fromEntries(names.map((name, index) => [name, values[index]]));
      const event = readRecord(record, row, position, chunk, options, unknownField);
      yield event.kind === 'quarantined'
        ? { kind: 'quarantined', record: { ...event.record, raw: written() } }
        : event;
    } else {
      const reason = values
        ? `${counted(values.length, 'column')} where the header has ${names.length}`
        : 'a quote out of place';
      yield { kind: 'quarantined', record: { position, reason, raw: written() } };
    }
    row += 1;
  }
}

function readRecord(
  record: JsonObject,
  row: number,
  position: string,
  chunk: Chunk,
  options: MappedOptions,
  unknownField: UnknownField,
): PostEvent {
  const mapping = options.mappingFor(record);
  if (!mapping) return quarantine(position, 'no mapping fits this record', record);
  const known = knownNames(mapping);
  for (const name in record) if (!known.has(name)) unknownField(`record.${name.slice(0, 80)}`);
  return mappedEvent(
    { values: record, file: chunk.origin, row, position },
    mapping,
    options.network,
    chunk.seenAt,
  );
}

const namesByMapping = new WeakMap<Mapping, ReadonlySet<string>>();

function knownNames(mapping: Mapping): ReadonlySet<string> {
  const found = namesByMapping.get(mapping) ?? namesOf(mapping);
  namesByMapping.set(mapping, found);
  return found;
}
