/** Syllables of an English word: the CMU Pronouncing Dictionary where the rules of the `syllable` package differ from it. */

import { syllable } from 'syllable';
import exceptions from './syllables/exceptions.json' with { type: 'json' };

let known: Map<string, number> | null = null;

/** Syllables of one word in any case, at least 1. Parts joined by a hyphen are counted one by one; "it's" counts as "its". */
export function syllables(word: string): number {
  known ??= load();
  const key = word.toLowerCase();
  return known.get(key) ?? (key.includes('-') ? ofParts(key) : Math.max(1, ofPart(key)));
}

function ofParts(word: string): number {
  const parts = word.split('-').filter(Boolean);
  return Math.max(
    1,
    parts.reduce((sum, part) => sum + syllables(part), 0),
  );
}

function ofPart(word: string): number {
  const bare = word.replaceAll(/['\u2019]/g, '');
  return known?.get(bare) ?? syllable(bare);
}

function load(): Map<string, number> {
  const words = new Map<string, number>();
  for (const [count, list] of Object.entries(exceptions)) {
    for (const word of list.split(' ')) words.set(word, Number(count));
  }
  return words;
}
