/**
 * In which sense a post uses the words of health (methods c): literally, as a figure of speech, or in another sense
 * ("virus in the driver"). A text without any such word is `other` too: there is nothing to be read figuratively.
 */

import type { Reading } from '../records.ts';
import { type JudgedMatches, VERDICT } from './topics.ts';

const HEALTH = 0.5;

export function readSense(health: number, { matches, verdict }: JudgedMatches): Reading['sense'] {
  if (health >= HEALTH) return 'literal';
  for (let index = 0; index < matches.count; index += 1) {
    if (verdict[index] === VERDICT.figurative) return 'figurative';
  }
  for (let index = 0; index < matches.count; index += 1) {
    // A plain phrase in a text that is not about health: the phrase stands for something else.
    if (verdict[index] <= VERDICT.passed) return 'figurative';
  }
  return 'other';
}
