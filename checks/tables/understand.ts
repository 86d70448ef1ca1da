/** Truth tables of the reader in understand/. */

import { checkHashtags } from './hashtags.ts';
import { checkKeywords, checkPosts } from './posts.ts';
import { checkLocations } from './locations.ts';
import { checkRoles } from './roles.ts';
import type { TruthTable } from './table.ts';
import { checkIdentifiers, checkLinks, checkReadability, checkSyllables } from './texts.ts';

export const UNDERSTAND_TABLES: readonly TruthTable[] = [
  { file: 'posts-labelled.csv', check: checkPosts },
  { file: 'keyword-precision.csv', check: checkKeywords },
  { file: 'hashtags.csv', check: checkHashtags },
  { file: 'roles.csv', check: checkRoles },
  { file: 'locations.csv', check: checkLocations },
  { file: 'links.csv', check: checkLinks },
  { file: 'phi.csv', check: checkIdentifiers },
  { file: 'readability.csv', check: checkReadability },
  { file: 'syllables.csv', check: checkSyllables },
];
