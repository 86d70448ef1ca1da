/** What reviews found hospitals do with their accounts. */

import { defineFigure } from '../figure.ts';
import {
  SIMPLE_SAMPLE_NOTE,
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const practicesField = defineFigure<{ published: PublishedRow }>({
  id: 'practices-field',
  title: 'What hospitals use social media for',
  question: 'What do hospitals use social media for?',
  base: 'as stated in each row',
  unit: 'percent',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series practices-field) to see what hospitals do.',
  queries: () => ({ published: publishedSeries('practices-field') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [SIMPLE_SAMPLE_NOTE, ...conflictNotes(published)],
  }),
});
