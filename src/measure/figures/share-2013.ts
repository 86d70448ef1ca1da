/** With whom the infographic of 2013 said users would share. */

import { definePublishedFigure } from '../published.ts';

export const share2013 = definePublishedFigure({
  id: 'share-2013',
  title: 'With whom users would share, 2013',
  question: 'With whom would people share their own health information through social media?',
  base: 'US adults asked in 2012, as the infographic of 2013 gave them',
  unit: 'percent',
  series: ['share-2013'],
});
