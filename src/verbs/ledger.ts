import type { Command } from 'commander';
import { counted } from '../counted.ts';
import { EXIT } from '../errors.ts';
import type { Store } from '../keep/store.ts';
import type { Study } from '../study.ts';
import { openStudy, requireSource } from './open-study.ts';
import { answer } from './say.ts';
import { withStudyStore } from './with-store.ts';

interface LedgerOptions {
  readonly quarantine?: boolean;
  readonly feedAgain?: boolean;
  readonly files?: boolean;
  readonly json?: boolean;
}

/** `auscult ledger STUDY [SOURCE]` */
export function addLedger(program: Command): void {
  program
    .command('ledger')
    .description('print what was read, what became of it, and when a stream was out of reach')
    .argument('<study>', 'folder that holds auscult.yaml, or the file itself')
    .argument('[source]', 'only this source')
    .option('--quarantine', 'print the records in quarantine instead, with place and reason')
    .option('--feed-again', 'read the records in quarantine once more; those that can be used now leave it')
    .option('--files', 'print each file of an archive by itself')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  auscult ledger studies/us bluesky --quarantine\n  auscult ledger studies/us bluesky --feed-again',
    )
    .action(async (path: string, source: string | undefined, options: LedgerOptions) => {
      const study = await openStudy(path);
      // What can be fed again is narrower, and said by the flow itself.
      if (source !== undefined && !options.feedAgain) requireSource(study, source);
      await withStudyStore(study, async (store) => {
        if (options.feedAgain) {
          await feedAgain(study, store, source, options.json);
          return;
        }
        if (options.quarantine) {
          await showQuarantine(study, store, source, options.json);
          return;
        }
        const { ledgerLines, readLedger } = await import('../flows/ledger.ts');
        const ledger = await readLedger(store, source);
        answer(ledgerLines(ledger, options.files ?? false), ledger, options.json);
        if (ledger.lines.some((line) => !line.balanced)) process.exitCode = EXIT.failed;
      });
    });
}

async function showQuarantine(study: Study, store: Store, source?: string, json?: boolean): Promise<void> {
  const { countQuarantined, placeInWords, readQuarantine } = await import('../flows/quarantine.ts');
  const names = source === undefined ? sourcesOf(study) : [source];
  const records = (await Promise.all(names.map((name) => readQuarantine(store, name)))).flat();
  const left = (await countQuarantined(store, names)) - records.length;
  const lines = records.map((record) => `${record.source}  ${placeInWords(record)}: ${record.reason}`);
  if (lines.length === 0) lines.push('Nothing is in quarantine.');
  if (left > 0) lines.push(`and ${left} more, of which the latest are shown for each source`);
  answer(lines, records, json);
}

async function feedAgain(study: Study, store: Store, source?: string, json?: boolean): Promise<void> {
  const { countQuarantined, feedStudyAgain } = await import('../flows/quarantine.ts');
  const { findSource } = await import('../gather/index.ts');
  const { openKeyring } = await import('../flows/keyring.ts');
  const fed = await feedStudyAgain(study, store, await openKeyring(), source);
  const left = fed.tried - fed.released;
  const lines = [
    `${counted(fed.tried, 'record')} in quarantine, ${fed.released} can be used now, ${left} stay`,
  ];
  const still = await countQuarantined(
    store,
    sourcesOf(study).filter((name) => findSource(name).cadence === 'still'),
  );
  if (still > 0 && source === undefined)
    lines.push(
      `${counted(still, 'record')} of what stands still: mend the file and gather again, it is then read whole`,
    );
  answer(lines, { ...fed, left, still }, json);
  if (left > 0) process.exitCode = EXIT.quarantined;
}

/** Each once: a study may name one source several times. */
function sourcesOf(study: Study): string[] {
  return [...new Set(study.sources.map((entry) => entry.source))];
}
