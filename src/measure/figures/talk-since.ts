/** What later polls found people see about health; another question than that of 2013, never joined to it. */

import { definePublishedFigure } from '../published.ts';

export const talkSince = definePublishedFigure({
  id: 'talk-since',
  title: 'Health content people saw, since then',
  question: 'What health content do people see on social media?',
  base: 'US adults',
  unit: 'percent',
  series: ['talk-since'],
});
