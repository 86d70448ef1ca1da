/** The texts and phrases that bench/understand.ts measures on: real posts, real names of diseases and medicines. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { createTokeniser } from '../src/understand/text.ts';
import { foldedText } from '../src/understand/tokens.ts';
import type { Vocabulary } from '../src/understand/vocabulary/vocabulary.ts';

/** Longer ones are essays; with them the mean would be that of no network. */
const LONGEST_POST = 1000;

/** Tweets, headlines and Reddit posts, in the order of the files. */
export function readTexts(folder: string): string[] {
  const tweets = [
    'general_tweeteval/emoji/train_text.txt',
    'general_tweeteval/sentiment/test_text.txt',
  ].flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
  const headlines = filesIn(join(folder, 'health_news_in_twitter'), '.txt').flatMap((file) =>
    readFileSync(file, 'latin1')
      .split('\n')
      .map((line) => line.split('|').slice(2).join('|')),
  );
  const reddit = filesIn(join(folder, 'reddit_top_2013'), '.csv.gz').flatMap((file) => {
    const rows: { title?: string; selftext?: string }[] = parse(gunzipSync(readFileSync(file)), {
      columns: true,
      relax_quotes: true,
      relax_column_count: true,
    });
    return rows.map(({ title = '', selftext = '' }) => `${title} ${selftext}`);
  });
  return [...tweets, ...headlines, ...reddit].filter(
    (text) => text.length > 1 && text.length <= LONGEST_POST,
  );
}

/** Profile locations as people write them, to give the posts authors. */
export function readLocations(folder: string): string[] {
  const rows: { Location: string }[] = parse(
    readFileSync(join(folder, 'labelled/covid_tweets_sentiment_with_user_location.csv'), 'latin1'),
    { columns: true, relax_quotes: true, relax_column_count: true },
  );
  return rows.map(({ Location }) => Location);
}

/**
 * At least `count` distinct folded phrases: every so many-th of the vocabulary when that is enough, else all of it and
 * then names from public vocabularies.
 */
export function takePhrases(vocabulary: Vocabulary, folder: string, count: number): string[] {
  const own = vocabulary.phrases.map(({ text }) => text);
  if (count <= own.length) {
    return Array.from({ length: count }, (_, index) => own[Math.floor((index * own.length) / count)]);
  }
  const tokenise = createTokeniser();
  const phrases = new Set(own);
  for (const file of [
    'human_disease_ontology_HumanDO.tsv',
    'mesh_mtrees2019.bin',
    'icd10cm_categories.csv',
    'drugbank_open_vocabulary.csv',
  ]) {
    for (const name of readFileSync(join(folder, file), 'utf8').split(/[\n\t;"]| \| /)) {
      const folded = foldedText(tokenise(name));
      if (folded.length > 3) phrases.add(folded);
      if (phrases.size === count) return [...phrases];
    }
  }
  throw new Error(
    `only ${phrases.size} of ${count} phrases in ${folder}: name more files in bench/understand-texts.ts`,
  );
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}
