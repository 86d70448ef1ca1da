/**
 * Draws posts for people to label (docs/methods.md, section c): at random and never by what was flagged, the reading kept
 * apart from the sheet, so that nobody is led by it. `count-labels.ts` makes of the filled sheet what a study corrects by.
 */

import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError, EXIT } from '../errors.ts';
import type { Store } from '../keep/store.ts';
import { VOICE } from '../measure/figures/talk.ts';
import { VOICE_IDS } from '../measure/validation.ts';
import { csvLines } from '../publish/csv.ts';

/** From where a post was drawn. `outside`: posts in which the vocabulary fires nothing, to see what it passes over. */
export const STRATA = ['all', 'about-health', 'outside'] as const;
export type Stratum = (typeof STRATA)[number];

export const SHEET_COLUMNS = ['number', 'text', 'health', 'own', 'voice', 'topics'] as const;
export const READING_COLUMNS = ['number', 'network', 'strata', 'health', 'own', 'voice', 'topics'] as const;
export const SAMPLE_FILES = {
  sheet: 'posts.csv',
  /** The first posts of the sheet once more, for a second coder. */
  second: 'second-coder.csv',
  readings: 'readings.csv',
  drawn: 'sample.json',
  counts: 'validation.csv',
} as const;

export interface SampleRequest {
  /** Posts from `all`, and as many from `about-health`. */
  readonly posts: number;
  readonly outside: number;
  readonly both: number;
  /** Names the draw: the same seed draws the same posts of the same store. */
  readonly seed: string;
  /** Probability from which a post counts as one about health. */
  readonly healthFrom: number;
}

/** How many posts each stratum holds, and how many of them were drawn. */
export type SampleSizes = Readonly<Record<Stratum, { readonly posts: number; readonly drawn: number }>>;

interface DrawnPost {
  /** A hash by the seed: posts are drawn and laid out in its order. */
  readonly lot: string;
  readonly network: string;
  readonly text: string;
  readonly health: string;
  readonly own: string;
  readonly voice: string;
  readonly topics: readonly string[];
}

/** A source that keeps posts about health alone says nothing of the share of posts about health. */
const KEEPS_ALL = `source IN (SELECT source FROM counted_posts WHERE health < {healthFrom:Float32})`;
const WHERE: Readonly<Record<Stratum, string>> = {
  all: KEEPS_ALL,
  'about-health': 'health >= {healthFrom:Float32}',
  outside: `${KEEPS_ALL} AND empty(topics)`,
};
const FOR_OWNER_ONLY = 0o600;

/**
 * Writes the sheet, the sheet of the second coder, the readings and the sizes of the strata into `folder`.
 * @throws CliError where the folder holds a sample already, or the store no text
 */
export async function drawSample(store: Store, folder: string, request: SampleRequest): Promise<SampleSizes> {
  await refuseSecondSample(folder);
  const posts = new Map<string, DrawnPost & { readonly strata: Stratum[] }>();
  const sizes: Partial<Record<Stratum, { posts: number; drawn: number }>> = {};
  for (const stratum of STRATA) {
    const drawn = await draw(store, stratum, request);
    sizes[stratum] = { posts: await sizeOf(store, stratum, request), drawn: drawn.length };
    for (const post of drawn) {
      const known = posts.get(post.lot);
      if (known) known.strata.push(stratum);
      else posts.set(post.lot, { ...post, strata: [stratum] });
    }
  }
  if (posts.size === 0) {
    throw new CliError(
      'the store holds no text of a post: gather recent ones (texts go when the terms of their source say, mostly after 30 days) without "text: false", and with "keep: all" to label what is not about health too',
    );
  }
  // In the order of their lots, so that the sheet does not show from which stratum a post comes.
  const sheet = [...posts.values()].toSorted((a, b) => (a.lot < b.lot ? -1 : 1));
  const blank = sheet.map(({ text }, index) => [index + 1, text, '', '', '', '']);
  const files: Readonly<Record<string, string>> = {
    [SAMPLE_FILES.sheet]: csvLines(SHEET_COLUMNS, blank),
    [SAMPLE_FILES.second]: csvLines(SHEET_COLUMNS, blank.slice(0, request.both)),
    [SAMPLE_FILES.readings]: csvLines(
      READING_COLUMNS,
      sheet.map((post, index) => [
        index + 1,
        post.network,
        post.strata.join(' '),
        post.health,
        post.own,
        post.voice,
        post.topics.join(' '),
      ]),
    ),
    [SAMPLE_FILES.drawn]: `${JSON.stringify({ seed: request.seed, strata: sizes }, null, 2)}\n`,
  };
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), content, { mode: FOR_OWNER_ONLY });
  return sizes as SampleSizes;
}

function draw(store: Store, stratum: Stratum, request: SampleRequest): Promise<DrawnPost[]> {
  return store.query<DrawnPost>(
    `SELECT lot, network, text, if(flagged, 'yes', 'no') AS health, if(first_person = 'own', 'yes', 'no') AS own,
  [${VOICE_IDS.map((voice) => `'${voice}'`).join(', ')}][${VOICE} + 1] AS voice, topics
FROM (
  SELECT hex(sipHash128({seed:String}, post.network, post.id)) AS lot, toString(post.network) AS network, kept.text AS text,
    post.health >= {healthFrom:Float32} AS flagged, post.first_person AS first_person, post.role AS role, arraySort(post.topics) AS topics
  FROM counted_posts AS post INNER JOIN post_texts AS kept ON kept.network = post.network AND kept.id = post.id
  WHERE ${WHERE[stratum]} ORDER BY lot LIMIT {most:UInt32}
)`,
    {
      seed: request.seed,
      healthFrom: request.healthFrom,
      most: stratum === 'outside' ? request.outside : request.posts,
    },
  );
}

async function sizeOf(store: Store, stratum: Stratum, { healthFrom }: SampleRequest): Promise<number> {
  const [{ n }] = await store.query<{ n: number }>(
    `SELECT count() AS n FROM counted_posts WHERE ${WHERE[stratum]}`,
    { healthFrom },
  );
  return n;
}

/** Labels are hours of work: a sheet is never written over. */
async function refuseSecondSample(folder: string): Promise<void> {
  const sheet = join(folder, SAMPLE_FILES.sheet);
  const isThere = await access(sheet).then(
    () => true,
    () => false,
  );
  if (isThere)
    throw new CliError(
      `${sheet} is there already: name another folder, or remove it with its labels`,
      EXIT.usage,
    );
}
