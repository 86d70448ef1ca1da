/** The growth panel of 2013: named by a witness, its numbers lost. */

import { defineFigure } from '../figure.ts';
import {
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const growth2013 = defineFigure<{ published: PublishedRow }>({
  id: 'growth-2013',
  title: 'Growth, 2013',
  question: 'How does the number of users grow?',
  base: 'users of social media for health',
  unit: 'text',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series growth-2013) to draw the sheet of 2013.',
  queries: () => ({ published: publishedSeries('growth-2013') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: conflictNotes(published),
  }),
});
