/** With whom the infographic of 2013 said users would share. */

import { defineFigure } from '../figure.ts';
import {
  SIMPLE_SAMPLE_NOTE,
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const share2013 = defineFigure<{ published: PublishedRow }>({
  id: 'share-2013',
  title: 'With whom users would share, 2013',
  question: 'With whom would people share their own health information through social media?',
  base: 'US adults asked in 2012, as the infographic of 2013 gave them',
  unit: 'percent',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series share-2013) to draw the sheet of 2013.',
  queries: () => ({ published: publishedSeries('share-2013') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [SIMPLE_SAMPLE_NOTE, ...conflictNotes(published)],
  }),
});
