/** Truth tables of the reader in understand/. */

import type { TruthTable } from './table.ts';

export const UNDERSTAND_TABLES: readonly TruthTable[] = [
  { file: 'posts-labelled.csv' },
  { file: 'keyword-precision.csv' },
  { file: 'hashtags.csv' },
  { file: 'roles.csv' },
  { file: 'locations.csv' },
  { file: 'links.csv' },
  { file: 'phi.csv' },
  { file: 'readability.csv' },
  { file: 'syllables.csv' },
];
