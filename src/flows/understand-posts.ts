/**
 * `auscult understand`: posts in, one JSON object a line; readings out, one a line, in the same order.
 * A line that cannot be read is reported by its number and counted; the others go on.
 */

import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Reading } from '../records.ts';
import { printable } from '../terminal.ts';
import type { Reader } from '../understand/reader.ts';
import { parsePostLine } from './understand/post-line.ts';

export interface UnderstoodPosts {
  readonly read: number;
  readonly understood: number;
  readonly malformed: number;
}

/** What the flow reaches outside itself. */
export interface UnderstandEffects {
  readonly input: Readable;
  readonly output: Writable;
  /** Told of each malformed line. */
  readonly complain: (message: string) => void;
  /** Named before the line's number where there is more than one input. */
  readonly file?: string;
}

/** Output is handed on in pieces of about this many characters. */
const PIECE = 1 << 16;
const LINE_FEED = 0x0a;
/** A line longer than this is refused: no network's post comes near it. */
const LONGEST_LINE = 64 << 20;

export async function understandPosts(reader: Reader, effects: UnderstandEffects): Promise<UnderstoodPosts> {
  const { output } = effects;
  const counts = { read: 0, understood: 0, malformed: 0 };
  let piece = '';

  const flush = async (): Promise<void> => {
    const text = piece;
    piece = '';
    if (text !== '' && !output.write(text)) await once(output, 'drain');
  };

  let lineNumber = 0;
  for await (const line of linesOf(effects.input)) {
    lineNumber += 1;
    const parsed = parsePostLine(line);
    if (parsed === null) continue;
    counts.read += 1;
    if ('problem' in parsed) {
      counts.malformed += 1;
      const place = effects.file === undefined ? '' : `${effects.file}, `;
      effects.complain(printable(`${place}line ${String(lineNumber)}: ${parsed.problem}`));
      continue;
    }
    counts.understood += 1;
    piece += `${JSON.stringify(readingLine(reader.read(parsed.post)))}\n`;
    if (piece.length >= PIECE) await flush();
  }
  await flush();
  return counts;
}

/** A reading under the names that the command prints. */
export function readingLine(reading: Reading): Record<string, unknown> {
  const phrases = Object.fromEntries(reading.topics.map(({ topic, phrase }) => [topic, phrase]));
  return {
    health: Number(reading.health.toFixed(6)),
    sense: reading.sense,
    first_person: reading.firstPerson,
    topics: reading.topics.map(({ topic }) => topic),
    topic_phrases: phrases,
    role: reading.role,
    role_rule: reading.roleRule,
    state: reading.state,
    state_tier: reading.stateTier,
    state_rule: reading.stateRule,
    link_types: reading.linkTypes,
    practices: reading.practices,
    language: reading.language,
    identifiers: reading.identifiers,
    versions: reading.versions,
  };
}

/** The lines of a stream of bytes. Only whole lines are decoded, so no character is cut in two. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest: Buffer[] = [];
  let restLength = 0;
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
      const part = bytes.subarray(from, end);
      yield decoder.decode(restLength === 0 ? part : Buffer.concat([...rest, part]));
      rest = [];
      restLength = 0;
      from = end + 1;
    }
    if (from < bytes.length && restLength < LONGEST_LINE) {
      rest.push(bytes.subarray(from));
      restLength += bytes.length - from;
    }
  }
  if (restLength > 0) yield decoder.decode(Buffer.concat(rest));
}
