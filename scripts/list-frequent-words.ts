/**
 * Makes src/understand/vocabulary/words.txt, the word list that hashtags are cut by, from the Reddit top posts of 2013
 * (Chris Dary, PDDL 1.0): words counted, no text carried over. Deterministic: the same files give the same bytes.
 *
 *   node --import tsx scripts/list-frequent-words.ts [../shared/data/posts/reddit_top_2013]
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

const MOST_WORDS = 14_000;
/** A word must occur this often, and in this many communities, so that names of members stay out. */
const LEAST_COUNT = 12;
const LEAST_COMMUNITIES = 6;

const folder = resolve(process.argv[2] ?? '../shared/data/posts/reddit_top_2013');
const target = resolve(import.meta.dirname, '../src/understand/vocabulary/words.txt');

const counts = new Map<string, { count: number; communities: number }>();
for (const file of csvFiles(folder)) {
  for (const [word, count] of countWords(file)) {
    const sum = counts.get(word) ?? { count: 0, communities: 0 };
    counts.set(word, { count: sum.count + count, communities: sum.communities + 1 });
  }
}
const words = [...counts]
  .filter(([, { count, communities }]) => count >= LEAST_COUNT && communities >= LEAST_COMMUNITIES)
  .sort(([left, a], [right, b]) => b.count - a.count || (left < right ? -1 : 1))
  .slice(0, MOST_WORDS)
  .map(([word]) => word);
writeFileSync(
  target,
  `# Frequent words, the most frequent first. Counted by scripts/list-frequent-words.ts in the Reddit top posts of 2013 (PDDL 1.0).\n${words.join('\n')}\n`,
);
console.log(`${words.length} words to ${target}`);

function csvFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.csv.gz'))
    .sort()
    .map((name) => join(root, name));
}

function countWords(file: string): Map<string, number> {
  const rows: { title?: string; selftext?: string }[] = parse(gunzipSync(readFileSync(file)), {
    columns: true,
    relax_quotes: true,
    relax_column_count: true,
  });
  const found = new Map<string, number>();
  for (const { title = '', selftext = '' } of rows) {
    for (const [word] of `${title} ${selftext}`
      .toLowerCase()
      .matchAll(/(?<![\w'’@/.])[a-z]{2,}(?![\w'’/])/g)) {
      found.set(word, (found.get(word) ?? 0) + 1);
    }
  }
  return found;
}
