/** Truth tables of the statistics in measure/. */

import type { TruthTable } from './table.ts';

export const STATISTICS_TABLES: readonly TruthTable[] = [
  { file: 'survey-jackknife.expected.json' },
  { file: 'hints-pr-2009.expected.json' },
  { file: 'wilson.csv' },
  { file: 'newcombe.json' },
  { file: 'adoption.json' },
  { file: 'suppression.json' },
  { file: 'quantification.json' },
  { file: 'growth.json' },
  { file: 'hyperloglog.json' },
  { file: 'practices-synthetic.expected.json' },
  { file: 'pseudonym.json' },
  { file: 'rounding.csv' },
  { file: 'claims.json' },
];
