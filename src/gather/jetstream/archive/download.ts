/**
 * Asking a Jetstream for its archive: a plan of what may hold events asked for, then the blocks that the plan names.
 * Contract: github.com/bluesky-social/jetstream, specs/client.md and lexicons/network/bsky/jetstream.
 */

import { z } from 'zod';
import { CliError } from '../../../errors.ts';
import { parseJson } from '../../posts/json-access.ts';
import type { SourceContext } from '../../source.ts';
import { ask, type Answer, type Asking } from '../../transport/http.ts';
import { HEADER_BYTES, indexBytes, readHeader, readIndex, type BlockPlace } from './segment.ts';
import type { Asked } from './decode-block.ts';

/** Segments are some 256 MB; parts keep memory flat, and what breaks is asked for again part by part. */
const PART_BYTES = 8 * 1024 * 1024;
/** Slow lines need two minutes for a part. */
const PART_TIMEOUT_MS = 120_000;
/** Requests under way at once. */
const AHEAD = 4;
/** The archive is rewritten every few hours; to be overtaken by that again and again means something else. */
const MOST_REWRITES = 3;

const sequence = z.number().int().nonnegative();
const planned = z.object({
  plannedThroughSeq: sequence,
  sealedTipSeq: sequence,
  segments: z.array(
    z.object({
      name: z.string().min(1),
      minSeq: sequence,
      maxSeq: sequence,
      mode: z.enum(['segment', 'blocks']),
      blocks: z.array(z.object({ first: sequence, last: sequence })).default([]),
    }),
  ),
});
export type Plan = z.infer<typeof planned>;

const listed = z.object({
  cursor: z.union([z.string(), z.number()]).optional(),
  segments: z.array(
    z.object({
      minSeq: sequence,
      maxSeq: sequence,
      minWitnessedAt: sequence.optional(),
      minIndexedAt: sequence.optional(),
      // The time of witnessing; servers before August 2026 call it the time of indexing.
      maxWitnessedAt: sequence.optional(),
      maxIndexedAt: sequence.optional(),
    }),
  ),
});

export interface Archive {
  readonly host: string;
  readonly asked: Asked;
  /** "" where the host wants none. */
  readonly key: string;
  readonly context: SourceContext;
}

/** The host serves the stream alone. */
export class NoArchive extends CliError {}

/** A block as it stands in the archive: one zstd frame. */
export interface Frame {
  readonly place: string;
  readonly bytes: Uint8Array;
}

/** One page of the plan for what lies after `after` and up to `before` (null: up to the archive's end). */
export async function planAfter(archive: Archive, after: number, before: number | null): Promise<Plan> {
  const { collections, dids } = archive.asked;
  const body = JSON.stringify({
    ...(collections.length > 0 ? { collections } : {}),
    ...(dids.length > 0 ? { dids } : {}),
    afterSeq: after,
    ...(before === null ? {} : { beforeSeq: before }),
  });
  const plan = await askJson(archive, 'planSnapshot', '', planned, body);
  const isForward = plan.plannedThroughSeq > after || plan.plannedThroughSeq >= plan.sealedTipSeq;
  if (!isForward || plan.plannedThroughSeq > plan.sealedTipSeq)
    throw new CliError(`${archive.host} plans in circles: from ${after} to ${plan.plannedThroughSeq}`);
  return plan;
}

/** The time (ISO 8601) of the first event in the archive; null for an empty one. */
export async function beginningOf(archive: Archive): Promise<string | null> {
  const { segments } = await askJson(archive, 'listSegments', '?limit=1', listed);
  const [first] = segments;
  const micros = first?.minWitnessedAt ?? first?.minIndexedAt;
  return micros === undefined ? null : new Date(micros / 1000).toISOString();
}

/** The sequence number before the first segment that reaches to `micros` or later; null where none does. */
export async function sequenceBefore(archive: Archive, micros: number): Promise<number | null> {
  let cursor = '';
  for (;;) {
    const page = await askJson(archive, 'listSegments', `?limit=1000${cursor}`, listed);
    const found = page.segments.find(
      (segment) => (segment.maxWitnessedAt ?? segment.maxIndexedAt ?? 0) >= micros,
    );
    if (found) return Math.max(0, found.minSeq - 1);
    if (page.cursor === undefined || page.cursor === '' || page.segments.length === 0) return null;
    cursor = `&cursor=${encodeURIComponent(page.cursor)}`;
  }
}

/** The frames of one entry of a plan, in order, without blocks that end at or before `after`. */
export async function* framesOf(
  archive: Archive,
  entry: Plan['segments'][number],
  after: number,
): AsyncGenerator<Frame> {
  if (entry.mode === 'segment') {
    yield* wholeSegment(archive, entry.name, after);
    return;
  }
  const indices = entry.blocks.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
  const blockOf = async (index: number): Promise<Frame> => {
    const query = `?segment=${encodeURIComponent(entry.name)}&blockIndex=${index}`;
    const { bytes } = found(await askArchive(archive, 'getBlock', query, { timeoutMs: PART_TIMEOUT_MS }));
    return { place: `${entry.name} block ${index}`, bytes };
  };
  yield* inOrder(indices, AHEAD, blockOf);
}

