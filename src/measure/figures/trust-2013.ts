/** Whom the infographic of 2013 said users trust. */

import { definePublishedFigure } from '../published.ts';

export const trust2013 = definePublishedFigure({
  id: 'trust-2013',
  title: 'Whom users trusted, 2013',
  question: 'Whose health information on social media would people trust?',
  base: 'US adults asked in 2012, as the infographic of 2013 gave them',
  unit: 'percent',
  series: ['trust-2013'],
});
