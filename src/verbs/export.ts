import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { CliError, EXIT } from '../errors.ts';
import type { Edition } from '../publish/edition.ts';
import { answer } from './say.ts';

const FORMATS = ['svg', 'png', 'pdf', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** `auscult export WHAT --edition DIR --format FORMAT` */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('copy one thing out of an edition: the poster, a panel or a figure')
    .argument('<what>', '"poster", the id of a panel (svg, png) or of a figure (csv, json)')
    .requiredOption('--edition <dir>', 'folder of the edition')
    .addOption(new Option('--format <format>', 'what to write').choices(FORMATS).makeOptionMandatory())
    .option('--out <file>', 'file to write; by default WHAT.FORMAT here')
    .addHelpText(
      'after',
      '\nExample:\n  auscult export talk --edition editions/us --format png --out talk.png',
    )
    .action(async (what: string, options: { edition: string; format: Format; out?: string }) => {
      const file = options.out ?? `${what}.${options.format}`;
      await copyFile(join(options.edition, await placeOf(options.edition, what, options.format)), file);
      answer([`${file} written`], { file }, false);
    });
}

async function placeOf(folder: string, what: string, format: Format): Promise<string> {
  const text = await readFile(join(folder, 'edition.json'), 'utf8').catch((cause: unknown) => {
    throw new CliError(
      `no edition at ${folder}: build one with "auscult build STUDY --out ${folder}"`,
      EXIT.usage,
      { cause },
    );
  });
  const edition = JSON.parse(text) as Edition;
  const isData = format === 'csv' || format === 'json';
  if (what === 'poster' && !isData) return `poster.${format}`;
  const pictures = [...edition.panels, ...(edition.comparison ? [edition.comparison] : [])].map(
    ({ id }) => id,
  );
  if (format !== 'pdf' && !isData && pictures.includes(what)) return `panels/${what}.${format}`;
  if (isData && edition.figures.includes(what)) return `figures/${what}.${format}`;
  throw new CliError(
    `"${what}" cannot be had as ${format}: the poster comes as svg, png or pdf, panels (${pictures.join(', ')}) as svg or png, figures as csv or json`,
    EXIT.usage,
  );
}
