/**
 * The archive of a Jetstream that exists only in tests: plan, list, segments by range, blocks. Everything up to the last
 * full segment below the live end is sealed; the faults are those that a download over a day meets.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { blockFrame, rowOf, segmentFile, type Row } from './segment.ts';
import type { World } from './world.ts';

export interface ArchiveOptions {
  readonly segmentEvents: number;
  readonly blockEvents: number;
  /** Entries of one page of a plan. */
  readonly pageEntries?: number;
  /** Segments from this number on are planned block by block, as a thin filter would have it. */
  readonly blocksFrom?: number;
  /** What `Authorization` must bring. */
  readonly key?: string;
  /** Leaves out rows that its host has removed since; asked anew for every generation. */
  readonly removed?: (row: Row, generation: number) => boolean;
}

interface Surroundings {
  readonly world: World;
  readonly seqOffset: number;
  readonly tip: () => number;
  readonly fire: (fault: 'archive-busy' | 'archive-cut' | 'archive-rewritten') => boolean;
}

export interface ArchiveSimulator {
  /** Answers a request to the archive; false where it is none. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Bytes of segments and blocks handed out so far. */
  readonly handedOut: () => number;
  readonly rewrite: () => void;
}

const NSID = '/xrpc/network.bsky.jetstream.';

export function createArchive(options: ArchiveOptions, around: Surroundings): ArchiveSimulator {
  const { segmentEvents, blockEvents, pageEntries = 3, blocksFrom = Infinity } = options;
  const { world, seqOffset, fire } = around;
  let generation = 1;
  let handedOut = 0;

  const sealed = () => Math.floor(around.tip() / segmentEvents);
  const spanOf = (number: number, size: number): [number, number] => [
    number * size + 1 + seqOffset,
    (number + 1) * size + seqOffset,
  ];
  const blocksOf = (segment: number) =>
    Array.from({ length: Math.ceil(segmentEvents / blockEvents) }, (_, block) => {
      const first = segment * segmentEvents + block * blockEvents;
      const last = Math.min(first + blockEvents, (segment + 1) * segmentEvents);
      const rows = world.events
        .slice(first, last)
        .map((event) => rowOf(event, event.seq + seqOffset))
        .filter((row) => !options.removed?.(row, generation));
      return {
        span: [first + 1 + seqOffset, last + seqOffset] as const,
        frame: blockFrame(rows, 1 + (generation % 5)),
      };
    });
  const nameOf = (segment: number) => `seg_${segment.toString(36).padStart(10, '0')}.jss`;
  const segmentNamed = (name: string | null) => {
    const number = Number.parseInt((name ?? '').slice(4, 14), 36);
    return number < sealed() ? number : null;
  };
  const checksum = () => BigInt(generation).toString(16).padStart(16, '0');

  const plan = (body: { afterSeq?: number; beforeSeq?: number }) => {
    const after = body.afterSeq ?? 0;
    const tip = Math.min(body.beforeSeq ?? Infinity, sealed() * segmentEvents + seqOffset);
    const all = Array.from({ length: sealed() }, (_, index) => index).filter((index) => {
      const [first, last] = spanOf(index, segmentEvents);
      return last > after && first <= tip;
    });
    const page = all.slice(0, pageEntries);
    const segments = page.map((index) => {
      const [minSeq, maxSeq] = spanOf(index, segmentEvents);
      const head = { name: nameOf(index), index, checksum: checksum(), minSeq, maxSeq };
      if (index < blocksFrom) return { ...head, mode: 'segment' };
      const blocks = Math.ceil(segmentEvents / blockEvents);
      const first = Math.max(0, Math.floor((after + 1 - minSeq) / blockEvents));
      return { ...head, mode: 'blocks', blocks: [{ first, last: blocks - 1 }] };
    });
    const through =
      page.length < all.length ? spanOf(page[page.length - 1], segmentEvents)[1] : Math.max(tip, 0);
    const stats = {
      segmentsExamined: sealed(),
      segmentsMatched: all.length,
      blocksMatched: 0,
      entries: page.length,
    };
    return { plannedThroughSeq: through, sealedTipSeq: Math.max(tip, 0), segments, stats };
  };

  const list = () => ({
    segments: Array.from({ length: sealed() }, (_, index) => {
      const [minSeq, maxSeq] = spanOf(index, segmentEvents);
      const at = (seq: number) => world.events[seq - seqOffset - 1].timeUs;
      const times = { minIndexedAt: at(minSeq), maxIndexedAt: at(maxSeq) };
      return {
        name: nameOf(index),
        index,
        sizeBytes: 0,
        checksum: checksum(),
        eventCount: segmentEvents,
        minSeq,
        maxSeq,
        ...times,
      };
    }),
  });

  /** Sends bytes, or the part asked for; a cut promises all of it and ends half-way. */
  const send = (request: IncomingMessage, response: ServerResponse, whole: Buffer, tag: string) => {
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
    const known = request.headers['if-range'];
    const isPart = range !== null && (known === undefined || known === tag);
    const bytes = isPart ? whole.subarray(Number(range[1]), Number(range[2]) + 1) : whole;
    handedOut += bytes.length;
    response.writeHead(isPart ? 206 : 200, {
      etag: tag,
      'content-length': bytes.length,
      ...(isPart ? { 'content-range': `bytes ${range[1]}-${range[2]}/${whole.length}` } : {}),
    });
    if (!fire('archive-cut')) response.end(bytes);
    else response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  };
  const refuse = (response: ServerResponse, status: number, error: string, message: string) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' })
      .end(JSON.stringify({ error, message }));

  const answer = (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    if (!url.pathname.startsWith(NSID)) return false;
    const method = url.pathname.slice(NSID.length);
    if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`)
      return Boolean(refuse(response, 401, 'AuthenticationRequired', 'a key is required for the archive'));
    if (fire('archive-busy'))
      return Boolean(refuse(response, generation % 2 ? 429 : 503, 'RateLimited', 'quota used up'));
    if (fire('archive-rewritten')) generation += 1;
    if (method === 'planSnapshot' && request.method === 'POST') {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(pieces).toString('utf8')) as Parameters<typeof plan>[0];
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(plan(body)));
      });
      return true;
    }
    if (method === 'listSegments') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(list()));
      return true;
    }
    const segment = segmentNamed(url.searchParams.get(method === 'getBlock' ? 'segment' : 'name'));
    if (segment === null || (method !== 'getSegment' && method !== 'getBlock'))
      return Boolean(
        refuse(
          response,
          404,
          method.startsWith('get') ? 'SegmentNotFound' : 'MethodNotImplemented',
          url.href,
        ),
      );
    const blocks = blocksOf(segment);
    const tag = `"${checksum()}"`;
    if (method === 'getSegment')
      send(
        request,
        response,
        segmentFile(
          blocks.map(({ frame }) => frame),
          blocks.map(({ span }) => span),
          BigInt(generation),
        ),
        tag,
      );
    else send(request, response, blocks[Number(url.searchParams.get('blockIndex'))].frame, tag);
    return true;
  };
  return {
    answer,
    handedOut: () => handedOut,
    rewrite: () => {
      generation += 1;
    },
  };
}
