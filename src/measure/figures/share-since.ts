/** Further survey answers on sharing: other questions and other groups than the list of 2013. */

import { definePublishedFigure } from '../published.ts';

export const shareSince = definePublishedFigure({
  id: 'share-since',
  title: 'Sharing on social media, other surveys',
  question: 'Who would share what, and with whom?',
  base: 'as stated in each row',
  unit: 'percent',
  series: ['share-since'],
});
