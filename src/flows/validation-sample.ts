/**
 * A study's own labelled posts, as a table of counts: how many posts of each label were read as what. Counts alone, so that
 * neither text nor author of a labelled post is needed again.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { CliError, EXIT } from '../errors.ts';
import { HELD_OUT, VOICE_IDS, type BinaryCounts, type Validation } from '../measure/validation.ts';
import { NETWORKS, type ReceiptInput } from '../records.ts';
import type { Study } from '../study.ts';
import { topicNames } from '../understand/vocabulary/topic-names.ts';
import { mistake, readTable } from './hand-table.ts';

export const COUNT_COLUMNS = ['reading', 'network', 'labelled', 'read', 'posts'] as const;
/** Fewer labels drawn at random leave an interval too wide to print (docs/methods.md, section c). */
export const FEWEST_LABELS = 1000;
const YES_NO = ['yes', 'no'] as const;
const READINGS = 'health, own, voice, or topic: with the id of a topic';

const rowSchema = z.object({
  reading: z.string().regex(/^(health|own|voice|topic:.+)$/, `must be ${READINGS}`),
  network: z.enum(['', ...NETWORKS], `must be a network (${NETWORKS.join(', ')}) or empty for all`),
  labelled: z.string(),
  read: z.string(),
  posts: z.string().regex(/^\d+$/, 'must be a whole number of posts').transform(Number),
});

type Row = z.infer<typeof rowSchema> & { readonly line: number };

/** The sample of the study with its place in the receipt; null where the study names none. @throws CliError */
export async function readValidation(
  study: Pick<Study, 'folder' | 'validation' | 'vocabulary'>,
): Promise<{ readonly validation: Validation; readonly input: ReceiptInput } | null> {
  if (study.validation === undefined) return null;
  const file = study.validation;
  const bytes = await readFile(resolve(study.folder, file)).catch((cause: unknown) => {
    throw new CliError(`no file ${file} in ${study.folder}: mend "validation" in the study`, EXIT.usage, {
      cause,
    });
  });
  const topics = new Set([...topicNames().keys(), ...study.vocabulary.topics.map(({ id }) => id)]);
  const rows = readRows(bytes, file, topics);
  return {
    validation: merged(rows, file),
    input: {
      source: 'validation',
      file,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      read: rows.length,
      kept: rows.length,
      quarantined: 0,
    },
  };
}

function readRows(bytes: Buffer, file: string, topics: ReadonlySet<string>): readonly Row[] {
  const seen = new Set<string>();
  return readTable(bytes, file, COUNT_COLUMNS).map(({ cells, line }) => {
    const checked = rowSchema.safeParse(cells);
    if (!checked.success) {
      const [{ path, message }] = checked.error.issues;
      const column = COUNT_COLUMNS.find((name) => name === path[0]);
      throw mistake(file, line, `${String(path[0])} "${column ? cells[column] : ''}"`, message);
    }
    const row = checked.data;
    checkClasses(row, file, line, topics);
    const key = [row.reading, row.network, row.labelled, row.read].join();
    if (seen.has(key)) throw mistake(file, line, `"${key}" is there twice`, 'add the two up');
    seen.add(key);
    return { ...row, line };
  });
}

function checkClasses(
  { reading, network, labelled, read }: z.infer<typeof rowSchema>,
  file: string,
  line: number,
  topics: ReadonlySet<string>,
): void {
  if (network !== '' && reading !== 'health')
    throw mistake(
      file,
      line,
      `network "${network}" for ${reading}`,
      'leave it empty: only health is corrected by network',
    );
  const topic = reading.startsWith('topic:') ? reading.slice('topic:'.length) : null;
  if (topic !== null && !topics.has(topic))
    throw mistake(file, line, `unknown topic "${topic}"`, 'take an id of docs/vocabulary.md or of the study');
  const classes: readonly string[] = reading === 'voice' ? VOICE_IDS : YES_NO;
  for (const [name, value] of [
    ['labelled', labelled],
    ['read', read],
  ])
    if (!classes.includes(value))
      throw mistake(file, line, `${name} "${value}" for ${reading}`, `must be one of ${classes.join(', ')}`);
}

/** What the study labelled goes before what the model was held against; readings it did not label keep that. */
function merged(rows: readonly Row[], file: string): Validation {
  const byReading = Map.groupBy(rows, ({ reading }) => reading);
  const binary = (reading: string): BinaryCounts | null => {
    const own = byReading.get(reading);
    return own ? binaryCounts(own, file) : null;
  };
  const health = byReading.get('health');
  const voices = byReading.get('voice');
  const topics = [...byReading.keys()].filter((reading) => reading.startsWith('topic:'));
  const own = binary('own');
  const [aboutHealth, ownExperience] = HELD_OUT.words;
  return {
    words: [
      health ? `posts about health by ${labels(health)}` : aboutHealth,
      own ? `own experience by ${labels(byReading.get('own') ?? [])}` : ownExperience,
      ...(voices ? [`voices by ${labels(voices)}`] : []),
      ...(topics.length > 0
        ? [`${topics.length === 1 ? 'one topic' : `${topics.length} topics`} by labels of the study`]
        : []),
    ],
    health: health
      ? new Map(
          [...Map.groupBy(health, ({ network }) => network)].map(([network, of]) => [
            network,
            binaryCounts(of, file),
          ]),
        )
      : HELD_OUT.health,
    own: own ?? HELD_OUT.own,
    topics: new Map(
      topics.map((reading) => [
        reading.slice('topic:'.length),
        binaryCounts(byReading.get(reading) ?? [], file),
      ]),
    ),
    voices: voices ? voiceCounts(voices, file) : null,
  };
}

function binaryCounts(rows: readonly Row[], file: string): BinaryCounts {
  enough(rows, file);
  const [positive, negative] = YES_NO.map((label) => ofLabel(rows, label, file));
  return {
    truePositives: countOf(positive, 'yes'),
    labelledPositive: total(positive),
    trueNegatives: countOf(negative, 'no'),
    labelledNegative: total(negative),
  };
}

function voiceCounts(rows: readonly Row[], file: string): Validation['voices'] {
  enough(rows, file);
  return {
    classes: VOICE_IDS,
    counts: VOICE_IDS.map((label) => {
      const labelled = ofLabel(rows, label, file);
      return VOICE_IDS.map((read) => countOf(labelled, read));
    }),
  };
}

function enough(rows: readonly Row[], file: string): void {
  const [{ line }] = rows;
  if (total(rows) < FEWEST_LABELS)
    throw mistake(
      file,
      line,
      `${nameOf(rows)} has ${total(rows)} labelled posts`,
      `label at least ${FEWEST_LABELS.toLocaleString('en-US')}, drawn at random from the posts, not from those that were flagged`,
    );
}

function ofLabel(rows: readonly Row[], label: string, file: string): readonly Row[] {
  const labelled = rows.filter((row) => row.labelled === label);
  if (total(labelled) === 0)
    throw mistake(
      file,
      rows[0].line,
      `${nameOf(rows)} has no post labelled "${label}"`,
      'label some, or leave the reading out',
    );
  return labelled;
}

const nameOf = ([{ reading, network }]: readonly Row[]): string =>
  network === '' ? reading : `${reading} on ${network}`;
const labels = (rows: readonly Row[]): string =>
  `${total(rows).toLocaleString('en-US')} posts that the study labelled`;
const countOf = (rows: readonly Row[], read: string): number =>
  total(rows.filter((row) => row.read === read));
const total = (rows: readonly Row[]): number => rows.reduce((sum, { posts }) => sum + posts, 0);
