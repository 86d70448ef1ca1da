/**
 * Files on disk as chunks of whole records with a cursor, whatever their packing and however large they are.
 */

import { createHash } from 'node:crypto';
import { glob, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { CliError, EXIT } from '../../errors.ts';
import { holdsLines, splitDocuments } from '../posts/json-framing.ts';
import type { Chunk, SourceContext } from '../source.ts';
import { rowEnd, type Dialect } from './csv-rows.ts';
import { tellEmptyFiles } from './empty-files.ts';
import { unpack, type Unpacked } from './unpack.ts';

/** Large enough that the work outweighs the call, small enough that a dozen of them fit in memory. */
const CHUNK_BYTES = 4 * 1024 * 1024;
/** A record that does not end within this is cut; the decoder then quarantines its parts. */
const LONGEST_RECORD_BYTES = 256 * 1024 * 1024;
const NEWLINE = 10;

/** How records follow one another in a file. */
export type Framing = (
  | { readonly kind: 'json' }
  | { readonly kind: 'lines' }
  | { readonly kind: 'rows'; readonly dialect: Dialect; readonly header: boolean }
  | { readonly kind: 'whole' }
) & {
  /** Goes with each chunk, for the decoder. */
  readonly format?: string;
};

/** A run of whole records, each on lines of its own. */
interface Batch {
  readonly bytes: Buffer;
  readonly records: number;
}

/**
 * Absolute paths of the files that the patterns name, sorted, each once.
 * @throws CliError when a pattern names none
 */
export async function listFiles(
  patterns: readonly string[],
  context: SourceContext,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const before = found.size;
    // A name that holds brackets or stars of its own is a name first.
    const plain = resolve(context.folder, pattern);
    const itself = await stat(plain).catch(() => null);
    if (itself?.isFile()) found.add(plain);
    else
      for await (const match of glob(pattern, { cwd: context.folder }))
        found.add(resolve(context.folder, match));
    if (found.size === before)
      throw new CliError(
        `no file matches "${pattern}" in ${context.folder}: mend "files" of this source`,
        EXIT.usage,
      );
  }
  return [...found].sort();
}

/**
 * Chunks of all files after the cursor `MARK NAME#RECORDS`. Files are read in the order of their names.
 * @param mark of the entry of the study (`cursorMark`): another entry's cursor says nothing about these files
 * @param framingOf how a file's records are framed, judged by its name and first bytes
 */
export async function* fileChunks(
  paths: readonly string[],
  mark: string,
  framingOf: (name: string, head: Buffer) => Framing,
  context: SourceContext,
  after: string | null,
): AsyncGenerator<Chunk> {
  const done = readFileCursor(after, mark);
  const empty = tellEmptyFiles(context.effects.say);
  for (const path of paths) {
    const name = relative(context.folder, path).split(sep).join('/') || path;
    // Entries of an archive are named NAME!ENTRY and may still lie ahead.
    if (done && name < done.name && !done.name.startsWith(`${name}!`)) continue;
    const seenAt = (await stat(path)).mtime.toISOString();
    let ahead = done?.name.startsWith(`${name}!`) ?? false;
    for await (const content of unpack(path, name)) {
      context.signal?.throwIfAborted();
      const reached = done?.name === content.name;
      if (ahead && !reached) continue;
      ahead = false;
      const skip = done && reached ? done.records : 0;
      const without = yield* contentChunks(content, mark, framingOf, seenAt, skip, context);
      if (without !== null) empty.note(content.name, without);
    }
  }
  empty.end();
}

/** A short mark of an entry's options. A study may name one source twice; each has a place of its own to go on from. */
export function cursorMark(options: unknown): string {
  return createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 12);
}

/** Where reading stopped, or null for no cursor and for one of another entry: then everything is read, which changes nothing. */
export function readFileCursor(
  after: string | null,
  mark: string,
): { readonly name: string; readonly records: number } | null {
  const match = /^([0-9a-f]{12}) (.+)#(\d+)$/s.exec(after ?? '');
  return match?.[1] === mark ? { name: match[2], records: Number(match[3]) } : null;
}

/** @returns what the content is where it holds no record, else null */
async function* contentChunks(
  content: Unpacked,
  mark: string,
  framingOf: (name: string, head: Buffer) => Framing,
  seenAt: string,
  skip: number,
  context: SourceContext,
): AsyncGenerator<Chunk, string | null> {
  let record = 0;
  let without = 'is empty';
  let format: { readonly format?: string } = {};
  const framing = (name: string, head: Buffer) => {
    const found = framingOf(name, head);
    const isBlank = head.toString('latin1').trim() === '';
    without =
      found.kind === 'rows' && found.header && !isBlank ? 'has a header and no row' : 'holds no record';
    format = found.format === undefined ? {} : { format: found.format };
    return found;
  };
  for await (const batch of batchesOf(content, framing)) {
    context.signal?.throwIfAborted();
    const firstRecord = record;
    record += batch.records;
    // A batch that was stored is passed over; cursors stand only at the ends of batches.
    if (record <= skip) continue;
    yield {
      bytes: batch.bytes,
      cursor: `${mark} ${content.name}#${record}`,
      origin: content.name,
      firstRecord,
      seenAt,
      ...format,
    };
  }
  return record === 0 ? without : null;
}

