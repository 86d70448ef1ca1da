/** The five cases of the infographic of 2013, as far as they could be recovered. */

import { definePublishedFigure } from '../published.ts';

export const practices2013 = definePublishedFigure({
  id: 'practices-2013',
  title: 'Five practices, 2013',
  question: 'Which five practices did the sheet of 2013 show?',
  base: 'one organization each',
  unit: 'text',
  series: ['practices-2013'],
});
