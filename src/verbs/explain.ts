import type { Command } from 'commander';
import { explain } from '../flows/explain.ts';
import { answer } from './say.ts';

/** `auscult explain FIGURE[/ROW] --edition DIR` */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('print the receipt of a figure or of one number: source, query, statistic, inputs')
    .argument('<figure>', 'FIGURE or FIGURE/ROW, as the page points at it')
    .requiredOption('--edition <dir>', 'folder of the edition')
    .option('--json', 'print the receipt as JSON, numbers with all their digits')
    .addHelpText('after', '\nExample:\n  auscult explain hospitals-2013 --edition editions/us')
    .action(async (reference: string, options: { edition: string; json?: boolean }) => {
      const { figure, row, lines } = await explain(options.edition, reference);
      answer(lines, row ? { ...figure, rows: [row] } : figure, options.json);
    });
}
