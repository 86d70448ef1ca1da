/** What reviews found hospitals do with their accounts. */

import { definePublishedFigure } from '../published.ts';

export const practicesField = definePublishedFigure({
  id: 'practices-field',
  title: 'What hospitals use social media for',
  question: 'What do hospitals use social media for?',
  base: 'as stated in each row',
  unit: 'percent',
  series: ['practices-field'],
});
