import { cp, mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { CliError, EXIT } from '../errors.ts';
import { studyJsonSchema } from '../study.ts';
import { answer } from './say.ts';

const STUDY = `# yaml-language-server: $schema=study.schema.json
title: Health care and social media
subtitle: ''
credit: ''
place:
  country: US
  # state: TX
as_of: '{today}'
sources:
  # What the literature says, so that every chapter has something to stand on. Add rows of your own, or take the source out.
  - source: published-figures
    figures: published/figures.csv
    sources: published/sources.csv

  # Take away the # of what you want. docs/gather.md lists every source with its options.

  # The hospitals of the country: the current registry is fetched from CMS, or read from a file that you have.
  # - source: cms-hospitals
  #   file: hospitals.csv
  #   as_of: '{today}' # the day that the file speaks for

  # The accounts that you know of; accounts.csv has the columns, and an organization is named by its CMS number.
  # - source: accounts-csv
  #   file: accounts.csv

  # Posts as they are written; "auscult gather" reads them until Ctrl-C.
  # - source: bluesky
`;

const ACCOUNTS = 'organisation_id,network,handle_or_url,status,seen_on,evidence\n';
/** The figures of the literature that come with Auscult. */
const PUBLISHED = new URL('../../studies/us/published/', import.meta.url);

/** How the one who reads this called the command. */
const SELF = process.env.npm_lifecycle_event === 'auscult' ? 'npm run auscult --' : 'auscult';

/** `auscult init DIR` */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('make a new study: a folder that can be built at once and changed afterwards')
    .argument('<dir>', 'folder to make')
    .addHelpText('after', '\nExample:\n  auscult init studies/my-state')
    .action(async (folder: string) => {
      const place = resolve(folder);
      const found = await stat(place).catch(() => null);
      if (found && !found.isDirectory())
        throw new CliError(`${place} is a file: name a new folder for the study`, EXIT.usage);
      await mkdir(place, { recursive: true });
      const today = new Date().toISOString().slice(0, 10);
      await writeNew(join(place, 'auscult.yaml'), STUDY.replaceAll('{today}', today));
      await writeNew(join(place, 'accounts.csv'), ACCOUNTS);
      await writeNew(join(place, 'study.schema.json'), `${JSON.stringify(studyJsonSchema(), null, 2)}\n`);
      await cp(PUBLISHED, join(place, 'published'), { recursive: true, force: false });
      answer(
        [
          `Study made in ${place}.`,
          `Build it as it is or edit auscult.yaml first: ${SELF} build ${folder} --out editions/${basename(place)}`,
        ],
        {},
        false,
      );
    });
}

async function writeNew(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
    throw new CliError(`${path} is there already: name another folder, or edit that file`, EXIT.usage, {
      cause,
    });
  });
}
