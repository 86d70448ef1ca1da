/** Tables about the text of a post: links, identifiers, syllables, readability. */

import { FEWEST_WORDS, readability } from '../../src/understand/readability.ts';
import { findIdentifiers } from '../../src/understand/identifiers.ts';
import { linkType } from '../../src/understand/links.ts';
import { syllables } from '../../src/understand/syllables.ts';
import { readCsv } from './read.ts';
import { Tally, type TableResult } from './table.ts';

/** Method j: a grade within half a grade. */
const GRADE_TOLERANCE = 0.5;

export async function checkLinks(folder: string): Promise<TableResult> {
  const tally = new Tally();
  for (const { url, source_type } of await readCsv(folder, 'links.csv'))
    tally.same(url, linkType(url), source_type);
  return tally.result();
}

/**
 * Every kind of identifier that a text holds, and none where it holds none. The accept level is a recall of 1 on the pattern
 * kinds; names are reported apart, so a row of names alone may be missed.
 */
export async function checkIdentifiers(folder: string): Promise<TableResult> {
  const tally = new Tally();
  let missedPattern = false;
  for (const { text, categories } of await readCsv(folder, 'phi.csv')) {
    const expected = categories
      .split(/[;|]/)
      .map((kind) => kind.trim())
      .filter(Boolean)
      .sort();
    const found = [...new Set(findIdentifiers(text).map((hit) => hit.kind))].sort();
    tally.same(text, found, expected);
    if (expected.some((kind) => kind !== 'name' && !found.includes(kind))) missedPattern = true;
  }
  const result = tally.result();
  const falseAlarms = result.total - result.passed;
  return { ...result, accepted: !missedPattern && falseAlarms <= result.total * 0.1 };
}

export async function checkSyllables(folder: string): Promise<TableResult> {
  const tally = new Tally();
  for (const { word, syllables_dictionary } of await readCsv(folder, 'syllables.csv')) {
    tally.same(word, syllables(word), Number(syllables_dictionary));
  }
  return tally.result();
}

export async function checkReadability(folder: string): Promise<TableResult> {
  const tally = new Tally();
  for (const row of await readCsv(folder, 'readability.csv')) {
    const score = readability(row.text);
    tally.same(`${row.id} sentences`, score?.sentences, Number(row.sentences));
    tally.same(`${row.id} words`, score?.words, Number(row.words));
    tally.near(`${row.id} grade`, score?.grade ?? null, Number(row.flesch_kincaid_grade), GRADE_TOLERANCE);
    tally.same(`${row.id} plain`, (score?.grade ?? FEWEST_WORDS) <= 8, row.grade_8_or_below === '1');
  }
  return tally.result();
}
