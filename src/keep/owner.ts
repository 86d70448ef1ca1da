/**
 * Who holds a data folder. The embedded engine allows one process a folder, and its lock decides; but it tells nobody who
 * has it, and prints its refusal. A file beside the data lets the second process name the first before the engine is asked.
 */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, EXIT } from '../errors.ts';

interface Owner {
  readonly pid: number;
  readonly command: string;
  readonly since: string;
}

/** Folders held by this process, with how many stores are open on each. */
const held = new Map<string, number>();
let forgetsAtExit = false;

/** @throws CliError (locked) when the process that is written down as owner still runs. */
export function refuseHeld(path: string): void {
  const owner = readOwner(path);
  if (owner && owner.pid !== process.pid && stillRuns(owner)) throw heldBy(path, owner);
}

/** Whether the engine refused a folder most likely because another process has it: there is a lock, or an owner. */
export function lockRefused(path: string, cause: unknown): CliError | null {
  const owner = readOwner(path);
  return owner !== null || existsSync(join(path, 'status')) ? heldBy(path, owner, cause) : null;
}

/**
 * Writes this process down as the folder's owner; to be called when the engine has let it in. What a killed process left
 * behind is overwritten.
 * @returns what takes the name away again; safe to call twice
 */
export function nameOwner(path: string, now: () => Date = () => new Date()): () => void {
  const count = held.get(path) ?? 0;
  if (count === 0) {
    const command = process.argv.slice(1, 5).join(' ');
    const owner: Owner = { pid: process.pid, command, since: now().toISOString() };
    writeFileSync(ownerFile(path), `${JSON.stringify(owner)}\n`);
    if (!forgetsAtExit) process.once('exit', forgetAll);
    forgetsAtExit = true;
  }
  held.set(path, count + 1);
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const left = (held.get(path) ?? 1) - 1;
    if (left > 0) held.set(path, left);
    else {
      held.delete(path);
      rmSync(ownerFile(path), { force: true });
    }
  };
}

function heldBy(path: string, owner: Owner | null, cause?: unknown): CliError {
  const who = owner
    ? `process ${owner.pid} ("${owner.command}", since ${owner.since})`
    : 'another process (it left no name)';
  return new CliError(
    `the store in ${path} is held by ${who}: wait until it ends or stop it, or give this study a store of its own`,
    EXIT.locked,
    { cause },
  );
}

/** Whether the process is there and is the same one: numbers of processes come round again. */
function stillRuns({ pid, since }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const started = startOf(pid);
  const named = Date.parse(since);
  // Where the start cannot be had, the engine's own lock is left to decide.
  return started !== null && !Number.isNaN(named) && started <= named + 1000;
}

/** Clock ticks a second in /proc, the same on every Linux that Node runs on (proc(5), sysconf(_SC_CLK_TCK)). */
const TICKS = 100;

/** Milliseconds since 1970 at which a process started, on Linux; null elsewhere. */
function startOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may hold spaces; the start is the 22nd.
    const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
    const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    return Date.now() - uptime * 1000 + (ticks / TICKS) * 1000;
  } catch {
    return null;
  }
}

const ownerFile = (path: string) => `${path}.owner.json`;

function readOwner(path: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(ownerFile(path), 'utf8')) as Partial<Owner>;
    if (typeof owner.pid !== 'number') return null;
    return { pid: owner.pid, command: owner.command ?? '', since: owner.since ?? '' };
  } catch {
    // No file, or one that was cut short: the message then does without a name.
    return null;
  }
}

function forgetAll(): void {
  for (const path of held.keys()) rmSync(ownerFile(path), { force: true });
  held.clear();
}
