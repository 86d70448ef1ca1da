import type { Command } from 'commander';
import { EXIT } from '../errors.ts';
import { readStudy } from '../study.ts';
import { answer } from './say.ts';
import { withStudyStore } from './with-store.ts';

/** `auscult ledger STUDY [SOURCE]` */
export function addLedger(program: Command): void {
  program
    .command('ledger')
    .description('print what was read, what became of it, and when a stream was out of reach')
    .argument('<study>', 'folder that holds auscult.yaml, or the file itself')
    .argument('[source]', 'only this source')
    .option('--quarantine', 'print the records in quarantine instead, with place and reason')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  auscult ledger studies/us bluesky --quarantine')
    .action(
      async (path: string, source: string | undefined, options: { quarantine?: boolean; json?: boolean }) => {
        const study = await readStudy(path);
        await withStudyStore(study, async (store) => {
          if (options.quarantine) {
            const { readQuarantine } = await import('../flows/quarantine.ts');
            const names = source === undefined ? study.sources.map((entry) => entry.source) : [source];
            const records = (await Promise.all(names.map((name) => readQuarantine(store, name)))).flat();
            const lines = records.map(
              ({ source: from, origin, position, reason }) => `${from}  ${origin}, ${position}: ${reason}`,
            );
            answer(lines.length > 0 ? lines : ['Nothing is in quarantine.'], records, options.json);
            return;
          }
          const { ledgerLines, readLedger } = await import('../flows/ledger.ts');
          const ledger = await readLedger(store, source);
          answer(ledgerLines(ledger), ledger, options.json);
          if (ledger.lines.some((line) => !line.balanced)) process.exitCode = EXIT.failed;
        });
      },
    );
}