async function* batchesOf(
  content: Unpacked,
  framingOf: (name: string, head: Buffer) => Framing,
): AsyncGenerator<Batch> {
  let framer: Framer | null = null;
  try {
    for await (const piece of content.pieces) {
      framer ??= framerOf(framingOf(content.name, piece), piece);
      yield* framer.take(piece, false);
    }
  } catch (error) {
    yield* framer?.waiting?.() ?? [];
    throw error;
  }
  if (framer) yield* framer.take(Buffer.alloc(0), true);
}

interface Framer {
  /** What `bytes` make whole; with `last` nothing follows them. */
  readonly take: (bytes: Buffer, last: boolean) => readonly Batch[];
  /** Whole records that wait for more of them, for where the file breaks off. */
  readonly waiting?: () => readonly Batch[];
}

function framerOf(framing: Framing, head: Buffer): Framer {
  if (framing.kind === 'rows') return { take: rowFramer(framing.dialect, framing.header) };
  if (framing.kind === 'whole') return { take: wholeFramer() };
  if (framing.kind === 'lines' || holdsLines(head)) return { take: lineFramer() };
  return documentFramer();
}

/** Whole lines, cut at the last line end. Counting them costs a pass over the bytes, which the cursor needs. */
function lineFramer(): (bytes: Buffer, last: boolean) => readonly Batch[] {
  let held: Buffer[] = [];
  let heldBytes = 0;
  return (bytes, last) => {
    const cut = last ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1;
    if (cut === 0 && !last) {
      if (heldBytes + bytes.length < LONGEST_RECORD_BYTES) {
        held.push(bytes);
        heldBytes += bytes.length;
        return [];
      }
    }
    // A piece that ends with its last line is left as it is, to move to another thread without being copied.
    const isWhole = held.length === 0 && cut === bytes.length;
    const whole = isWhole ? bytes : Buffer.concat([...held, bytes.subarray(0, cut)]);
    held = cut < bytes.length ? [bytes.subarray(cut)] : [];
    heldBytes = bytes.length - cut;
    const records = countLines(whole);
    return records === 0 ? [] : [{ bytes: whole, records }];
  };
}

/** Lines that are not blank. */
function countLines(bytes: Buffer): number {
  let count = 0;
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    if (end - start > 1 || (end - start === 1 && bytes[start] !== 13)) count += 1;
    start = end + 1;
  }
  return count;
}

/** Documents put on one line each: JSON has no line ends within strings, so those between values may become spaces. */
function documentFramer(): Framer {
  const splitter = splitDocuments();
  let held: Buffer[] = [];
  let heldBytes = 0;
  const waiting = () => {
    if (held.length === 0) return [];
    const batch = { bytes: Buffer.concat(held), records: held.length };
    held = [];
    heldBytes = 0;
    return [batch];
  };
  return {
    take: (bytes, last) => {
      if (splitter.held() > LONGEST_RECORD_BYTES)
        throw new CliError(
          `a JSON document is larger than ${LONGEST_RECORD_BYTES} bytes: split it, or save it as lines`,
        );
      for (const piece of last ? splitter.end() : splitter.push(bytes)) {
        held.push(onOneLine(piece));
        heldBytes += piece.length + 1;
      }
      return heldBytes < CHUNK_BYTES && !last ? [] : waiting();
    },
    waiting,
  };
}

/** The document with its line end after it. */
export function onOneLine(document: Uint8Array): Buffer {
  const line = Buffer.alloc(document.length + 1, NEWLINE);
  line.set(document);
  for (let at = 0; at < document.length; at += 1) {
    if (line[at] === NEWLINE || line[at] === 13) line[at] = 32;
  }
  return line;
}

/** Rows with the header in front of each batch, so that a batch can be read alone. */
function rowFramer(dialect: Dialect, header: boolean): (bytes: Buffer, last: boolean) => readonly Batch[] {
  let held: Buffer = Buffer.alloc(0);
  let head: Buffer | null = header ? null : Buffer.alloc(0);
  return (bytes, last) => {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const rows: Buffer[] = [];
    let start = 0;
    for (;;) {
      let end = start < held.length ? rowEnd(held, start, dialect) : -1;
      if (end < 0 && last && start < held.length) end = closeAtEnd(held, start, dialect);
      if (end < 0) break;
      const row = held.subarray(start, end);
      start = end;
      if (head === null) head = row;
      else if (row.toString('latin1').trim() !== '') rows.push(row);
    }
    held = held.subarray(start);
    return rows.length === 0
      ? []
      : [{ bytes: Buffer.concat([head ?? Buffer.alloc(0), ...rows]), records: rows.length }];
  };
}

function closeAtEnd(bytes: Buffer, start: number, { quote }: Dialect): number {
  const newline = bytes.indexOf(NEWLINE, start);
  return quote === '' || newline < 0 ? bytes.length : newline + 1;
}

function wholeFramer(): (bytes: Buffer, last: boolean) => readonly Batch[] {
  const held: Buffer[] = [];
  return (bytes, last) => {
    held.push(bytes);
    return last ? [{ bytes: Buffer.concat(held), records: 1 }] : [];
  };
}
