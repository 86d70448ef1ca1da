/** Truth tables of the statistics in measure/. */

import { checkAdoption, checkNewcombe, checkWilson } from './shares.ts';
import { checkSuppression } from './suppression.ts';
import type { TruthTable } from './table.ts';
import { checkClaims, checkRounding } from './words.ts';

export const STATISTICS_TABLES: readonly TruthTable[] = [
  { file: 'survey-jackknife.expected.json' },
  { file: 'hints-pr-2009.expected.json' },
  { file: 'wilson.csv', check: checkWilson },
  { file: 'newcombe.json', check: checkNewcombe },
  { file: 'adoption.json', check: checkAdoption },
  { file: 'suppression.json', check: checkSuppression },
  { file: 'quantification.json' },
  { file: 'growth.json' },
  { file: 'hyperloglog.json' },
  { file: 'practices-synthetic.expected.json' },
  { file: 'pseudonym.json' },
  { file: 'rounding.csv', check: checkRounding },
  { file: 'claims.json', check: checkClaims },
];
