/** The reader against labelled posts: a floor for wiring (methods c), and the vocabulary against measured keywords. */

import { createReader } from '../../src/understand/reader.ts';
import { loadVocabulary } from '../../src/understand/vocabulary/vocabulary.ts';
import { readCsv } from './read.ts';
import { Tally, type TableResult } from './table.ts';

/** Accept levels of methods c. */
const HEALTH_F1 = 0.85;
const FIRST_PERSON_F1 = 0.8;
const FIRST_PERSON = { '1': 'own', '2': 'close-other', '0': 'none' } as const;

interface Confusion {
  hits: number;
  falseAlarms: number;
  missed: number;
}

/** posts-labelled.csv: F1 on health at least 0.85 and on own experience at least 0.80. */
export async function checkPosts(folder: string): Promise<TableResult> {
  const reader = createReader();
  const tally = new Tally();
  const health: Confusion = { hits: 0, falseAlarms: 0, missed: 0 };
  const own: Confusion = { hits: 0, falseAlarms: 0, missed: 0 };
  for (const { id, text, health: label, first_person: firstPerson } of await readCsv(
    folder,
    'posts-labelled.csv',
  )) {
    const reading = reader.read({ text });
    const isHealth = reading.health >= 0.5;
    count(health, isHealth, label === '1');
    count(own, reading.firstPerson === 'own', firstPerson === '1');
    const expected = FIRST_PERSON[firstPerson as keyof typeof FIRST_PERSON];
    tally.expect(`${id} "${text}"`, isHealth === (label === '1') && reading.firstPerson === expected, () =>
      [
        `expected health ${label}, ${expected}`,
        `got ${reading.health.toFixed(2)}, ${reading.firstPerson} (${reading.topics.map(({ phrase }) => phrase).join(', ')})`,
      ].join('; '),
    );
  }
  const accepted = f1(health) >= HEALTH_F1 && f1(own) >= FIRST_PERSON_F1;
  return {
    ...tally.result(),
    accepted,
    misses: [
      `F1 on health ${f1(health).toFixed(3)}, on own experience ${f1(own).toFixed(3)}`,
      ...tally.misses,
    ],
  };
}

/** A keyword of which a quarter or more of the posts, in any of the measured sets, was not about health. */
const TREACHEROUS = 0.25;

/**
 * keyword-precision.csv holds shares, not texts. What applies here: its own sums, and that the vocabulary counts no
 * keyword by itself which often stands for something else.
 */
export async function checkKeywords(folder: string): Promise<TableResult> {
  const { phrases } = loadVocabulary();
  const tally = new Tally();
  for (const row of await readCsv(folder, 'keyword-precision.csv')) {
    const { dataset, keyword } = row;
    const share = Number(row.not_literal_health) / Number(row.posts);
    tally.near(`${dataset} ${keyword} share`, share, Number(row.share_not_literal_health), 1e-4);
    if (keyword === 'ALL' || share < TREACHEROUS) continue;
    const phrase = phrases.find(({ text }) => text === keyword);
    tally.expect(
      `${dataset} ${keyword} rule`,
      phrase?.rule !== null,
      () => `"${keyword}" counts without any neighbour`,
    );
  }
  return tally.result();
}

function count(confusion: Confusion, said: boolean, is: boolean): void {
  if (said && is) confusion.hits += 1;
  else if (said) confusion.falseAlarms += 1;
  else if (is) confusion.missed += 1;
}

function f1({ hits, falseAlarms, missed }: Confusion): number {
  return (2 * hits) / (2 * hits + falseAlarms + missed);
}
