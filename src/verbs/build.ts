import type { Command } from 'commander';
import { counted } from '../counted.ts';
import { EXIT } from '../errors.ts';
import { openStudy } from './open-study.ts';
import { gatherLines } from './gather.ts';
import { answer, say } from './say.ts';

/** `auscult build STUDY --out DIR` */
export function addBuild(program: Command): void {
  program
    .command('build')
    .description('gather what stands still, measure, draw, and write an edition')
    .argument('<study>', 'folder that holds auscult.yaml, or the file itself')
    .requiredOption(
      '--out <dir>',
      'folder of the edition; a former edition there is replaced only when all is written',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  auscult build studies/us --out editions/us')
    .action(async (path: string, options: { out: string; json?: boolean }) => {
      // Loaded here, so that help and the other verbs start at once.
      const { buildEdition } = await import('../flows/build-edition.ts');
      const study = await openStudy(path);
      const { edition, gathered, folder } = await buildEdition(study, options.out, { now: buildMoment, say });
      const lines = [
        ...gatherLines(gathered),
        ...edition.panels.map((panel) => `${String(panel.number)}. ${panel.takeaway}`),
        ...(edition.comparison ? [`2013 beside now: ${edition.comparison.takeaway}`] : []),
        `Edition written to ${folder}: ${counted(edition.panels.length, 'panel')}, ${counted(edition.figures.length, 'figure')}.`,
      ];
      answer(lines, { folder, edition, gathered }, options.json);
      if (gathered.some((summary) => summary.quarantined > 0)) process.exitCode = EXIT.quarantined;
    });
}

/** SOURCE_DATE_EPOCH (reproducible-builds.org) fixes the stated build time, so that even that can be repeated. */
function buildMoment(): Date {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  return epoch && /^\d+$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();
}
