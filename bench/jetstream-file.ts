/**
 * Writes files of Jetstream events in the network's own mixture: kinds, shares and sizes are those of a recording,
 * names, times and texts differ from event to event.
 */

import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { parse } from 'csv-parse/sync';
import { seededRandom, type Random } from '../test/simulators/random.ts';

export interface FileShape {
  readonly events: number;
  readonly bytes: number;
  /** How many events of each kind. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Mean length of a post's text, UTF-16 code units. */
  readonly meanText: number;
}

interface RecordedEvent {
  readonly did: string;
  readonly time_us: number;
  readonly kind: string;
  readonly commit?: {
    readonly operation: string;
    readonly collection: string;
    readonly rkey: string;
    readonly rev: string;
    readonly record?: { readonly text?: string; readonly createdAt?: string };
  };
}

const AUTHORS = 300_000;
const WRITE_BYTES = 1 << 20;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** @param onlyPosts leaves likes, follows and the rest out */
export async function writeEvents(
  path: string,
  events: number,
  recording: string,
  texts: readonly string[],
  onlyPosts: boolean,
): Promise<FileShape> {
  const templates = readFileSync(recording, 'utf8')
    .trim()
    .split('\n')
    .map((line) => template(line, texts))
    .filter((each) => !onlyPosts || each.text);
  const random = seededRandom(20);
  const kinds = new Map<string, number>();
  const file = createWriteStream(path);
  const firstUs = Date.UTC(2026, 6, 4, 12) * 1000;
  let buffer: string[] = [];
  let held = 0;
  let bytes = 0;
  let textLength = 0;
  let posts = 0;
  const flush = async () => {
    const piece = Buffer.from(buffer.join(''));
    bytes += piece.length;
    buffer = [];
    held = 0;
    if (!file.write(piece)) await once(file, 'drain');
  };
  for (let index = 0; index < events; index += 1) {
    const chosen = random.pick(templates);
    kinds.set(chosen.kind, (kinds.get(chosen.kind) ?? 0) + 1);
    const text = chosen.text ? random.pick(texts) : '';
    if (chosen.text) {
      posts += 1;
      textLength += text.length;
    }
    const line = chosen.write(author(random), serial(index), firstUs + index * 250, text);
    buffer.push(line);
    held += line.length;
    if (held > WRITE_BYTES) await flush();
  }
  await flush();
  file.end();
  await once(file, 'finish');
  return { events, bytes, kinds, meanText: posts === 0 ? 0 : textLength / posts };
}

interface Template {
  readonly kind: string;
  readonly text: boolean;
  readonly write: (did: string, key: string, timeUs: number, text: string) => string;
}

/** Cuts a recorded line at what differs from event to event; what is put in has the same length, but for texts. */
function template(line: string, texts: readonly string[]): Template {
  const event = JSON.parse(line) as RecordedEvent;
  const { commit } = event;
  const kind = commit ? `${commit.operation} ${commit.collection}` : event.kind;
  const text = commit?.record?.text;
  const marks: readonly (readonly [string, number])[] = [
    [event.did, 0],
    [String(event.time_us), 1],
    ...(commit
      ? ([
          [`"${commit.rkey}"`, 2],
          [`"${commit.rev}"`, 2],
        ] as const)
      : []),
    ...(commit?.record?.createdAt ? ([[commit.record.createdAt, 3]] as const) : []),
    ...(text !== undefined && texts.length > 0 ? ([[`"text":${JSON.stringify(text)}`, 4]] as const) : []),
  ];
  const parts: (string | number)[] = [`${line}\n`];
  for (const [mark, number] of marks) {
    for (let at = parts.length - 1; at >= 0; at -= 1) {
      const part = parts[at];
      if (typeof part !== 'string') continue;
      const pieces = part.split(mark).flatMap((piece, index) => (index === 0 ? [piece] : [number, piece]));
      parts.splice(at, 1, ...pieces);
    }
  }
  const write = (did: string, key: string, timeUs: number, words: string) => {
    const values = [
      did,
      String(timeUs),
      `"${key}"`,
      new Date(timeUs / 1000 - 700).toISOString(),
      `"text":${JSON.stringify(words)}`,
    ];
    let result = '';
    for (const part of parts) result += typeof part === 'number' ? values[part] : part;
    return result;
  };
  return { kind, text: text !== undefined, write };
}

/** A few accounts post much, most post little. */
function author(random: Random): string {
  const index = Math.floor(AUTHORS * random.next() ** 3);
  let name = '';
  for (
    let rest = index * 2654435761 + 977;
    name.length < 24;
    rest = Math.floor(rest / 3) * 7 + 13 * name.length + index
  )
    name += LETTERS[Math.abs(rest) % 32];
  return `did:plc:${name}`;
}

function serial(index: number): string {
  let name = '';
  for (let rest = index + 34_359_738_368; name.length < 12; rest = Math.floor(rest / 32))
    name = LETTERS[rest % 32] + name;
  return `3${name}`;
}

/** Texts of public posts, general and about health, as they come in the test data. */
export function benchTexts(folder: string): readonly string[] {
  const general = ['emoji', 'emotion', 'sentiment'].flatMap((task) =>
    ['train_text.txt', 'val_text.txt', 'test_text.txt']
      .map((name) => `${folder}/general_tweeteval/${task}/${name}`)
      .filter((path) => existsSync(path))
      .flatMap((path) => readFileSync(path, 'utf8').split('\n')),
  );
  const illness = `${folder}/labelled/illness_dataset_tweets.tsv`;
  const rows: readonly Record<string, string>[] = existsSync(illness)
    ? parse(readFileSync(illness), { delimiter: '\t', columns: true, quote: null })
    : [];
  // The text is the longest cell of its row.
  const health = rows.map((row) =>
    Object.values(row).reduce((longest, cell) => (cell.length > longest.length ? cell : longest), ''),
  );
  // One in ten about health, near what a keyword-free stream carries.
  return [...general.slice(0, 45_000), ...health.slice(0, 5_000)]
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
