import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { CliError, EXIT } from '../errors.ts';
import { nearest } from '../mistake.ts';
import { picturedPanels, type Edition, type EditionPanel } from '../publish/edition.ts';
import { readEdition } from '../publish/read-edition.ts';
import { answer } from './say.ts';

const FORMATS = ['svg', 'png', 'pdf', 'csv', 'json', 'html', 'txt'] as const;
type Format = (typeof FORMATS)[number];

interface ExportOptions {
  readonly edition: string;
  readonly format: Format;
  readonly out?: string;
  readonly address: string;
  readonly json?: boolean;
}

/** `auscult export WHAT --edition DIR --format FORMAT` */
export function addExport(program: Command): void {
  program
    .command('export')
    .description(
      'take one thing out of an edition: the poster, a panel, a figure, code to embed, a sentence to cite',
    )
    .argument('<what>', '"poster", the id of a panel (svg, png, html, txt) or of a figure (csv, json)')
    .requiredOption('--edition <dir>', 'folder of the edition')
    .addOption(
      new Option(
        '--format <format>',
        'html is code to embed the panel, txt its takeaway with what it stands on',
      )
        .choices(FORMATS)
        .makeOptionMandatory(),
    )
    .option('--out <file>', 'file or folder to write to; by default WHAT.FORMAT here')
    .option('--address <url>', 'where the edition lies on the web, for html and txt', webAddress, '')
    .option('--json', 'print the name of the file as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  auscult export talk --edition editions/us --format png --out talk.png' +
        '\n  auscult export talk --edition editions/us --format html --address https://example.org/health/',
    )
    .action(async (what: string, options: ExportOptions) => {
      const edition = await readEdition(options.edition);
      const file = await target(options.out, `${what}.${options.format}`);
      if (options.format === 'html' || options.format === 'txt') {
        const panel = picturedPanels(edition).find(({ id }) => id === what);
        if (!panel) throw notToBeHad(what, options.format, edition);
        await writeFile(file, await wordsOf(panel, edition, options));
      } else {
        const place = placeOf(edition, what, options.format);
        await copyFile(join(options.edition, place), file);
      }
      answer([`${file} written`], { file }, options.json);
    });
}

/** The file to write: a folder that is there gets a file in it, one that is not yet is made. */
async function target(out: string | undefined, name: string): Promise<string> {
  const found = out === undefined ? null : await stat(out).catch(() => null);
  const isFolder = found?.isDirectory() ?? /[/\\]$/.test(out ?? '');
  const file = isFolder ? join(out ?? '', basename(name)) : (out ?? basename(name));
  await mkdir(dirname(file), { recursive: true });
  return file;
}

async function wordsOf(
  panel: EditionPanel,
  edition: Edition,
  { edition: folder, format, address }: ExportOptions,
): Promise<string> {
  const { citedSentence, embedCode } = await import('../publish/cite.ts');
  const citation = { edition, panel, address };
  if (format === 'html') {
    const { svgSize } = await import('../publish/svg-size.ts');
    return embedCode(citation, svgSize(await readFile(join(folder, 'panels', `${panel.id}.svg`), 'utf8')));
  }
  const { readFigure } = await import('../flows/explain.ts');
  return citedSentence(citation, await Promise.all(panel.figures.map((id) => readFigure(folder, id))));
}

function placeOf(edition: Edition, what: string, format: Format): string {
  const isData = format === 'csv' || format === 'json';
  if (what === 'poster' && !isData) return `poster.${format}`;
  if (format !== 'pdf' && !isData && picturedPanels(edition).some(({ id }) => id === what))
    return `panels/${what}.${format}`;
  if (isData && edition.figures.includes(what)) return `figures/${what}.${format}`;
  throw notToBeHad(what, format, edition);
}

function notToBeHad(what: string, format: Format, edition: Edition): CliError {
  const { figures } = edition;
  const panels = picturedPanels(edition);
  const ids = panels.map((panel) => panel.id);
  const isData = format === 'csv' || format === 'json';
  const near = nearest(what, isData ? figures : [...ids, 'poster']);
  const meant = near === null || near === what ? '' : `did you mean "${near}"? `;
  // A panel's numbers are those of its figures.
  const behind = isData ? panels.find((panel) => panel.id === what)?.figures : undefined;
  const numbers = behind ? ` (of this panel: ${behind.join(', ')})` : '';
  return new CliError(
    `"${what}" cannot be had as ${format}: ${meant}the poster comes as svg, png or pdf, panels (${ids.join(', ')}) as svg, png, html or txt, figures${numbers} as csv or json`,
    EXIT.usage,
  );
}

function webAddress(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.endsWith('/') ? text : `${text}/`;
  throw new InvalidArgumentError('An address begins with http:// or https://.');
}
