/**
 * Profile locations labelled by hand by the rules of method e, first from the words alone, then again where the reader disagreed
 * (no label changed): 590 drawn at random in two draws (330, then 260) from the profiles of a
 * set of tweets, and all of the recorded answers of an API. Only hashes and labels are kept here; the words are found again in the
 * files of the data folder.
 */

import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export interface LabelledLocation {
  readonly location: string;
  readonly label: string | null;
}

const LABELS = join(import.meta.dirname, 'location-labels.csv');
const TWEETS = 'posts/labelled/covid_tweets_sentiment_with_user_location.csv';
const ANSWERS = 'api_fixtures/twitter*/**/*.json*';

/** Those of the labelled locations whose words are in the data folder, in the order of their hashes. */
export function labelledLocations(data: string): LabelledLocation[] {
  const words = new Map([...locationsOf(data)].map((location) => [hashOf(location), location]));
  const rows: { sha256_first_16: string; state: string }[] = parse(readFileSync(LABELS), { columns: true });
  return rows.flatMap(({ sha256_first_16: hash, state }) => {
    const location = words.get(hash);
    return location === undefined ? [] : [{ location, label: state === '' ? null : state }];
  });
}

function locationsOf(data: string): Set<string> {
  const found = new Set<string>();
  const tweets = join(data, TWEETS);
  if (existsSync(tweets)) {
    const rows: { Location: string }[] = parse(readFileSync(tweets), { columns: true, bom: true });
    for (const { Location } of rows) found.add(Location);
  }
  for (const file of globSync(ANSWERS, { cwd: data })) {
    const content = readFileSync(join(data, file), 'utf8');
    const documents = file.endsWith('.jsonl') ? content.split('\n') : [content];
    for (const document of documents) collect(parsed(document), found);
  }
  return found;
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    // Some recorded answers are cut off on purpose.
    return null;
  }
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'location' && typeof inner === 'string') into.add(inner);
    else collect(inner, into);
  }
}

function hashOf(location: string): string {
  return createHash('sha256').update(location).digest('hex').slice(0, 16);
}
