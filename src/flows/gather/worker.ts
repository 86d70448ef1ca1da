/** The thread that reads chunks. It loads its source and its reader once, then answers chunk by chunk. */

import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Chunk, PostSource } from '../../gather/source.ts';
import { transferable } from './chunk-result.ts';
import { readChunk, type ReadOptions } from './read-chunk.ts';
import { secretsOf, type Keyring } from '../keyring.ts';
import type { PostReader } from './reader.ts';

/** What a worker is told at its start. Modules are named, because functions cannot cross threads. */
export interface WorkerTask {
  /** Module that exports `POST_SOURCES`, among which `sourceId` is. */
  readonly sourceModule: string;
  readonly sourceId: string;
  readonly options: unknown;
  /** Module that exports `createPostReader`. */
  readonly readerModule: string;
  /** Handed to `createPostReader`. */
  readonly readerOptions: unknown;
  readonly keyring: Keyring;
  readonly seed: number;
  readonly keep: ReadOptions['keep'];
  readonly storeText: boolean;
  readonly shard: ReadOptions['shard'];
  readonly namesAuthors?: boolean;
  /** Pseudonyms of the authors that registries name as organisations. */
  readonly organisations?: readonly string[];
}

/** Turns a task into what `readChunk` wants. */
export async function prepare(task: WorkerTask): Promise<ReadOptions> {
  const { POST_SOURCES } = (await import(task.sourceModule)) as { POST_SOURCES: readonly PostSource[] };
  const source = POST_SOURCES.find(({ id }) => id === task.sourceId);
  if (!source) throw new Error(`no source of posts "${task.sourceId}" in ${task.sourceModule}`);
  const { createPostReader } = (await import(task.readerModule)) as {
    createPostReader: (options: unknown) => PostReader | Promise<PostReader>;
  };
  const secrets = secretsOf(task.keyring);
  const { options, seed, keep, storeText, shard, namesAuthors } = task;
  const reader = await createPostReader(task.readerOptions);
  const organisations = new Set(task.organisations);
  return { source, options, reader, secrets, seed, keep, storeText, shard, namesAuthors, organisations };
}

const port = parentPort;
if (port) {
  // Stripped of types and compiled once, for every thread and run to come: half of what a thread needs to get ready.
  enableCompileCache(compiledFolder());
  const prepared = prepare(workerData as WorkerTask);
  port.on('message', (message: { readonly job: number; readonly chunk: Chunk }) => {
    void prepared.then((options) => {
      const result = readChunk(message.chunk, options);
      // Left to the collector, a few of them would have it look through everything that lives.
      letGo(message.chunk.bytes);
      port.postMessage({ job: message.job, result }, transferable(result));
    });
  });
}

/** In the user's own cache folder: what others may write to must not be run. */
function compiledFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'auscult', 'compiled');
}

/** Frees the memory at once; what was read from it is of its own. */
function letGo({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
