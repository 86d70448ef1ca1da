/** What people said they expect: the ground of the advice on reply time. */

import { definePublishedFigure } from '../published.ts';

export const practicesExpectations = definePublishedFigure({
  id: 'practices-expectations',
  title: 'What people expect of health organizations',
  question: 'How fast should a health organization answer, and with what tools?',
  base: 'US adults asked in 2012',
  unit: 'percent',
  series: ['practices-expectations'],
});
