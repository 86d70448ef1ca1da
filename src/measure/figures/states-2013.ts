/** What is left of the state table of 2013. */

import { definePublishedFigure } from '../published.ts';

export const states2013 = definePublishedFigure({
  id: 'states-2013',
  title: 'State by state, 2013',
  question: 'What did the sheet of 2013 say about the states?',
  base: 'hospitals on the Health Care Social Media List',
  unit: 'text',
  series: ['states-2013'],
});
