/** What the infographic of 2013 said patients did on social media. */

import { definePublishedFigure } from '../published.ts';

export const talk2013 = definePublishedFigure({
  id: 'talk-2013',
  title: 'What patients talked about, 2013',
  question: 'Which health-related things have people done on social media?',
  base: 'US adults asked in 2012, as the infographic of 2013 gave them',
  unit: 'percent',
  series: ['talk-2013'],
});
