/** A half-written edition never replaces a good one: everything is written aside, then renamed into place. */

import { access, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CliError, EXIT } from '../errors.ts';

/**
 * Fills a fresh folder beside `target` and renames it into place when `fill` is done.
 * A failed `fill` leaves `target` as it was. Refuses a folder that holds anything but an edition.
 */
export async function replaceFolder(
  target: string,
  mark: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const place = resolve(target);
  await refuseForeignFolder(place, mark);
  const aside = `${place}.being-written`;
  const former = `${place}.former`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(dirname(place), { recursive: true });
  await mkdir(aside);
  try {
    await fill(aside);
  } catch (cause) {
    await rm(aside, { recursive: true, force: true });
    throw cause;
  }
  await rm(former, { recursive: true, force: true });
  const hadFormer = await rename(place, former).then(
    () => true,
    () => false,
  );
  await rename(aside, place);
  if (hadFormer) await rm(former, { recursive: true, force: true });
}

/**
 * Refuses what must not be written over: a file, and a folder that holds anything but an edition.
 * To be asked before hours of work as well, so that they are not in vain.
 */
export async function refuseForeignFolder(target: string, mark: string): Promise<void> {
  const place = resolve(target);
  const found = await stat(place).catch(() => null);
  if (found && !found.isDirectory())
    throw new CliError(`${place} is a file: name an empty or a new folder with --out`, EXIT.usage);
  const names = await readdir(place).catch(() => [] as string[]);
  if (names.length === 0) return;
  const isOurs = await access(join(place, mark)).then(
    () => true,
    () => false,
  );
  if (isOurs) return;
  throw new CliError(
    `${place} holds files but no ${mark}, so it is no edition: name an empty or a new folder with --out`,
    EXIT.usage,
  );
}

/**
 * Tries whether a folder can be made there, and leaves nothing behind. Permissions alone do not tell: the disk may be
 * read-only, or a part of the path a file.
 */
export async function refuseUnwritablePlace(target: string): Promise<void> {
  const place = resolve(target);
  try {
    const made = await mkdir(dirname(place), { recursive: true });
    const aside = await mkdtemp(`${place}.being-tried-`);
    await rm(made ?? aside, { recursive: true });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new CliError(
      `no edition can be written at ${place}${code}: name another folder with --out, or make that one writable`,
      EXIT.failed,
      { cause },
    );
  }
}
