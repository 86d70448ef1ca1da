/** Watches what a still source reads: each file and answer is hashed, and counts of records are kept for each. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { CliError } from '../../errors.ts';
import type { GatherEffects } from '../../gather/source.ts';
import type { Study } from '../../study.ts';

/** What can become of a record, after how many were read. */
export const OUTCOMES = ['read', 'kept', 'filtered', 'duplicate', 'quarantined'] as const;
export type Counts = Record<(typeof OUTCOMES)[number], number>;

export const noCounts = (): Counts => ({ read: 0, kept: 0, filtered: 0, duplicate: 0, quarantined: 0 });

export interface WatchedInput {
  /** Relative to the study's folder, or an address. */
  readonly file: string;
  readonly sha256: string;
  readonly counts: Counts;
  readonly filteredBy: Map<string, number>;
}

export interface WatchedInputs {
  readonly inputs: readonly WatchedInput[];
  /** The one that was read last. */
  readonly current: () => WatchedInput;
  readonly effects: GatherEffects;
}

export function watchInputs(study: Study, source: string, given: Partial<GatherEffects>): WatchedInputs {
  const inputs: WatchedInput[] = [];
  const note = (file: string, bytes: Uint8Array) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    inputs.push({ file, sha256, counts: noCounts(), filteredBy: new Map() });
  };
  const read = given.readFile ?? ((path: string) => readFile(path));
  const ask = given.fetch ?? globalThis.fetch;
  return {
    inputs,
    current: () => {
      const last = inputs.at(-1);
      if (!last) throw new Error(`source ${source} gave a record before it read anything`);
      return last;
    },
    effects: {
      ...given,
      now: given.now ?? (() => new Date()),
      say: given.say ?? (() => undefined),
      readFile: async (path) => {
        const bytes = await read(path).catch((cause: unknown) => {
          throw unreadable(path, source, study, cause);
        });
        note(relative(study.folder, path).replaceAll('\\', '/'), bytes);
        return bytes;
      },
      fetch: async (...request) => {
        const response = await ask(...request);
        if (!response.ok) return response;
        const bytes = new Uint8Array(await response.arrayBuffer());
        note(addressOf(request[0]), bytes);
        const { status, statusText, headers } = response;
        return new Response(bytes, { status, statusText, headers });
      },
    },
  };
}

function unreadable(path: string, source: string, study: Study, cause: unknown): CliError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const what = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
  return new CliError(
    `${path}: ${what}; source "${source}" needs it: put it there, or correct its name in ${study.path}`,
    undefined,
    { cause },
  );
}

function addressOf(request: string | URL | Request): string {
  if (typeof request === 'string') return request;
  return request instanceof URL ? request.href : request.url;
}
