/** A half-written edition never replaces a good one: everything is written aside, then renamed into place. */

import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
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

async function refuseForeignFolder(place: string, mark: string): Promise<void> {
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
