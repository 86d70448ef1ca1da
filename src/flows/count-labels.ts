/**
 * A filled sheet of `label-sample.ts` as counts of label by reading, which a study corrects by; how far two coders agree; and what
 * share of posts about health the vocabulary reaches. Counts alone leave the folder.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError, EXIT } from '../errors.ts';
import { VOICE_IDS } from '../measure/validation.ts';
import { nominalAlpha } from '../measure/statistics/krippendorff.ts';
import { wilson, type Interval } from '../measure/statistics/wilson.ts';
import { csvLines } from '../publish/csv.ts';
import { topicNames } from '../understand/vocabulary/topic-names.ts';
import { mistake, readTable } from './hand-table.ts';
import { READING_COLUMNS, SAMPLE_FILES, SHEET_COLUMNS, type SampleSizes } from './label-sample.ts';
import { COUNT_COLUMNS, FEWEST_LABELS } from './validation-sample.ts';

/** What one sheet asks of a post. An answer left empty counts nowhere. */
const ASKED = { health: ['yes', 'no'], own: ['yes', 'no'], voice: VOICE_IDS } as const;
type Asked = keyof typeof ASKED;
const QUESTIONS = Object.keys(ASKED) as Asked[];

interface Labels extends Readonly<Record<Asked, string>> {
  readonly number: string;
  readonly topics: readonly string[];
}
interface LabelledPost {
  readonly label: Labels;
  readonly read: Labels;
  readonly network: string;
  readonly strata: ReadonlySet<string>;
}

/** One question of the sheet: posts by label and reading. */
export interface CountedReading {
  readonly reading: string;
  readonly network: string;
  readonly posts: number;
  readonly counts: readonly { readonly labelled: string; readonly read: string; readonly posts: number }[];
}

export interface CountedLabels {
  /** Those with labels enough for a correction; they stand in `file`. */
  readonly counted: readonly CountedReading[];
  readonly tooFew: readonly CountedReading[];
  /** Krippendorff's alpha by question, of the posts that both coders labelled. */
  readonly agreement: readonly {
    readonly question: string;
    readonly posts: number;
    readonly alpha: number | null;
  }[];
  /** Share of posts about health in which the vocabulary fires, with the limits that the labels outside it leave; null without both kinds of label. */
  readonly reached: (Interval & { readonly share: number; readonly labelled: number }) | null;
  readonly file: string;
}

/** @throws CliError (usage) for a folder without a sample, or a label that is none */
export async function countLabels(folder: string, ownTopics: readonly string[] = []): Promise<CountedLabels> {
  const topics = new Set([...topicNames().keys(), ...ownTopics]);
  const sheet = readSheet(
    await bytesOf(folder, SAMPLE_FILES.sheet),
    join(folder, SAMPLE_FILES.sheet),
    topics,
  );
  const second = await bytesOf(folder, SAMPLE_FILES.second);
  const posts = joined(
    sheet,
    await bytesOf(folder, SAMPLE_FILES.readings),
    join(folder, SAMPLE_FILES.readings),
  );
  const readings = allReadings(posts);
  const counted = readings.filter(hasEnough);
  const file = join(folder, SAMPLE_FILES.counts);
  await writeFile(
    file,
    csvLines(
      COUNT_COLUMNS,
      counted.flatMap(({ reading, network, counts }) =>
        counts.map(({ labelled, read, posts: n }) => [reading, network, labelled, read, n]),
      ),
    ),
  );
  const { strata } = JSON.parse(String(await bytesOf(folder, SAMPLE_FILES.drawn))) as { strata: SampleSizes };
  return {
    counted,
    tooFew: readings.filter((reading) => !hasEnough(reading)),
    agreement: agreementOf(sheet, readSheet(second, join(folder, SAMPLE_FILES.second), topics)),
    reached: reachedBy(posts, strata),
    file,
  };
}

function readSheet(bytes: Uint8Array, file: string, topics: ReadonlySet<string>): Labels[] {
  return readTable(bytes, file, SHEET_COLUMNS).map(({ cells, line }) => {
    for (const question of QUESTIONS) {
      const allowed: readonly string[] = ASKED[question];
      if (cells[question] !== '' && !allowed.includes(cells[question]))
        throw mistake(
          file,
          line,
          `${question} "${cells[question]}"`,
          `write ${allowed.join(', ')}, or leave it empty`,
        );
    }
    const named = words(cells.topics);
    const unknown = named.find((topic) => !topics.has(topic));
    if (unknown !== undefined)
      throw mistake(
        file,
        line,
        `unknown topic "${unknown}"`,
        'take ids of docs/vocabulary.md, parted by spaces',
      );
    return { ...cells, topics: named };
  });
}

