/** What reviews of hospitals found, each with its own base. */

import { definePublishedFigure } from '../published.ts';

export const hospitalsSince = definePublishedFigure({
  id: 'hospitals-since',
  title: 'Hospitals on social media, since then',
  question: 'What share of hospitals has an account?',
  base: 'as stated in each row',
  unit: 'percent',
  series: ['hospitals-since'],
});
