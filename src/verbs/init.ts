import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { CliError, EXIT } from '../errors.ts';
import { answer } from './say.ts';

const STUDY = `title: My study
subtitle: ''
credit: ''
place:
  country: US
as_of: '{today}'
sources:
  # The hospital registry of CMS. Without "file" it is fetched from its public address.
  - source: cms-hospitals
  # Figures of the literature, one a line; see docs/sources.md for the columns.
  - source: published-figures
    figures: figures.csv
    sources: sources.csv
`;

const FIGURES =
  'series,order,label,question,subgroup,place,network,date,value,unit,comparison,n,base,source,confidence,conflict,note\n';
const SOURCES = 'id,title,publisher,year,url,kind,note\n';

/** `auscult init DIR` */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('make a new study: a folder with auscult.yaml and empty tables to fill')
    .argument('<dir>', 'folder to make')
    .addHelpText('after', '\nExample:\n  auscult init studies/my-state')
    .action(async (folder: string) => {
      const place = resolve(folder);
      await mkdir(place, { recursive: true });
      const today = new Date().toISOString().slice(0, 10);
      await writeNew(join(place, 'auscult.yaml'), STUDY.replace('{today}', today));
      await writeNew(join(place, 'figures.csv'), FIGURES);
      await writeNew(join(place, 'sources.csv'), SOURCES);
      answer(
        [
          `Study made in ${place}.`,
          `Edit auscult.yaml, then: auscult build ${folder} --out editions/my-study`,
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
