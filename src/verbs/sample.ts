import { InvalidArgumentError, type Command } from 'commander';
import { counted } from '../counted.ts';
import type { CountedLabels, CountedReading } from '../flows/count-labels.ts';
import type { SampleSizes } from '../flows/label-sample.ts';
import { openStudy } from './open-study.ts';
import { answer } from './say.ts';
import { withStudyStore } from './with-store.ts';

interface SampleOptions {
  readonly out: string;
  readonly posts: number;
  readonly outside: number;
  readonly both: number;
  readonly seed: string;
  readonly count?: boolean;
  readonly json?: boolean;
}

/** From here two coders agree well enough to publish, or to publish with a warning (docs/methods.md, section c). */
const ALPHA = { publish: 0.8, warn: 0.667 } as const;

/** `auscult sample STUDY --out DIR`, and with `--count` what became of it. */
export function addSample(program: Command): void {
  program
    .command('sample')
    .description('draw posts to label by hand; with --count, make of the labels what shares are corrected by')
    .argument('<study>', 'folder that holds auscult.yaml, or the file itself')
    .requiredOption('--out <dir>', 'folder of the sheets; it will hold texts of posts')
    .option(
      '--posts <n>',
      'posts of all that were kept, and as many of those read as about health',
      whole,
      1000,
    )
    .option(
      '--outside <n>',
      'posts in which the vocabulary fires nothing, to see what it passes over',
      whole,
      200,
    )
    .option('--both <n>', 'posts for a second coder as well', whole, 200)
    .option('--seed <name>', 'the same name draws the same posts of the same store', 'auscult')
    .option('--count', 'read the filled sheets in the folder instead, and write validation.csv there')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nFill in health and own with yes or no, voice with own, organisations, news or others, topics with ids parted by spaces;' +
        '\nleave empty what you cannot tell, and do not look at readings.csv before you are done.' +
        '\n\nExamples:\n  auscult sample studies/us --out labels\n  auscult sample studies/us --out labels --count',
    )
    .action(async (path: string, options: SampleOptions) => {
      const study = await openStudy(path);
      if (options.count) {
        const { countLabels } = await import('../flows/count-labels.ts');
        const counted = await countLabels(
          options.out,
          study.vocabulary.topics.map(({ id }) => id),
        );
        answer(countedLines(counted), counted, options.json);
        return;
      }
      const { drawSample } = await import('../flows/label-sample.ts');
      const { loadModel } = await import('../understand/relevance.ts');
      const healthFrom = loadModel().heads.health.threshold;
      await withStudyStore(study, async (store) => {
        const sizes = await drawSample(store, options.out, { ...options, healthFrom });
        answer(drawnLines(sizes, options.out), sizes, options.json);
      });
    });
}

function whole(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('write a whole number from 1 on');
}

function drawnLines(sizes: SampleSizes, folder: string): string[] {
  const { all, 'about-health': aboutHealth, outside } = sizes;
  return [
    `Drawn: ${all.drawn} of ${counted(all.posts, 'post')}, ${aboutHealth.drawn} of ${aboutHealth.posts} read as about health, ${outside.drawn} of ${outside.posts} in which the vocabulary fires nothing.`,
    ...(all.drawn === 0
      ? [
          'Nothing that was kept is read as not about health (sources keep it with "keep: all"), so the share about health cannot be corrected by these.',
        ]
      : []),
    `Fill in posts.csv and second-coder.csv in ${folder}, then run this with --count. The folder holds texts of posts: keep it to yourself and remove it when you are done.`,
  ];
}

function countedLines({ counted: readings, tooFew, agreement, reached, file }: CountedLabels): string[] {
  const name = ({ reading, network }: CountedReading) =>
    network === '' ? reading : `${reading} on ${network}`;
  return [
    ...readings.map((reading) => `${name(reading)}: ${counted(reading.posts, 'post')} labelled`),
    ...tooFew.map(
      (reading) =>
        `${name(reading)}: ${counted(reading.posts, 'post')} labelled, too few or of one kind; left out`,
    ),
    ...agreement.map(({ question, posts, alpha }) =>
      alpha === null
        ? `Agreement on ${question}: not to be told from ${counted(posts, 'post')} that both labelled`
        : `Agreement on ${question}: alpha ${alpha.toFixed(2)} over ${counted(posts, 'post')}, ${agreementWords(alpha)}`,
    ),
    reached === null
      ? 'How much the vocabulary reaches cannot be told without labels of posts outside it.'
      : `The vocabulary fires in ${percent(reached.share)} of posts about health (${percent(reached.lower)} to ${percent(reached.upper)}), by ${counted(reached.labelled, 'labelled post')} outside it.`,
    readings.length === 0
      ? 'Nothing has labels enough to correct by.'
      : `${file} written; name it as "validation" in the study.`,
  ];
}

function agreementWords(alpha: number): string {
  if (alpha >= ALPHA.publish) return 'good enough to publish';
  return alpha >= ALPHA.warn
    ? 'publish with a warning'
    : 'too low: agree on what the labels mean and label again';
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
