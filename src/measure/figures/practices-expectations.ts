/** What people said they expect: the ground of the advice on reply time. */

import { defineFigure } from '../figure.ts';
import {
  SIMPLE_SAMPLE_NOTE,
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const practicesExpectations = defineFigure<{ published: PublishedRow }>({
  id: 'practices-expectations',
  title: 'What people expect of health organizations',
  question: 'How fast should a health organization answer, and with what tools?',
  base: 'US adults asked in 2012',
  unit: 'percent',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty:
    'Gather published figures (a CSV with the series practices-expectations) to see what people expect.',
  queries: () => ({ published: publishedSeries('practices-expectations') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [SIMPLE_SAMPLE_NOTE, ...conflictNotes(published)],
  }),
});
