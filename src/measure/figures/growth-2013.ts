/** The growth panel of 2013: named by a witness, its numbers lost. */

import { definePublishedFigure } from '../published.ts';

export const growth2013 = definePublishedFigure({
  id: 'growth-2013',
  title: 'Growth, 2013',
  question: 'How does the number of users grow?',
  base: 'users of social media for health',
  unit: 'text',
  series: ['growth-2013'],
});
