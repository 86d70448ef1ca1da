/**
 * Writes src/understand/syllables/exceptions.json: the English words whose syllables the rules of the `syllable` package get
 * wrong, by the CMU Pronouncing Dictionary (Carnegie Mellon University, BSD-2-Clause). Run by hand: node --import tsx scripts/syllables.ts
 */

import { writeFile } from 'node:fs/promises';
import { dictionary } from 'cmu-pronouncing-dictionary';
import { syllable } from 'syllable';

const bySyllables = new Map<number, string[]>();
for (const [word, phones] of Object.entries(dictionary)) {
  if (!/^[a-z]+$/.test(word)) continue;
  // Every vowel of the dictionary carries a digit for its stress.
  const syllables = (phones.match(/\d/g) ?? []).length;
  if (syllable(word) === syllables) continue;
  bySyllables.set(syllables, [...(bySyllables.get(syllables) ?? []), word]);
}
const exceptions = Object.fromEntries(
  [...bySyllables].sort(([a], [b]) => a - b).map(([count, words]) => [count, words.sort().join(' ')]),
);
await writeFile(
  new URL('../src/understand/syllables/exceptions.json', import.meta.url),
  `${JSON.stringify(exceptions, null, 2)}\n`,
);
