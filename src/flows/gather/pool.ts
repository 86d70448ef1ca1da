/** Worker threads that read chunks side by side, and their results in the order of the chunks. */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Chunk } from '../../gather/source.ts';
import type { ChunkResult } from './chunk-result.ts';
import type { WorkerTask } from './worker.ts';

export interface ReadChunk {
  readonly chunk: Omit<Chunk, 'bytes'>;
  readonly result: ChunkResult;
}

export interface ReadingPool {
  /** Chunks that may be under way at once; more would only fill memory. */
  readonly depth: number;
  readonly read: (chunk: Chunk) => Promise<ReadChunk>;
  readonly close: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (result: ChunkResult) => void;
  readonly reject: (error: Error) => void;
}

/** Nothing of a post outlives its turn, so more room for what is new would only be memory: a fifth of all at the default. */
const YOUNG_MB = 32;

/** One thread for every core, so that reading takes what the store leaves free. */
export function startPool(task: WorkerTask, threads = Math.max(1, availableParallelism())): ReadingPool {
  const waiting = new Map<number, Waiting>();
  const load = new Map<Worker, number>();
  let jobs = 0;
  let failure: Error | null = null;

  const fail = (error: Error) => {
    failure = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  for (let thread = 0; thread < threads; thread += 1) {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: task,
      // Without what this process was started with: a loader would be loaded anew by each, and they need none.
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    load.set(worker, 0);
    worker.on('message', (message: { readonly job: number; readonly result: ChunkResult }) => {
      load.set(worker, (load.get(worker) ?? 1) - 1);
      waiting.get(message.job)?.resolve(message.result);
      waiting.delete(message.job);
    });
    worker.on('error', fail);
  }

  const leastLoaded = () => [...load].reduce((least, entry) => (entry[1] < least[1] ? entry : least))[0];
  return {
    depth: threads * 2,
    read: async ({ bytes, ...chunk }) => {
      if (failure) throw failure;
      const worker = leastLoaded();
      load.set(worker, (load.get(worker) ?? 0) + 1);
      jobs += 1;
      const job = jobs;
      const own = movable(bytes);
      const result = new Promise<ChunkResult>((resolve, reject) => waiting.set(job, { resolve, reject }));
      worker.postMessage({ job, chunk: { ...chunk, bytes: own } }, [own.buffer]);
      return { chunk, result: await result };
    },
    close: async () => {
      await Promise.all([...load.keys()].map((worker) => worker.terminate()));
    },
  };
}

/** Bytes that fill their memory alone move for free; a slice of something larger is copied. */
function movable(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer;
  return whole ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}

/**
 * Reads chunks as they come, several at a time, and yields their results in order.
 * Takes the next chunk only while fewer than `depth` are under way: that is the back-pressure on the source.
 * @throws what the source or a worker threw, after the results of all chunks before it
 */
export async function* readInOrder(
  source: AsyncIterable<Chunk>,
  pool: ReadingPool,
): AsyncGenerator<ReadChunk> {
  const chunks = source[Symbol.asyncIterator]();
  const underWay: Promise<ReadChunk>[] = [];
  let coming: Promise<Step> | null = null;
  let end: Step | null = null;
  try {
    while (!end || underWay.length > 0) {
      const mayTake = !end && underWay.length < pool.depth;
      if (mayTake && coming === null) coming = nextStep(chunks);
      const steps = underWay
        .slice(0, 1)
        .map(async (first) => ({ kind: 'result', result: await first }) as const);
      const step = await Promise.race<Step | { readonly kind: 'result'; readonly result: ReadChunk }>(
        coming ? [coming, ...steps] : steps,
      );
      if (step.kind === 'result') {
        void underWay.shift();
        yield step.result;
        continue;
      }
      coming = null;
      if (step.kind === 'chunk') underWay.push(heard(pool.read(step.chunk)));
      else end = step;
    }
  } finally {
    await chunks.return?.();
  }
  if (end.kind === 'failed') throw end.error;
}

type Step =
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly error: Error };

async function nextStep(chunks: AsyncIterator<Chunk>): Promise<Step> {
  try {
    const item = await chunks.next();
    return item.done ? { kind: 'ended' } : { kind: 'chunk', chunk: item.value };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Its turn to be awaited comes later; a failure until then must not end the process. */
function heard(reading: Promise<ReadChunk>): Promise<ReadChunk> {
  reading.catch(() => undefined);
  return reading;
}
