/** hashtags.csv: each hashtag must become exactly the words the table gives. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { foldedText } from '../../src/understand/tokens.ts';
import { loadVocabulary } from '../../src/understand/vocabulary/vocabulary.ts';
import { Tally, type TableResult } from './table.ts';

export async function checkHashtags(folder: string): Promise<TableResult> {
  const rows: { hashtag: string; segments: string }[] = parse(await readFile(join(folder, 'hashtags.csv')), {
    columns: true,
  });
  const tokenise = loadVocabulary().createTokeniser();
  const tally = new Tally();
  for (const { hashtag, segments } of rows) tally.same(hashtag, foldedText(tokenise(hashtag)), segments);
  return tally.result();
}
