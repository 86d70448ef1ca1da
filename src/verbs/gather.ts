import type { Command } from 'commander';
import { EXIT } from '../errors.ts';
import type { GatherSummary } from '../flows/gather-still.ts';
import { storeUrl } from '../flows/study-store.ts';
import { readStudy } from '../study.ts';
import { answer, say } from './say.ts';

/** `auscult gather STUDY` */
export function addGather(program: Command): void {
  program
    .command('gather')
    .description("read the study's sources into its store")
    .argument('<study>', 'folder that holds auscult.yaml, or the file itself')
    .option('--json', 'print the counts as JSON')
    .addHelpText('after', '\nExample:\n  auscult gather studies/us')
    .action(async (path: string, options: { json?: boolean }) => {
      const { gatherStill } = await import('../flows/gather-still.ts');
      const { openStore } = await import('../keep/open.ts');
      const study = await readStudy(path);
      const store = await openStore(storeUrl(study));
      try {
        const gathered = await gatherStill(study, store, { say });
        answer(gatherLines(gathered), gathered, options.json);
        if (gathered.some((summary) => summary.quarantined > 0)) process.exitCode = EXIT.quarantined;
      } finally {
        await store.close();
      }
    });
}

/** One line a source, from the ledger. */
export function gatherLines(gathered: readonly GatherSummary[]): string[] {
  return gathered.map(
    ({ source, read, kept, filtered, duplicate, quarantined }) =>
      `${source}: ${read} read, ${kept} kept, ${filtered} filtered, ${duplicate} duplicate, ${quarantined} in quarantine`,
  );
}
