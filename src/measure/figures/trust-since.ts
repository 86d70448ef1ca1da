/** What later polls asked about trust: each question on its own, none joined to that of 2013. */

import { definePublishedFigure } from '../published.ts';

export const trustSince = definePublishedFigure({
  id: 'trust-since',
  title: 'Trust in health information, since then',
  question: 'Whom do people trust for health information?',
  base: 'as stated in each row',
  unit: 'percent',
  series: ['trust-since'],
});