/** Labels beside readings, by the number of the post. */
function joined(sheet: readonly Labels[], readings: Uint8Array, file: string): LabelledPost[] {
  const read = new Map(
    readTable(readings, file, READING_COLUMNS).map(({ cells }) => [cells.number, cells] as const),
  );
  return sheet.map((label) => {
    const found = read.get(label.number);
    if (!found)
      throw mistake(file, 1, `no reading of post ${label.number}`, 'use the files of one draw together');
    return {
      label,
      read: { ...found, topics: words(found.topics) },
      network: found.network,
      strata: new Set(words(found.strata)),
    };
  });
}

/** `health` from all posts, the others from those read as about health: the bases of the shares that they correct. */
function allReadings(posts: readonly LabelledPost[]): CountedReading[] {
  const all = posts.filter(({ strata }) => strata.has('all'));
  const aboutHealth = posts.filter(({ strata }) => strata.has('about-health'));
  const networks = [...new Set(all.map(({ network }) => network))].toSorted();
  // Where nobody wrote a topic down, topics were not asked for.
  const named = [...new Set(aboutHealth.flatMap(({ label }) => label.topics))].toSorted();
  const speaksOf =
    (topic: string) =>
    ({ topics }: Labels) =>
      topics.includes(topic) ? 'yes' : 'no';
  return [
    count('health', '', all, ({ health }) => health),
    ...(networks.length > 1
      ? networks.map((network) =>
          count(
            'health',
            network,
            all.filter((post) => post.network === network),
            ({ health }) => health,
          ),
        )
      : []),
    count('own', '', aboutHealth, ({ own }) => own),
    count('voice', '', aboutHealth, ({ voice }) => voice),
    ...named.map((topic) => count(`topic:${topic}`, '', aboutHealth.filter(isLabelled), speaksOf(topic))),
  ];
}

function count(
  reading: string,
  network: string,
  posts: readonly LabelledPost[],
  answer: (labels: Labels) => string,
): CountedReading {
  const answered = posts.filter(({ label }) => answer(label) !== '');
  const cells = Map.groupBy(answered, ({ label, read }) => `${answer(label)} ${answer(read)}`);
  const counts = [...cells]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([cell, of]) => {
      const [labelled, read] = cell.split(' ');
      return { labelled, read, posts: of.length };
    });
  return { reading, network, posts: answered.length, counts };
}

/** Labels enough, and at least one of each kind that a correction divides by. */
function hasEnough({ reading, posts, counts }: CountedReading): boolean {
  const classes: readonly string[] = reading === 'voice' ? VOICE_IDS : ASKED.health;
  const labels = new Set(counts.map(({ labelled }) => labelled));
  return posts >= FEWEST_LABELS && classes.every((one) => labels.has(one));
}

function agreementOf(first: readonly Labels[], second: readonly Labels[]): CountedLabels['agreement'] {
  const byNumber = new Map(first.map((labels) => [labels.number, labels]));
  return QUESTIONS.map((question) => {
    const pairs = second.flatMap((labels) => {
      const mine = byNumber.get(labels.number)?.[question] ?? '';
      return mine === '' || labels[question] === '' ? [] : [[mine, labels[question]] as const];
    });
    return { question, posts: pairs.length, alpha: nominalAlpha(pairs) };
  });
}

/**
 * Posts about health among those in which a phrase of the vocabulary fires, over all posts about health. The posts outside are so many
 * that a few labelled ones decide: the limits are those of Wilson's interval for their share.
 */
function reachedBy(posts: readonly LabelledPost[], sizes: SampleSizes): CountedLabels['reached'] {
  const all = posts.filter((post) => post.strata.has('all') && isLabelled(post));
  const outside = posts.filter((post) => post.strata.has('outside') && isLabelled(post));
  const isAboutHealth = ({ label }: LabelledPost) => label.health === 'yes';
  const inside = all.filter((post) => post.read.topics.length > 0 && isAboutHealth(post)).length;
  const found = outside.filter(isAboutHealth).length;
  const interval = wilson(found, outside.length);
  if (interval === null || inside === 0) return null;
  const insideShare = inside / all.length;
  const reach = (shareOutside: number) =>
    insideShare / (insideShare + (sizes.outside.posts / sizes.all.posts) * shareOutside);
  return {
    share: reach(found / outside.length),
    lower: reach(interval.upper),
    upper: reach(interval.lower),
    labelled: outside.length,
  };
}

const isLabelled = ({ label }: LabelledPost): boolean => label.health !== '';
const words = (cell: string): string[] => cell.split(/\s+/).filter(Boolean);

async function bytesOf(folder: string, name: string): Promise<Uint8Array> {
  return readFile(join(folder, name)).catch((cause: unknown) => {
    throw new CliError(
      `no ${name} in ${folder}: draw posts with "auscult sample STUDY --out ${folder}"`,
      EXIT.usage,
      {
        cause,
      },
    );
  });
}
