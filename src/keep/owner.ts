/**
 * Who holds a data folder. The embedded engine allows one process a folder and says so with a stack;
 * an owner file beside the data lets the second process name the first instead.
 */

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError, EXIT } from '../errors.ts';

interface Owner {
  readonly pid: number;
  readonly command: string;
  readonly since: string;
}

/** Folders held by this process, with how many stores are open on each. */
const held = new Map<string, number>();

/**
 * Takes the folder for this process, or throws.
 * @returns what gives it back; safe to call twice.
 * @throws CliError (locked) naming the process that holds it.
 */
export function takeFolder(path: string, now: () => Date = () => new Date()): () => void {
  const file = ownerFile(path);
  const count = held.get(path) ?? 0;
  if (count === 0) {
    mkdirSync(dirname(file), { recursive: true });
    const command = process.argv.slice(1, 5).join(' ');
    const mine: Owner = { pid: process.pid, command, since: now().toISOString() };
    if (!write(file, mine)) {
      const other = read(file);
      if (other && other.pid !== process.pid && isAlive(other.pid)) throw lockedError(path, other);
      // A process that was killed leaves its file behind: move it away in one step and try once more.
      setAside(file);
      if (!write(file, mine)) throw lockedError(path, read(file));
    }
    if (held.size === 0) process.once('exit', releaseAll);
  }
  held.set(path, count + 1);
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const left = (held.get(path) ?? 1) - 1;
    if (left > 0) {
      held.set(path, left);
      return;
    }
    held.delete(path);
    rmSync(file, { force: true });
  };
}

/** The message for a folder that is held, also used when only the engine's own lock was met. */
export function lockedError(
  path: string,
  owner: Owner | null = read(ownerFile(path)),
  cause?: unknown,
): CliError {
  const who = owner
    ? `process ${owner.pid} ("${owner.command}", since ${owner.since})`
    : 'another process (it left no name)';
  return new CliError(
    `the store in ${path} is held by ${who}: wait until it ends or stop it, or give this study a store of its own`,
    EXIT.locked,
    { cause },
  );
}

const ownerFile = (path: string) => `${path}.owner.json`;

function write(file: string, owner: Owner): boolean {
  try {
    writeFileSync(file, `${JSON.stringify(owner)}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new CliError(
      `cannot write ${file} (${codeOf(error)}): give a folder that can be written`,
      EXIT.failed,
      {
        cause: error,
      },
    );
  }
}

function read(file: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    if (typeof owner.pid !== 'number') return null;
    return { pid: owner.pid, command: owner.command ?? '', since: owner.since ?? '' };
  } catch {
    return null;
  }
}

function setAside(file: string): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function releaseAll(): void {
  for (const path of held.keys()) rmSync(ownerFile(path), { force: true });
  held.clear();
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