async function* wholeSegment(archive: Archive, name: string, after: number): AsyncGenerator<Frame> {
  let next = 0;
  for (let rewrite = 0; ; rewrite += 1) {
    try {
      const generation = await openSegment(archive, name);
      const wanted = generation.blocks.filter((block) => block.index >= next && block.lastSequence > after);
      for await (const { blocks, bytes } of inOrder(partsOf(wanted), 2, generation.read)) {
        for (const block of blocks) {
          const start = block.offset - blocks[0].offset;
          // A rewritten segment keeps its blocks in their places, so what was handed on need not come again.
          next = block.index + 1;
          yield { place: `${name} block ${block.index}`, bytes: bytes.subarray(start, start + block.bytes) };
        }
      }
      return;
    } catch (error) {
      if (!(error instanceof Rewritten) || rewrite >= MOST_REWRITES) throw error;
    }
  }
}

/** The segment is another one than a moment ago: its host has removed what was deleted meanwhile. */
class Rewritten extends CliError {}

interface Part {
  readonly blocks: readonly BlockPlace[];
  readonly bytes: Uint8Array;
}

interface Generation {
  readonly blocks: readonly BlockPlace[];
  readonly read: (blocks: readonly BlockPlace[]) => Promise<Part>;
}

/** Header and index of a segment, and how to read parts of just this generation of it. */
async function openSegment(archive: Archive, name: string): Promise<Generation> {
  let tag: string | null = null;
  const range = async (first: number, length: number): Promise<Uint8Array> => {
    const query = `?name=${encodeURIComponent(name)}`;
    const headers = {
      range: `bytes=${first}-${first + length - 1}`,
      ...(tag === null ? {} : { 'if-range': tag }),
    };
    const answer = found(
      await askArchive(archive, 'getSegment', query, { headers, timeoutMs: PART_TIMEOUT_MS }),
    );
    const known = answer.headers.get('etag');
    if (tag !== null && (known !== tag || answer.status !== 206))
      throw new Rewritten(`${archive.host} rewrites ${name} while it is read: try again later`);
    tag = known;
    if (answer.status !== 206 || answer.bytes.length !== length)
      throw new CliError(
        `${archive.host} answers a part of ${name} with ${answer.bytes.length} bytes instead of ${length}`,
      );
    return answer.bytes;
  };
  const header = readHeader(Buffer.from(await range(0, HEADER_BYTES)));
  const index = header.blocks === 0 ? new Uint8Array() : await range(header.indexOffset, indexBytes(header));
  const read = async (blocks: readonly BlockPlace[]): Promise<Part> => {
    const last = blocks[blocks.length - 1];
    return { blocks, bytes: await range(blocks[0].offset, last.offset + last.bytes - blocks[0].offset) };
  };
  return { blocks: readIndex(Buffer.from(index), header), read };
}

/** Neighbouring blocks together, as many as fit a part. */
function partsOf(blocks: readonly BlockPlace[]): BlockPlace[][] {
  const parts: BlockPlace[][] = [];
  for (const block of blocks) {
    const part = parts.at(-1);
    const fits = part !== undefined && block.offset + block.bytes - part[0].offset <= PART_BYTES;
    if (fits && block.index === (part.at(-1)?.index ?? 0) + 1) part.push(block);
    else parts.push([block]);
  }
  return parts;
}

/** Results in the order of their inputs, with some requests under way ahead of the reader. */
async function* inOrder<Input, Output>(
  inputs: readonly Input[],
  ahead: number,
  work: (input: Input) => Promise<Output>,
): AsyncGenerator<Output> {
  const running: Promise<Output>[] = [];
  for (let next = 0; next < inputs.length || running.length > 0;) {
    while (next < inputs.length && running.length < ahead) {
      const started = work(inputs[next]);
      // Whoever fails ahead of its turn is heard when its turn comes.
      started.catch(() => undefined);
      running.push(started);
      next += 1;
    }
    const [first] = running.splice(0, 1);
    yield await first;
  }
}

async function askJson<Shape>(
  archive: Archive,
  method: string,
  query: string,
  shape: z.ZodType<Shape>,
  body?: string,
): Promise<Shape> {
  const asking = body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } };
  const answer = await askArchive(archive, method, query, asking);
  if (answer.status === 404) throw new NoArchive(`it has none (${method} is not known there)`);
  const read = shape.safeParse(parseJson(Buffer.from(answer.bytes).toString('utf8')));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new CliError(
    `${archive.host} answers ${method} in an unknown form (${issue.path.join('.')}: ${issue.message})`,
  );
}

async function askArchive(
  { host, key, context }: Archive,
  method: string,
  query: string,
  asking: Asking,
): Promise<Answer> {
  const url = `${host.replace(/^ws/, 'http')}/xrpc/network.bsky.jetstream.${method}${query}`;
  const headers = { ...asking.headers, ...(key === '' ? {} : { authorization: `Bearer ${key}` }) };
  return ask(url, context, { ...asking, headers, metered: true });
}

/** What the plan named a moment ago may have been removed since; a new plan knows. */
function found(answer: Answer): Answer {
  if (answer.status === 404)
    throw new CliError(`${answer.url} is no longer there: the archive was rewritten`);
  return answer;
}
