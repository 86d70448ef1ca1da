import type { Command } from 'commander';
import { counted } from '../counted.ts';
import { EXIT } from '../errors.ts';
import { answer, say } from './say.ts';

/** `auscult verify DIR` */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('derive every number of an edition again from its study, and fail on any difference')
    .argument('<dir>', 'folder of an edition')
    .option('--study <path>', 'the study, where it is not where the edition was built from')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  auscult verify editions/us')
    .action(async (folder: string, options: { study?: string; json?: boolean }) => {
      const { verifyEdition } = await import('../flows/verify-edition.ts');
      const found = await verifyEdition(folder, options.study ?? null, say);
      const compared = `${counted(found.numbers, 'number')} and ${counted(found.files, 'file')}`;
      const verdict =
        found.differences.length === 0
          ? `${compared} derived again: no difference.`
          : `${counted(found.differences.length, 'difference')} among ${compared}.`;
      answer([...found.differences, verdict], found, options.json);
      if (found.differences.length > 0) process.exitCode = EXIT.differs;
    });
}
