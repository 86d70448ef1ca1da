/**
 * The labelled sets of a data folder as they come from their publishers, each with its own quirks of encoding.
 * Training and the accuracy check both read them here; docs/model-card.md says which licence allows which use.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

export interface LabelledPost {
  readonly text: string;
  /** The publisher's label, as text. */
  readonly label: string;
  /** What splits keep together: subreddit, outlet, disease. */
  readonly group: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** Undoes the four entities that exports leave behind; numeric ones (emoji taken apart) become a space. */
function withoutEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot);|&#\d+;/g, (entity) => ENTITIES[entity] ?? ' ');
}

function rowsOf(bytes: Buffer): Record<string, string>[] {
  return parse(bytes, { columns: true, relax_quotes: true, relax_column_count: true, bom: true });
}

/** Top posts of 35 subreddits, 2013 (PDDL): title and self-text; label `health` or `other` by subreddit, which is weak. */
export function readReddit(posts: string): LabelledPost[] {
  return ['health', 'other'].flatMap((label) => {
    const folder = join(posts, 'reddit_top_2013', label);
    return readdirSync(folder)
      .sort()
      .flatMap((file) => {
        const group = basename(file, '.csv.gz');
        return rowsOf(gunzipSync(readFileSync(join(folder, file)))).map((row) => ({
          text: withoutEntities(row.selftext ? `${row.title}\n${row.selftext}` : row.title),
          label,
          group,
        }));
      });
  });
}

/** Headlines of 16 health desks, 2011-2015 (CC BY 4.0): `id|date|text`, in several encodings. All are about health. */
export function readHealthNews(posts: string): LabelledPost[] {
  const folder = join(posts, 'health_news_in_twitter');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .flatMap((file) =>
      linesOf(join(folder, file)).flatMap((line) => {
        const [, , ...rest] = line.split('|');
        const text = withoutEntities(rest.join('|').trim());
        return text === '' ? [] : [{ text, label: 'health', group: basename(file, '.txt') }];
      }),
    );
}

/** 22,660 tweets that name one of four illnesses (MIT): 0 another sense, 1 general, 2 a person has it, 3 the author has it. */
export function readIllness(posts: string): LabelledPost[] {
  return linesOf(join(posts, 'labelled', 'illness_dataset_tweets.tsv')).flatMap((line) => {
    const [group, label, ...rest] = line.split('\t');
    return rest.length === 0 ? [] : [{ text: withoutEntities(rest.join(' ')), label, group }];
  });
}

/** 24,783 rude and less rude tweets (MIT); hardly any is about health. */
export function readGeneralTweets(posts: string): LabelledPost[] {
  return rowsOf(readFileSync(join(posts, 'general_offensive_davidson_labeled_data.csv'))).map((row) => ({
    text: withoutEntities(row.tweet),
    label: 'general',
    group: `general-tweets-${row.class}`,
  }));
}

/** General tweets of TweetEval: licence unclear, so for evaluation only. */
export function readTweetEval(posts: string): LabelledPost[] {
  const folder = join(posts, 'general_tweeteval');
  return ['sentiment/test_text.txt', 'emotion/test_text.txt', 'emoji/train_text.txt'].flatMap((file) =>
    linesOf(join(folder, file)).map((text) => ({
      text: withoutEntities(text),
      label: 'general',
      group: `tweeteval-${file.split('/')[0]}`,
    })),
  );
}

/** Tweets of the COVID-19 years from three sets whose licences are unclear or unfit: for evaluation only. */
export function readPandemicTweets(posts: string): LabelledPost[] {
  const read = (file: string, column: string, group: string): LabelledPost[] =>
    rowsOf(readFileSync(join(posts, 'labelled', file))).map((row) => ({
      text: withoutEntities(row[column]),
      label: 'health',
      group,
    }));
  return [
    ...read('caves_vaccine_concerns/val.csv', 'text', 'vaccine-concerns'),
    ...read('constraint_covid_fake_news/Constraint_Val.csv', 'tweet', 'covid-claims'),
    ...read('covid_tweets_sentiment_with_user_location.csv', 'OriginalTweet', 'covid-tweets'),
  ];
}

/** The lines of a file, each in the encoding it is in: some publishers mix UTF-8 and Windows-1252. */
function linesOf(file: string): string[] {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const windows1252 = new TextDecoder('windows-1252');
  const bytes = readFileSync(file);
  const lines: string[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end;
    const line = bytes.subarray(from, to);
    from = to + 1;
    if (line.length === 0) continue;
    try {
      lines.push(utf8.decode(line).replace(/\r$/, ''));
    } catch {
      lines.push(windows1252.decode(line).replace(/\r$/, ''));
    }
  }
  return lines.filter((line) => line !== '');
}
