/** Truth tables of the statistics in measure/. */

import { checkGrowth } from './growth.ts';
import { checkHyperloglog } from './hyperloglog.ts';
import { checkPractices } from './practices.ts';
import { checkPseudonym } from './pseudonym.ts';
import { checkQuantification } from './quantification.ts';
import { checkAdoption, checkNewcombe, checkWilson } from './shares.ts';
import { checkSuppression } from './suppression.ts';
import { checkHintsPuertoRico, checkSurveyJackknife } from './survey.ts';
import type { TruthTable } from './table.ts';
import { checkClaims, checkRounding } from './words.ts';

export const STATISTICS_TABLES: readonly TruthTable[] = [
  { file: 'survey-jackknife.expected.json', check: checkSurveyJackknife },
  { file: 'hints-pr-2009.expected.json', check: checkHintsPuertoRico },
  { file: 'wilson.csv', check: checkWilson },
  { file: 'newcombe.json', check: checkNewcombe },
  { file: 'adoption.json', check: checkAdoption },
  { file: 'suppression.json', check: checkSuppression },
  { file: 'quantification.json', check: checkQuantification },
  { file: 'growth.json', check: checkGrowth },
  { file: 'hyperloglog.json', check: checkHyperloglog },
  { file: 'practices-synthetic.expected.json', check: checkPractices },
  { file: 'pseudonym.json', check: checkPseudonym },
  { file: 'rounding.csv', check: checkRounding },
  { file: 'claims.json', check: checkClaims },
];
